import { describe, expect, it, test } from "vitest"
import { countingRevisions, countingRows } from "../../src/autogen/revisions/graph/replacements.js"
import { revisionGraph } from "../../src/autogen/revisions/graph/revision-graph.js"
import { current, downgrade, stamp, upgrade } from "../../src/autogen/index.js"
import { createDatabase } from "../support/databases.js"
import { serverFor } from "../support/servers.js"
import { migration, rejection, versions } from "./support.js"

const revision = (name: string, revises: readonly string[] | null, more: object = {}) => ({
    ...{
        name,
        timestamp: Number(name.slice(-13)),
        revises,
        dependsOn: [],
        branchLabels: [],
        change: name,
        replaces: [],
    },
    ...more,
})
const [a, b, c, d] = ["A1700000000001", "B1700000000002", "C1700000000003", "D1700000000004"] as const
const S = "S1700000000013"
const line = [revision(a, []), revision(b, [a]), revision(c, [b]), revision(d, [c])]
const squash = revision(S, [a], { replaces: [b, c], timestamp: 1_700_000_000_003 })
const counting = (all: typeof line, ...executed: readonly string[]) => {
    const found = countingRevisions(all, new Set(executed))
    const graph = revisionGraph(found.revisions)
    return {
        names: graph.revisions.map(({ name }) => name),
        problems: graph.problems,
        adopted: found.adopted.map(({ name }) => name),
        incomplete: found.incomplete,
    }
}

describe("a squash", () => {
    const all = [...line, squash]
    const done = { problems: [], adopted: [], incomplete: [] }

    test.each([
        ["nothing", [], [a, S, d]],
        ["what comes before it", [a], [a, S, d]],
        ["itself", [a, S], [a, S, d]],
        ["itself and what it replaces", [a, b, c, S, d], [a, S, d]],
        ["a part of what it replaces", [a, b], [a, b, c, d]],
    ] as const)("where the database has executed %s", (_, executed, names) =>
        expect(counting(all, ...executed)).toEqual({ ...done, names }),
    )

    test("counts as executed where all that it replaces is", () =>
        expect(counting(all, a, b, c)).toEqual({ ...done, names: [a, S, d], adopted: [S] }))

    test("is followed by what names it, also while it does not count", () => {
        const later = revision("E1700000000005", [S])
        expect(counting([...line.slice(0, 3), squash, later], a, b).names).toEqual([a, b, c, later.name])
    })

    test("stands for files that are gone", () => {
        const left = [revision(a, []), revision(d, [c]), squash]
        expect(counting(left, a, b, c, d)).toEqual({ ...done, names: [a, S, d], adopted: [S] })
        expect(counting(left)).toEqual({ ...done, names: [a, S, d] })
        expect(counting(left, a, b).incomplete).toEqual([{ squash: S, executed: [b], missing: [c] }])
    })

    test("has the place of what it replaces among what was executed, wherever it was recorded", () => {
        const rows = (...names: readonly string[]) => names.map((name) => ({ name }))
        expect(countingRows(rows(a, b, c, d), [squash])).toEqual(rows(a, S, d))
        expect(countingRows(rows(a, b, c, d, S), [squash])).toEqual(rows(a, S, d))
        expect(countingRows(rows(a, S, d), [squash])).toEqual(rows(a, S, d))
        expect(countingRows(rows(a, d), [squash])).toEqual(rows(a, d))
    })
})

describe.each(versions)("a runner with TypeORM $version", ({ create }) => {
    const one = migration("One1700000000001", "CREATE TABLE room (id int)", "DROP TABLE room")
    const two = migration("Two1700000000002", "ALTER TABLE room ADD floor int", "ALTER TABLE room DROP floor")
    const after = migration("After1700000000009", "CREATE TABLE after_it (id int)", "DROP TABLE after_it")
    const both = migration("Both1700000000003", "CREATE TABLE room (id int, floor int)", "DROP TABLE room")
    Object.assign(both, { revision: { revises: [], replaces: [one.name, two.name] } })
    const old = [one, two, after]

    const onDatabase = async (work: (url: string) => Promise<void>): Promise<void> => {
        const database = await createDatabase(serverFor(16))
        try {
            await work(database.url)
        } finally {
            await database.close()
        }
    }
    const of = (url: string, migrations: typeof old) => create({ options: { url } }, { migrations })
    const names = async (url: string, migrations: typeof old) =>
        (await current({ dataSource: of(url, migrations) })).executed

    it("runs it in the place of the others, reverts it, and leaves nothing pending for code that lacks it", () =>
        onDatabase(async (url) => {
            const all = [both, ...old]
            expect((await upgrade({ dataSource: of(url, all) })).executed).toEqual([both.name, after.name])
            expect(await names(url, all)).toEqual([both.name, after.name])
            expect(await current({ dataSource: of(url, old) })).toMatchObject({ pending: [] })
            expect(await current({ dataSource: of(url, [both, after]) })).toMatchObject({
                pending: [],
                diagnostics: [],
            })
            expect((await downgrade({ dataSource: of(url, all), to: "base" })).reverted).toEqual([
                after.name,
                both.name,
            ])
            expect(await names(url, all)).toEqual([])
            expect(await names(url, old)).toEqual([])
        }))

    it("takes it as executed where the others are, keeps the order, and reverts it after what follows it", () =>
        onDatabase(async (url) => {
            const all = [both, ...old]
            await upgrade({ dataSource: of(url, old) })
            expect(await current({ dataSource: of(url, all) })).toMatchObject({ pending: [], diagnostics: [] })
            expect((await upgrade({ dataSource: of(url, all) })).executed).toEqual([])
            expect(await names(url, [both, after])).toEqual([both.name, after.name])
            expect((await downgrade({ dataSource: of(url, [both, after]) })).reverted).toEqual([after.name])
            expect((await downgrade({ dataSource: of(url, [both, after]) })).reverted).toEqual([both.name])
            expect(await names(url, all)).toEqual([])
        }))

    it("goes on with the others in the middle of them, and refuses where they are gone", () =>
        onDatabase(async (url) => {
            await upgrade({ dataSource: of(url, old), steps: 1 })
            const error = await rejection(upgrade({ dataSource: of(url, [both, after]) }))
            expect(error).toMatchObject({ code: "SQUASH_INCOMPLETE" })
            expect(error.message).toMatch(/only "One1700000000001", and the code no longer has "Two1700000000002"/)
            const { diagnostics } = await current({ dataSource: of(url, [both, after]) })
            expect(diagnostics.map(({ code }) => code)).toContain("squash-incomplete")
            expect((await upgrade({ dataSource: of(url, [both, ...old]) })).executed).toEqual([two.name, after.name])
            expect((await upgrade({ dataSource: of(url, [both, after]) })).executed).toEqual([])
        }))

    it("is stamped with what it replaces", () =>
        onDatabase(async (url) => {
            expect(await stamp({ dataSource: of(url, [both, after]), targets: [both.name] })).toMatchObject({
                added: [both.name],
            })
            expect(await names(url, old)).toEqual([one.name, two.name, both.name])
            expect(await stamp({ dataSource: of(url, [both, after]), targets: ["base"] })).toMatchObject({
                removed: [both.name],
            })
            expect(await names(url, old)).toEqual([])
        }))
})
