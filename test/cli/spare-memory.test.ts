// @module-tag rest
import { spawnSync } from "node:child_process"
import { expect, test } from "vitest"

const module = new URL("../../src/autogen/cli/spare-memory.ts", import.meta.url).href

/** Keeps some 200 MiB, and makes as much garbage several times over; prints the most MiB of heap that it ever had. */
const WORK = `
    import { setTimeout as pause } from "node:timers/promises"
    import { getHeapStatistics } from "node:v8"
    const kept = []
    let most = 0
    for (let round = 0; round < 80; round++) {
        for (let index = 0; index < 40_000; index++) {
            const object = { round, index, text: String(index) }
            if (index % 2 === 0) kept.push(object)
            else kept[(index * 7) % kept.length] = object
        }
        most = Math.max(most, getHeapStatistics().total_heap_size)
        if (round % 10 === 0) await pause(120)
    }
    console.log(Math.round(most / 2 ** 20))`

function mostHeap(before: string): number {
    const script = ["--import", "@oxc-node/core/register", "--input-type=module", "-e", `${before}${WORK}`]
    const { stdout, stderr } = spawnSync(process.execPath, script, { encoding: "utf8" })
    expect(stderr).toBe("")
    return Number(stdout)
}

test("from some size on, the heap of the command line's process grows more slowly", () => {
    const spared = mostHeap(`import { spareMemory } from ${JSON.stringify(module)}; spareMemory(2 ** 20);`)
    const usual = mostHeap("")
    expect(spared).toBeGreaterThan(50)
    expect(spared).toBeLessThan(usual)
})

test("below it, nothing is different, and the process ends", () => {
    const script = `import { spareMemory } from ${JSON.stringify(module)}; spareMemory()`
    const args = ["--import", "@oxc-node/core/register", "--input-type=module", "-e", script]
    const { status, signal } = spawnSync(process.execPath, args, { timeout: 100_000 })
    expect({ status, signal }).toEqual({ status: 0, signal: null })
})
