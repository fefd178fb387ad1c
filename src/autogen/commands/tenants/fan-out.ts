/** How work is spread over tenants. */
export interface FanOutOptions {
    /** How many at a time. Default 4. */
    readonly concurrency?: number
    /** The one that goes first, alone, and keeps all others from running where it fails: its name; false: none. Default: the first. */
    readonly canary?: string | false
    /** Whether the others go on where one has failed that is not the canary. Default false. */
    readonly continueOnFailure?: boolean
    readonly signal?: AbortSignal
}

/** How many tenants run at a time where nobody says it. */
export const CONCURRENCY = 4

/**
 * Does work for each of a list, the canary first and alone, then so many at a time, until one fails. Those that had begun when one failed are
 * waited for. Returns what came of each that was begun, in no order.
 *
 * @example
 * ```ts
 * const results = await fanOut(tenants, tenants[0] ?? null, { concurrency: 8 }, upgradeOne, (result) => result.error !== null)
 * ```
 */
export async function fanOut<T, R>(
    list: readonly T[],
    canary: T | null,
    { concurrency = CONCURRENCY, continueOnFailure = false, signal }: Omit<FanOutOptions, "canary">,
    work: (item: T) => Promise<R>,
    hasFailed: (result: R) => boolean,
): Promise<readonly R[]> {
    const results: R[] = []
    let stopped = false
    const one = async (item: T): Promise<void> => {
        const result = await work(item)
        results.push(result)
        if (hasFailed(result) && (item === canary || !continueOnFailure)) stopped = true
    }
    const left = list.filter((item) => item !== canary)
    if (canary !== null) await one(canary)
    const next = async (): Promise<void> => {
        for (;;) {
            if (stopped || signal?.aborted === true) return
            const item = left.shift()
            if (item === undefined) return
            await one(item)
        }
    }
    await Promise.all(Array.from({ length: Math.min(concurrency, left.length) }, next))
    return results
}
