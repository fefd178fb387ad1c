import { AutogenError, isError, messageOf } from "../core/errors.js"
import type { Progress } from "../revisions/progress.js"

/** A process while a command runs in it, with the project's code. */
export interface ProcessWatch {
    /** Which migration runs, so that it can be told what became of it. */
    hear(progress: Progress): void
    /** What becomes of the migration that runs when the process ends now; empty where none does. */
    consequence(): string
    /** The command ends, or is about to end the process itself. */
    stop(): void
}

/**
 * Tells when the project's code ends the process, or fails where nobody waits for it, while a command runs: without a message that would look
 * like success, or like a mistake of ours. `tell` must write at once. Then the process ends with 1.
 *
 * @example
 * ```ts
 * const watch = watchProcess((error) => printError(output, error, { debug: false, json: false }))
 * try { await work() } finally { watch.stop() }
 * ```
 */
export function watchProcess(tell: (error: AutogenError) => void): ProcessWatch {
    let running: { readonly migration: string; readonly direction: "up" | "down" } | null = null
    const consequence = (): string => {
        if (running === null) return ""
        const state = running.direction === "up" ? "pending" : "executed"
        return ` while the migration "${running.migration}" ran: what its transaction had done is rolled back, what it did outside of one stays, and it is still ${state}`
    }
    const exit = (code: number): void => {
        stop()
        tell(
            new AutogenError({
                code: "PROJECT_FAILED",
                message: `the project's code ended the process with process.exit(${code})${consequence()}`,
                next: "take process.exit() out of what entities, migrations and the configuration run, and run the command again",
            }),
        )
        if (process.exitCode === undefined || Number(process.exitCode) === 0) process.exitCode = 1
    }
    const uncaught = (thrown: unknown): void => {
        stop()
        const isOurs = isError(thrown) && /^\s*at .*[\\/]typeorm-autogen[\\/]/m.exec(firstFrame(thrown)) !== null
        tell(
            new AutogenError({
                code: isOurs ? "INTERNAL" : "PROJECT_FAILED",
                message: `an error that nobody caught ended the process${consequence()}: ${messageOf(thrown)}${isOurs ? "" : placeOf(thrown)}`,
                next: isOurs
                    ? "run the command again with --debug, and report what it prints"
                    : "catch it where it comes from, or do not start it while typeorm-autogen loads the project",
                cause: thrown,
            }),
        )
        process.exit(1)
    }
    const stop = (): void => {
        process.off("exit", exit)
        process.off("uncaughtException", uncaught)
    }
    process.on("exit", exit)
    process.on("uncaughtException", uncaught)
    return {
        consequence,
        hear(progress) {
            if (progress.kind === "started") running = progress
            else if (progress.kind === "finished" || progress.kind === "skipped") running = null
        },
        stop,
    }
}

function firstFrame({ stack = "" }: Error): string {
    return stack.split("\n").find((line) => /^\s*at /.test(line) && !line.includes("node:")) ?? ""
}

function placeOf(thrown: unknown): string {
    const place = isError(thrown) ? /\(?((?:file:\/\/)?[^\s()]+:\d+:\d+)\)?$/.exec(firstFrame(thrown))?.[1] : undefined
    return place === undefined ? "" : ` (${place.replace(/^file:\/\//, "")})`
}
