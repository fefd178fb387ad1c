import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { Column, DataSource, Entity, PrimaryColumn, type MigrationInterface, type QueryRunner } from "typeorm"
import { statementsOf } from "../../src/autogen/core/plan.js"
import { planEntities } from "../../src/autogen/plan-entities.js"
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
})
