import { AutogenError } from "../core/errors.js"
import { withBusyHook, type BusyHook } from "../core/while-busy.js"
import type { Progress } from "../revisions/progress.js"
import { printError, type Output } from "./output.js"
import { progressLines } from "./progress-line.js"
import { watchProcess, type ProcessWatch } from "./watch-process.js"

/** The formats of a check's report. */
export type Format = "text" | "json" | "markdown" | "github"

/** The options that every command takes. */
export interface GlobalOptions {
    readonly config?: string
    readonly dataSource?: string
    /** All DataSources of the configuration, one after the other. */
    readonly all?: boolean
    /** Whether the others follow where one has failed. Default: only where nothing is changed. */
    readonly continueOnFailure?: boolean
    /** All tenants of the configuration. */
    readonly tenants?: boolean
    /** These tenants only. */
    readonly tenant?: readonly string[]
    readonly concurrency?: string
    readonly canary?: string | boolean
    readonly debug?: boolean
    readonly json?: boolean
    readonly against?: "database" | "history"
    readonly format?: Format
}

/** What a command gets beside its own options. */
export interface CommandContext {
    readonly output: Output
    /** Aborted by Ctrl-C. */
    readonly signal: AbortSignal
    /** Prints what a runner does. */
    onProgress(progress: Progress): void
}

/**
 * Runs a command: its number is the exit code; an error is printed and gives 1. The first Ctrl-C asks the command to stop where
 * it is safe, and ends the process after some patience; the second ends it at once.
 */
export async function runCommand(
    output: Output,
    options: GlobalOptions,
    run: (context: CommandContext) => Promise<number>,
    patience: Patience = "short",
): Promise<number> {
    const controller = new AbortController()
    let presses = 0
    const print = (error: unknown): void =>
        printError(output, error, {
            debug: options.debug ?? false,
            json: options.json === true || options.format === "json",
        })
    const watch = watchProcess(print)
    const end = (): never => {
        watch.stop()
        return process.exit(1)
    }
    const interrupt = (): void => {
        presses += 1
        if (presses > 1) end()
        output.err("stopping; press Ctrl-C again to stop at once")
        controller.abort()
    }
    const signals = hearSignals(interrupt)
    try {
        const { signal } = controller
        const lineOf = progressLines(output.width !== undefined)
        const onProgress = (progress: Progress): void => {
            watch.hear(progress)
            const line = lineOf(progress)
            if (line !== null) output.err(line)
        }
        // While the thread is busy nobody would hear the signal, and nothing is under way: it ends the process by itself.
        const busy: BusyHook = async (work) => {
            if (watch.consequence() !== "") return work()
            await new Promise(setImmediate)
            if (signal.aborted) throw interrupted(patience, "")
            return signals.pausedWhile(work)
        }
        const running = withBusyHook(busy, () => run({ output, signal, onProgress }))
        return await Promise.race([running, abandoned(signal, patience, watch)])
    } catch (error) {
        print(error)
        // A command that was left would go on, and do what has just been said to be left undone.
        if (controller.signal.aborted) end()
        return 1
    } finally {
        watch.stop()
        signals.stop()
    }
}

/** Hears Ctrl-C and SIGTERM; while it is paused they end the process, as they do where nobody hears them. */
function hearSignals(interrupt: () => void): {
    pausedWhile<T>(work: () => Promise<T>): Promise<T>
    stop(): void
} {
    const names = ["SIGINT", "SIGTERM"] as const
    let pauses = 0
    const listen = (): void => names.forEach((name) => process.on(name, interrupt))
    const stop = (): void => names.forEach((name) => process.off(name, interrupt))
    listen()
    return {
        async pausedWhile(work) {
            if (pauses++ === 0) stop()
            try {
                return await work()
            } finally {
                if (--pauses === 0) listen()
            }
        },
        stop,
    }
}

/** Milliseconds from the signal on: to end what is half-done, or to cancel a statement and roll back. */
const MILLISECONDS = { short: 500, long: 1_700 } as const

/** How long a command is waited for that has been asked to stop. */
export type Patience = keyof typeof MILLISECONDS

/** A command that does not answer to the signal is left: it begins no file after it, and Postgres rolls back what it had begun. */
function abandoned(signal: AbortSignal, patience: Patience, watch: ProcessWatch): Promise<never> {
    return new Promise((_, reject) => {
        const leave = (): void => reject(interrupted(patience, watch.consequence()))
        signal.addEventListener("abort", () => void setTimeout(leave, MILLISECONDS[patience]).unref(), { once: true })
    })
}

function interrupted(patience: Patience, consequence: string): AutogenError {
    return patience === "short"
        ? new AutogenError({
              code: "INTERRUPTED",
              message: "the command was stopped before it was done; nothing was written",
              next: "run it again",
          })
        : new AutogenError({
              code: "INTERRUPTED",
              message: `the command was stopped${consequence || " before any migration was run, or after the last one"}`,
              next: "see with `typeorm-autogen current` how far it came, and run it again",
          })
}
