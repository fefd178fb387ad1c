import { appendFileSync } from "node:fs"
import { isAbsolute, join, relative } from "node:path"
import pc from "picocolors"
import type { CheckResult } from "../commands/check-drift.js"
import { answerOf } from "../check/check-report.js"
import { annotation, formatCheckGithub } from "../check/format-check-github.js"
import { formatCheckMarkdown } from "../check/format-check-markdown.js"
import { formatDriftJson } from "../check/format-drift-json.js"
import { formatDriftText } from "../check/format-drift-text.js"
import { AutogenError, messageOf } from "../core/errors.js"
import { lines, printDiagnostics, type Output } from "./output.js"
import { paints } from "./paints.js"
import { printUnmodelled } from "./print-unmodelled.js"
import type { Format, GlobalOptions } from "./run-command.js"

/** The exit code that tells a difference from an error. */
const DIFFERENCES = 2

/** Runs a check and reports it: 0 clean, 2 differences or problems; what it throws is an error, which GitHub gets as an annotation, too. */
export async function reportCheck(
    output: Output,
    options: GlobalOptions & { readonly verbose?: boolean },
    check: () => Promise<CheckResult>,
): Promise<number> {
    const format = formatOf(options)
    const result = await check().catch((error: unknown) => {
        if (format === "github") output.out(annotation("error", errorText(error)))
        throw error
    })
    print(output, format, result, options.verbose ?? false)
    summarize(output, result)
    return result.inSync ? 0 : DIFFERENCES
}

/** What was asked for; GitHub's own where nobody asked and the command runs in one of its jobs. */
function formatOf({ format, json }: GlobalOptions): Format {
    if (format !== undefined && json && format !== "json") {
        throw new AutogenError({
            code: "USAGE",
            message: `--json and --format ${format} contradict each other`,
            next: "leave one of them out",
        })
    }
    if (format !== undefined) return format
    if (json) return "json"
    return process.env["GITHUB_ACTIONS"] === "true" ? "github" : "text"
}

function print(output: Output, format: Format, result: CheckResult, verbose: boolean): void {
    const { report } = result
    switch (format) {
        case "json":
            output.out(formatDriftJson({ ...report, pending: result.pending }))
            return
        case "markdown":
            output.out(formatCheckMarkdown(report).trimEnd())
            return
        case "text":
            printText(output, result, verbose)
            return
        case "github": {
            printText(output, result, verbose)
            const annotations = formatCheckGithub(report, (file) => inRepository(join(result.folder, file)))
            if (annotations !== "") output.out(annotations)
        }
    }
}

function printText(output: Output, { report, pending, plan }: CheckResult, verbose: boolean): void {
    const { inSync, drifts, problems, diagnostics, nextSteps } = report
    const others = diagnostics.filter((diagnostic) => !problems.includes(diagnostic))
    printDiagnostics(output, others, plan)
    printUnmodelled(output, plan, verbose)
    if (inSync) {
        output.out(`${pc.green("in sync")} ${answerOf(report)}`)
        return
    }
    for (const { message } of problems) output.out(`${pc.red("problem")} ${lines(message)}`)
    if (pending.length > 0) output.out(`${pc.yellow("pending")} ${lines(pending.join(", "))}`)
    if (drifts.length > 0) output.out(formatDriftText(drifts, paints))
    output.err(`${pc.red("differs")} ${answerOf(report)}`)
    for (const step of nextSteps) output.err(`${pc.dim("next ")} ${lines(step)}`)
}

/** GitHub wants paths from the root of the repository, which the package may be a folder of. */
function inRepository(file: string): string {
    const inside = relative(process.env["GITHUB_WORKSPACE"] || process.cwd(), file)
    const path = inside.startsWith("..") || isAbsolute(inside) ? relative(process.cwd(), file) : inside
    return path.replaceAll("\\", "/")
}

/** The page of the job, where it runs in one of GitHub's. */
function summarize(output: Output, { report }: CheckResult): void {
    const file = process.env["GITHUB_STEP_SUMMARY"]
    if (!file) return
    try {
        appendFileSync(file, formatCheckMarkdown(report))
    } catch (error) {
        output.err(`${pc.yellow("warning")} the summary cannot be written: ${lines(messageOf(error))}`)
    }
}

function errorText(error: unknown): string {
    if (!(error instanceof AutogenError)) return messageOf(error)
    return `${error.code} ${error.message}${error.next === undefined ? "" : `\nnext: ${error.next}`}`
}
