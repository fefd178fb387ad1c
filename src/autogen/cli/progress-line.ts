import pc from "picocolors"
import { printable } from "../core/printable.js"
import { durationText } from "./duration-text.js"
import type { Progress } from "../revisions/progress.js"

/** Says the steps of a runner as lines; on a terminal also how long each migration has taken. */
export function progressLines(isTerminal: boolean): (progress: Progress) => string | null {
    let began = 0
    return (progress) => {
        if (progress.kind === "started") began = performance.now()
        if (progress.kind !== "finished" || !isTerminal) return progressLine(progress)
        const milliseconds = Math.round(performance.now() - began)
        return pc.dim(`${progress.index}/${progress.count} done in ${durationText(milliseconds)}`)
    }
}

/** One step of a runner as a line. */
function progressLine(progress: Progress): string | null {
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
        case "building":
            return `${pc.dim("building")} ${printable(progress.indexName ?? (progress.table === null ? "an index" : `an index of ${progress.table}`))}: ${progress.phase}${progress.share === null ? "" : `, ${Math.floor(progress.share * 100)} %`}`
        case "slow":
            return `${pc.yellow("waiting")} the server (process ${progress.processId}) has not answered for ${progress.seconds} s: ${printable(progress.statement)}`
        case "finished":
            return null
    }
}
