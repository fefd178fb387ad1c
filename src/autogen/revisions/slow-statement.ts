import { shownStatement } from "../core/shown-statement.js"
import { replaceQuery } from "./interruptible.js"
import type { OnProgress } from "./progress.js"
import type { Session } from "./session.js"

const SLOW_MILLISECONDS = 30_000

/** When to say something, and to whom. */
export interface SlowOptions {
    readonly onProgress?: OnProgress
    readonly slowAfter?: number
}

/**
 * Does work, and says of each statement that the server does not answer for long that it is still waited for: a process that is frozen
 * looks like one that is at work.
 *
 * @example
 * ```ts
 * await sayingSlow(session, { onProgress: (progress) => console.log(progress) }, () => migration.up(session.queryRunner))
 * ```
 */
export async function sayingSlow<T>(
    session: Session,
    { onProgress, slowAfter = SLOW_MILLISECONDS }: SlowOptions,
    work: () => Promise<T>,
): Promise<T> {
    if (!onProgress || slowAfter <= 0) return work()
    const { queryRunner, processId } = session
    const query = queryRunner.query.bind(queryRunner) as (...args: readonly unknown[]) => Promise<unknown>
    const told = async (...args: readonly unknown[]): Promise<unknown> => {
        const began = Date.now()
        const say = (after: number): NodeJS.Timeout =>
            setTimeout(() => {
                const seconds = Math.round((Date.now() - began) / 1000)
                const statement = shownStatement(String(args[0]))
                onProgress({ kind: "slow", statement, seconds, processId })
                timer = say(after * 2)
            }, after).unref()
        let timer = say(slowAfter)
        try {
            return await query(...args)
        } finally {
            clearTimeout(timer)
        }
    }
    const restore = replaceQuery(queryRunner, told as Session["queryRunner"]["query"])
    try {
        return await work()
    } finally {
        restore()
    }
}
