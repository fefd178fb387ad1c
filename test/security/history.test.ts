import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { DataSource, type MigrationInterface, type QueryRunner } from "typeorm"
import type { AutogenError } from "../../src/autogen/core/errors.js"
import { current } from "../../src/autogen/revisions/current.js"
import { downgrade } from "../../src/autogen/revisions/downgrade.js"
import { openSession, type Session } from "../../src/autogen/revisions/session.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, createRole, type Database, type Role } from "../support/databases.js"
import { serverFor, sharedVersions } from "../support/servers.js"
import { CANARY } from "./support/overloads.js"
import { recorded } from "./support/recorder.js"

// Somebody who may create objects in the schema of the history puts one of his own there, which executes code as whoever touches it.

class CreateHall1700000000001 implements MigrationInterface {
    async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query("CREATE TABLE hall (id int)")
    }
    async down(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query("DROP TABLE hall")
    }
}

const COLUMNS = `id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL`
const SPY = `CREATE FUNCTION public.spy() RETURNS varchar LANGUAGE plpgsql AS $$ BEGIN RAISE INFO '${CANARY}%', current_user; RETURN 'x'; END $$`
const ON_CHANGE = `CREATE FUNCTION public.on_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM public.spy(); RETURN NEW; END $$`

interface Attack {
    readonly what: string
    /** As the attacker. */
    readonly sql: string
    readonly says: RegExp
    /** What only reads is let through: it executes nothing. */
    readonly readable?: true
}

const attacks: readonly Attack[] = [
    {
        what: "a view",
        sql: `CREATE VIEW public.migrations AS SELECT 1 AS id, 1::bigint AS timestamp, public.spy() AS name`,
        says: /is a view/,
    },
    {
        what: "a materialized view",
        sql: `CREATE MATERIALIZED VIEW public.migrations AS SELECT 1 AS id, 1::bigint AS timestamp, 'x'::varchar AS name`,
        says: /is a materialized view/,
    },
    {
        what: "a partitioned table",
        sql: `CREATE TABLE public.migrations (id serial, "timestamp" bigint, name varchar) PARTITION BY LIST (id)`,
        says: /is a partitioned table/,
    },
    {
        what: "a table with a child",
        sql: `CREATE TABLE public.migrations (${COLUMNS}); CREATE TABLE public.child () INHERITS (public.migrations)`,
        says: /inherits/,
    },
    {
        what: "a table of another's with a default",
        sql: `CREATE TABLE public.migrations (${COLUMNS}, more varchar DEFAULT public.spy())`,
        says: /belongs to "/,
        readable: true,
    },
    {
        what: "a table of another's with a trigger",
        sql: `CREATE TABLE public.migrations (${COLUMNS}); CREATE TRIGGER t BEFORE INSERT ON public.migrations FOR EACH ROW EXECUTE FUNCTION public.on_change()`,
        says: /belongs to "/,
        readable: true,
    },
]

