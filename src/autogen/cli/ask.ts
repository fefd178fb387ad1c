import { createInterface } from "node:readline"
import { AutogenError } from "../core/errors.js"
import { isCi } from "../core/in-ci.js"

/** The terminal that people are asked at. */
export interface Terminal {
    readonly input: NodeJS.ReadableStream
    readonly output: NodeJS.WritableStream
}

/** Whether somebody sits at the process: questions go to standard error, since results go to standard output. */
export function isInteractive(environment: NodeJS.ProcessEnv = process.env): boolean {
    return process.stdin.isTTY && process.stderr.isTTY && !isCi(environment)
}

const ANSWERS: ReadonlyMap<string, boolean> = new Map([
    ["y", true],
    ["yes", true],
    ["n", false],
    ["no", false],
    ["", false],
])

/** What is said where a question is not answered. */
export interface Unanswered {
    readonly left: string
    readonly otherwise: string
}

const WRITES: Unanswered = { left: "nothing was written", otherwise: "pass --rename or --backfill" }

/**
 * Asks a question until it is answered with yes or no; no answer is no. Throws `INTERRUPTED` for Ctrl-C and for an input that ends.
 */
export function ask(question: string, signal: AbortSignal, terminal?: Terminal, unanswered = WRITES): Promise<boolean> {
    return askLine(`${question} [y/N] `, (line) => ANSWERS.get(line.trim().toLowerCase()), signal, terminal, unanswered)
}

/** Asks for a text; an empty one is an answer. Throws as {@link ask} does. */
export function askText(question: string, signal: AbortSignal, terminal?: Terminal): Promise<string> {
    return askLine(`${question} `, (line) => line.trim(), signal, terminal, WRITES)
}

/** Asks until a line is an answer. */
function askLine<A>(
    prompt: string,
    answerOf: (line: string) => A | undefined,
    signal: AbortSignal,
    terminal: Terminal = { input: process.stdin, output: process.stderr },
    unanswered: Unanswered,
): Promise<A> {
    const lines = createInterface({ ...terminal, prompt })
    const answered = new Promise<A>((resolve, reject) => {
        const stop = (): void => reject(notAnswered(unanswered.otherwise, unanswered.left))
        lines.on("line", (line) => {
            const answer = answerOf(line)
            if (answer === undefined) lines.prompt()
            else resolve(answer)
        })
        lines.on("SIGINT", stop)
        lines.on("close", stop)
        signal.addEventListener("abort", stop, { once: true })
        if (signal.aborted) stop()
        else lines.prompt()
    })
    return answered.finally(() => lines.close())
}

/** Ctrl-C or the end of the input in place of an answer. */
export function notAnswered(otherwise: string, left = WRITES.left): AutogenError {
    return new AutogenError({
        code: "INTERRUPTED",
        message: `the question was not answered; ${left}`,
        next: `run it again, or ${otherwise}`,
    })
}
