import { spawn } from "node:child_process"
import { readFileSync } from "node:fs"

/** A formatter that hangs must not hold up a migration. */
const PATIENCE = 30_000

/** Runs a command that reads a text from its input and writes another to its output. A script for Node runs in this Node. */
export function runFilter(command: string, args: readonly string[], input: string, cwd: string): Promise<string> {
    const script = /^#!.*\bnode\b/.test(readFileSync(command, { encoding: "latin1" }).slice(0, 100))
    const [executable, parameters] = script ? [process.execPath, [command, ...args]] : [command, args]
    return new Promise((resolve, reject) => {
        const child = spawn(executable, parameters, { cwd, timeout: PATIENCE, windowsHide: true })
        let output = ""
        let complaint = ""
        child.stdout.setEncoding("utf8").on("data", (part: string) => (output += part))
        child.stderr.setEncoding("utf8").on("data", (part: string) => (complaint += part))
        child.on("error", reject)
        child.on("close", (code, signal) => {
            if (code === 0) resolve(output)
            else reject(new Error(complaint.trim() || `it ended with ${signal ?? `code ${code}`}`))
        })
        // A command that ends without reading closes the pipe; how it ended says more than EPIPE does.
        child.stdin.on("error", () => undefined)
        child.stdin.end(input)
    })
}
