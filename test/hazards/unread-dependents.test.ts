import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from "vitest"
import type { DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import type { Statement } from "../../src/autogen/core/statement.js"
import { inspect, inspectInTransaction } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { pgliteGround, serverGround, type Ground, type Place } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"
import { plannedChanges, START, unreadCases, type PlannedChange } from "./unread-dependents.js"
import { sampled } from "../support/sampled.js"

const READ = { schemas: ["public"], defaultSchema: "public" }

/** All that stands on what is read, and nothing that a plan makes. */
const UNREAD = `
    SELECT count(*)::int AS count FROM (
        SELECT oid FROM pg_proc WHERE pronamespace IN ('away'::regnamespace, 'public'::regnamespace)
        UNION ALL SELECT oid FROM pg_type WHERE typnamespace = 'away'::regnamespace AND typcategory <> 'A'
        UNION ALL SELECT attrelid FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE (c.relnamespace = 'away'::regnamespace OR c.relname IN ('t', 'distant'))
                AND a.attnum > 0 AND NOT a.attisdropped AND a.attinhcount = 0
        UNION ALL SELECT c.oid FROM pg_class c WHERE c.relnamespace = 'away'::regnamespace
        UNION ALL SELECT oid FROM pg_statistic_ext
        UNION ALL SELECT oid FROM pg_publication_rel
        UNION ALL SELECT oid FROM pg_cast WHERE oid >= 16384
        UNION ALL SELECT oid FROM pg_operator WHERE oid >= 16384
        UNION ALL SELECT oid FROM pg_opclass WHERE oid >= 16384
        UNION ALL SELECT oid FROM pg_trigger WHERE tgname = 'late'
        UNION ALL SELECT oid FROM pg_policy
        UNION ALL SELECT oid FROM pg_constraint WHERE conname IN ('known', 'refers')
        -- Marks are counted by what lacks them.
        UNION ALL SELECT c.oid FROM pg_class c WHERE c.relreplident = 'i'
            AND NOT EXISTS (SELECT FROM pg_index x WHERE x.indrelid = c.oid AND x.indisreplident)
        UNION ALL SELECT r.oid FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class WHERE c.relnamespace = 'away'::regnamespace
    ) found`

const grounds: readonly { readonly name: string; readonly version: number; open(): Promise<Ground> }[] = [
    { name: "PGlite", version: 17, open: pgliteGround },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        version,
        open: () => Promise.resolve(serverGround(version)),
    })),
]

const names = Object.keys(plannedChanges) as readonly PlannedChange[]

describe.each(grounds)("what no kind reads, on $name", ({ version, open }) => {
    let ground: Ground
    let place: Place
    const targets = new Map<PlannedChange, DatabaseSchema>()
    beforeAll(async () => {
        ground = await open()
        place = await ground.open()
        for (const name of names) {
            await place.query(`${START}; ${plannedChanges[name]}`)
            targets.set(name, await inspect(place, READ))
            await place.query("DROP SCHEMA public, away CASCADE; CREATE SCHEMA public")
        }
    })
    afterAll(async () => {
        await place.close()
        await ground.close()
    })
    beforeEach(async () => void (await place.query("BEGIN")))
    afterEach(async () => void (await place.query("ROLLBACK")))

    const planned = async (current: DatabaseSchema, name: PlannedChange): Promise<Plan> =>
        planSchemas(current, targets.get(name) ?? current, { isManaged: ({ path }) => path[1] !== "t" })

    const look = async (): Promise<DatabaseSchema> => {
        const current = await inspectInTransaction(place, { ...READ, unread: true })
        await place.query("SET LOCAL search_path = public")
        return current
    }

    const count = async (): Promise<unknown> => (await place.query(UNREAD))[0]?.["count"]

    /** Runs a plan and takes it back: the statement that Postgres refuses, or whether something is gone. */
    const outcome = async (statements: readonly Statement[]): Promise<Statement | "lost" | "kept"> => {
        const before = await count()
        await place.query("SAVEPOINT plan")
        try {
            for (const one of statements) {
                const refusal = await place.query(one.sql).then(
                    () => null,
                    (error: unknown) => error,
                )
                if (refusal !== null) {
                    expect(String(refusal)).toMatch(/cannot (drop|alter)|cannot be implemented/)
                    return one
                }
            }
            return (await count()) === before ? "kept" : "lost"
        } finally {
            await place.query("ROLLBACK TO plan")
        }
    }

    const cases = Object.entries(unreadCases).filter(([, { since = 13 }]) => since <= version)
    sampled(cases)("%s: a hazard is said exactly where Postgres refuses or loses it", async ([, example]) => {
        await place.query(`${START}; ${example.sql}`)
        const current = await look()
        for (const name of names) {
            const plan = await planned(current, name)
            const statements = statementsOf(plan.up)
            const expected = example.refuses?.includes(name)
                ? "refused"
                : example.loses?.includes(name)
                  ? "lost"
                  : "kept"
            const said = statements.flatMap((statement) =>
                statement.hazards.flatMap(({ kind, reason }) =>
                    kind === "unmanaged-dependent" ? [{ statement, reason }] : [],
                ),
            )
            const found = await outcome(statements)
            const measured = typeof found === "string" ? found : "refused"
            const word = said.length === 0 ? "kept" : /refuses/.test(said[0]?.reason ?? "") ? "refused" : "lost"
            expect({ name, measured, said: word }).toEqual({ name, measured: expected, said: expected })
            const called = name === "table dropped" ? (example.directly ?? example.name) : example.name
            if (said.length > 0) expect(said.map(({ reason }) => reason).join()).toContain(`${called} `)
            if (typeof found !== "string") expect(said[0]?.statement.sql).toBe(found.sql)
        }
    })

    test("is known by the new names of what is renamed", async () => {
        await place.query(
            `${START}; ${unreadCases["a view elsewhere"]?.sql ?? ""}; CREATE STATISTICS s ON id, code FROM room`,
        )
        const current = await look()
        await place.query(
            "ALTER TABLE room RENAME TO hall; ALTER TABLE hall RENAME size TO area; ALTER TYPE mood RENAME TO feeling",
        )
        await place.query("DROP VIEW away.v; ALTER TABLE hall ALTER area TYPE bigint")
        const renamed = await look()
        await place.query("ROLLBACK; BEGIN")
        await place.query(`${START}; ${unreadCases["a view elsewhere"]?.sql ?? ""}`)
        const plan = await planSchemas(current, renamed, {
            renames: ["room:hall", "room.size:area", "enum mood:feeling"],
        })
        const told = (operations: Plan["up"]) =>
            statementsOf(operations).flatMap(({ sql, hazards }) =>
                hazards.flatMap(({ kind, object }) => (kind === "unmanaged-dependent" ? [[sql, object]] : [])),
            )
        expect(told(plan.up)).toEqual([
            ['ALTER TABLE "public"."hall" ALTER COLUMN "area" TYPE bigint', "column:public.hall.area"],
        ])
        expect(told(plan.down).map(([, object]) => object)).toEqual(["column:public.room.size"])
    })

    test("is nothing where there is none", async () => {
        await place.query(START)
        expect((await look()).unmanagedDependents).toEqual([])
    })
})
