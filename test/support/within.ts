import { spawnSync } from "node:child_process"
import { expect } from "vitest"

/** Milliseconds in which a process of Node starts and ends where nothing else runs. */
const PROCESS = 50

/** How many times as long as on an idle machine something takes now. */
function slowness(): number {
    const began = performance.now()
    spawnSync(process.execPath, ["-e", "0"])
    return Math.max(1, (performance.now() - began) / PROCESS)
}

/**
 * Expects work to be done within so many milliseconds of an idle machine: what others do on it does not count.
 *
 * @example
 * ```ts
 * await within(2_000, () => (child.kill("SIGTERM"), child.ended))
 * ```
 */
export async function within<R>(milliseconds: number, work: () => Promise<R>): Promise<R> {
    const before = slowness()
    const began = performance.now()
    const result = await work()
    const took = performance.now() - began
    expect(took).toBeLessThan(milliseconds * Math.max(before, slowness()))
    return result
}
