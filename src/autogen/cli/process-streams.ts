import { printableOutput } from "../core/printable.js"
import type { Output } from "./output.js"

/** The process's streams while a command runs. */
export interface ProcessStreams {
    /** Where the command itself writes: its results are all that standard output gets. */
    readonly output: Output
    /** Resolves when all that was written has left the process: a pipe may still hold a large report. */
    drained(): Promise<void>
    /** What kept a result from being written, such as a full disk; null where nothing did, or where nobody reads on. */
    failure(): Error | null
}

type Stream = NodeJS.WriteStream

/**
 * Takes standard output for the command's results alone: what the project prints there (a banner while it loads, its logger, a
 * migration's `console.log`) goes to standard error. A reader that ends early, as `head` does, ends nothing: the command does its work
 * to the end and keeps its exit code.
 *
 * @example
 * ```ts
 * const { output, drained } = takeStreams()
 * console.log("for people") // standard error
 * output.out("a result")    // standard output
 * await drained()
 * ```
 */
export function takeStreams({ stdout, stderr }: { stdout: Stream; stderr: Stream } = process): ProcessStreams {
    let failure: Error | null = null
    const write = stdout.write.bind(stdout) as (text: string, done?: () => void) => boolean
    stdout.on("error", (error: NodeJS.ErrnoException) => {
        if (!isGone(error)) failure ??= error
    })
    // Nobody is left who could be told.
    stderr.on("error", () => undefined)
    // As an own property of the stream: pino and others then see that they must not write to the file descriptor by themselves.
    stdout.write = stderr.write.bind(stderr)
    return {
        output: {
            out: (text) => void write(`${printableOutput(text)}\n`),
            err: (text) => void stderr.write(`${printableOutput(text)}\n`),
            // A terminal that does not say how wide it is has the width that programs suppose.
            get width() {
                return stderr.isTTY ? stderr.columns || 80 : undefined
            },
        },
        async drained() {
            // Callbacks come in the order of the writes, also those of a stream that has been closed.
            await Promise.all([
                new Promise<void>((resolve) => void write("", () => resolve())),
                new Promise<void>((resolve) => void stderr.write("", () => resolve())),
            ])
        },
        failure: () => failure,
    }
}

/** The reader has closed its end of the pipe. */
function isGone({ code }: NodeJS.ErrnoException): boolean {
    return code === "EPIPE" || code === "ERR_STREAM_DESTROYED"
}
