import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { Column, DataSource, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from "typeorm"
import { hazardsOf, statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import type { Hazard } from "../../src/autogen/core/statement.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { refusedHazards } from "../../src/autogen/commands/refuse-hazards.js"
import { planDatabases, planEntities, planInspected } from "../../src/autogen/planning/plan-entities.js"
import { openSession, type Session } from "../../src/autogen/revisions/session.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, createRole, type Database, type Role } from "../support/databases.js"
import { serverFor, sharedVersions } from "../support/servers.js"
import { CANARY } from "./support/overloads.js"
import { recorded } from "./support/recorder.js"

// What others have made over our tables is made anew around a change: as their work, never as ours.

type Class = new () => object

function hall(length: number): Class {
    @Entity("hall")
    class Hall {
        @PrimaryColumn() id!: number
        @Column("varchar", { length, nullable: true }) code!: string
    }
    return Hall
}

const SPY = `CREATE FUNCTION public.spy(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RAISE INFO '${CANARY}%', current_user; RETURN $1; END $$`

describe.each(sharedVersions().map((version) => ({ version })))("PostgreSQL $version", ({ version }) => {
    let database: Database
    let mallory: Role
    beforeEach(async () => {
        database = await createDatabase(serverFor(version), { prefix: "foreign" })
        mallory = await createRole(database, { create: true })
        await change(hall(9))
        await database.query(
            `INSERT INTO hall VALUES (1, 'a'), (2, 'b'); GRANT SELECT, REFERENCES, TRIGGER ON hall TO "${mallory.name}"`,
        )
    })
    afterEach(async () => {
        await mallory.close()
        await database.close()
    })

    async function asMallory(sql: string): Promise<void> {
        await database.query(`SET ROLE "${mallory.name}"`)
        await database.query(sql)
        await database.query("RESET ROLE")
    }

    async function change(entity: Class): Promise<readonly string[]> {
        const dataSource = new DataSource({ type: "postgres", url: database.url, entities: [entity] })
        const plan = await inSession(dataSource, (session) => planEntities(dataSource, session))
        const sql = statementsOf(plan.up).map((statement) => statement.sql)
        const name = `Change${1700000000000 + count++}`
        const migration = class implements MigrationInterface {
            readonly name = name
            async up(queryRunner: QueryRunner): Promise<void> {
                for (const text of sql) await queryRunner.query(text)
            }
            async down(): Promise<void> {}
        }
        const running = new DataSource({
            type: "postgres",
            url: database.url,
            entities: [entity],
            migrations: [migration],
        })
        await inSession(running, (session) => upgrade(session))
        return sql
    }
    let count = 0

    async function inSession<T>(dataSource: DataSource, work: (session: Session) => Promise<T>): Promise<T> {
        const session = await openSession(dataSource)
        try {
            return await work(session)
        } finally {
            await session.close()
        }
    }

    test("a materialized view runs as its owner when it is made anew, with its index, and is as it was", async () => {
        await asMallory(`${SPY}; CREATE MATERIALIZED VIEW public.kept AS SELECT public.spy(id) AS id, code FROM public.hall;
            CREATE INDEX kept_spied ON public.kept (public.spy(id)); CREATE MATERIALIZED VIEW public.empty AS SELECT code FROM public.hall WITH NO DATA`)
        let sql: readonly string[] = []
        const { notices } = await recorded(async () => void (sql = await change(hall(99))))
        const ran = notices.filter((notice) => notice.startsWith(CANARY))
        expect(new Set(ran)).toEqual(new Set([`${CANARY}${mallory.name}`]))
        expect(
            sql
                .filter((text) => /^(CREATE|ALTER|REFRESH) MAT/.test(text))
                .map((text) => text.split(" ").slice(0, 4).join(" ")),
        ).toEqual([
            'CREATE MATERIALIZED VIEW "public"."empty"',
            'ALTER MATERIALIZED VIEW "public"."empty"',
            'CREATE MATERIALIZED VIEW "public"."kept"',
            'ALTER MATERIALIZED VIEW "public"."kept"',
            'REFRESH MATERIALIZED VIEW "public"."kept"',
        ])
        const [row] =
            await database.query(`SELECT pg_get_userbyid(relowner)::text AS owner, relispopulated AS populated,
            (SELECT count(*)::int FROM public.kept) AS rows FROM pg_class WHERE relname = 'kept'`)
        expect(row).toEqual({ owner: mallory.name, populated: true, rows: 2 })
    })

    test("a materialized view of another's is filled once the rights that it reads by are there again", async () => {
        await database.query(
            `CREATE VIEW public.seen AS SELECT id, code FROM hall; GRANT SELECT ON public.seen TO "${mallory.name}"`,
        )
        await asMallory("CREATE MATERIALIZED VIEW public.copied AS SELECT code FROM public.seen")
        await change(hall(99))
        expect(await database.query("SELECT code FROM public.copied ORDER BY 1")).toEqual([
            { code: "a" },
            { code: "b" },
        ])
    })

    describe("code of others on a table that is rewritten", () => {
        const kinds = {
            trigger: `CREATE FUNCTION public.on_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
                CREATE TRIGGER spying BEFORE UPDATE ON public.hall FOR EACH ROW EXECUTE FUNCTION public.on_change()`,
        }
        const byOwner = {
            check: "ALTER TABLE hall ADD CHECK (public.spy(id) > 0)",
            default: "ALTER TABLE hall ADD more int DEFAULT public.spy(1)",
            "generated column": "ALTER TABLE hall ADD more int GENERATED ALWAYS AS (public.spy(id)) STORED",
            index: "CREATE INDEX ON hall (public.spy(id))",
        }
        const hazards = async (entity: Class): Promise<readonly Hazard[]> => {
            const dataSource = new DataSource({ type: "postgres", url: database.url, entities: [entity] })
            const plan = await inSession(dataSource, (session) => planEntities(dataSource, session))
            expect(plan.steps.flatMap(({ up }) => hazardsOf(up))).toEqual(hazardsOf(plan.up))
            expect(refusedHazards(plan, []).map(({ kind }) => kind)).toEqual(
                hazardsOf(plan.up).flatMap(({ kind }) => (kind === "runs-foreign-code" ? [kind] : [])),
            )
            return hazardsOf(plan.up).filter(({ kind }) => kind === "runs-foreign-code")
        }

        test.each(Object.entries({ ...kinds, ...byOwner }))("is a hazard that needs a word: %s", async (what, sql) => {
            await asMallory(SPY)
            if (what in kinds) await asMallory(sql)
            else await database.query(sql)
            const found = await hazards(hall(5))
            expect(found).toHaveLength(1)
            expect(found[0]?.object).toBe("table:public.hall")
            expect(found[0]?.reason).toContain(`of the role "${mallory.name}"`)
            await database.query(`ALTER FUNCTION public.spy(int) OWNER TO CURRENT_USER`)
            if (what in kinds) await database.query(`ALTER FUNCTION public.on_change() OWNER TO CURRENT_USER`)
            expect(await hazards(hall(5))).toEqual([])
        })

        test("is one between catalogs, too: two databases, and a schema that was read elsewhere", async () => {
            const target = await createDatabase(serverFor(version), { prefix: "foreign" })
            try {
                await target.query("CREATE TABLE hall (id int NOT NULL, code varchar(5))")
                await asMallory(SPY)
                await database.query(byOwner.check)
                const kindsOf = (plan: Plan) => hazardsOf(plan.up).map(({ kind }) => kind)
                expect(kindsOf(await planDatabases(database, target))).toContain("runs-foreign-code")
                expect(kindsOf(await planInspected(database, await inspect(target)))).toContain("runs-foreign-code")
                await database.query("ALTER FUNCTION public.spy(int) OWNER TO CURRENT_USER")
                expect(kindsOf(await planDatabases(database, target))).not.toContain("runs-foreign-code")
            } finally {
                await target.close()
            }
        })

        test("is none where rows are not touched, nor to the owner of table and function", async () => {
            await asMallory(SPY)
            await database.query(byOwner.check)
            expect(await hazards(hall(99))).toEqual([])
            await database.query(`ALTER TABLE hall OWNER TO "${mallory.name}"`)
            expect(await hazards(hall(5))).toHaveLength(1)
        })
    })
})
