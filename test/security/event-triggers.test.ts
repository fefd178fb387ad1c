import { describe, expect, test } from "vitest"
import { createDatabase, createRole } from "../support/databases.js"
import { serverFor, sharedVersions } from "../support/servers.js"

// An event trigger runs as whoever changes the schema. docs/security.md counts on Postgres for it: only superusers can make one, also where
// everything in the database belongs to somebody else.
describe.each(sharedVersions())("on PostgreSQL %s", (version) => {
    test("the owner of a database cannot make an event trigger", async () => {
        const database = await createDatabase(serverFor(version))
        try {
            const owner = await createRole(database)
            await database.query(`GRANT CREATE ON DATABASE "${database.name}" TO "${owner.name}"`)
            await database.query(`GRANT ALL ON SCHEMA public TO "${owner.name}"`)
            await database.query(`ALTER DATABASE "${database.name}" OWNER TO "${owner.name}"`)
            await database.query(`SET ROLE "${owner.name}"`)
            await database.query(
                "CREATE FUNCTION public.seize() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN RAISE INFO 'canary'; END $$",
            )
            await expect(
                database.query("CREATE EVENT TRIGGER seize ON ddl_command_end EXECUTE FUNCTION public.seize()"),
            ).rejects.toThrow(/Must be superuser|permission denied/)
        } finally {
            await database.query("RESET ROLE")
            await database.close()
        }
    })
})
