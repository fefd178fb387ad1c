import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, writeFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { announce } from "../core/announce.js"
import { AutogenError, messageOf } from "../core/errors.js"
import { isJestRealm } from "../core/jest-realm.js"
import { lockFolder } from "./embedded-lock.js"
import { EmbeddedSession } from "./embedded-session.js"
import { engineRegistry, type SharedEngine } from "./engine-registry.js"
import { startPGlite, type PostgresStart, type RunningPostgres } from "./pglite.js"
import { startWorkerPostgres } from "./worker-postgres.js"

/** A running PGlite and its one session. */
export interface EmbeddedEngine {
    readonly session: EmbeddedSession
    /** What a server sends when a connection starts: authentication is not needed, and the settings a driver wants to know. */
    readonly greeting: Buffer
    /** Set once Postgres has died; only a new engine helps. */
    readonly failure: () => Error | undefined
    /** From now on a statement of one in memory may take so many milliseconds: Postgres ends with one that takes longer. */
    limit(statementTimeout: number | null): void
    /** The files of a database in memory as an archive, for `image`. Outside of transactions. */
    dump(): Promise<Buffer>
    close(): Promise<void>
}

/** The right to use an engine until `release`; the last one to release a folder's engine closes it. */
export interface EngineLease {
    readonly engine: EmbeddedEngine
    release(): Promise<void>
}

export interface EngineOptions {
    /** Where the data lies; without it in memory. Resolved against the working directory. */
    readonly dataDir?: string
    /** Whether the extensions that ship with PGlite can be created. Default: true. */
    readonly extensions?: boolean
    /** In memory: begin with what was dumped of another one of the same version. */
    readonly image?: Buffer
}

/** How long a connection waits for another one's idle transaction. */
const PATIENCE = 10_000

/**
 * Opens a database, or joins those who have the same folder open in this process.
 *
 * @example
 * ```ts
 * const { engine, release } = await leaseEngine({ dataDir: ".postgres" })
 * ```
 */
export async function leaseEngine(options: EngineOptions): Promise<EngineLease> {
    if (options.dataDir === undefined) {
        const engine = await openEngine(null, options)
        return { engine, release: once(() => engine.close()) }
    }
    const folder = prepareFolder(resolve(options.dataDir))
    const engines = engineRegistry<EmbeddedEngine>()
    let shared = engines.get(folder)
    while (shared?.closing !== undefined) {
        await shared.closing
        shared = engines.get(folder)
    }
    if (shared === undefined) {
        shared = { uses: 0, engine: openEngine(folder, options), closing: undefined }
        engines.set(folder, shared)
    }
    return joinEngine(shared, () => engines.delete(folder))
}

async function joinEngine(shared: SharedEngine<EmbeddedEngine>, forget: () => void): Promise<EngineLease> {
    shared.uses += 1
    const release = once(async () => {
        shared.uses -= 1
        if (shared.uses > 0) return
        shared.closing ??= shared.engine
            .then((engine) => engine.close())
            .catch(() => undefined)
            .finally(forget)
        await shared.closing
    })
    try {
        const engine = await shared.engine
        const failure = engine.failure()
        if (failure !== undefined) throw failure
        return { engine, release }
    } catch (error) {
        await release()
        throw error
    }
}

async function openEngine(folder: string | null, options: EngineOptions): Promise<EmbeddedEngine> {
    const lock = folder === null ? undefined : await lockFolder(folder)
    try {
        const start = { folder, image: options.image ?? null, extensions: options.extensions !== false }
        const postgres = await startPostgres(start)
        if (postgres.notice !== null) announce(postgres.notice)
        const session = sessionOf(postgres, placeOf(folder))
        return {
            ...session,
            greeting: postgres.greeting,
            limit: (statementTimeout) => postgres.limit(statementTimeout),
            dump: () => postgres.dump(),
            close: async () => {
                try {
                    if (session.failure() === undefined) await postgres.close()
                } finally {
                    lock?.release()
                }
            },
        }
    } catch (error) {
        lock?.release()
        throw error instanceof AutogenError ? error : doesNotStart(folder, error)
    }
}

