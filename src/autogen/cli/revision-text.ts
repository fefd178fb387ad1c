import pc from "picocolors"
import { printable } from "../core/printable.js"
import type { RevisionReport } from "../commands/revisions/read-revisions.js"

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
    const { file, line, revises, children, dependsOn, date, author } = report
    const list = (names: readonly string[]): string => names.map(printable).join(", ")
    return [
        ...(file === null ? [] : [`  file: ${printable(line === null ? file : `${file}:${line}`)}`]),
        `  revises: ${revises.length === 0 ? "base" : list(revises)}`,
        ...(children.length === 0 ? [] : [`  followed by: ${list(children)}`]),
        ...(dependsOn.length === 0 ? [] : [`  depends on: ${list(dependsOn)}`]),
        `  made: ${date}${author === null ? "" : ` by ${printable(author)}`}`,
    ]
}
