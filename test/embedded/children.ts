import { type ChildProcess, spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { afterAll } from "vitest"

const root = fileURLToPath(new URL("../..", import.meta.url))
const made: string[] = []

afterAll(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A folder that is removed after the tests of the file. */
export function temporaryFolder(): string {
    const folder = mkdtempSync(join(tmpdir(), "autogen-embedded-"))
    made.push(folder)
    return folder
}

/** A real process that runs TypeScript, with the modules under test imported as `rehearse/<name>.js`. */
export interface Child {
    /** Waits for the next line that it prints. */
    line(): Promise<string>
    kill(signal?: NodeJS.Signals): void
    /** How it ended. */
    readonly ended: Promise<{ readonly code: number | null; readonly output: string; readonly errors: string }>
}

/** Starts a child. `script` is the text of a module. */
export function startChild(
    script: string,
    options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
): Child {
    const file = join(temporaryFolder(), "child.mts")
    writeFileSync(file, script.replaceAll('"rehearse/', `"${join(root, "src/autogen/rehearse")}/`))
    const child: ChildProcess = spawn(
        process.execPath,
        [
            ...["--liftoff-only", "--interrupt-budget=1056000"],
            ...["--import", import.meta.resolve?.("@oxc-node/core/register") ?? "@oxc-node/core/register", file],
        ],
        { cwd: options.cwd ?? root, env: { ...process.env, ...options.env }, stdio: ["ignore", "pipe", "pipe"] },
    )
    const lines: string[] = []
    let errors = ""
    let taken = 0
    let wake: () => void = () => undefined
    if (child.stdout === null || child.stderr === null) throw new Error("the child has no output")
    createInterface({ input: child.stdout }).on("line", (line) => {
        lines.push(line)
        wake()
    })
    child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()))
    let over = false
    const ended = new Promise<{ code: number | null; output: string; errors: string }>((resolve) => {
        child.on("close", (code) => {
            over = true
            resolve({ code, output: lines.join("\n"), errors })
            wake()
        })
    })
    const line = async (): Promise<string> => {
        while (lines[taken] === undefined) {
            if (over) throw new Error(`the child ended without another line: ${errors}`)
            await new Promise<void>((resolve) => (wake = resolve))
        }
        return lines[taken++] ?? ""
    }
    return { line, kill: (signal = "SIGKILL") => void child.kill(signal), ended }
}
