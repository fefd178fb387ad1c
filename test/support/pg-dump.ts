import type { PGlite } from "@electric-sql/pglite"
import { pgDump } from "@electric-sql/pglite-tools/pg_dump"
import { bookkeepingTables, normaliseDump } from "./normalise-dump.js"
import type { DumpOptions } from "./normalise-dump.js"
import { PREPARED } from "./prepared.js"
import { openSyncSocket, wholeMessages } from "./sync-socket.js"

export type { DumpOptions } from "./normalise-dump.js"

/** What can be dumped: an embedded Postgres, or a database of a real server. */
export type DumpTarget = PGlite | { readonly url: string }

/** The part of PGlite that pg_dump uses. The stream is called without being awaited: it must have answered on return. */
type Wire = Pick<PGlite, "query" | "exec" | "execProtocolRawStream">

/**
 * The schema as pg_dump 18 writes it, normalised: two dumps from one server are equal if and only if the schemas are.
 * Owners are left out; grants are not.
 *
 * @example
 * ```ts
 * expect(await dumpSchema(migrated)).toBe(await dumpSchema(synchronised))
 * ```
 */
export async function dumpSchema(target: DumpTarget, options: DumpOptions = {}): Promise<string> {
    return normaliseDump(await rawDump(target, options), options)
}

/** The schema as pg_dump 18 writes it, to be restored into an empty database: without what only psql understands. */
export async function restorableDump(target: DumpTarget): Promise<string> {
    return restorable(await rawDump(target, {}))
}

/** Both of one dump. */
export async function dumpForBoth(target: DumpTarget, options: DumpOptions = {}): Promise<BothDumps> {
    const dump = await rawDump(target, options)
    return { normalised: normaliseDump(dump, options), restorable: restorable(dump) }
}

/** What {@link dumpSchema} and {@link restorableDump} give. */
export interface BothDumps {
    readonly normalised: string
    readonly restorable: string
}

function restorable(dump: string): string {
    return dump.replaceAll(/^\\.*$/gm, "")
}

function rawDump(target: DumpTarget, options: DumpOptions): Promise<string> {
    return "url" in target ? dumpServer(new URL(target.url), options) : dumpPglite(target, options)
}

async function dumpPglite(db: PGlite, options: DumpOptions): Promise<string> {
    // pg_dump shares the only session there is and leaves its own settings behind, row_security = off among them.
    const before = await db.query<{ name: string; setting: string }>(
        "SELECT name, setting FROM pg_settings WHERE source = 'session'",
    )
    const wire = wireOf((bytes) => {
        const answer: Uint8Array[] = []
        void db.execProtocolRawStream(bytes, { onRawData: (part) => answer.push(part.slice()) })
        return Buffer.concat(answer)
    })
    try {
        return await run(wire, commandLine(options))
    } finally {
        await db.exec("ROLLBACK; RESET ALL")
        const { rows } = await db.query<{ name: string }>(
            "SELECT quote_ident(name) AS name FROM pg_prepared_statements WHERE NOT starts_with(name, $1)",
            [PREPARED],
        )
        for (const { name } of rows) await db.exec(`DEALLOCATE ${name}`)
        for (const { name, setting } of before.rows) await db.query("SELECT set_config($1, $2, false)", [name, setting])
    }
}

async function dumpServer(url: URL, options: DumpOptions): Promise<string> {
    const socket = openSyncSocket(url.hostname, Number(url.port || 5432))
    const part = (name: string, text: string): string =>
        `${name}='${decodeURIComponent(text).replace(/['\\]/g, "\\$&")}'`
    // The libpq inside pg_dump does the authentication; the address in its command line leads nowhere.
    const connection = [
        part("user", url.username),
        part("password", url.password),
        part("dbname", url.pathname.slice(1)),
    ]
    try {
        return await run(wireOf(socket.exchange), [...commandLine(options), "--dbname", connection.join(" ")])
    } finally {
        await socket.close()
    }
}

function commandLine(options: DumpOptions): string[] {
    const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`
    const ignored = (options.ignoreTables ?? bookkeepingTables).flatMap((table) => [table, `${table}_id_seq`])
    const switches = ["--schema-only", "--no-owner", "--no-tablespaces", "--no-table-access-method"]
    return [...switches, ...ignored.map((table) => `--exclude-table=*.${quote(table)}`)]
}

async function run(wire: Wire, args: string[]): Promise<string> {
    compileOnce()
    const file = await pgDump({ pg: wire as PGlite, args })
    return file.text()
}

/** The part of WebAssembly's API that matters here; the types of Node do not have it. */
interface Compiler {
    compile(bytes: Uint8Array): Promise<object>
    instantiate(source: unknown, imports?: object): Promise<object>
}

const compiled: { readonly bytes: Buffer; readonly module: Promise<object> }[] = []
let compilesOnce = false

/** pg_dump is instantiated for every dump. That it was compiled each time, too, took more than half of a dump's time. */
function compileOnce(): void {
    if (compilesOnce) return
    compilesOnce = true
    const compiler = (globalThis as unknown as { readonly WebAssembly: Compiler }).WebAssembly
    const instantiate = compiler.instantiate.bind(compiler)
    compiler.instantiate = async (source, imports) => {
        const bytes = ArrayBuffer.isView(source)
            ? Buffer.from(source.buffer, source.byteOffset, source.byteLength)
            : source instanceof ArrayBuffer
              ? Buffer.from(source)
              : null
        if (!bytes) return instantiate(source, imports)
        let known = compiled.find((one) => one.bytes.equals(bytes))
        if (!known) compiled.push((known = { bytes, module: compiler.compile(bytes) }))
        const module = await known.module
        return { module, instance: await instantiate(module, imports) }
    }
}

function wireOf(exchange: (bytes: Uint8Array) => Uint8Array): Wire {
    let answer: Uint8Array = new Uint8Array()
    const write = wholeMessages((bytes) => {
        // Terminate has no answer.
        answer = bytes[0] === "X".charCodeAt(0) ? new Uint8Array() : exchange(bytes)
    })
    return {
        query: async <T>() => ({ rows: [{ search_path: "public" }] as T[], fields: [] }),
        exec: async () => [],
        execProtocolRawStream: async (bytes, options) => {
            answer = new Uint8Array()
            write(bytes)
            if (answer.length > 0) options?.onRawData?.(answer)
        },
    }
}
