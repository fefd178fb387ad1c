import { failures } from "../core/hazards/failures.js"
import { rowReads } from "../core/hazards/locks.js"
import { quoteIdent, quoteName } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { hazard, rowsRead, statement, type Hazard, type Statement } from "../core/statement.js"
import { quoted } from "./storage-parameters.js"
import { resolveKey, resolveName, resolveSql, type TableName } from "./table-name.js"
import type { IndexElement } from "./index-element.js"

/** The index methods of PostgreSQL; an extension's method is given by {@link IndexOptions.usingExtension}. */
export type IndexMethod = "btree" | "hash" | "gist" | "spgist" | "gin" | "brin"

/** Options of `op.createIndex`. */
export interface IndexOptions {
    readonly unique?: boolean
    /** Default btree. */
    readonly using?: IndexMethod
    /** A method that an extension brings, such as `hnsw`. */
    readonly usingExtension?: string
    /** The predicate of a partial index, as SQL. */
    readonly where?: string
    /** Columns that the index carries beside its key. */
    readonly include?: readonly string[]
    /** PostgreSQL 15 and later: two nulls are the same. */
    readonly nullsNotDistinct?: boolean
    /** Storage parameters as SQL: `fillfactor=70`. */
    readonly with?: readonly string[]
    readonly ifNotExists?: boolean
    /** CREATE INDEX CONCURRENTLY: the table stays writable; not possible inside a transaction. */
    readonly concurrently?: boolean
}

/** Options of `op.alterIndex`: what is not said stays as it is. */
export interface AlterIndexOptions {
    /** Storage parameters as SQL: `fillfactor=70`. What is in the index already stays where it is. */
    readonly set?: readonly string[]
    /** The names of storage parameters that are to be as Postgres has them by itself. */
    readonly reset?: readonly string[]
    /** How finely ANALYZE looks at an expression, by the number of the index's column, from 1 on; null: as the server is set. */
    readonly statistics?: Readonly<Record<number, number | null>>
}

/** Options of `op.dropIndex`. */
export interface DropIndexOptions {
    readonly ifExists?: boolean
    readonly concurrently?: boolean
}

/** The operations on indexes. */
export const indexOperations = {
    /**
     * CREATE INDEX. Concurrently: what an attempt that failed has left of it is dropped first, so that the migration can be run again.
     */
    createIndex(
        context: SqlContext,
        name: string,
        table: TableName,
        elements: readonly IndexElement[],
        options: IndexOptions = {},
    ): readonly Statement[] {
        const keys = elements
            .map((element) => (typeof element === "string" ? quoteIdent(element) : element.expression))
            .join(", ")
        const words = ["CREATE", options.unique ? "UNIQUE INDEX" : "INDEX"]
        if (options.concurrently) words.push("CONCURRENTLY")
        if (options.ifNotExists) words.push("IF NOT EXISTS")
        words.push(quoteIdent(name), "ON", resolveSql(context, table))
        const method = options.usingExtension ?? options.using
        if (method !== undefined) words.push("USING", method)
        words.push(`(${keys})`)
        if (options.include?.length) words.push(`INCLUDE (${options.include.map(quoteIdent).join(", ")})`)
        if (options.nullsNotDistinct) words.push("NULLS NOT DISTINCT")
        if (options.with?.length) words.push(`WITH (${options.with.join(", ")})`)
        if (options.where !== undefined) words.push(`WHERE ${options.where}`)
        const again = options.concurrently === true && options.ifNotExists !== true
        return [
            ...(again ? indexOperations.dropIndex(context, name, table, { concurrently: true, ifExists: true }) : []),
            statement(words.join(" "), {
                transaction: options.concurrently ? "outside" : "inside",
                lock: options.concurrently ? "SHARE UPDATE EXCLUSIVE" : "SHARE",
                hazards: createIndexHazards(context, name, table, options),
            }),
        ]
    },

    /** ALTER INDEX … SET and RESET, also of the index behind a key. The table's name gives the schema. */
    alterIndex(
        context: SqlContext,
        name: string,
        table: TableName,
        { set = [], reset = [], statistics = {} }: AlterIndexOptions,
    ): readonly Statement[] {
        const index = `ALTER INDEX ${quoteName({ ...resolveName(context, table), name })}`
        return [
            ...(reset.length === 0 ? [] : [statement(`${index} RESET (${reset.map(quoted).join(", ")})`)]),
            ...(set.length === 0 ? [] : [statement(`${index} SET (${set.join(", ")})`)]),
            ...Object.entries(statistics).map(([column, target]) =>
                statement(`${index} ALTER COLUMN ${Number(column)} SET STATISTICS ${target ?? -1}`),
            ),
        ]
    },

    /** DROP INDEX. The table's name gives the schema. */
    dropIndex(
        context: SqlContext,
        name: string,
        table: TableName,
        options: DropIndexOptions = {},
    ): readonly Statement[] {
        const { schema } = resolveName(context, table)
        const words = ["DROP INDEX"]
        if (options.concurrently) words.push("CONCURRENTLY")
        if (options.ifExists) words.push("IF EXISTS")
        words.push(`${quoteIdent(schema)}.${quoteIdent(name)}`)
        return [
            statement(words.join(" "), {
                transaction: options.concurrently ? "outside" : "inside",
                lock: options.concurrently ? "SHARE UPDATE EXCLUSIVE" : "ACCESS EXCLUSIVE",
            }),
        ]
    },

    /** ALTER INDEX … RENAME TO. The table's name gives the schema. */
    renameIndex(context: SqlContext, table: TableName, from: string, to: string): readonly Statement[] {
        const { schema } = resolveName(context, table)
        const sql = `ALTER INDEX ${quoteIdent(schema)}.${quoteIdent(from)} RENAME TO ${quoteIdent(to)}`
        // A lock on the index only: the table is not touched.
        return [statement(sql)]
    },
} as const

function createIndexHazards(
    context: SqlContext,
    name: string,
    table: TableName,
    options: IndexOptions,
): readonly Hazard[] {
    const object = resolveKey(context, "index", table, name)
    return [
        ...(options.unique ? [hazard(failures.unique, object)] : []),
        options.concurrently
            ? rowsRead("SHARE UPDATE EXCLUSIVE", object, rowReads.indexConcurrently)
            : rowsRead("SHARE", object, rowReads.index),
    ]
}
