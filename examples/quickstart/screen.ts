import { setTimeout as sleep } from "node:timers/promises"
import { stripVTControlCharacters } from "node:util"
import pc from "picocolors"

/** A reader sits at a terminal; a pipe or a CI job waits for nobody. */
const hasReader = process.stdout.isTTY && !process.env["CI"]
const paint = pc.createColors(hasReader ? pc.isColorSupported : Boolean(process.env["FORCE_COLOR"]))

/** Whether colours are shown, so that child processes can be told the same. */
export const isColoured = paint.isColorSupported

/** Gives a reader the time to read so many lines. */
export async function pause(lines: number): Promise<void> {
    if (hasReader) await sleep(Math.min(600 + 150 * lines, 3_000))
}

export function say(text = ""): void {
    process.stdout.write(`${text}\n`)
}

/** A chapter's number and headline. */
export async function chapter(number: number, headline: string): Promise<void> {
    say(`\n${paint.bold(paint.cyan(`${number}. ${headline}`))}\n`)
    await pause(2)
}

/** What is typed at the prompt. */
export async function prompt(sign: "$" | "sql", text: string): Promise<void> {
    say(`${paint.green(sign)} ${paint.bold(text)}`)
    await pause(1)
}

/** A file as it stands on the disk. */
export async function showFile(path: string, text: string): Promise<void> {
    const lines = text.trimEnd().split("\n")
    say(paint.dim(path))
    for (const line of lines) say(`    ${highlight(line)}`.trimEnd())
    say()
    await pause(lines.length)
}

/** An edit: the lines that go and come, and a little of what is around them. */
export async function showEdit(path: string, before: string, after: string): Promise<void> {
    say(paint.dim(path))
    const lines = diff(before.trimEnd().split("\n"), after.trimEnd().split("\n"))
    const isNear = lines.map((_, at) => lines.slice(Math.max(0, at - 1), at + 2).some(([sign]) => sign !== " "))
    for (const [at, [sign, text]] of lines.entries()) {
        const colour = sign === "+" ? paint.green : sign === "-" ? paint.red : paint.dim
        if (isNear[at]) say(colour(`  ${sign} ${text}`).trimEnd())
        else if (isNear[at - 1]) say(paint.dim("    ⋮"))
    }
    say()
    await pause(lines.length / 2)
}

/** Rows as a little table. */
export async function showRows(rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
    const names = Object.keys(rows[0] ?? {})
    const cells = rows.map((row) => names.map((name) => text(row[name])))
    const widths = names.map((name, at) => Math.max(name.length, ...cells.map((cell) => cell[at]?.length ?? 0)))
    const line = (parts: readonly string[]): string =>
        parts
            .map((part, at) => part.padEnd(widths[at] ?? 0))
            .join("  ")
            .trimEnd()
    say(`  ${paint.bold(line(names))}`)
    for (const cell of cells) say(`  ${line(cell)}`)
    say()
    await pause(rows.length)
}

/** The last word. */
export function conclude(text: string): void {
    say(`\n${paint.green(text)}`)
}

/** An error, on its own stream. */
export function complain(text: string): void {
    process.stderr.write(`${paint.red(stripVTControlCharacters(text))}\n`)
}

function text(value: unknown): string {
    return value === null || value === undefined ? "∅" : String(value)
}

function highlight(line: string): string {
    if (/^\s*(\/\/|\/\*\*|\*)/.test(line)) return paint.dim(line)
    return line.replaceAll(/"[^"]*"/g, (literal) => paint.yellow(literal))
}

type DiffLine = readonly [sign: " " | "-" | "+", text: string]

/** Lines that one side has and the other has not; enough for an edit that moves nothing. */
function diff(before: readonly string[], after: readonly string[]): readonly DiffLine[] {
    const lines: DiffLine[] = []
    let come: DiffLine[] = []
    let from = 0
    for (const line of [...after, undefined]) {
        const at = line === undefined ? before.length : before.indexOf(line, from)
        if (line !== undefined && at < 0) {
            come.push(["+", line])
            continue
        }
        lines.push(...before.slice(from, at).map((gone): DiffLine => ["-", gone]), ...come)
        if (line !== undefined) lines.push([" ", line])
        come = []
        from = at + 1
    }
    return lines
}
