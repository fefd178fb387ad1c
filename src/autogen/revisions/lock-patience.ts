import { setTimeout as sleep } from "node:timers/promises"
import { AutogenError } from "../core/errors.js"

/** How long a migration waits for locks, so that the application does not have to wait behind it. */
export interface LockPatience {
    /**
     * Milliseconds that a statement inside a transaction waits for a lock: whoever comes after it waits as long. Then the transaction
     * is rolled back, and tried again later. 0: for ever. Default 5000, unless the connection sets a `lock_timeout` of its own.
     */
    readonly lockTimeout?: number
    /** How often a migration is tried that gets its locks not in time. Default 10, with pauses of 1 to 30 seconds between. */
    readonly lockAttempts?: number
}

export const LOCK_TIMEOUT = 5_000
const ATTEMPTS = 10
const FIRST_PAUSE = 1_000
const LONGEST_PAUSE = 30_000

/** lock_not_available, deadlock_detected */
const LOCK_CODES: readonly unknown[] = ["55P03", "40P01"]

/** What to say before a pause. */
export interface LockRetry {
    /** The attempt that failed, from 1. */
    readonly attempt: number
    readonly attempts: number
    /** Milliseconds until the next one. */
    readonly pause: number
}

/**
 * Tries a migration again where it was rolled back because it did not get a lock. A migration outside a transaction is tried once:
 * what it has done stays.
 *
 * @example
 * ```ts
 * await withLockPatience(() => runMigration(session, table, run), { lockAttempts: 3 }, signal, (retry) => console.log(retry))
 * ```
 */
export async function withLockPatience<T>(
    work: () => Promise<T>,
    { lockAttempts = ATTEMPTS }: LockPatience,
    signal: AbortSignal | undefined,
    onRetry: (retry: LockRetry) => void,
): Promise<T> {
    for (let attempt = 1; ; attempt++) {
        try {
            return await work()
        } catch (error) {
            if (attempt >= lockAttempts || !gotNoLock(error)) throw error
            const pause = Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE)
            onRetry({ attempt, attempts: lockAttempts, pause })
            // The signal ends the pause; the next attempt then says what was interrupted.
            await sleep(pause, undefined, signal ? { signal } : {}).catch(() => undefined)
        }
    }
}

function gotNoLock(error: unknown): boolean {
    if (!(error instanceof AutogenError) || error.code !== "MIGRATION_FAILED") return false
    const { code, outcome } = error.fields as { readonly code?: unknown; readonly outcome?: unknown }
    return outcome === "rolled back" && LOCK_CODES.includes(code)
}
