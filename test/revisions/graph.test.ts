import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { chooseDowngrade, chooseUpgrade } from "../../src/autogen/revisions/graph/choose.js"
import { commonAncestors, withAncestors, withDescendants } from "../../src/autogen/revisions/graph/lineage.js"
import { resolveTarget } from "../../src/autogen/revisions/graph/resolve-target.js"
import {
    branchPoints,
    mergePoints,
    revisionGraph,
    type RevisionGraph,
} from "../../src/autogen/revisions/graph/revision-graph.js"
import type { DeclaredRevision } from "../../src/autogen/revisions/graph/revision.js"

const START = 1_700_000_000_000

/** A revision called after its letter, with a timestamp by its number. */
function revision(
    letter: string,
    time: number,
    revises: readonly string[] | null,
    more: Partial<DeclaredRevision> = {},
): DeclaredRevision {
    const name = named(letter, time)
    return { name, timestamp: START + time, revises, dependsOn: [], branchLabels: [], change: name, ...more }
}

const named = (letter: string, time: number): string => `${letter}${START + time}`

/** a, then the branches b–d and c, then the merge e. */
const [a, b, c, d, e] = [named("A", 1), named("B", 2), named("C", 3), named("D", 4), named("E", 5)]
const diamond = [
    revision("A", 1, []),
    revision("B", 2, [a], { branchLabels: ["left"] }),
    revision("C", 3, [a], { branchLabels: ["right"] }),
    revision("D", 4, [b]),
    revision("E", 5, [d, c]),
]
const fork = diamond.slice(0, 4)

const order = ({ revisions }: RevisionGraph): readonly string[] => revisions.map(({ name }) => name)

describe("the graph of revisions", () => {
    test("has heads, bases, branch points and merge points", () => {
        const whole = revisionGraph(diamond)
        expect(whole).toMatchObject({ heads: [e], bases: [a], problems: [] })
        expect(branchPoints(whole).map(({ name }) => name)).toEqual([a])
        expect(mergePoints(whole).map(({ name }) => name)).toEqual([e])
        expect(revisionGraph(fork).heads).toEqual([c, d])
        expect(commonAncestors(whole, [d, c])).toEqual([a])
        expect(revisionGraph([])).toMatchObject({ heads: [], bases: [], revisions: [] })
    })

    test("takes files that say nothing as a line, which the first that names a parent continues", () => {
        const line = [revision("P", 1, null), revision("Q", 2, null), revision("R", 3, null)]
        const graph = revisionGraph([...line, revision("S", 4, [named("R", 3)])])
        expect(graph).toMatchObject({ bases: [named("P", 1)], heads: [named("S", 4)] })
        // TypeORM's generator goes on beside it.
        const more = [...line, revision("S", 4, [named("R", 3)]), revision("T", 5, null)]
        expect(revisionGraph(more)).toMatchObject({ heads: [named("T", 5)] })
        expect(revisionGraph(more).byName.get(named("T", 5))?.parents).toEqual([named("S", 4)])
        // One from another branch, older than what the line went on with, is a branch.
        const late = [...line, revision("S", 5, [named("R", 3)]), revision("T", 4, null)]
        expect(revisionGraph(late).heads).toEqual([named("T", 4), named("S", 5)])
        // Behind a merge, and behind the latest of several heads.
        expect(revisionGraph([...diamond, revision("F", 6, null)]).heads).toEqual([named("F", 6)])
        expect(revisionGraph([...fork, revision("F", 6, null)]).byName.get(named("F", 6))?.parents).toEqual([d])
    })

    test("lets a step of a change follow the step before it, whatever stands between", () => {
        const steps = [
            revision("A", 1, null),
            revision("B", 2, null, { change: a }),
            revision("C", 3, [], { change: a }),
        ]
        const graph = revisionGraph(steps)
        expect(graph).toMatchObject({ bases: [a], heads: [c] })
        expect(resolveTarget({ graph, names: order(graph), state: "known", executed: null }, "A")).toEqual([c])
    })

    test("names what is wrong with it", () => {
        const unknown = revisionGraph([revision("A", 1, ["Gone1600000000000"])])
        expect(unknown.problems).toMatchObject([{ kind: "unknown-parent", revision: a, about: "Gone1600000000000" }])
        expect(unknown.bases).toEqual([a])
        const needs = revisionGraph([revision("A", 1, [], { dependsOn: ["Gone1600000000000"] })])
        expect(needs.problems[0]?.message).toContain("depends on")
        const early = revisionGraph([revision("A", 9, []), revision("B", 2, [named("A", 9)])])
        expect(early.problems).toMatchObject([{ kind: "unordered", revision: b }])
        expect(order(early)).toEqual([named("A", 9), b])
        const labels = [revision("A", 1, [], { branchLabels: ["x"] }), revision("B", 2, [a], { branchLabels: ["x"] })]
        expect(revisionGraph(labels).problems).toMatchObject([{ kind: "label-taken", revision: b, about: "x" }])
        const cycle = [revision("A", 1, [b]), revision("B", 2, [c]), revision("C", 3, [a]), revision("D", 4, [c])]
        expect(() => revisionGraph(cycle)).toThrow(/cycle: "A\d+" -> "B\d+" -> "C\d+" -> "A\d+"/)
        expect(() => revisionGraph([revision("A", 1, [a])])).toThrow(/"A\d+" -> "A\d+"/)
        expect(() => revisionGraph([revision("A", 1, [], { dependsOn: [a] })])).toThrow(/cycle/)
    })

    test("lets dependencies order revisions, and leaves what is depended on a head", () => {
        const graph = revisionGraph([revision("A", 2, []), revision("B", 1, [], { dependsOn: [named("A", 2)] })])
        expect(order(graph)).toEqual([named("A", 2), named("B", 1)])
        expect(graph.heads).toEqual([named("A", 2), named("B", 1)])
        expect([...withAncestors(graph, [named("B", 1)])].sort()).toEqual(order(graph).toSorted())
        expect([...withDescendants(graph, [named("A", 2)])]).toContain(named("B", 1))
    })
})

