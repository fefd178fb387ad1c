import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import { Worker } from "node:worker_threads"
import { AutogenError } from "../core/errors.js"
import { pgliteMissing, type PostgresStart, type RunningPostgres } from "./pglite.js"
import type { FromWorker, ToWorker } from "./worker-messages.js"

// A query of the embedded Postgres blocks the thread that it runs in, and nothing interrupts it (PGlite knows no statement_timeout). In a
// thread of its own it keeps no signal and no timer waiting, and the thread can be ended.

interface Waiting {
    readonly resolve: (bytes: Buffer) => void
    readonly reject: (error: Error) => void
    readonly timer: NodeJS.Timeout | undefined
}

/**
 * Starts an embedded Postgres in a worker thread. It keeps the process alive only while it starts or works on a request.
 *
 * @example
 * ```ts
 * const postgres = await startWorkerPostgres({ folder: null, image: null, extensions: true })
 * postgres.limit(60_000)
 * ```
 */
export function startWorkerPostgres(start: PostgresStart): Promise<RunningPostgres> {
    const worker = openWorker(start)
    let statementTimeout: number | null = null
    const waiting = new Map<number, Waiting>()
    let count = 0
    let ended: Error | undefined
    const end = (error: Error): void => {
        ended ??= error
        for (const { reject, timer } of waiting.values()) {
            clearTimeout(timer)
            reject(error)
        }
        waiting.clear()
        void worker.terminate()
    }
    const ask = (work: ToWorker["work"], bytes: Buffer): Promise<Buffer> =>
        new Promise((resolve, reject) => {
            if (ended) return reject(ended)
            const id = ++count
            const limit = work === "run" ? statementTimeout : null
            const timer = limit === null ? undefined : setTimeout(() => end(tookTooLong(limit)), limit)
            waiting.set(id, { resolve, reject, timer })
            worker.ref()
            const own = new Uint8Array(bytes)
            worker.postMessage({ id, work, bytes: own } satisfies ToWorker, [own.buffer])
        })
    const close = async (): Promise<void> => {
        if (!ended) await ask("close", Buffer.alloc(0))
        end(new Error("the embedded Postgres is closed"))
    }
    const settle = (id: number): Waiting | undefined => {
        const one = waiting.get(id)
        clearTimeout(one?.timer)
        waiting.delete(id)
        if (waiting.size === 0) worker.unref()
        return one
    }
    return new Promise((resolve, reject) => {
        worker.on("message", (message: FromWorker) => {
            if (message.kind === "answer") settle(message.id)?.resolve(bufferOf(message.bytes))
            else if (message.kind === "failure") settle(message.id)?.reject(new Error(message.message))
            else if (message.kind === "refused") {
                end(new Error(message.message))
                reject(message.isMissing ? pgliteMissing(message.message) : new Error(message.message))
            } else {
                worker.unref()
                const limit = (milliseconds: number | null): void => void (statementTimeout = milliseconds)
                resolve({ ...runningPostgres(message, ask), limit, close })
            }
        })
        const died = (error: Error): void => {
            end(error)
            reject(error)
        }
        worker.on("error", died)
        worker.on("exit", (code) => died(new Error(`its thread has ended with ${code}`)))
    })
}

function runningPostgres(
    { greeting, notice }: Extract<FromWorker, { readonly kind: "started" }>,
    ask: (work: ToWorker["work"], bytes: Buffer) => Promise<Buffer>,
): Pick<RunningPostgres, "greeting" | "notice" | "run" | "dump"> {
    return {
        greeting: bufferOf(greeting),
        notice,
        run: (bytes) => ask("run", bytes),
        dump: () => ask("dump", Buffer.alloc(0)),
    }
}

function openWorker(workerData: PostgresStart): Worker {
    const base = new URL("./embedded-worker.js", import.meta.url)
    const compiled = fileURLToPath(base)
    const isCompiled = existsSync(compiled)
    // What the process was started with (loaders of TypeScript, coverage, inspectors) is not for this thread.
    const { NODE_OPTIONS: _, ...env } = process.env
    return new Worker(isCompiled ? compiled : compiled.replace(/\.js$/, ".ts"), {
        workerData,
        env,
        execArgv: isCompiled ? [] : ["--import", typescriptLoader()],
        // Postgres writes nothing that anybody waits for.
        stdout: true,
        stderr: true,
    })
}

/** From the sources, as in the project's own tests. */
function typescriptLoader(): string {
    const loader = createRequire(import.meta.url).resolve("@oxc-node/core")
    return pathToFileURL(join(dirname(loader), "register.mjs")).href
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
    return Buffer.from(buffer, byteOffset, byteLength)
}

function tookTooLong(milliseconds: number): AutogenError {
    return new AutogenError({
        code: "STATEMENT_TIMEOUT",
        message: `the statement has run for ${milliseconds / 1000} s in the embedded Postgres, which cannot be interrupted, and was ended`,
        next: "run the statement on a server to see whether it ends",
        fields: { milliseconds },
    })
}
