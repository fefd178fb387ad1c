import { readFile, writeFile } from "node:fs/promises"
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist"
import { citext } from "@electric-sql/pglite/contrib/citext"
import { cube } from "@electric-sql/pglite/contrib/cube"
import { hstore } from "@electric-sql/pglite/contrib/hstore"
import { ltree } from "@electric-sql/pglite/contrib/ltree"
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm"
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto"
import { uuid_ossp } from "@electric-sql/pglite/contrib/uuid_ossp"
import { cached } from "./cache.js"

const extensions = { btree_gist, citext, cube, hstore, ltree, pg_trgm, pgcrypto, uuid_ossp }

let dataFolder: Promise<Blob> | undefined

/**
 * A fresh PGlite in memory, in well under a second: initdb, which takes several, has run once per machine. CREATE
 * EXTENSION finds btree_gist, citext, cube, hstore, ltree, pg_trgm, pgcrypto and uuid-ossp.
 *
 * @example
 * ```ts
 * const db = await createPglite()
 * afterEach(() => resetPglite(db))
 * ```
 */
export async function createPglite(): Promise<PGlite> {
    dataFolder ??= initialised()
    return PGlite.create({ loadDataDir: await dataFolder, extensions })
}

async function initialised(): Promise<Blob> {
    const main = createRequire(import.meta.url).resolve("@electric-sql/pglite")
    const { version } = JSON.parse(readFileSync(path.join(main, "../../package.json"), "utf8")) as { version: string }
    const file = await cached(`pglite-${version}.tar`, async (at) => {
        const db = await PGlite.create()
        const dump = await db.dumpDataDir("none")
        await db.close()
        await writeFile(at, Buffer.from(await dump.arrayBuffer()))
    })
    return new Blob([await readFile(file)])
}

/**
 * Empties a PGlite, so that one instance serves many cases: a transaction that was left open, schemas, extensions,
 * roles, everything else that stands outside schemas, and the settings of the session.
 */
export async function resetPglite(db: PGlite): Promise<void> {
    await db.exec("ROLLBACK")
    await db.exec("SET SESSION AUTHORIZATION DEFAULT; RESET ALL; SET client_min_messages = error")
    await db.exec(emptyDatabase)
    await db.exec("DISCARD ALL")
}

/** User-made objects have oids from 16384 on; `public` is made anew as initdb leaves it. */
const emptyDatabase = `
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
    LOOP
        EXECUTE command;
    END LOOP;
    FOR command IN
        SELECT format('DROP OWNED BY %1$I CASCADE; DROP ROLE %1$I', rolname) FROM pg_roles WHERE oid >= 16384
        UNION ALL SELECT format('ALTER DATABASE %I RESET ALL', current_database()) FROM pg_db_role_setting
        UNION ALL SELECT 'ALTER ROLE ALL RESET ALL' FROM pg_db_role_setting
    LOOP
        EXECUTE command;
    END LOOP;
    -- What ALTER DEFAULT PRIVILEGES left; DROP OWNED cannot be said of the bootstrap superuser.
    DELETE FROM pg_default_acl;
    CREATE SCHEMA public AUTHORIZATION pg_database_owner;
    GRANT USAGE ON SCHEMA public TO PUBLIC;
    COMMENT ON SCHEMA public IS 'standard public schema';
END
$reset$`