describe.each(sharedVersions().map((version) => ({ version })))("PostgreSQL $version", ({ version }) => {
    let database: Database
    let mallory: Role
    let ci: Role
    beforeEach(async () => {
        database = await createDatabase(serverFor(version), { prefix: "history" })
        mallory = await createRole(database, { create: true })
        ci = await createRole(database, { create: true, read: true })
        await asMallory(`${SPY}; ${ON_CHANGE}`)
    })
    afterEach(async () => {
        await mallory.close()
        await ci.close()
        await database.close()
    })

    async function asMallory(sql: string): Promise<void> {
        await database.query(`SET ROLE "${mallory.name}"`)
        await database.query(sql)
        await database.query("RESET ROLE")
    }

    async function run(
        url: string,
        work: (session: Session) => Promise<unknown>,
        schema?: string,
    ): Promise<AutogenError | null> {
        const session = await openSession(
            new DataSource({
                type: "postgres",
                url,
                entities: [],
                migrations: [CreateHall1700000000001],
                ...(schema === undefined ? {} : { schema }),
            }),
        )
        try {
            await work(session)
            return null
        } catch (error) {
            return error as AutogenError
        } finally {
            await session.close()
        }
    }

    const commands = {
        upgrade: (session: Session) => upgrade(session),
        current,
        downgrade: (session: Session) => downgrade(session),
    }

    describe.each(attacks)("$what in place of the history", ({ sql, says, readable }) => {
        test.each(["superuser", "ci"])("is refused by name to a %s", async (who) => {
            await asMallory(sql)
            await database.query(`GRANT ALL ON public.migrations TO "${ci.name}"`)
            const url = who === "ci" ? ci.url : database.url
            const { notices } = await recorded(async () => {
                for (const [name, work] of Object.entries(commands)) {
                    const error = await run(url, work)
                    if (readable && name !== "upgrade" && who === "ci") {
                        expect(error).toBeNull()
                        continue
                    }
                    expect(error?.code).toBe("HISTORY_UNTRUSTED")
                    expect(error?.message).toMatch(says)
                    expect(error?.message).toContain('"table:public.migrations"')
                    expect(error?.next).toBeTruthy()
                }
            })
            expect(notices.filter((notice) => notice.startsWith(CANARY))).toEqual([])
            expect(await database.query("SELECT FROM pg_class WHERE relname = 'hall'")).toEqual([])
        })
    })

    test("a table of TypeORM's of the same kind is refused as well, before anything is run", async () => {
        await asMallory(
            `CREATE TABLE public.typeorm_metadata (type varchar, database varchar, schema varchar, "table" varchar, name varchar, value text DEFAULT public.spy())`,
        )
        const error = await run(database.url, (session) => upgrade(session))
        expect(error?.code).toBe("HISTORY_UNTRUSTED")
        expect(error?.message).toContain('"table:public.typeorm_metadata"')
    })

    test("a trigger of another's on the project's own table is named", async () => {
        expect(await run(database.url, (session) => upgrade(session))).toBeNull()
        await database.query(`GRANT TRIGGER ON migrations TO "${mallory.name}"`)
        await asMallory(
            "CREATE TRIGGER spying BEFORE DELETE ON public.migrations FOR EACH ROW EXECUTE FUNCTION public.on_change()",
        )
        const error = await run(database.url, (session) => downgrade(session))
        expect(error?.code).toBe("HISTORY_UNTRUSTED")
        expect(error?.message).toContain('the trigger "spying"')
        expect(error?.next).toContain('DROP TRIGGER "spying" ON "public"."migrations"')
    })

    test("tables of the database's owner, of oneself and of a role that one is a member of are taken", async () => {
        await database.query(`GRANT "${mallory.name}" TO "${ci.name}"`)
        await asMallory(`CREATE TABLE public.migrations (${COLUMNS})`)
        expect(await run(ci.url, (session) => upgrade(session))).toBeNull()
        expect(await run(ci.url, (session) => downgrade(session))).toBeNull()
        await database.query(`ALTER DATABASE "${database.name}" OWNER TO "${mallory.name}"`)
        expect(await run(database.url, (session) => upgrade(session))).toBeNull()
        expect(await run(database.url, current)).toBeNull()
        await database.query(`ALTER DATABASE "${database.name}" OWNER TO CURRENT_USER`)
    })

    test("a schema of the role's own name is not taken for the project's where it is another's", async () => {
        await asMallory(`CREATE SCHEMA "${ci.name}"; GRANT ALL ON SCHEMA "${ci.name}" TO PUBLIC;
            CREATE TABLE "${ci.name}".migrations (${COLUMNS}, more varchar DEFAULT public.spy()); GRANT ALL ON "${ci.name}".migrations TO PUBLIC`)
        const refused = await run(ci.url, (session) => upgrade(session)).catch((error: unknown) => error)
        expect(refused).toMatchObject({ code: "SEARCH_PATH_UNSAFE" })
        expect((refused as AutogenError).message).toContain(`belongs to "${mallory.name}"`)
        expect(await run(ci.url, (session) => upgrade(session), "public")).toBeNull()
        expect(await run(ci.url, (session) => upgrade(session), ci.name)).toMatchObject({ code: "HISTORY_UNTRUSTED" })
        // One's own is what it is for.
        await database.query(`DROP SCHEMA "${ci.name}" CASCADE; CREATE SCHEMA AUTHORIZATION "${ci.name}"`)
        expect(await run(ci.url, (session) => upgrade(session))).toBeNull()
        expect(await database.query(`SELECT FROM "${ci.name}".migrations`)).toHaveLength(1)
    })
})
