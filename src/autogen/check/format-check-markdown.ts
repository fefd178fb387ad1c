import { printable } from "../core/printable.js"
import { answerOf, type CheckReport, type LocatedDrift } from "./check-report.js"

const SIGNS = { create: "create", drop: "drop", alter: "alter", replace: "recreate", rename: "rename" } as const

/** A report in a summary is cut where it would be refused: GitHub takes a mebibyte. */
const SHOWN = 500

/**
 * A check's report as Markdown: for a summary of a CI's job, or a comment.
 *
 * @example
 * ```ts
 * appendFileSync(process.env.GITHUB_STEP_SUMMARY, formatCheckMarkdown(report))
 * ```
 */
export function formatCheckMarkdown(report: CheckReport): string {
    const { inSync, drifts, pending, problems, nextSteps, question } = report
    const sides = question === "database-history" ? "migrations" : "entities"
    const from = question === "history-entities" ? "migrations" : "database"
    const more = drifts.length - SHOWN
    const parts = [
        `### ${inSync ? "✅" : "❌"} Schema: ${answerOf(report)}`,
        ...(pending.length > 0
            ? [
                  list(
                      "Pending migrations",
                      pending.map(({ name }) => code(name)),
                  ),
              ]
            : []),
        ...(drifts.length > 0
            ? [
                  [
                      `| change | object | ${from} | ${sides} | declared in |`,
                      "| --- | --- | --- | --- | --- |",
                      ...drifts.slice(0, SHOWN).map(row),
                  ].join("\n"),
              ]
            : []),
        ...(more > 0 ? [`… and ${more} more`] : []),
        ...(problems.length > 0
            ? [
                  list(
                      "Problems",
                      problems.map(({ message }) => escaped(message)),
                  ),
              ]
            : []),
        ...(nextSteps.length > 0 ? [list("Next", nextSteps.map(sentence))] : []),
    ]
    return `${parts.join("\n\n")}\n`
}

function row({ change, object, kind, from, to, entity, property, file, line }: LocatedDrift): string {
    const name = object.slice(object.indexOf(":") + 1)
    const declared = entity === null ? "" : property === null ? entity : `${entity}.${property}`
    const where = file === null ? "" : ` (${file}${line === null ? "" : `:${line}`})`
    const cells = [SIGNS[change], `${escaped(kind)} ${code(name)}`, value(from), value(to), escaped(declared + where)]
    return `| ${cells.join(" | ")} |`
}

function value(text: string | null): string {
    return text === null || text === "" ? "" : code(text)
}

function list(title: string, items: readonly string[]): string {
    return [`**${title}**`, "", ...items.map((item) => `- ${item}`)].join("\n")
}

/** Our own sentences name commands in backticks. */
function sentence(text: string): string {
    return text
        .split(/(`[^`]*`)/)
        .map((part) => (part.startsWith("`") ? part : escaped(part)))
        .join("")
}

/** What a name or a text holds must neither end a cell or a line nor be markup. */
function code(text: string): string {
    const inner = oneLine(text).replaceAll("|", "\\|")
    const fence = inner.includes("`") ? "``" : "`"
    const space = fence === "``" ? " " : ""
    return inner.includes("``") ? escaped(text) : `${fence}${space}${inner}${space}${fence}`
}

function escaped(text: string): string {
    return oneLine(text).replaceAll(/[\\`*_{}[\]<>#|~&]/g, (character) =>
        character === "<" ? "&lt;" : `\\${character}`,
    )
}

function oneLine(text: string): string {
    return printable(text.replaceAll(/[\r\n\t]+/g, " "))
}
