import { AutogenError, messageOf } from "../core/errors.js"
import { quoteIdent } from "../core/names.js"
import { printable } from "../core/printable.js"
import { userOptions } from "../core/user-options.js"
import { connectExtensions } from "../kinds/declared/connect-extensions.js"
import { grantFor, isDenied } from "./missing-right.js"
import type { Session } from "./session.js"
import { ownOperator as is } from "../core/own-operator.js"

const EXISTING_SCHEMA = `SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname ${is("=")} $1`
const EXISTING_EXTENSIONS = "SELECT extname::pg_catalog.text AS name FROM pg_catalog.pg_extension"

/** How to prepare a database. */
export interface PrepareOptions {
    /** Whether an extension that cannot be created is left out without an error: a migration that uses it says so itself. */
    readonly isLenient?: boolean
}

/**
 * Creates what a migration finds when TypeORM has connected: the DataSource's own schema, and the extensions that TypeORM creates.
 * What exists already is not asked for. Returns what it created.
 *
 * Throws `PERMISSION_DENIED` with the statement that an administrator has to run, and `EXTENSION_UNAVAILABLE`.
 *
 * @example
 * ```ts
 * await prepareDatabase(session) // { schema: null, extensions: ["uuid-ossp"] }
 * ```
 */
export async function prepareDatabase(session: Session, { isLenient = false }: PrepareOptions = {}): Promise<Prepared> {
    return { schema: await prepareSchema(session), extensions: await prepareExtensions(session, isLenient) }
}

/** What was created before the first migration. */
export interface Prepared {
    /** The DataSource's own schema; null where it was there. */
    readonly schema: string | null
    readonly extensions: readonly string[]
}

async function prepareSchema(session: Session): Promise<string | null> {
    const { schema } = userOptions(session.dataSource)
    if (!schema || (await session.query(EXISTING_SCHEMA, [schema])).length > 0) return null
    const sql = `CREATE SCHEMA ${quoteIdent(schema)}`
    try {
        await session.query(sql)
        return schema
    } catch (cause) {
        if (!isDenied(cause)) throw cause
        throw new AutogenError({
            code: "PERMISSION_DENIED",
            message: `the role may not create the DataSource's schema "${printable(schema)}": ${printable(messageOf(cause))}; no migration was run`,
            next: `let an administrator run: ${printable(sql)} AUTHORIZATION …; or ${grantFor(messageOf(cause))}`,
            fields: { schema, sql },
            cause,
        })
    }
}

async function prepareExtensions(session: Session, isLenient: boolean): Promise<readonly string[]> {
    const wanted = connectExtensions(session.dataSource.entityMetadatas, userOptions(session.dataSource))
    if (wanted === null || wanted.needed.length + wanted.tried.length === 0) return []
    const existing = new Set((await session.query(EXISTING_EXTENSIONS)).map((row) => row["name"]))
    const created: string[] = []
    for (const name of [...wanted.needed, ...wanted.tried]) {
        if (existing.has(name)) continue
        // Those that it requires come with it, such as earthdistance's cube.
        const sql = `CREATE EXTENSION IF NOT EXISTS ${quoteIdent(name)} CASCADE`
        try {
            await session.query(sql)
            created.push(name)
        } catch (cause) {
            if (!isLenient && wanted.needed.includes(name)) throw extensionError(name, sql, cause)
        }
    }
    return created
}

function extensionError(name: string, sql: string, cause: unknown): unknown {
    const code = isDenied(cause) ? "PERMISSION_DENIED" : isUnavailable(cause) ? "EXTENSION_UNAVAILABLE" : null
    if (code === null) return cause
    const extension = `"extension:${printable(name)}"`
    const reason = printable(messageOf(cause))
    const own = "where no migration needs it, set `installExtensions: false` in the DataSource's options"
    return new AutogenError({
        code,
        message:
            code === "PERMISSION_DENIED"
                ? `the role may not create ${extension}, which the entities need: ${reason}; no migration was run`
                : `${extension}, which the entities need, is not installed on this server: ${reason}; no migration was run`,
        next:
            code === "PERMISSION_DENIED"
                ? `let an administrator run in this database: ${printable(sql)}; (${own})`
                : `install it on the server, or connect to one that has it (${own})`,
        fields: { extension: name, sql },
        cause,
    })
}

/** feature_not_supported and undefined_file: the server has no such extension. */
function isUnavailable(error: unknown): boolean {
    if (typeof error !== "object" || error === null) return false
    if ("code" in error && (error.code === "0A000" || error.code === "58P01")) return true
    return "driverError" in error && isUnavailable(error.driverError)
}
