import fc from "fast-check"
import { DataSource } from "typeorm"
import { expect, test } from "vitest"
import { embeddedStream } from "../../src/autogen/rehearse/embedded-stream.js"
import { downgrade } from "../../src/autogen/revisions/downgrade.js"
import { readHistory } from "../../src/autogen/revisions/history.js"
import { stamp, stamping } from "../../src/autogen/revisions/stamp.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { sampled } from "../support/sampled.js"
import { inSession, migration } from "./support.js"

// Whatever the graph, and whatever is asked for in which order: each executed migration has its row, and what it made.

const START = 1_700_000_000_000

interface Node {
    readonly plain: boolean
    readonly parents: readonly number[]
    readonly need: number | null
}

const nodes = fc.array(
    fc.record({ plain: fc.boolean(), parents: fc.array(fc.nat(), { maxLength: 3 }), need: fc.option(fc.nat()) }),
    { minLength: 1, maxLength: 8 },
)
const moves = fc.array(fc.tuple(fc.constantFrom("up", "down", "one"), fc.nat()), { maxLength: 8 })

const nameOf = (at: number): string => `T${START + at}`

/** Migrations that each make a table, which refers to those of what it follows and needs. */
function classesOf(list: readonly Node[]): readonly ReturnType<typeof migration>[] {
    return list.map(({ plain, parents, need }, at) => {
        const before = (index: number): readonly string[] => (at === 0 ? [] : [nameOf(index % at)])
        const revises = [...new Set(parents.flatMap(before))]
        const dependsOn = need === null ? [] : before(need)
        const own = plain ? dependsOn : [...revises, ...dependsOn]
        const columns = [...new Set(own)].map((name, index) => `, c${index} int REFERENCES "${name}" (id)`).join("")
        const made = migration(
            nameOf(at),
            `CREATE TABLE "${nameOf(at)}" (id int PRIMARY KEY${columns})`,
            `DROP TABLE "${nameOf(at)}"`,
        )
        return Object.assign(made, { revision: { ...(plain ? {} : { revises }), dependsOn } })
    })
}

const TABLES = "SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^T17' ORDER BY 1"

/** Each lot has a Postgres of its own, in which one graph after the other is run and taken back to base; test/revisions/graph has 500 more. */
const lots = [3, 25, 25, 25, 25].map((count, seed) => ({ count, seed }))

sampled(lots, lots.length)(
    "$count random graphs, seed $seed: history and catalog stay in step",
    async ({ count, seed }) => {
        const stream = embeddedStream()
        await fc.assert(
            fc.asyncProperty(nodes, moves, async (list, steps) => {
                const dataSource = new DataSource({
                    type: "postgres",
                    host: "embedded",
                    username: "postgres",
                    database: "postgres",
                    extra: { stream, ssl: false },
                    migrations: [...classesOf(list)],
                })
                await inSession(dataSource, async (session) => {
                    const expectInStep = async (): Promise<void> => {
                        const { executed } = await readHistory(session)
                        const tables = (await session.query(TABLES)).map((row) => row["relname"])
                        expect(executed.map(({ name }) => name).sort()).toEqual(tables)
                    }
                    await expectInStep()
                    for (const [kind, number] of steps) {
                        const { known, executed } = await readHistory(session)
                        const from = kind === "up" ? known : executed
                        const to = from[number % Math.max(from.length, 1)]?.name
                        if (kind === "one") await downgrade(session)
                        else if (to !== undefined) await (kind === "up" ? upgrade : downgrade)(session, { to })
                        await expectInStep()
                    }
                    await upgrade(session, { to: "heads" })
                    await expectInStep()
                    expect((await readHistory(session)).pending).toEqual([])
                    await downgrade(session, { to: "base" })
                    await expectInStep()
                })
            }),
            { numRuns: count, seed },
        )
    },
)

test("a stamp leaves the history as an upgrade or a downgrade to its target would", async () => {
    const list: readonly Node[] = [
        { plain: true, parents: [], need: null },
        { plain: false, parents: [0], need: null },
        { plain: false, parents: [0], need: null },
    ]
    const dataSource = new DataSource({
        type: "postgres",
        host: "embedded",
        username: "postgres",
        database: "postgres",
        extra: { stream: embeddedStream(), ssl: false },
        migrations: [...classesOf(list)],
    })
    await inSession(dataSource, async (session) => {
        expect(await stamp(session, { targets: [nameOf(1)] })).toEqual({ added: [nameOf(0), nameOf(1)], removed: [] })
        expect(await stamp(session, { targets: [nameOf(2)] })).toEqual({ added: [nameOf(2)], removed: [] })
        expect(await stamp(session, { targets: [nameOf(0)] })).toEqual({ added: [], removed: [nameOf(1), nameOf(2)] })
        expect(await stamp(session, { targets: ["heads"], purge: true })).toEqual({
            removed: [nameOf(0)],
            added: [nameOf(0), nameOf(1), nameOf(2)],
        })
        const history = await readHistory(session)
        expect(stamping(history, { targets: ["base"] }).removed).toHaveLength(3)
        expect(stamping(history, { targets: ["current"] })).toEqual({ added: [], removed: [] })
        expect((await session.query(TABLES)).length).toBe(0)
    })
})
