import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import type { PGlite as PGliteInstance } from "@electric-sql/pglite"
import { AutogenError, messageOf } from "../core/errors.js"
import { unpackFolder } from "./embedded-archive.js"
import { installExtensions } from "./embedded-extensions.js"
import { framesOf } from "./embedded-framer.js"
import { freshImage, type ImageMaker } from "./embedded-image.js"
import { cstring, int32, message, queryMessage } from "./embedded-messages.js"

/** A Postgres that answers messages of the wire protocol: in this thread or in another. */
export interface RunningPostgres {
    /** What a server sends when a connection starts: authentication is not needed, and the settings a driver wants to know. */
    readonly greeting: Buffer
    /** What there is to say of its start. */
    readonly notice: string | null
    /** Sends messages, and returns all bytes of the answer. Rejects only where Postgres has died. */
    run(bytes: Buffer): Promise<Buffer>
    /** From now on a statement may take so many milliseconds, where a limit can be kept: not in this thread. */
    limit(statementTimeout: number | null): void
    /** The files of a database in memory as an archive. Outside of transactions. */
    dump(): Promise<Buffer>
    close(): Promise<void>
}

/** Where the data of a Postgres lies, and what it begins with. */
export interface PostgresStart {
    /** The one true name of the folder; null: in memory. */
    readonly folder: string | null
    /** In memory: begin with what was dumped of another one of the same version. */
    readonly image: Uint8Array | null
    /** Whether the extensions that ship with PGlite can be created. */
    readonly extensions: boolean
}

/**
 * A timer that repeats for ever and would keep the process alive is off. Of buffers there are few: to lay out the usual 128 MB takes a
 * sixth of the start, and a schema needs none of them. The rest is what a server has, so that both print the same.
 */
const PARAMETERS = [
    'search_path="$user", public',
    "timezone=UTC",
    "log_startup_progress_interval=0",
    "shared_buffers=16MB",
].flatMap((parameter) => ["-c", parameter])

/**
 * What an embedded Postgres is made of, as a text: files of one do not fit another.
 *
 * @example
 * ```ts
 * embeddedVersion() // '["0.5.8",…]'
 * ```
 */
export function embeddedVersion(): string {
    try {
        return JSON.stringify([versionOf(distributionFolder()), PARAMETERS])
    } catch (error) {
        throw pgliteMissing(error)
    }
}

/**
 * Starts PGlite in this thread. Throws `OPTIONAL_DEPENDENCY_MISSING` where it cannot be loaded, and what PGlite throws where it does not
 * start.
 *
 * @example
 * ```ts
 * const postgres = await startPGlite({ folder: null, image: null, extensions: true })
 * ```
 */
export async function startPGlite({ folder, image, extensions }: PostgresStart): Promise<RunningPostgres> {
    const { distribution, ...maker } = await loadPGlite()
    let notice: string | null = null
    const fresh = async (): Promise<Uint8Array> => freshImage(maker, (text) => (notice = text))
    const pglite = await open(maker, folder, image, fresh)
    const greeting = await greetingOf(pglite)
    const run = runner(pglite, extensions ? distribution : null)
    return {
        greeting,
        notice,
        run,
        limit: () => undefined,
        dump: async () => Buffer.from(await (await pglite.dumpDataDir("none")).arrayBuffer()),
        close: () => pglite.close(),
    }
}

async function loadPGlite(): Promise<ImageMaker & { readonly distribution: string }> {
    try {
        const { PGlite } = await import("@electric-sql/pglite")
        const distribution = distributionFolder()
        const startParams = [...PGlite.defaultStartParams, ...PARAMETERS]
        return { PGlite, distribution, version: versionOf(distribution), startParams }
    } catch (error) {
        throw pgliteMissing(error)
    }
}

function distributionFolder(): string {
    return dirname(createRequire(import.meta.url).resolve("@electric-sql/pglite"))
}

function versionOf(distribution: string): string {
    const manifest = JSON.parse(readFileSync(join(distribution, "../package.json"), "utf8")) as { version: string }
    return manifest.version
}

/** PGlite is not installed, or broken. */
export function pgliteMissing(error: unknown): AutogenError {
    return new AutogenError({
        code: "OPTIONAL_DEPENDENCY_MISSING",
        message: `the embedded Postgres needs the package "@electric-sql/pglite", which cannot be loaded: ${messageOf(error)}`,
        next: "npm install --save-dev @electric-sql/pglite@0.5.8   (or set DATABASE_URL to a server)",
        cause: error,
    })
}

async function open(
    maker: ImageMaker,
    folder: string | null,
    image: Uint8Array | null,
    fresh: () => Promise<Uint8Array>,
): Promise<PGliteInstance> {
    const startParams = [...maker.startParams]
    if (folder === null) {
        return maker.PGlite.create({ loadDataDir: new Blob([image ?? (await fresh())]), startParams })
    }
    if (!existsSync(join(folder, "PG_VERSION"))) unpackFolder(Buffer.from(await fresh()), folder, "PG_VERSION")
    return maker.PGlite.create({ dataDir: folder, startParams })
}

/** Answers messages; the files of extensions are there as soon as somebody may need them. */
function runner(pglite: PGliteInstance, distribution: string | null): RunningPostgres["run"] {
    let installed = distribution === null
    const install = (): void => {
        if (!installed && distribution !== null) installExtensions(pglite, distribution)
        installed = true
    }
    // A folder that already has extensions needs their files at once: any statement may call into them.
    let examined = false
    return async (bytes) => {
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
            throw error
        }
    }
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
