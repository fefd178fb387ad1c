import { spawnSync } from "node:child_process"

/** What runs a statement, and gives its rows. */
type Query = (sql: string) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** Whether this machine has psql. */
export const hasPsql = spawnSync("psql", ["--version"]).status === 0

/** Runs a script with psql, as people do. */
export function runWithPsql(url: string, script: string): string {
    const { status, stdout, stderr } = spawnSync("psql", ["-X", "-q", url], { input: script, encoding: "utf8" })
    if (status !== 0) throw new Error(`psql ended with ${status}: ${stderr}`)
    return `${stdout}${stderr}`
}

/**
 * Runs a script by psql's rules, as far as ours need them: statements end with a semicolon outside of quotes, comments and brackets,
 * `\gset` ends one and keeps its row, `\if` and `\endif` skip.
 */
export async function runAsPsql(query: Query, script: string): Promise<void> {
    const variables = new Map<string, unknown>()
    let skipping = false
    let buffer = ""
    for (const line of script.split("\n")) {
        const command = isEmpty(buffer) ? /^\\(\w+)(?:\s+(.*))?$/.exec(line) : null
        if (command !== null) buffer = ""
        if (command?.[1] === "if") skipping = variables.get((command[2] ?? "").slice(1)) !== true
        else if (command?.[1] === "endif") skipping = false
        else if (command !== null && command[1] !== "set") throw new Error(`unknown: ${line}`)
        if (command !== null || skipping) continue
        buffer += `${line}\n`
        const set = /^([^]*)\\gset\s*$/.exec(buffer)
        if (set) {
            const [row = {}] = await query(set[1] ?? "")
            for (const [name, value] of Object.entries(row)) variables.set(name, value)
            buffer = ""
        } else if (endsStatement(buffer)) {
            await query(buffer).catch(async (error: unknown) => {
                // ON_ERROR_STOP ends the session, and what it has not committed.
                await query("ROLLBACK")
                throw error
            })
            buffer = ""
        }
    }
    if (!isEmpty(buffer)) throw new Error(`the script ends within a statement: ${buffer}`)
}

const TOKENS = /'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[^]*?\1|--[^\n]*|\/\*[^]*?\*\/|[^]/g

/** Whether there is nothing but comments. */
function isEmpty(text: string): boolean {
    return text.split("\n").every((line) => /^\s*(--|$)/.test(line))
}

/** Whether the last sign that counts is a semicolon. */
function endsStatement(text: string): boolean {
    const signs = [...text.matchAll(TOKENS)].map(([token]) => token).filter((token) => !/^(\s|--|\/\*)/.test(token))
    return signs.at(-1) === ";"
}
