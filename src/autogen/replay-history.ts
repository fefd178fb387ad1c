import type { DataSource } from "typeorm"
import type { DataSourceLike } from "./core/data-source-like.js"
import type { Diagnostic } from "./core/diagnostic.js"
import { AutogenError, messageOf } from "./core/errors.js"
import type { ObjectKey } from "./core/object-key.js"
import type { SchemaObject } from "./core/schema-object.js"
import { inspect } from "./inspect/inspect.js"
import { quoteIdent } from "./core/names.js"
import { openEmbeddedPostgres, type EmbeddedPostgres } from "./rehearse/embedded-postgres.js"
import { openSession, type Session } from "./revisions/session.js"
import { upgrade } from "./revisions/upgrade.js"

/** A database in memory that holds what the project's migrations make of an empty one. */
export interface ReplayedHistory {
    readonly session: Session
    close(): Promise<void>
}

/**
 * Runs all migrations of a DataSource, applied or pending, in an embedded Postgres: no server is asked. Throws `MIGRATION_FAILED`
 * with the migration that could not run there, and `OPTIONAL_DEPENDENCY_MISSING` without PGlite.
 *
 * @example
 * ```ts
 * const history = await replayHistory(dataSource)
 * try { console.log((await inspect(history.session)).objects.size) } finally { await history.close() }
 * ```
 */
export async function replayHistory(dataSource: DataSourceLike): Promise<ReplayedHistory> {
    const postgres = await openEmbeddedPostgres({ extensions: true })
    try {
        const session = await openSession(replica(dataSource, postgres.stream))
        try {
            await upgradeWithRoles(session, postgres)
        } catch (error) {
            await session.close()
            throw error
        }
        return {
            session,
            close: async () => {
                await session.close()
                await postgres.close()
            },
        }
    } catch (error) {
        await postgres.close()
        throw explain(error)
    }
}

/** Roles belong to a server, and no migration makes them: those that a migration names are made when they are missed. */
async function upgradeWithRoles(session: Session, postgres: Pick<EmbeddedPostgres, "exec">): Promise<void> {
    const made = new Set<string>()
    for (;;) {
        try {
            await upgrade(session)
            return
        } catch (error) {
            const role = missingRole(error)
            if (role === null || made.has(role)) throw error
            made.add(role)
            await postgres.exec(`CREATE ROLE ${quoteIdent(role)}`)
        }
    }
}

/** The role that a failed migration names and that is not there. */
function missingRole(error: unknown): string | null {
    if (!(error instanceof AutogenError) || error.fields["code"] !== "42704") return null
    return /^role "(.+)" does not exist$/s.exec(messageOf(error.cause))?.[1] ?? null
}

/** What the project's own revisions have made. */
export interface HistoryInventory {
    isManaged(object: SchemaObject): Promise<boolean>
    /** Why the history could not be replayed, where it was asked for and could not. */
    diagnostics(): readonly Diagnostic[]
}

/**
 * Tells whether an object was made by a revision of the project: the history is replayed at the first question, and what it
 * leaves behind is the answer. Where it cannot be replayed nothing counts as made by it, so that nothing is dropped, and a
 * diagnostic says so.
 */
export function historyInventory(dataSource: DataSourceLike): HistoryInventory {
    let inventory: Promise<ReadonlySet<ObjectKey>> | undefined
    const diagnostics: Diagnostic[] = []
    const replay = async (): Promise<ReadonlySet<ObjectKey>> => {
        try {
            const history = await replayHistory(dataSource)
            try {
                return new Set((await inspect(history.session)).objects.keys())
            } finally {
                await history.close()
            }
        } catch (error) {
            diagnostics.push(notReplayed(error))
            return new Set()
        }
    }
    return {
        async isManaged(object) {
            if (dataSource.migrations.length === 0) return false
            inventory ??= replay()
            return (await inventory).has(object.key)
        },
        diagnostics: () => diagnostics,
    }
}

function notReplayed(error: unknown): Diagnostic {
    return {
        severity: "warning",
        code: "history-not-replayed",
        object: null,
        message: `whether a migration of this project made what no entity declares is unknown, so all of it is left alone: ${messageOf(error)}`,
    }
}

/** A DataSource of the same copy of TypeORM with the same migrations, on the embedded Postgres and without entities. */
function replica(dataSource: DataSourceLike, stream: () => unknown): DataSource {
    const elsewhere = [
        "url",
        "host",
        "port",
        "username",
        "password",
        "database",
        "ssl",
        "replication",
        "poolSize",
        "nativeDriver",
        "driver",
        "cache",
    ]
    const kept = Object.entries(dataSource.options).filter(([name]) => !elsewhere.includes(name))
    const Replica = dataSource.constructor as new (options: object) => DataSource
    return new Replica({
        ...Object.fromEntries(kept),
        host: "embedded",
        username: "postgres",
        database: "postgres",
        extra: { stream, ssl: false },
        entities: [],
        subscribers: [],
        synchronize: false,
        dropSchema: false,
        migrationsRun: false,
        installExtensions: false,
        logging: false,
    })
}

function explain(error: unknown): unknown {
    if (!(error instanceof AutogenError) || error.code !== "MIGRATION_FAILED") return error
    return new AutogenError({
        code: "MIGRATION_FAILED",
        message: `the history cannot be replayed in the embedded Postgres: ${error.message}`,
        next: "a migration that needs what the embedded Postgres lacks (an extension, a role, data) cannot be replayed: compare with the database instead",
        fields: error.fields,
        cause: error,
    })
}
