import { printable } from "../core/printable.js"
import { answerOf, type CheckReport } from "./check-report.js"
import { driftLine } from "./format-drift-text.js"

/** Where an annotation is shown. */
interface Place {
    readonly file: string | null
    readonly line: number | null
}

/**
 * A check's report as GitHub's workflow commands, one a line: an annotation on the decorator of each entity's property that differs, on
 * each pending migration, and one for each problem and warning. `inRepository` makes a path of the project one of the repository.
 *
 * @example
 * ```ts
 * console.log(formatCheckGithub(report, (file) => `packages/api/${file}`))
 * // ::error file=packages/api/src/room.ts,line=8,title=Schema::+ column public.room.floor  integer …
 * ```
 */
export function formatCheckGithub(report: CheckReport, inRepository: (file: string) => string): string {
    const { inSync, drifts, pending, problems, diagnostics, nextSteps } = report
    const at = ({ file, line }: Place): Place => ({ file: file === null ? null : inRepository(file), line })
    const next = nextSteps.length === 0 ? "" : `\nnext: ${nextSteps.join("\nnext: ")}`
    const warnings = diagnostics.filter((each) => each.severity === "warning" && !problems.includes(each))
    return [
        ...drifts.map((drift) => annotation("error", driftLine(drift), at(drift))),
        ...pending.map((each) =>
            annotation("error", `the migration ${each.name} has not run on the database`, at(each)),
        ),
        ...problems.map(({ message }) => annotation("error", message)),
        ...warnings.map(({ message }) => annotation("warning", message)),
        ...(inSync ? [] : [annotation("error", `${answerOf(report)}${next}`)]),
    ].join("\n")
}

/** One workflow command. What a name or a text holds cannot end it or begin another one. */
export function annotation(
    level: "error" | "warning",
    message: string,
    { file, line }: Place = { file: null, line: null },
): string {
    const properties = [
        ...(file === null ? [] : [`file=${property(file)}`]),
        ...(file === null || line === null ? [] : [`line=${line}`]),
        "title=Schema",
    ]
    return `::${level} ${properties.join(",")}::${data(message)}`
}

function data(text: string): string {
    return text
        .replaceAll("\r", "")
        .split("\n")
        .map((line) => printable(line).replaceAll("%", "%25"))
        .join("%0A")
}

function property(text: string): string {
    return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C")
}
