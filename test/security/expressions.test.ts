import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { Check, Column, DataSource, Entity, Index, PrimaryColumn } from "typeorm"
import type { Plan } from "../../src/autogen/core/plan.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { openSession } from "../../src/autogen/revisions/session.js"
import { createDatabase, createRole, type Database, type Role } from "../support/databases.js"
import { serverFor, sharedVersions } from "../support/servers.js"
import { CANARY } from "./support/overloads.js"
import { recorded } from "./support/recorder.js"
import type { PlanOptions } from "../../src/autogen/planning/plan-options.js"

// Declared expressions name functions and operators as applications do, without a schema. Somebody makes some that fit better.

function hall(power: string, compared = "code = 'x'"): new () => object {
    @Entity("hall")
    @Check("CHK_hall", `id > ${power}`)
    @Check("CHK_code", compared)
    @Index("high", ["id"], { where: `id > ${power}` })
    class Hall {
        @PrimaryColumn() id!: number
        @Column("varchar") code!: string
        @Column("float", { default: () => power }) size!: number
    }
    return Hall
}

const SPY = `CREATE FUNCTION public.power(int, int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RAISE INFO '${CANARY}%', current_user; RETURN 8; END $$`
const EQUAL = `CREATE FUNCTION public.same(varchar, varchar) RETURNS bool IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN RAISE INFO '${CANARY}%', current_user; RETURN true; END $$;
    CREATE OPERATOR public.= (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = public.same)`

describe.each(sharedVersions().map((version) => ({ version })))("PostgreSQL $version", ({ version }) => {
    let database: Database
    let mallory: Role
    let ci: Role
    beforeEach(async () => {
        database = await createDatabase(serverFor(version), { prefix: "words" })
        mallory = await createRole(database, { create: true })
        ci = await createRole(database, { read: true, temporary: true, create: true })
        await database.query(
            "CREATE TABLE hall (id int PRIMARY KEY, code varchar NOT NULL, size float NOT NULL DEFAULT 3)",
        )
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

    async function plan(
        url: string,
        entity: new () => object,
        options: PlanOptions = {},
    ): Promise<Plan & { readonly canaries: readonly string[] }> {
        const dataSource = new DataSource({ type: "postgres", url, entities: [entity] })
        const session = await openSession(dataSource)
        try {
            let made: Plan | undefined
            const { notices } = await recorded(
                async () => void (made = await planEntities(dataSource, session, options)),
            )
            if (!made) throw new Error("nothing was planned")
            return { ...made, canaries: [...new Set(notices.filter((notice) => notice.startsWith(CANARY)))] }
        } finally {
            await session.close()
        }
    }

    const foreign = ({ diagnostics }: Plan): readonly unknown[] =>
        diagnostics.filter(({ code }) => code === "foreign-function").map(({ object }) => object)

    test.each(["superuser", "ci"])("a function of somebody else is not run, and named, to a %s", async (who) => {
        const url = who === "ci" ? ci.url : database.url
        await asMallory(SPY)
        const made = await plan(url, hall("power(2, 3)"))
        expect(made.canaries).toEqual([])
        expect(foreign(made)).toEqual([
            'check:public.hall."CHK_hall"',
            "default:public.hall.size",
            "index:public.hall.high",
        ])
        expect(made.diagnostics.find(({ code }) => code === "foreign-function")?.message).toContain(
            `of the role "${mallory.name}"`,
        )
        expect(made.changes.flatMap(({ kind }) => (kind === "rename" ? [] : [kind])).toSorted()).toEqual([
            "alter",
            "create",
            "create",
            "create",
        ])
        // Of somebody who is trusted it is meant, and runs.
        await database.query("ALTER FUNCTION public.power(int, int) OWNER TO CURRENT_USER")
        const trusted = await plan(url, hall("power(2, 3)"))
        expect(foreign(trusted)).toEqual([])
        expect(trusted.canaries).toHaveLength(1)
    })

    test("an operator of somebody else, also one that is said in words", async () => {
        await asMallory(EQUAL)
        for (const compared of ["code = 'x'", "code IN ('x', 'y')", "nullif(code, 'x') IS NOT NULL"]) {
            const made = await plan(database.url, hall("3", compared))
            expect(made.canaries).toEqual([])
            expect(foreign(made)).toContain('check:public.hall."CHK_code"')
            expect(foreign(made)).not.toContain("index:public.hall.high")
        }
        expect(foreign(await plan(database.url, hall("3", "code OPERATOR(pg_catalog.=) 'x'")))).toEqual([])
    })

    test("a name with Postgres's schema, an extension's function and one out of the path are no matter", async () => {
        await asMallory(SPY)
        await asMallory(`CREATE SCHEMA away; ${SPY.replaceAll("public.power", "away.length")}`)
        await database.query("CREATE EXTENSION pg_trgm")
        const made = await plan(
            database.url,
            hall("pg_catalog.power(2, 3)", "length(code) > 0 AND similarity(code, 'x') > 0"),
        )
        expect(foreign(made)).toEqual([])
        expect(made.canaries).toEqual([])
        expect(foreign(await plan(database.url, hall("3", "away.length(1, 2) > 0")))).toEqual([
            'check:public.hall."CHK_code"',
        ])
    })

    test('`normalize: "embedded"` asks the database nothing', async () => {
        await database.query(SPY)
        const made = await plan(database.url, hall("power(2, 3)"), { normalize: "embedded" })
        expect(made.canaries).toEqual([])
        expect(foreign(made)).toEqual([])
        expect(made.changes.filter(({ kind }) => kind !== "rename")).toHaveLength(4)
    })
})
