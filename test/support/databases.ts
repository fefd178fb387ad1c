import pg from "pg"
import { uniqueName } from "./cache.js"
import { emptyDatabase } from "./empty-database.js"
import { connectionUrl } from "./server.js"
import type { Server } from "./server.js"

/** A row as the driver gives it. */
export type DatabaseRow = Readonly<Record<string, unknown>>

/** A database of its own on a test server, with one open connection. */
export interface Database {
    readonly name: string
    readonly url: string
    readonly server: Server
    /** The open connection, for what `query` cannot do. */
    readonly client: pg.Client
    /** Runs one statement, or several without parameters (then without rows), on the open connection. */
    query(sql: string, params?: readonly unknown[]): Promise<readonly DatabaseRow[]>
    /** Drops the database, whoever is still connected. */
    close(): Promise<void>
}

/** How a database is made. */
export interface DatabaseOptions {
    /** First part of its name. Default "test". */
    readonly prefix?: string
    /** A database to copy: nobody may be connected to it. Default template0. */
    readonly template?: string
    /** A role that owns it. Default: the superuser. */
    readonly owner?: string
    /** What its connection sets at its start, and keeps when all is reset: "-c name=value". */
    readonly settings?: string
}

/**
 * Makes an empty database with a name of its own.
 *
 * @example
 * ```ts
 * const database = await createDatabase(serverFor(16))
 * await database.query("CREATE TABLE room (id serial PRIMARY KEY)")
 * await database.close()
 * ```
 */
export async function createDatabase(server: Server, options: DatabaseOptions = {}): Promise<Database> {
    const name = uniqueName(options.prefix ?? "test")
    const owner = options.owner === undefined ? "" : `OWNER ${quote(options.owner)}`
    const template = quote(options.template ?? "template0")
    await asSuperuser(server, `CREATE DATABASE ${quote(name)} TEMPLATE ${template} ${owner}`)
    const url = server.url(name)
    const client = await connect(url, options.settings)
    return {
        name,
        url,
        server,
        client,
        query: async (sql, params) =>
            (await client.query<Record<string, unknown>>(sql, params && [...params])).rows ?? [],
        close: async () => {
            await client.end()
            await asSuperuser(server, `DROP DATABASE IF EXISTS ${quote(name)} WITH (FORCE)`)
        },
    }
}

/** Empty databases of a server. */
export interface Databases {
    /** One that nobody else has; its `close` empties it for the next. */
    open(): Promise<Database>
}

/** Dead rows of the catalogs make every query of them slower, and nobody vacuums. */
const USES = 20

/**
 * Databases that are emptied and used again, which takes a fraction of the time of making one.
 *
 * @example
 * ```ts
 * const databases = reusedDatabases(serverFor(16))
 * const database = await databases.open()
 * await database.close()
 * ```
 */
export function reusedDatabases(server: Server, options: DatabaseOptions = {}): Databases {
    const idle: { readonly database: Database; readonly uses: number }[] = []
    return {
        async open() {
            const { database, uses } = idle.pop() ?? { database: await createDatabase(server, options), uses: 0 }
            const close = async (): Promise<void> => {
                const isEmpty = uses < USES && (await emptied(database))
                if (isEmpty) idle.push({ database, uses: uses + 1 })
                else await database.close()
            }
            socketOf(database).ref()
            return { ...database, close }
        },
    }
}

/** Empties a database, and tells whether that was possible: others may still be connected, or the connection lost. */
async function emptied(database: Database): Promise<boolean> {
    const { query } = database
    try {
        for (const sql of ["ROLLBACK", "SET SESSION AUTHORIZATION DEFAULT; SET client_min_messages = error"])
            await query(sql)
        await query("SET lock_timeout = '5s'")
        await query(emptyDatabase)
        // DISCARD ALL, but for the plans of prepared statements, which are worth keeping.
        await query(
            "CLOSE ALL; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); DISCARD SEQUENCES; DISCARD TEMP",
        )
        // Nobody says when the last one has been used.
        socketOf(database).unref()
        return true
    } catch {
        return false
    }
}

