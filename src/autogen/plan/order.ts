import { AutogenError } from "../core/errors.js"
import { MinHeap } from "./min-heap.js"

/** Steps with the edges between them: `mustRun(a).before(b)`. */
export interface StepOrder<S> {
    mustRun(step: S): { before(other: S): void }
    /** What must come directly after a step. */
    after(step: S): ReadonlySet<S>
    /**
     * The steps in an order that keeps every edge; where edges leave a choice, the smaller step by `compare` comes first, so the
     * same steps always come out in the same order. Throws `INTERNAL` with the path of a cycle.
     */
    sort(compare: (a: S, b: S) => number, name: (step: S) => string): readonly S[]
}

/** Makes a {@link StepOrder} of these steps. */
export function stepOrder<S>(steps: readonly S[]): StepOrder<S> {
    const after = new Map<S, Set<S>>(steps.map((step) => [step, new Set()]))
    return {
        mustRun: (step) => ({
            before(other) {
                if (step !== other) after.get(step)?.add(other)
            },
        }),
        after: (step) => after.get(step) ?? new Set(),
        sort: (compare, name) => sortSteps(steps, after, compare, name),
    }
}

function sortSteps<S>(
    steps: readonly S[],
    after: ReadonlyMap<S, ReadonlySet<S>>,
    compare: (a: S, b: S) => number,
    name: (step: S) => string,
): readonly S[] {
    const ranked = [...steps].sort(compare)
    const rank = new Map(ranked.map((step, index) => [step, index]))
    const waiting = new Map(ranked.map((step) => [step, 0]))
    for (const followers of after.values())
        for (const follower of followers) waiting.set(follower, (waiting.get(follower) ?? 0) + 1)
    const ready = new MinHeap<S>((a, b) => (rank.get(a) ?? 0) - (rank.get(b) ?? 0))
    for (const step of ranked) if (waiting.get(step) === 0) ready.push(step)
    const sorted: S[] = []
    for (let step = ready.pop(); step !== undefined; step = ready.pop()) {
        sorted.push(step)
        for (const follower of after.get(step) ?? []) {
            const left = (waiting.get(follower) ?? 0) - 1
            waiting.set(follower, left)
            if (left === 0) ready.push(follower)
        }
    }
    if (sorted.length < steps.length)
        throw cycleError(
            ranked.filter((step) => (waiting.get(step) ?? 0) > 0),
            after,
            name,
        )
    return sorted
}

function cycleError<S>(
    stuck: readonly S[],
    after: ReadonlyMap<S, ReadonlySet<S>>,
    name: (step: S) => string,
): AutogenError {
    const path: S[] = []
    // Every stuck step waits for a stuck one, so walking backwards must come round; where it began need not be part of the round.
    let step = stuck[0]
    while (step !== undefined && !path.includes(step)) {
        path.push(step)
        const current: S = step
        step = stuck.find((other) => after.get(other)?.has(current))
    }
    const round = step === undefined ? path : [...path.slice(path.indexOf(step)), step]
    return new AutogenError({
        code: "INTERNAL",
        message: `the steps of the plan depend on one another in a cycle: ${round.reverse().map(name).join(" -> ")}`,
        next: "please report this with the two schemas: it is a defect of the planner",
    })
}
