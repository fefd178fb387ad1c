import { AutogenError } from "../core/errors.js"
import { printError, type Output } from "./output.js"

/** The options that every command takes. */
export interface GlobalOptions {
    readonly config?: string
    readonly dataSource?: string
    readonly debug?: boolean
    readonly json?: boolean
}

/** What a command gets beside its own options. */
export interface CommandContext {
    readonly output: Output
    /** Aborted by Ctrl-C. */
    readonly signal: AbortSignal
}

/**
 * Runs a command: its number is the exit code; an error is printed and gives 1. The first Ctrl-C asks the command to stop where
 * it is safe, the second ends the process.
 */
export async function runCommand(
    output: Output,
    options: GlobalOptions,
    run: (context: CommandContext) => Promise<number>,
): Promise<number> {
    const controller = new AbortController()
    let presses = 0
    const interrupt = (): void => {
        presses += 1
        if (presses > 1) process.exit(1)
        output.err("stopping; press Ctrl-C again to stop at once")
        controller.abort()
    }
    process.on("SIGINT", interrupt)
    process.on("SIGTERM", interrupt)
    try {
        const code = await Promise.race([run({ output, signal: controller.signal }), abandoned(controller.signal)])
        return code
    } catch (error) {
        printError(output, error, { debug: options.debug ?? false, json: options.json ?? false })
        return 1
    } finally {
        process.off("SIGINT", interrupt)
        process.off("SIGTERM", interrupt)
    }
}

/** A command that does not answer to the signal is left: by then it has written nothing, and Postgres rolls back what it had begun. */
function abandoned(signal: AbortSignal): Promise<never> {
    return new Promise((_, reject) => {
        const leave = (): void =>
            reject(
                new AutogenError({
                    code: "INTERRUPTED",
                    message: "the command was stopped before it was done; nothing was written",
                    next: "run it again",
                }),
            )
        const patience = 5_000
        signal.addEventListener("abort", () => void setTimeout(leave, patience).unref(), { once: true })
    })
}