/** What keeps a process alive, or not: the driver's types do not say that it can be told so. */
function socketOf({ client }: Database): { ref(): void; unref(): void } {
    return client as unknown as { ref(): void; unref(): void }
}

/** A role of its own on a test server. */
export interface Role {
    readonly name: string
    readonly password: string
    /** Connection URL of the database it was made for, as this role. */
    readonly url: string
    close(): Promise<void>
}

/** What a role may do in the database it is made for; each is off unless it is asked for. */
export interface RoleOptions {
    /** SELECT on all tables, views and sequences that are there now or made later by the superuser. */
    readonly read?: boolean
    /** Create temporary tables. */
    readonly temporary?: boolean
    /** Create schemas, and objects in all schemas that are there now. */
    readonly create?: boolean
}

/**
 * Makes a role that may log in to the database and, unless the options say otherwise, nothing else. What PUBLIC may do
 * there by default (temporary tables; before 15, tables in `public`) is revoked for the whole database.
 *
 * @example
 * ```ts
 * const reader = await createRole(database, { read: true })
 * new pg.Client({ connectionString: reader.url })
 * ```
 */
export async function createRole(database: Database, options: RoleOptions = {}): Promise<Role> {
    const { server } = database
    const address = { ...server, user: uniqueName("role"), password: "battery staple" }
    const role = quote(address.user)
    const name = quote(database.name)
    const schemas = await database.query(
        "SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'",
    )
    const inSchemas = (grant: (schema: string) => string): string[] =>
        schemas.map((row) => grant(quote(String(row["nspname"]))))
    const statements = [
        `CREATE ROLE ${role} LOGIN PASSWORD '${address.password}'`,
        `REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`,
        ...(server.version < 15 ? ["REVOKE CREATE ON SCHEMA public FROM PUBLIC"] : []),
        ...(options.temporary ? [`GRANT TEMPORARY ON DATABASE ${name} TO ${role}`] : []),
        ...(options.create ? [`GRANT CREATE ON DATABASE ${name} TO ${role}`] : []),
        ...(options.create ? inSchemas((schema) => `GRANT CREATE, USAGE ON SCHEMA ${schema} TO ${role}`) : []),
        ...(options.read ? inSchemas((schema) => readGrants(schema, role)) : []),
    ]
    await database.client.query(statements.join(";\n"))
    return {
        name: address.user,
        password: address.password,
        url: connectionUrl(address, database.name),
        close: () => dropRole(database, role),
    }
}

function readGrants(schema: string, role: string): string {
    return [
        `GRANT USAGE ON SCHEMA ${schema} TO ${role}`,
        `GRANT SELECT ON ALL TABLES IN SCHEMA ${schema} TO ${role}`,
        `GRANT SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${role}`,
        `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT ON TABLES TO ${role}`,
        `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT ON SEQUENCES TO ${role}`,
    ].join(";\n")
}

/** What a role owns or may do keeps it from being dropped, unless its database is already gone. */
async function dropRole(database: Database, role: string): Promise<void> {
    const { server, name } = database
    const client = await connect(database.url).catch((error: unknown) => {
        if (error instanceof pg.DatabaseError && error.code === "3D000") return undefined
        throw error
    })
    if (client !== undefined) {
        await client.query(`DROP OWNED BY ${role} CASCADE; REVOKE ALL ON DATABASE ${quote(name)} FROM ${role}`)
        await client.end()
    }
    await asSuperuser(server, `DROP ROLE ${role}`)
}

async function asSuperuser(server: Server, sql: string): Promise<void> {
    const client = await connect(server.url("postgres"))
    try {
        await client.query(sql)
    } finally {
        await client.end()
    }
}

async function connect(url: string, settings?: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: url, ...(settings && { options: settings }) })
    await client.connect()
    return client
}

function quote(name: string): string {
    return `"${name.replaceAll('"', '""')}"`
}
