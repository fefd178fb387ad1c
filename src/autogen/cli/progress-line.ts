import pc from "picocolors"
import { printable } from "../core/printable.js"
import type { Progress } from "../revisions/progress.js"

/** One step of a runner as a line. */
export function progressLine(progress: Progress): string | null {
    switch (progress.kind) {
        case "waiting":
            return `${pc.yellow("waiting")} another runner is at work${progress.processId === null ? "" : ` (server process ${progress.processId})`}`
        case "started":
            return `${pc.dim(`${progress.index}/${progress.count}`)} ${progress.direction} ${printable(progress.migration)}`
        case "skipped":
            return `${pc.dim("skipped")} ${printable(progress.migration)}: another runner did it`
        case "locked":
            return `${pc.yellow("locked")} ${printable(progress.migration)}: rolled back, since others held a lock too long; attempt ${progress.attempt + 1} of ${progress.attempts} in ${progress.pause / 1000} s`
        case "backfilled":
            return `${pc.dim("backfilled")} ${printable(progress.column)}: ${progress.rows} rows`
        case "accepted":
            return `${pc.yellow("accepted")} ${printable(progress.migration)}: its operations are not those that were run`
        case "unrecorded":
            return `${pc.yellow("warning")} this run is not recorded: ${progress.reason}; ${progress.next}`
        case "slow":
            return `${pc.yellow("waiting")} the server (process ${progress.processId}) has not answered for ${progress.seconds} s: ${printable(progress.statement)}`
        case "finished":
            return null
    }
}
