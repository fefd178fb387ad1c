import { AutogenError } from "../core/errors.js"
import { quoteIdent, quoteName, type QualifiedName } from "../core/names.js"
import type { Row } from "../core/queryable.js"
import { userOptions } from "../core/user-options.js"
import { isDenied } from "./missing-right.js"
import type { KnownMigration } from "./migration-files.js"
import type { Session } from "./session.js"
import { isTrustedTable } from "./trusted-table.js"
import { ownOperator as is } from "../core/own-operator.js"

/** A row of TypeORM's migrations table. */
export interface ExecutedMigration {
    readonly id: number
    readonly timestamp: number
    readonly name: string
}

/**
 * TypeORM's own migrations table, which its CLI and ours share: `migrationsTableName`, or `migrations`, in the schema of the
 * DataSource.
 *
 * @example
 * ```ts
 * const rows = await historyTable(session).read()
 * ```
 */
export interface HistoryTable {
    readonly name: QualifiedName
    /** The executed migrations in the order of their execution, each once. None where there is no table: reading never makes one. */
    read(): Promise<readonly ExecutedMigration[]>
    /** Writes the row of a migration; makes the table, as TypeORM does, where there is none. Returns the row's id. */
    add(migration: Pick<KnownMigration, "name" | "timestamp">): Promise<number>
    remove(executed: ExecutedMigration): Promise<void>
    /** Makes the table, as TypeORM does, where there is none. Whether it did. */
    ensure(): Promise<boolean>
    /** Throws `HISTORY_UNTRUSTED` where what is there must not be written to. */
    expectTrusted(): Promise<void>
}

/** The table as SQL, for a script: where it is, and what makes it. */
export function historyTableSql(
    dataSource: Session["dataSource"],
    defaultSchema: string,
): { readonly name: QualifiedName; readonly create: string } {
    const path = tablePath({ dataSource })
    const name = qualified(path, defaultSchema)
    return { name, create: creation({ dataSource }, path, quoteName(name)) }
}

/** See {@link HistoryTable}. */
export function historyTable(session: Session): HistoryTable {
    const path = tablePath(session)
    const name = qualified(path, session.defaultSchema)
    const own = name
    const table = quoteName(name)
    return {
        name,
        async expectTrusted() {
            await isTrustedTable(session, own, "write")
        },
        async read() {
            if (!(await isTrustedTable(session, name, "read"))) return []
            const rows = await session
                .query(`SELECT "id", "timestamp", "name" FROM ${table} ORDER BY "id"`)
                .catch(async (error: unknown) => {
                    throw await readError(error, name, session)
                })
            return onceEach(rows.map(executedMigration))
        },
        async ensure() {
            if (await isTrustedTable(session, own, "write")) return false
            await session.query(creation(session, path, table))
            return true
        },
        async add(migration) {
            if (!(await isTrustedTable(session, own, "write"))) await session.query(creation(session, path, table))
            const { timestamp, name } = migration
            const sql = `INSERT INTO ${table} ("timestamp", "name") VALUES ($1, $2) RETURNING "id"`
            const [row] = await session.query(sql, [timestamp, name])
            return Number(row?.["id"])
        },
        // With what was recorded a second time.
        async remove({ id, timestamp, name }) {
            await session.query(
                `DELETE FROM ${table} WHERE "id" ${is("=")} $1 OR ("timestamp" ${is("=")} $2 AND "name" ${is("=")} $3)`,
                [id, timestamp, name],
            )
        },
    }
}

/** What TypeORM calls the table: names its primary key's constraint, too. */
function tablePath({ dataSource }: Pick<Session, "dataSource">): string {
    const { schema, migrationsTableName } = userOptions(dataSource)
    const name = migrationsTableName || "migrations"
    return schema ? `${schema}.${name}` : name
}

/** TypeORM takes a dotted name apart. */
function qualified(path: string, defaultSchema: string): QualifiedName {
    const [first = "", second] = path.split(".")
    return second === undefined ? { schema: defaultSchema, name: first } : { schema: first, name: second }
}

/** The statement of TypeORM's MigrationExecutor, down to the name of the primary key. */
function creation({ dataSource }: Pick<Session, "dataSource">, path: string, table: string): string {
    const key = quoteIdent(dataSource.namingStrategy.primaryKeyName(path, ["id"]))
    const columns = '"id" SERIAL NOT NULL, "timestamp" bigint NOT NULL, "name" character varying NOT NULL'
    return `CREATE TABLE ${table} (${columns}, CONSTRAINT ${key} PRIMARY KEY ("id"))`
}

function executedMigration(row: Row): ExecutedMigration {
    return { id: Number(row["id"]), timestamp: Number(row["timestamp"]), name: String(row["name"]) }
}

/** TypeORM's runner takes no lock: what it ran beside ours outside a transaction it records a second time. */
function onceEach(rows: readonly ExecutedMigration[]): readonly ExecutedMigration[] {
    const seen = new Set<string>()
    return rows.filter(({ timestamp, name }) => {
        const key = `${timestamp} ${name}`
        return !seen.has(key) && seen.add(key)
    })
}

async function readError(error: unknown, name: QualifiedName, session: Session): Promise<unknown> {
    if (!isDenied(error)) return error
    const { role, usage } = await rightsOn(name, session)
    const grants = [
        ...(usage === true ? [] : [`GRANT USAGE ON SCHEMA ${quoteIdent(name.schema)} TO ${role};`]),
        ...(usage === false ? [] : [`GRANT SELECT ON ${quoteName(name)} TO ${role};`]),
    ]
    const why = usage === false ? `: it has no USAGE privilege on the schema "${name.schema}"` : ""
    return new AutogenError({
        code: "PERMISSION_DENIED",
        message: `the role may not read the table of executed migrations, "${name.schema}.${name.name}"${why}`,
        next: grants.join(" "),
        cause: error,
    })
}

/** Who asks, and whether it is the schema that is closed to it; unknown where a broken transaction lets nobody ask. */
async function rightsOn(
    { schema }: QualifiedName,
    session: Session,
): Promise<{ readonly role: string; readonly usage: boolean | null }> {
    const sql = "SELECT current_user::pg_catalog.text AS role, pg_catalog.has_schema_privilege($1, 'USAGE') AS usage"
    const [row] = await session.query(sql, [schema]).catch(() => [])
    const { role, usage } = row ?? {}
    return {
        role: typeof role === "string" ? quoteIdent(role) : "…",
        usage: typeof usage === "boolean" ? usage : null,
    }
}
