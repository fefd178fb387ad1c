import fc from "fast-check"
import { expect, test } from "vitest"
import { drawGraph, type DrawnNode } from "../../src/autogen/cli/draw-graph.js"

const draw = (...nodes: readonly (readonly [string, ...(readonly string[])])[]): string =>
    drawGraph(
        nodes.map(([revision, ...revises]) => ({ revision, revises })),
        ({ revision }) => [revision],
    ).join("\n")

test("a line, a fork, a merge and a diamond are drawn as git draws them", () => {
    expect(draw(["b", "a"], ["a"])).toBe("* b\n* a")
    expect(draw(["c", "a"], ["b", "a"], ["a"])).toBe("* c\n| * b\n|/\n* a")
    expect(draw(["d", "c", "b"], ["c", "a"], ["b", "a"], ["a"])).toBe("* d\n|\\\n* | c\n| * b\n|/\n* a")
    expect(draw(["d", "a"], ["c", "a"], ["b", "a"], ["a"])).toBe("* d\n| * c\n| | * b\n|/_/\n* a")
    expect(draw(["e", "a", "b", "c"], ["c"], ["b"], ["a"])).toBe("* e\n|\\-\\\n| | * c\n| * b\n* a")
    expect(draw(["b"], ["a"])).toBe("* b\n* a")
    // Of what is not in the list nothing is drawn.
    expect(draw(["c", "b", "x"], ["b", "y"])).toBe("* c\n* b")
})

test("further lines of a revision stand beside its followers", () => {
    const nodes = [
        { revision: "c", revises: ["a"] },
        { revision: "b", revises: ["a"] },
        { revision: "a", revises: [] },
    ]
    expect(drawGraph(nodes, ({ revision }) => [revision, "more"]).join("\n")).toBe(
        "* c\n| more\n| * b\n| | more\n|/\n* a\n more",
    )
})

test("each revision has one line, and no lane is left open at the end", () =>
    fc.assert(
        fc.property(fc.array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 20 }), (list) => {
            const nodes = list
                .map((parents, at): DrawnNode => ({
                    revision: `r${at}`,
                    revises: at === 0 ? [] : [...new Set(parents.map((parent) => `r${parent % at}`))],
                }))
                .toReversed()
            const lines = drawGraph(nodes, ({ revision }) => [revision])
            expect(lines.flatMap((line) => /r\d+$/.exec(line)?.[0] ?? [])).toEqual(
                nodes.map(({ revision }) => revision),
            )
            for (const line of lines) expect(line.match(/\*/g)?.length ?? 0).toBeLessThanOrEqual(1)
            if (lines.length > 0) expect(lines.at(-1)).toMatch(/^ *\* r0$/)
        }),
    ))
