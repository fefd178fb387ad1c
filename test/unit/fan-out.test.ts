import { expect, it } from "vitest"
import { fanOut } from "../../src/autogen/commands/tenants/fan-out.js"

interface Seen {
    readonly begun: number[]
    most: number
    running: number
}

/** Work that takes a turn of the loop, and fails for these. */
function watched(fails: readonly number[]): { readonly seen: Seen; readonly work: (item: number) => Promise<boolean> } {
    const seen: Seen = { begun: [], most: 0, running: 0 }
    return {
        seen,
        async work(item) {
            seen.begun.push(item)
            seen.running++
            seen.most = Math.max(seen.most, seen.running)
            await new Promise((resolve) => setImmediate(resolve))
            seen.running--
            return fails.includes(item)
        },
    }
}

const list = Array.from({ length: 20 }, (_, index) => index)

it("runs so many at a time, the canary first and alone", async () => {
    const { seen, work } = watched([])
    const results = await fanOut(list, 7, { concurrency: 3 }, work, Boolean)
    expect(results).toHaveLength(20)
    expect(seen.begun[0]).toBe(7)
    expect(seen.begun.toSorted((a, b) => a - b)).toEqual(list)
    expect(seen.most).toBe(3)
})

it("runs no other where the canary fails, whatever is said", async () => {
    const { seen, work } = watched([0])
    await fanOut(list, 0, { continueOnFailure: true }, work, Boolean)
    expect(seen.begun).toEqual([0])
})

it("begins nothing after a failure, or goes on", async () => {
    const stops = watched([5])
    await fanOut(list, null, { concurrency: 2 }, stops.work, Boolean)
    expect(stops.seen.begun.length).toBeLessThan(9)
    const goesOn = watched([5])
    await fanOut(list, 0, { concurrency: 2, continueOnFailure: true }, goesOn.work, Boolean)
    expect(goesOn.seen.begun).toHaveLength(20)
})

it("begins nothing after the signal", async () => {
    const controller = new AbortController()
    const { seen, work } = watched([])
    const stopping = async (item: number): Promise<boolean> => {
        if (item === 3) controller.abort()
        return work(item)
    }
    await fanOut(list, null, { concurrency: 1, signal: controller.signal }, stopping, Boolean)
    expect(seen.begun).toEqual([0, 1, 2, 3])
})
