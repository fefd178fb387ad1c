import { existsSync, mkdirSync, readFileSync, readdirSync, realpathSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join, resolve } from "node:path"
import type { PGlite as PGliteInstance } from "@electric-sql/pglite"
import { AutogenError, messageOf } from "../core/errors.js"
import { isJestRealm } from "../core/jest-realm.js"
import { unpackFolder } from "./embedded-archive.js"
import { installExtensions } from "./embedded-extensions.js"
import { framesOf } from "./embedded-framer.js"
import { freshImage, type ImageMaker } from "./embedded-image.js"
import { lockFolder } from "./embedded-lock.js"
import { cstring, int32, message, queryMessage } from "./embedded-messages.js"
import { EmbeddedSession } from "./embedded-session.js"
import { engineRegistry, type SharedEngine } from "./engine-registry.js"

/** A running PGlite and its one session. */
export interface EmbeddedEngine {
    readonly session: EmbeddedSession
    /** What a server sends when a connection starts: authentication is not needed, and the settings a driver wants to know. */
    readonly greeting: Buffer
    /** Set once Postgres has died; only a new engine helps. */
    readonly failure: () => Error | undefined
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
        const engine = await openEngine(undefined, options)
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

async function openEngine(folder: string | undefined, options: EngineOptions): Promise<EmbeddedEngine> {
    refuseInJest()
    const { distribution, ...maker } = await loadPGlite()
    const lock = folder === undefined ? undefined : await lockFolder(folder)
    try {
        const pglite = await startPGlite(maker, folder, options.image)
        const session = pgliteSession(pglite, {
            distribution: options.extensions === false ? undefined : distribution,
            where: placeOf(folder),
        })
        return {
            ...session,
            greeting: await greetingOf(pglite),
            dump: async () => Buffer.from(await (await pglite.dumpDataDir("none")).arrayBuffer()),
            close: async () => {
                try {
                    if (session.failure() === undefined) await pglite.close()
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

/** PGlite imports modules of Node dynamically; without the flag that is an unhandled rejection, which ends Jest. */
function refuseInJest(): void {
    const flags = [...process.execArgv, process.env["NODE_OPTIONS"] ?? ""].join(" ")
    if (!isJestRealm() || flags.includes("--experimental-vm-modules")) return
    throw new AutogenError({
        code: "EMBEDDED_FAILED",
        message: "The embedded Postgres does not start inside Jest, which lacks dynamic imports.",
        next: "Set DATABASE_URL to a server, or run Jest with NODE_OPTIONS=--experimental-vm-modules.",
    })
}

/**
 * What an embedded Postgres is made of, as a text: files of one do not fit another.
 *
 * @example
 * ```ts
 * await embeddedVersion() // '["0.5.8",…]'
 * ```
 */
export async function embeddedVersion(): Promise<string> {
    const { version, startParams } = await loadPGlite()
    return JSON.stringify([version, startParams])
}

async function loadPGlite(): Promise<ImageMaker & { readonly distribution: string }> {
    try {
        const { PGlite } = await import("@electric-sql/pglite")
        const distribution = dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite"))
        const manifest = JSON.parse(readFileSync(join(distribution, "../package.json"), "utf8")) as { version: string }
        const startParams = [
            ...PGlite.defaultStartParams,
            // What a server has by default, so that both print the same.
            ...["-c", 'search_path="$user", public', "-c", "timezone=UTC"],
            // A timer that repeats forever and would keep the process alive.
            ...["-c", "log_startup_progress_interval=0"],
        ]
        return { PGlite, distribution, version: manifest.version, startParams }
    } catch (error) {
        throw new AutogenError({
            code: "OPTIONAL_DEPENDENCY_MISSING",
            message: `The embedded Postgres needs the package "@electric-sql/pglite", which cannot be loaded: ${messageOf(error)}`,
            next: "npm install --save-dev @electric-sql/pglite@0.5.8   (or set DATABASE_URL to a server)",
            cause: error,
        })
    }
}

async function startPGlite(
    maker: ImageMaker,
    folder: string | undefined,
    image: Buffer | undefined,
): Promise<PGliteInstance> {
    const startParams = [...maker.startParams]
    if (folder === undefined) {
        return maker.PGlite.create({ loadDataDir: new Blob([image ?? (await freshImage(maker))]), startParams })
    }
    if (!existsSync(join(folder, "PG_VERSION"))) unpackFolder(await freshImage(maker), folder, "PG_VERSION")
    return maker.PGlite.create({ dataDir: folder, startParams })
}

function pgliteSession(
    pglite: PGliteInstance,
    { distribution, where }: { readonly distribution: string | undefined; readonly where: string },
): Pick<EmbeddedEngine, "session" | "failure"> {
    let failure: Error | undefined
    let installed = distribution === undefined
    const install = (): void => {
        if (!installed && distribution !== undefined) installExtensions(pglite, distribution)
        installed = true
    }
    // A folder that already has extensions needs their files at once: any statement may call into them.
    let examined = false
    const run = async (bytes: Buffer): Promise<Buffer> => {
        if (failure !== undefined) throw failure
        const exitCode = process.exitCode
        try {
            if (!examined && !installed && (await hasExtensions(pglite))) install()
            examined = true
            if (!installed && /(create|alter)\s+extension|pg_available_extension/i.test(bytes.toString("latin1")))
                install()
            return await converse(pglite, bytes)
        } catch (error) {
            // An error of SQL is an ordinary answer. What is thrown is a trap in WebAssembly or Postgres' exit, for which
            // Emscripten also sets the exit code of our process.
            process.exitCode = exitCode
            failure = new AutogenError({
                code: "EMBEDDED_FAILED",
                message: `The embedded Postgres ${where} has stopped: ${messageOf(error)}`,
                next: "Connect again: it recovers what was committed. If it stops again, set DATABASE_URL to a server.",
                cause: error,
            })
            throw failure
        }
    }
    return { session: new EmbeddedSession({ run, patience: PATIENCE }), failure: () => failure }
}

/**
 * Sends messages to Postgres and returns the bytes it answers with.
 *
 * All traffic goes this way: PGlite's own `query` must not be mixed in, as it would read from the callback left here. The
 * plain `execProtocolRaw` would do, if it did not keep every message it has ever parsed.
 */
async function converse(pglite: PGliteInstance, bytes: Buffer): Promise<Buffer> {
    const chunks: Buffer[] = []
    await pglite.execProtocolRawStream(bytes, {
        // The file system of a folder writes through, in memory there is nothing to write.
        syncToFs: false,
        // The chunk is a view of Postgres' memory, which it will reuse.
        onRawData: (chunk) => void chunks.push(Buffer.from(chunk)),
    })
    return Buffer.concat(chunks)
}

async function hasExtensions(pglite: PGliteInstance): Promise<boolean> {
    const sql = "SELECT 1 FROM pg_catalog.pg_extension WHERE extname <> 'plpgsql' LIMIT 1"
    const answer = await converse(pglite, queryMessage(sql).bytes)
    return framesOf(answer).some(({ type }) => type === "D")
}

async function greetingOf(pglite: PGliteInstance): Promise<Buffer> {
    const settings = ["user", "postgres", "database", "postgres", ""].map(cstring)
    const answer = await converse(pglite, message("", int32(3 << 16), ...settings))
    // Authentication and settings. The key for cancelling and the readiness belong to each connection.
    const frames = framesOf(answer).filter(({ type }) => type === "R" || type === "S")
    return Buffer.concat(frames.map(({ bytes }) => bytes))
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
                message: `The folder "${folder}" holds other files; the embedded Postgres needs one of its own.`,
                next: "Name an empty folder, or one that does not exist yet.",
                fields: { folder },
            })
        }
        if (!existsSync(marker)) writeFileSync(marker, MARKER)
        return realpathSync(folder)
    } catch (error) {
        if (error instanceof AutogenError) throw error
        throw new AutogenError({
            code: "EMBEDDED_FAILED",
            message: `The folder "${folder}" cannot be used for the embedded Postgres: ${messageOf(error)}`,
            next: "Name a folder that this user may write to, or set DATABASE_URL to a server.",
            fields: { folder },
            cause: error,
        })
    }
}

function doesNotStart(folder: string | undefined, error: unknown): AutogenError {
    return new AutogenError({
        code: "EMBEDDED_FAILED",
        message: `The embedded Postgres ${placeOf(folder)} does not start: ${messageOf(error)}`,
        next:
            folder === undefined
                ? "Set DATABASE_URL to a server."
                : `Restore "${folder}" from a copy, or move it away to begin with an empty database.`,
        fields: { folder },
        cause: error,
    })
}

function placeOf(folder: string | undefined): string {
    return folder === undefined ? "in memory" : `in "${folder}"`
}

function once(action: () => Promise<void>): () => Promise<void> {
    let done: Promise<void> | undefined
    return () => (done ??= action())
}
