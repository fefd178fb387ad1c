import type { QueryRunner } from "typeorm"
import type { ServerInfo } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import { driverUnsupported } from "../core/rejected-source.js"
import { quoteIdent } from "../core/names.js"
import { ownOperator as is } from "../core/own-operator.js"
import { printable } from "../core/printable.js"
import type { Queryable, Row } from "../core/queryable.js"
import { isNotTrusted, TRUSTED_ROLES } from "../core/trusted-roles.js"
import { userOptions } from "../core/user-options.js"
import { connectionError } from "./connection-error.js"
import { isEmbedded, isPooled } from "./pooled-connection.js"
import { quieten } from "./quiet-data-source.js"
import type { AnyDataSource } from "./any-data-source.js"

/** How to open a session. */
export interface SessionOptions {
    /**
     * Whether the DataSource has its metadata and its migrations already, of these entities, so that TypeORM need not build them again.
     * Default false.
     */
    readonly isBuilt?: boolean
    /** Where to connect to instead of where the DataSource says: past a pooler, to the server itself. */
    readonly directUrl?: string | undefined
}

/** The oldest server that the library speaks with. */
const OLDEST = 13

/** One connection of a DataSource, taken without any of the side effects of `dataSource.initialize()`. */
export interface Session extends Queryable {
    readonly dataSource: AnyDataSource
    /** TypeORM's view of the same connection, as migrations get it. */
    readonly queryRunner: QueryRunner
    /** The schema of names that have none: the DataSource's `schema` option, else the connection's current schema. */
    readonly defaultSchema: string
    readonly server: ServerInfo
    readonly database: string
    /** The server process behind the connection. */
    readonly processId: number
    /** Whether a pooler stands between, so that the next transaction may have another server process. */
    readonly isPooled: boolean
    /** Gives the connection back; a DataSource that was not initialised before is as it was. Never fails, and may be repeated. */
    close(): Promise<void>
}

/** `schemaOwner`: whose the schema is that comes first only since it has the role's name, where that is nobody who is trusted. */
const FACTS = `WITH RECURSIVE ${TRUSTED_ROLES}
    SELECT pg_catalog.current_setting('server_version_num')::int AS version, pg_catalog.current_schema() AS schema,
    pg_catalog.current_database() AS database, pg_catalog.pg_backend_pid() AS "processId", (
        SELECT pg_catalog.pg_get_userbyid(n.nspowner)::pg_catalog.text FROM pg_catalog.pg_namespace n
        WHERE n.nspname ${is("=")} current_user AND n.nspname ${is("=")} pg_catalog.current_schema() AND ${isNotTrusted("n.nspowner")}
    ) AS "schemaOwner"`

/**
 * Connects a DataSource without side effects, whatever its options say: `synchronize`, `dropSchema`, `migrationsRun`, the
 * installation of extensions, subscribers, cache and logging all stay off until the session is closed. A DataSource that is
 * initialised already only lends a connection, and is not destroyed at the end.
 *
 * Throws `CONNECTION_REFUSED`, `CONNECTION_PASSWORD`, `CONNECTION_DATABASE_MISSING`, `CONNECTION_FAILED`, `SERVER_TOO_OLD`,
 * `DRIVER_UNSUPPORTED`, and `ENTITIES_INVALID` where TypeORM rejects an entity. No message ever holds a password.
 *
 * @example
 * ```ts
 * const session = await openSession(dataSource)
 * try { console.log((await current(session)).head) }
 * finally { await session.close() }
 * ```
 */
export async function openSession(dataSource: AnyDataSource, options: SessionOptions = {}): Promise<Session> {
    const { type } = dataSource.options
    if (type !== "postgres") throw driverUnsupported(type)
    const disconnect = dataSource.isInitialized ? () => Promise.resolve() : await connect(dataSource, options)
    // Of a replicated database, the one that is written to.
    const queryRunner = dataSource.createQueryRunner("master")
    const close = once(async () => {
        await queryRunner.release().catch(() => undefined)
        await disconnect()
    })
    try {
        const [facts = {}] = await rowsOf(queryRunner, FACTS).catch((error: unknown) => {
            throw connectionError(error, dataSource.options)
        })
        const pooled = !isEmbedded(dataSource) && isPooled(await queryRunner.connect(), Number(facts["processId"]))
        return { ...session(dataSource, queryRunner, facts), isPooled: pooled, close }
    } catch (error) {
        await close()
        throw error
    }
}

function session(dataSource: AnyDataSource, queryRunner: QueryRunner, facts: Row): Omit<Session, "close" | "isPooled"> {
    const { schema } = userOptions(dataSource)
    const version = Number(facts["version"])
    if (version < OLDEST * 10_000) throw tooOld(version)
    const currentSchema = facts["schema"]
    if (!schema && typeof facts["schemaOwner"] === "string")
        throw schemaOfOthers(String(currentSchema), facts["schemaOwner"])
    // Without any schema in the search path nothing could be found anyway; `public` is what Postgres itself starts with.
    const defaultSchema = schema || (typeof currentSchema === "string" ? currentSchema : "public")
    return {
        dataSource,
        queryRunner,
        defaultSchema,
        server: { version, defaultSchema },
        database: String(facts["database"]),
        processId: Number(facts["processId"]),
        query: (sql, params) => rowsOf(queryRunner, sql, params),
    }
}

/** Connects, and gives what disconnects. */
async function connect(dataSource: AnyDataSource, options: SessionOptions): Promise<() => Promise<void>> {
    const quiet = quieten(dataSource, options)
    try {
        await dataSource.initialize()
    } catch (error) {
        // TypeORM leaves its pool open where the first query after connecting fails.
        await dataSource.driver.disconnect().catch(() => undefined)
        quiet.hangUp()
        quiet.restore()
        throw connectionError(error, dataSource.options)
    }
    return async () => {
        await dataSource.destroy().catch(() => undefined)
        quiet.restore()
    }
}

/** TypeORM's plain result is of another shape for UPDATE and DELETE; the structured one always has the rows. */
async function rowsOf(queryRunner: QueryRunner, sql: string, params?: readonly unknown[]): Promise<readonly Row[]> {
    const result = await queryRunner.query(sql, params === undefined ? undefined : [...params], true)
    return result.records as readonly Row[]
}

function tooOld(version: number): AutogenError {
    return new AutogenError({
        code: "SERVER_TOO_OLD",
        message: `the server is PostgreSQL ${Math.floor(version / 10_000)}; ${OLDEST} is the oldest that is supported`,
        next: `upgrade the server to PostgreSQL ${OLDEST} or later`,
        fields: { version },
    })
}

function schemaOfOthers(schema: string, owner: string): AutogenError {
    const [name, role] = [printable(quoteIdent(schema)), printable(quoteIdent(owner))]
    return new AutogenError({
        code: "SEARCH_PATH_UNSAFE",
        message: `the first schema of the search_path, ${name}, has the name of this role and belongs to ${role}, who is not trusted: tables of the project would be looked for, and created, in it; nothing was run`,
        next: `say the project's schema in the DataSource (schema: "public"), or leave "$user" out of the search_path: ALTER ROLE ${name} SET search_path = public;`,
        fields: { schema, owner },
    })
}

function once(work: () => Promise<void>): () => Promise<void> {
    let done: Promise<void> | undefined
    return () => (done ??= work())
}
