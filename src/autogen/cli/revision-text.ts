import pc from "picocolors"
import { printable } from "../core/printable.js"
import { durationText } from "./duration-text.js"
import type { RevisionReport } from "../commands/revisions/read-revisions.js"
import type { RecordedRun } from "../revisions/runs-table.js"

/** A revision in one line: its name, what it is, when and by whom it was made, what it does. */
export function revisionLine(report: RevisionReport): string {
    const { revision, date, author, message } = report
    const by = author === null ? "" : `, ${printable(author)}`
    return `${pc.bold(printable(revision))}${marksOf(report)} ${pc.dim(`${date.slice(0, 10)}${by}:`)} ${printable(message)}`
}

/** ` (head, current, rooms)`; empty where there is nothing to say. */
export function marksOf(report: RevisionReport): string {
    const { isHead, isBase, isBranchPoint, isMergePoint, isCurrent, isApplied, branchLabels, stepOf } = report
    const marks = [
        ...(isHead ? ["head"] : []),
        ...(isBase ? ["base"] : []),
        ...(isBranchPoint ? ["branch point"] : []),
        ...(isMergePoint ? ["merge point"] : []),
        ...(stepOf === null ? [] : ["step"]),
        ...branchLabels.map(printable),
        ...(isCurrent === true ? [pc.green("current")] : isApplied === true ? [pc.green("applied")] : []),
        ...(isApplied === false ? [pc.yellow("pending")] : []),
    ]
    return marks.length === 0 ? "" : ` (${marks.join(", ")})`
}

/** What else is known of a revision, a line each. */
export function revisionDetails(report: RevisionReport): readonly string[] {
    const { file, line, revises, children, dependsOn, date, author, runs } = report
    const list = (names: readonly string[]): string => names.map(printable).join(", ")
    return [
        ...(file === null ? [] : [`  file: ${printable(line === null ? file : `${file}:${line}`)}`]),
        `  revises: ${revises.length === 0 ? "base" : list(revises)}`,
        ...(children.length === 0 ? [] : [`  followed by: ${list(children)}`]),
        ...(dependsOn.length === 0 ? [] : [`  depends on: ${list(dependsOn)}`]),
        `  made: ${date}${author === null ? "" : ` by ${printable(author)}`}`,
        ...(runs?.slice(0, 1).map(runText) ?? []),
    ]
}

const DONE = { up: "executed", down: "reverted" } as const

/** The last run of a revision, in a line: what, when, how long, by whom, where, and why it failed. */
export function runText(run: RecordedRun): string {
    const { direction, action, state, startedAt, milliseconds, role, sessionRole, host, toolVersion } = run
    const who = sessionRole === role ? printable(role) : `${printable(role)} (connected as ${printable(sessionRole)})`
    const by = `by ${who} on ${printable(host)}${toolVersion === "" ? "" : `, typeorm-autogen ${printable(toolVersion)}`}`
    const took = milliseconds === null || action !== "run" ? "" : ` in ${durationText(milliseconds)}`
    const begin = `  last run: ${direction}, `
    if (state === "failed")
        return `${begin}${pc.red("failed")} ${startedAt}${took} ${by}: ${[run.sqlstate, run.message].flatMap((text) => (text === null ? [] : printable(text))).join(" ")}`
    if (state === "skipped") return `${begin}skipped ${startedAt} ${by}: another runner did it`
    if (state === "started")
        return `${begin}${pc.yellow("started")} ${startedAt} ${by}; no end is recorded: it still runs, or its runner was killed or lost its connection`
    const what =
        action === "run"
            ? DONE[direction]
            : `recorded as ${DONE[direction]} by ${action === "fake" ? "--fake" : "stamp"}`
    return `${begin}${what} ${startedAt}${took} ${by}`
}
