import { resolve } from "node:path"
import type { Duplex } from "node:stream"
import { EmbeddedConnection } from "./embedded-connection.js"
import type { EmbeddedEngine, EngineLease } from "./embedded-engine.js"

/** Marks a stream function as ours, also across copies of this package: its value is the folder, or null in memory. */
const EMBEDDED = Symbol.for("typeorm-autogen.embedded")

/**
 * The way for node-postgres, and so for TypeORM, to talk to an embedded Postgres in this process: no port, no other driver.
 * Nothing happens until the first connection; when the last connection to a folder has ended, the folder is closed.
 *
 * A database in memory (without `dataDir`) lives as long as the returned function, whoever connects and disconnects.
 *
 * @example
 * ```ts
 * export default new DataSource({ type: "postgres", extra: { stream: embeddedStream(".postgres") }, entities: [Room] })
 * ```
 */
export function embeddedStream(dataDir?: string): () => Duplex {
    if (dataDir === undefined) return embeddedStreamOver(memoryLease())
    const folder = resolve(dataDir)
    return embeddedStreamOver(async () => (await loadEngine()).leaseEngine({ dataDir: folder }), folder)
}

/** The stream function of an engine that somebody else looks after. */
export function embeddedStreamOver(lease: () => Promise<EngineLease>, folder?: string): () => Duplex {
    return Object.assign(() => new EmbeddedConnection(lease), { [EMBEDDED]: folder ?? null })
}

/**
 * Whether the options of a DataSource lead to an embedded Postgres.
 *
 * @example
 * ```ts
 * if (isEmbedded(dataSource.options)) console.log("no server needed")
 * ```
 */
export function isEmbedded(dataSourceOptions: object): boolean {
    return embeddedFolder(dataSourceOptions) !== undefined
}

/** The folder of the embedded Postgres that the options of a DataSource lead to; null where it is in memory, undefined for a server. */
export function embeddedFolder(dataSourceOptions: object): string | null | undefined {
    const { extra } = dataSourceOptions as { readonly extra?: { readonly stream?: unknown } | null }
    const stream = extra?.stream
    return typeof stream === "function" && EMBEDDED in stream ? (stream[EMBEDDED] as string | null) : undefined
}

/** One database in memory for all connections. Closing it with the last of them would lose the data whenever a pool idles. */
function memoryLease(): () => Promise<EngineLease> {
    let opening: Promise<EmbeddedEngine> | undefined
    return async () => {
        // After a failure to start, and after a crash, the next connection begins anew.
        const before = opening
        if (before !== undefined) {
            const engine = await before.catch(() => undefined)
            // Of several connections that find it dead, the first begins anew.
            const dead = engine === undefined || engine.failure() !== undefined
            if (dead && opening === before) opening = undefined
        }
        opening ??= loadEngine().then(async ({ leaseEngine }) => (await leaseEngine({})).engine)
        return { engine: await opening, release: () => Promise.resolve() }
    }
}

/** Loaded at the first connection: this module is part of users' configuration, also where it only names a server. */
function loadEngine(): Promise<typeof import("./embedded-engine.js")> {
    return import("./embedded-engine.js")
}
