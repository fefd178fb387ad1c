import { describe, expect, test } from "vitest"
import { stepOrder } from "../../src/autogen/plan/order.js"

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

function sorted(steps: string, edges: readonly string[]): readonly string[] {
    const order = stepOrder([...steps])
    for (const [before = "", after = ""] of edges) order.mustRun(before).before(after)
    return order.sort(compare, (step) => `step ${step}`)
}

describe("the order of steps", () => {
    test("keeps every edge, and is the same for the same steps", () => {
        expect(sorted("dcba", ["da", "ab"])).toEqual(["c", "d", "a", "b"])
        expect(sorted("abcd", ["ab", "da"])).toEqual(["c", "d", "a", "b"])
    })

    test("a cycle is our defect: printed as the path that comes round, without what only waits for it", () => {
        expect(() => sorted("abcdef", ["fb", "bc", "cd", "db", "ba", "ae"])).toThrow(
            expect.objectContaining({
                code: "INTERNAL",
                message: "the steps of the plan depend on one another in a cycle: step b -> step c -> step d -> step b",
            }),
        )
    })
})
