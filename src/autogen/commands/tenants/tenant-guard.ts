import type { QueryRunner } from "typeorm"
import { AutogenError } from "../../core/errors.js"
import { quoteIdent, quoteName } from "../../core/names.js"
import { ownOperator as is } from "../../core/own-operator.js"
import { printable } from "../../core/printable.js"
import { historyTable } from "../../revisions/history-table.js"
import type { Session } from "../../revisions/session.js"
import { foreignSchema, type TenantNames } from "./foreign-schema.js"

const SCHEMAS = `SELECT n.nspname::pg_catalog.text AS name FROM pg_catalog.pg_namespace n
    WHERE n.nspname ${is("!~")} '^pg_' AND n.nspname ${is("<>")} 'information_schema'`

/**
 * What this transaction has changed in other schemas than the first: their tables are locked until it ends. A foreign key takes a SHARE ROW EXCLUSIVE
 * lock on the table that it refers to, which may be one that all tenants share.
 */
const TOUCHED = `SELECT n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name
    FROM pg_catalog.pg_locks l
    JOIN pg_catalog.pg_class c ON c.oid ${is("=")} l.relation
    JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
    WHERE l.pid ${is("=")} pg_catalog.pg_backend_pid() AND l.locktype ${is("=")} 'relation'
        AND l.mode ${is("<>")} 'AccessShareLock' AND l.mode ${is("<>")} 'RowShareLock'
        AND n.nspname ${is("!~")} '^pg_' AND n.nspname ${is("<>")} 'information_schema' AND n.nspname ${is("<>")} $1
        AND (l.mode ${is("<>")} 'ShareRowExclusiveLock' OR NOT n.nspname ${is("=")} ANY ($2::pg_catalog.text[]))
    ORDER BY 1, 2 LIMIT 1`

const EXTENSION =
    /\b(create|drop)\s+extension\s+(if\s+(?:not\s+)?exists\s+)?(?:"((?:[^"]|"")+)"|([\w$]+))(?:\s+(?:with\s+)?schema\s+"?([\w$]+)"?)?/gi
/** Such a statement and nothing else, also as `dropExtension` guards it. */
const NOTHING_ELSE =
    /^\s*(?:(?:create|drop)\s+extension\b[^;]*;?|do\s+(\$\w*\$)\s*begin\s+drop\s+extension\b[^;]*;\s*exception\s[^;]*\bthen\s+null;\s*end;?\s*\1;?)\s*$/i
const EXTENSION_EXISTS = `SELECT 1 FROM pg_catalog.pg_extension WHERE extname ${is("=")} $1`
/** What TypeORM gives for a statement without rows. */
const NO_RESULT = { records: [], raw: [], affected: 0 }

type Query = QueryRunner["query"]

/**
 * Keeps what runs on a tenant's connection in the tenant's schema: a statement that names another one is refused before it is sent, and
 * a migration that has locked another schema's table for a change fails before it is recorded, so that it is rolled back.
 */
export async function guardTenant(session: Session, own: string, shared: readonly string[]): Promise<void> {
    const { queryRunner } = session
    const rows = await session.query(SCHEMAS)
    const foreign = new Set(rows.map((row) => String(row["name"])))
    for (const name of [own, ...shared]) foreign.delete(name)
    const names: TenantNames = { own, shared, foreign }
    const query = queryRunner.query.bind(queryRunner) as (...args: readonly unknown[]) => Promise<unknown>
    const table = quoteName(historyTable(session).name)
    const isRecord = (sql: string): boolean =>
        sql.startsWith(`INSERT INTO ${table} `) || sql.startsWith(`DELETE FROM ${table} `)
    const guarded = async (...args: readonly unknown[]): Promise<unknown> => {
        const [sql] = args
        if (typeof sql === "string") {
            if (sql.search(EXTENSION) >= 0 && (await isSettled(sql))) return args[2] === true ? NO_RESULT : []
            const found = foreignSchema(sql, names)
            if (found !== null) throw foreignName(found, own)
            if (isRecord(sql) && queryRunner.isTransactionActive) await expectOwn()
        }
        return query(...args)
    }
    /**
     * An extension belongs to the whole database: one that is there is not created again, and none is dropped for one tenant. Whether there is
     * nothing to run.
     */
    const isSettled = async (sql: string): Promise<boolean> => {
        const isAlone = NOTHING_ELSE.test(sql)
        let isDone = isAlone
        for (const [, verb = "", condition, quoted, plain = "", schema = ""] of sql.matchAll(EXTENSION)) {
            const name = quoted?.replaceAll('""', '"') ?? plain.toLowerCase()
            if (verb.toLowerCase() === "drop") {
                if (!isAlone) throw extensionAmongOthers(name)
                continue
            }
            const { records } = (await query(EXTENSION_EXISTS, [name], true)) as { readonly records: unknown[] }
            if (records.length === 0 && !shared.includes(schema)) throw newExtension(name)
            if (records.length > 0 && !isAlone && condition === undefined) throw extensionAmongOthers(name)
            isDone &&= records.length > 0
        }
        return isDone
    }
    const expectOwn = async (): Promise<void> => {
        const { records } = (await query(TOUCHED, [own, [...shared]], true)) as {
            readonly records: readonly { readonly schema: string; readonly name: string }[]
        }
        const [touched] = records
        if (touched !== undefined) throw foreignTable(touched, own)
    }
    Object.assign(queryRunner, { query: guarded as Query })
}

function foreignName(found: string, own: string): AutogenError {
    const isPath = found === "search_path"
    return new AutogenError({
        code: "TARGET_REFUSED",
        message: isPath
            ? `it sets the search_path, so that it would leave the tenant's schema "${printable(own)}"`
            : `it names the schema "${printable(found)}", which is not the tenant's, "${printable(own)}"`,
        next: isPath
            ? "leave the setting out of the migration: a tenant's connection has it"
            : `leave the schema out of the migration's names; where all tenants only refer to "${printable(found)}", add it to \`sharedSchemas\``,
        fields: { schema: found, tenant: own },
    })
}

function newExtension(name: string): AutogenError {
    return new AutogenError({
        code: "TARGET_REFUSED",
        message: `it creates the extension "${printable(name)}", which the whole database would find in one tenant's schema`,
        next: `create it once, in a schema of its own: CREATE SCHEMA extensions; CREATE EXTENSION ${printable(quoteIdent(name))} SCHEMA extensions;`,
        fields: { extension: name },
    })
}

function extensionAmongOthers(name: string): AutogenError {
    return new AutogenError({
        code: "TARGET_REFUSED",
        message: `it creates or drops the extension "${printable(name)}", which the whole database has, among other statements`,
        next: "give that statement a query of its own: it is left out where the extension is there already",
        fields: { extension: name },
    })
}

function foreignTable({ schema, name }: { readonly schema: string; readonly name: string }, own: string): AutogenError {
    return new AutogenError({
        code: "TARGET_REFUSED",
        message: `it changes "${printable(schema)}.${printable(name)}", which is not in the tenant's schema "${printable(own)}"`,
        next: "change what tenants share in a migration of another DataSource",
        fields: { schema, name, tenant: own },
    })
}
