import { closeEmbedded } from "../rehearse/engine-registry.js"
import type { ProcessStreams } from "./process-streams.js"

/** Milliseconds that an embedded Postgres is waited for. */
const PATIENCE = 10_000

/**
 * Ends the process when its work is done, whatever handles the project keeps open (a client of Redis, an interval): what was written
 * leaves it first, and no embedded Postgres is left open.
 */
export async function endProcess(streams: Pick<ProcessStreams, "drained" | "failure">, code: number): Promise<never> {
    await within(PATIENCE, closeEmbedded())
    await streams.drained()
    const failure = streams.failure()
    if (failure === null) return process.exit(code)
    process.stderr.write(`error the result cannot be written: ${failure.message}\n`)
    return process.exit(1)
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    await Promise.race([work, new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))])
    clearTimeout(timer)
}
