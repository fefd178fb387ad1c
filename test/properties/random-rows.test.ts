// @module-tag rest
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import { hazardsOf, statementsOf, type Operations, type Plan, type PlanStep } from "../../src/autogen/core/plan.js"
import type { Rename } from "../../src/autogen/core/rename.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { losersOf } from "../exact/support/check-case.js"
import { fingerprint } from "../support/fingerprint.js"
import { holdings, lostBetween } from "../support/holdings.js"
import { grounds, runs, seed, type Ground } from "./grounds.js"
import { randomSchema, type RandomSchema } from "./random-schema.js"

/** What Postgres says of rows that a change cannot take: data exceptions and integrity violations. */
const DATA_ERROR = /^2[23]/

describe.each(grounds(1 / 3))("random pairs of schemas with rows in $name", ({ pairs, open }) => {
    let ground: Ground
    beforeAll(async () => {
        ground = await open()
    })
    afterAll(() => ground.close())

    async function build(schema: RandomSchema): Promise<DatabaseSchema> {
        await ground.empty()
        for (const sql of schema.statements) await ground.exec(sql)
        return inspect(ground)
    }

    async function insert(sql: string): Promise<void> {
        try {
            await ground.exec(sql)
        } catch (error) {
            if (!DATA_ERROR.test((error as { readonly code?: string }).code ?? "")) throw error
        }
    }

    const query = (sql: string) => ground.query(sql)
    const look = (): Promise<readonly string[]> => fingerprint(query)

    /** Runs the migrations one after the other. The first that its rows stop ends it, and leaves nothing of itself if it could be one transaction. */
    async function run(steps: readonly Operations[]): Promise<{ readonly stopped: boolean }> {
        for (const operations of steps) {
            const statements = statementsOf(operations)
            const inOne = statements.every(({ transaction }) => transaction === "inside")
            const before = await look()
            try {
                if (inOne) await ground.exec("BEGIN")
                for (const { sql } of statements) await ground.exec(sql)
                if (inOne) await ground.exec("COMMIT")
            } catch (error) {
                if (inOne) await ground.exec("ROLLBACK")
                expectDataError(error, steps)
                if (inOne) expect(await look()).toEqual(before)
                return { stopped: true }
            }
        }
        return { stopped: false }
    }

    it(`lose no row that no hazard names (seed ${seed}, ${pairs} pairs)`, { timeout: 36_000_000 }, async () => {
        const counts = { done: 0, stopped: 0, renamed: 0 }
        await fc.assert(
            fc.asyncProperty(randomSchema, randomSchema, fc.boolean(), async (first, second, online) => {
                const desired = await build(second)
                const target = await look()
                const current = await build(first)
                for (const sql of first.seed) await insert(sql)
                const start = await look()
                const renames = someRenames(await planSchemas(current, desired))
                const plan = await planSchemas(current, desired, { online, renames })
                try {
                    const held = await holdings(query)
                    const up = await run(plan.steps.map((step) => step.up))
                    const now = await holdings(query)
                    expect(lostBetween(held, now, losersOf(plan.up))).toEqual([])
                    counts[up.stopped ? "stopped" : "done"]++
                    if (up.stopped) return
                    if (renames.length > 0) counts.renamed++
                    expect(await look()).toEqual(target)
                    const down = await run(downwards(plan.steps))
                    expect(lostBetween(now, await holdings(query), losersOf(plan.down))).toEqual([])
                    if (!down.stopped) expect(await look()).toEqual(start)
                } catch (error) {
                    throw withPlan(error, plan)
                }
            }),
            { ...runs, numRuns: pairs },
        )
        // A run in which next to nothing gets through would prove nothing.
        if (runs.path === undefined) expect(counts.done).toBeGreaterThan(pairs / 10)
    })
})

/** Adds what was planned to a failure, since a seed alone says little. */
function withPlan(error: unknown, { steps }: Plan): Error {
    const text = (operations: Operations) => statementsOf(operations).map(({ sql }) => sql)
    const plan = steps.flatMap(({ up, down }) => ["-- step, up", ...text(up), "-- down", ...text(down)])
    const message = error instanceof Error ? error.message : String(error)
    return new Error(`${message}\n${plan.join("\n")}`, { cause: error })
}

function downwards(steps: readonly PlanStep[]): readonly Operations[] {
    return [...steps].reverse().map(({ down }) => down)
}

/** Every pair that looks like a rename is taken for one, as long as neither name is taken twice. */
function someRenames({ renameCandidates }: Plan): readonly Rename[] {
    const taken = new Set<string>()
    return renameCandidates.flatMap(({ kind, from, to, values }) => {
        const names = [JSON.stringify([kind, "from", from, values]), JSON.stringify([kind, "to", to, values])]
        if (names.some((name) => taken.has(name))) return []
        for (const name of names) taken.add(name)
        return [{ kind, from, to, ...(values ? { values } : {}) }]
    })
}

/** Rows may stop a plan only where it says that they may. */
function expectDataError(error: unknown, steps: readonly Operations[]): void {
    const { code } = error as { readonly code?: string }
    if (!DATA_ERROR.test(code ?? "")) throw error
    const isSaid = steps.some(
        (operations) =>
            hazardsOf(operations).some(({ kind }) => kind === "may-fail-on-data") ||
            operations.some(({ operation }) => operation.name.startsWith("require")),
    )
    if (!isSaid) throw error
}
