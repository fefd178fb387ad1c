import { expect } from "vitest"
import type { Operations, PlanStep } from "../../src/autogen/core/plan.js"

/**
 * A change of several migrations may stop after any of them, and TypeORM's own runner takes back one at a time: from wherever it stands,
 * the way back leads to what was there, and the way on to what shall be. `look` tells two schemas apart.
 */
export async function expectStepsToMeet(
    steps: readonly PlanStep[],
    run: (operations: Operations) => Promise<void>,
    look: () => Promise<unknown>,
): Promise<void> {
    const up = async (from: number, to: number) => {
        for (const step of steps.slice(from, to)) await run(step.up)
    }
    const down = async (from: number, to: number) => {
        for (const step of steps.slice(to, from).reverse()) await run(step.down)
    }
    if (steps.length < 2) return
    const start = await look()
    await up(0, steps.length)
    const end = await look()
    await down(steps.length, 0)
    for (let done = 1; done < steps.length; done++) {
        const at = `step ${done} of ${steps.length}`
        // What does nothing upwards is recorded as soon as what comes before it: nothing stops there but a crash in that moment.
        if (steps[done]?.up.length !== 0) {
            await up(0, done)
            await down(done, 0)
            expect(await look(), `back from ${at}`).toEqual(start)
        }
        await up(0, steps.length)
        // Such a step gives a type a value that the way back needs: no statement takes that out again.
        if (steps.slice(done).every((step) => step.up.length > 0)) {
            await down(steps.length, done)
            await up(done, steps.length)
            expect(await look(), `on from ${at}`).toEqual(end)
        }
        await down(steps.length, 0)
    }
    expect(await look(), "back from the end").toEqual(start)
}