/** In memory in a thread of its own; a folder in this one, with which it is given back at once when the process ends. */
function startPostgres(start: PostgresStart): Promise<RunningPostgres> {
    if (start.folder === null) return startWorkerPostgres(start)
    refuseInJest()
    return startPGlite(start)
}

/** PGlite imports modules of Node dynamically; without the flag that is an unhandled rejection, which ends Jest. */
function refuseInJest(): void {
    const flags = [...process.execArgv, process.env["NODE_OPTIONS"] ?? ""].join(" ")
    if (!isJestRealm() || flags.includes("--experimental-vm-modules")) return
    throw new AutogenError({
        code: "EMBEDDED_FAILED",
        message: "the embedded Postgres does not start in a folder inside Jest, which lacks dynamic imports",
        next: "set DATABASE_URL to a server, or run Jest with NODE_OPTIONS=--experimental-vm-modules",
    })
}

/** The session in which all connections meet. What is thrown there is Postgres's death. */
function sessionOf({ run }: RunningPostgres, where: string): Pick<EmbeddedEngine, "session" | "failure"> {
    let failure: Error | undefined
    const perform = async (bytes: Buffer): Promise<Buffer> => {
        if (failure !== undefined) throw failure
        try {
            return await run(bytes)
        } catch (error) {
            failure = error instanceof AutogenError ? error : hasStopped(where, error)
            throw failure
        }
    }
    return { session: new EmbeddedSession({ run: perform, patience: PATIENCE }), failure: () => failure }
}

function hasStopped(where: string, error: unknown): AutogenError {
    return new AutogenError({
        code: "EMBEDDED_FAILED",
        message: `the embedded Postgres ${where} has stopped: ${messageOf(error)}`,
        next: "connect again: it recovers what was committed; if it stops again, set DATABASE_URL to a server",
        cause: error,
    })
}

const MARKER = "# The embedded Postgres of typeorm-autogen: data, not source.\n*\n"

/** Makes the folder if need be, and sees that no other folder is mistaken for a database. Returns its one true name. */
function prepareFolder(folder: string): string {
    try {
        mkdirSync(folder, { recursive: true, mode: 0o700 })
        const marker = join(folder, ".gitignore")
        const others = readdirSync(folder).filter((name) => !name.startsWith("lock-"))
        const ours = others.includes("PG_VERSION") || (existsSync(marker) && readFileSync(marker, "utf8") === MARKER)
        if (others.length > 0 && !ours) {
            throw new AutogenError({
                code: "EMBEDDED_FAILED",
                message: `the folder "${folder}" holds other files; the embedded Postgres needs one of its own`,
                next: "name an empty folder, or one that does not exist yet",
                fields: { folder },
            })
        }
        if (!existsSync(marker)) writeFileSync(marker, MARKER)
        return realpathSync(folder)
    } catch (error) {
        if (error instanceof AutogenError) throw error
        throw new AutogenError({
            code: "EMBEDDED_FAILED",
            message: `the folder "${folder}" cannot be used for the embedded Postgres: ${messageOf(error)}`,
            next: "name a folder that this user may write to, or set DATABASE_URL to a server",
            fields: { folder },
            cause: error,
        })
    }
}

function doesNotStart(folder: string | null, error: unknown): AutogenError {
    return new AutogenError({
        code: "EMBEDDED_FAILED",
        message: `the embedded Postgres ${placeOf(folder)} does not start: ${messageOf(error)}`,
        next:
            folder === null
                ? "set DATABASE_URL to a server"
                : `restore "${folder}" from a copy, or move it away to begin with an empty database`,
        fields: { folder },
        cause: error,
    })
}

function placeOf(folder: string | null): string {
    return folder === null ? "in memory" : `in "${folder}"`
}

function once(action: () => Promise<void>): () => Promise<void> {
    let done: Promise<void> | undefined
    return () => (done ??= action())
}
