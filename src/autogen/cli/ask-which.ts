import { createInterface } from "node:readline"
import { printable } from "../core/printable.js"
import { notAnswered, type Terminal } from "./ask.js"
import type { Output } from "./output.js"

/** Asks which of several things is meant, until it is answered with one of their numbers. Throws `INTERRUPTED` for Ctrl-C. */
export function askWhich(
    question: string,
    choices: readonly string[],
    output: Output,
    signal: AbortSignal,
    terminal: Terminal = { input: process.stdin, output: process.stderr },
): Promise<string> {
    for (const [at, choice] of choices.entries()) output.err(`  ${at + 1}  ${printable(choice)}`)
    const lines = createInterface({ ...terminal, prompt: `${question} [1-${choices.length}] ` })
    const answered = new Promise<string>((resolve, reject) => {
        const stop = (): void => reject(notAnswered("name the file with --config"))
        lines.on("line", (line) => {
            const chosen = /^\d+$/.test(line.trim()) ? choices[Number(line) - 1] : undefined
            if (chosen === undefined) lines.prompt()
            else resolve(chosen)
        })
        lines.on("SIGINT", stop)
        lines.on("close", stop)
        signal.addEventListener("abort", stop, { once: true })
        if (signal.aborted) stop()
        else lines.prompt()
    })
    return answered.finally(() => lines.close())
}
