/**
 * SQL that empties a database, run by a superuser who has no transaction open. User-made objects have oids from 16384 on; `public` is
 * made anew as initdb leaves it, also for pg_dump, which says only what differs from that.
 */
export const emptyDatabase = `
DO $reset$
DECLARE
    command text;
BEGIN
    FOR command IN
        SELECT format('DROP EVENT TRIGGER %I', evtname) FROM pg_event_trigger
        UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
        UNION ALL SELECT format('DROP EXTENSION %I CASCADE', extname) FROM pg_extension WHERE oid >= 16384
    LOOP
        EXECUTE command;
    END LOOP;
    FOR command IN
        SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace
            WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
        UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
        UNION ALL SELECT format('DROP CAST (%s AS %s)', castsource::regtype, casttarget::regtype)
            FROM pg_cast WHERE oid >= 16384
            AND castsource < 16384 AND casttarget < 16384
        UNION ALL SELECT format('SELECT lo_unlink(%s)', oid) FROM pg_largeobject_metadata
        UNION ALL SELECT format('ALTER DATABASE %I RESET ALL', datname)
            FROM pg_database JOIN pg_db_role_setting ON setdatabase = pg_database.oid WHERE datname = current_database()
    LOOP
        EXECUTE command;
    END LOOP;
    -- What ALTER DEFAULT PRIVILEGES left; DROP OWNED cannot be said of the bootstrap superuser.
    DELETE FROM pg_default_acl;
    IF current_setting('server_version_num')::int >= 150000 THEN
        CREATE SCHEMA public AUTHORIZATION pg_database_owner;
        GRANT USAGE ON SCHEMA public TO PUBLIC;
    ELSE
        CREATE SCHEMA public;
        GRANT ALL ON SCHEMA public TO PUBLIC;
    END IF;
    COMMENT ON SCHEMA public IS 'standard public schema';
    INSERT INTO pg_init_privs (objoid, classoid, objsubid, privtype, initprivs)
        SELECT oid, 'pg_namespace'::regclass, 0, 'i', nspacl FROM pg_namespace WHERE nspname = 'public';
END
$reset$`

/** SQL that takes away what all databases of a server share: roles, and settings. */
export const emptyServer = `
DO $reset$
DECLARE
    command text;
BEGIN
    FOR command IN
        SELECT format('DROP OWNED BY %1$I CASCADE; DROP ROLE %1$I', rolname) FROM pg_roles WHERE oid >= 16384
        UNION ALL SELECT 'ALTER ROLE ALL RESET ALL' FROM pg_db_role_setting
    LOOP
        EXECUTE command;
    END LOOP;
END
$reset$`