describe("a target", () => {
    const graph = revisionGraph(fork)
    const at = (text: string, executed: readonly string[] | null = null) =>
        resolveTarget({ graph, names: order(graph), state: "known", executed }, text)

    test.each([
        ["heads", [c, d]],
        ["base", []],
        [d, [d]],
        ["D", [d]],
        [`${START + 4}`, [d]],
        [`${START + 4}-d`, [d]],
        [`src/migrations/${START + 4}-d.ts`, [d]],
        ["left", [b]],
        ["left@head", [d]],
        ["left@heads", [d]],
        ["left@base", [a]],
        ["right@head", [c]],
        ["B@head", [d]],
        ["left@D", [d]],
        ["B+1", [d]],
        ["D-1", [b]],
        ["D-2", [a]],
        ["D-3", []],
        ["base+1", [a]],
        ["left@head-1", [b]],
    ])("%s is found", (text, names) => expect(at(text)).toEqual(names))

    test("current is where the database stands", () => {
        expect(at("current", [a, b, c])).toEqual([b, c])
        expect(at("left@current", [a, b, c])).toEqual([b])
        expect(() => at("current")).toThrow(/no database was asked/)
    })

    test.each([
        ["head", "SEVERAL_HEADS", /2 heads, "C\d+" and "D\d+"/],
        ["A@head", "SEVERAL_HEADS", /2 heads/],
        [String(START).slice(0, 5), "REVISION_UNKNOWN", /is the beginning of 4 migrations' names/],
        ["nothing", "REVISION_UNKNOWN", /there is no known migration "nothing"/],
        ["A+1", "REVISION_UNKNOWN", /leads to "B\d+" and to "C\d+"/],
        ["D+1", "REVISION_UNKNOWN", /beyond the history/],
        ["D-4", "REVISION_UNKNOWN", /beyond the history/],
        ["left@C", "REVISION_UNKNOWN", /no revision of the branch/],
        ["", "REVISION_UNKNOWN", /there is no known migration/],
    ])("%s is refused", (text, code, message) => {
        let thrown: unknown
        try {
            at(text)
        } catch (error) {
            thrown = error
        }
        expect(thrown).toMatchObject({ code, message: expect.stringMatching(message) as string })
    })

    test("upwards runs its ancestors only, and downwards what follows it only", () => {
        const up = (to: string | undefined, executed: readonly string[] = []) =>
            chooseUpgrade({ graph, executed }, { to })
        const down = (to: string | undefined, executed: readonly string[] = [a, b, c, d]) =>
            chooseDowngrade({ graph, executed }, { to })
        expect(up("heads")).toEqual([a, b, c, d])
        expect(up("left@head")).toEqual([a, b, d])
        expect(up("right@head", [a, b])).toEqual([c])
        expect(up("left@+1", [a])).toEqual([b])
        expect(up("left@+1")).toEqual([a, b])
        expect(up("B", [a, b, d])).toEqual([])
        expect(() => up(undefined)).toThrow(/2 heads/)
        // Where all has run, nobody has to say which.
        expect(up(undefined, [a, b, c, d])).toEqual([])
        expect(() => up("head", [a, b, c, d])).toThrow(/2 heads/)
        expect(() => up("+1")).toThrow(/`\+1` is not clear/)
        expect(() => up("-1")).toThrow(/the other way/)
        expect(() => up("A:B")).toThrow(/one target/)
        expect(down(undefined)).toEqual([d])
        expect(down("-2")).toEqual([d, c])
        expect(down("base")).toEqual([d, c, b, a])
        expect(down("B")).toEqual([d])
        expect(down("A")).toEqual([d, c, b])
        expect(down("left@base")).toEqual([d, b])
        expect(down("left@-1")).toEqual([d])
        expect(() => down("D", [a])).toThrow(/there is no executed migration/)
        expect(() => down("+1")).toThrow(/the other way/)
        // What the code lacks may count on all that ran before it.
        expect(down("B", [a, b, "Gone1600000000000"])).toEqual(["Gone1600000000000"])
    })
})

/** Random graphs: each revision names some of those before it, says nothing, or begins anew. */
const graphs = fc
    .array(
        fc.record({ plain: fc.boolean(), parents: fc.array(fc.nat(), { maxLength: 3 }), need: fc.option(fc.nat()) }),
        {
            maxLength: 25,
        },
    )
    .map((list) =>
        list.map(({ plain, parents, need }, at) => {
            const before = (index: number): readonly string[] => (at === 0 ? [] : [named("R", index % at)])
            return revision("R", at, plain ? null : [...new Set(parents.flatMap(before))], {
                dependsOn: need === null ? [] : before(need),
            })
        }),
    )

describe("random graphs", () => {
    test("have one order, whatever the order of files: by timestamp, each after what it follows", () =>
        fc.assert(
            fc.property(graphs, fc.infiniteStream(fc.nat()), (list, random) => {
                const graph = revisionGraph(list)
                expect(order(graph)).toEqual(list.map(({ name }) => name))
                const shuffled = list
                    .map((item) => ({ item, at: random.next().value ?? 0 }))
                    .sort((one, other) => one.at - other.at)
                    .map(({ item }) => item)
                expect(revisionGraph(shuffled)).toEqual(graph)
            }),
        ))

    test("have a valid order where timestamps contradict it", () =>
        fc.assert(
            fc.property(graphs, fc.infiniteStream(fc.nat({ max: 50 })), (list, random) => {
                const late = list.map((item) => ({
                    ...item,
                    revises: item.revises ?? [],
                    timestamp: START + (random.next().value ?? 0),
                }))
                const graph = revisionGraph(late)
                const places = new Map(order(graph).map((name, at) => [name, at]))
                expect(places.size).toBe(list.length)
                for (const { name, parents, needs } of graph.revisions)
                    for (const other of [...parents, ...needs])
                        expect(places.get(other)).toBeLessThan(places.get(name) ?? -1)
            }),
        ))

    test("are never left with a gap by upgrades and downgrades, and base is empty", () =>
        fc.assert(
            fc.property(graphs, fc.array(fc.tuple(fc.boolean(), fc.nat())), (list, moves) => {
                const graph = revisionGraph(list)
                let executed: readonly string[] = []
                for (const [isUp, number] of moves) {
                    const from = isUp ? order(graph) : executed
                    const to = from[number % Math.max(from.length, 1)]
                    if (to === undefined) continue
                    if (isUp) executed = [...executed, ...chooseUpgrade({ graph, executed }, { to })]
                    else {
                        const reverted = new Set(chooseDowngrade({ graph, executed }, { to }))
                        executed = executed.filter((name) => !reverted.has(name))
                    }
                    expect(executed).toContain(to)
                    const done = new Set(executed)
                    expect(done.size).toBe(executed.length)
                    expect(withAncestors(graph, executed)).toEqual(done)
                }
                expect(chooseUpgrade({ graph, executed }, { to: "heads" })).toHaveLength(list.length - executed.length)
                expect(chooseDowngrade({ graph, executed }, { to: "base" })).toEqual(executed.toReversed())
            }),
            { numRuns: 500 },
        ))
})

test("2,000 revisions, one of them in three a branch, take no longer than their number says", () => {
    const many = (count: number): readonly DeclaredRevision[] =>
        Array.from({ length: count }, (_, at) =>
            revision("R", at, at % 2 === 0 ? null : [named("R", at - (at % 3 === 0 ? 2 : 1))].filter(() => at > 2)),
        )
    const time = (count: number): number => {
        const list = many(count)
        const best = Array.from({ length: 5 }, () => {
            const begin = process.cpuUsage()
            const graph = revisionGraph(list)
            chooseUpgrade({ graph, executed: [] }, { to: "heads" })
            // What others do on the machine does not count.
            return process.cpuUsage(begin).user / 1000
        })
        return Math.min(...best)
    }
    time(2_000)
    // Quadratic growth would be 64-fold.
    expect(time(16_000)).toBeLessThan(32 * Math.max(time(2_000), 1))
})
