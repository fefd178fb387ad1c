import { dataLoss } from "../core/hazards/data-loss.js"
import { failures } from "../core/hazards/failures.js"
import { locks, rowReads } from "../core/hazards/locks.js"
import { quoteIdent, quoteLiteral } from "../core/names.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SqlContext } from "../core/operation.js"
import { hazard, rowsRead, statement, type Hazard, type Statement } from "../core/statement.js"
import { conversion, keepsRows } from "./casts.js"
import { typeSql, type ColumnType } from "./column-type.js"
import { settingStatements, type ColumnSettings } from "./column-storage.js"
import { afterHighest, restoreSequenceValue, saveSequenceValue } from "./sequence-value.js"
import { followRename } from "./default-names.js"
import { alterWithinBounds } from "./sequence-bounds.js"
import { numberWords, type SequenceNumbers } from "./sequence-numbers.js"
import {
    columnSql,
    columnTarget,
    commentSql,
    defaultSql,
    identitySql,
    type ColumnItem,
    type DefaultValue,
} from "./table-items.js"
import { resolveKey, resolveName, resolveSql, type TableName } from "./table-name.js"
import { resolveType, typeCallSql, type TypeCall } from "./type-builders.js"
import { lossCondition } from "./value-loss.js"
import { moveGeneratedColumns, recordMetadata } from "./typeorm-metadata.js"

/** A column as it was before `op.alterColumn`: what the reader of the file, and a plan's hazards, want to know. */
export interface ColumnBefore {
    readonly type?: TypeCall
    readonly nullable?: boolean
    readonly default?: DefaultValue | null
    readonly collation?: string | null
    readonly identity?: "always" | "by default" | null
    /** How an identity's sequence counts. */
    readonly identityNumbers?: SequenceNumbers
    /** In `op.alterColumn` only null: the column keeps the values that it has, and is an ordinary one from then on. */
    readonly generatedAs?: string | null
}

/** What `op.alterColumn` changes. What is absent stays. */
export interface AlterColumnOptions extends ColumnBefore, ColumnSettings {
    /** The SQL expression that computes the new value from the old row: `"size"::integer`. */
    readonly using?: string
    readonly generatedAs?: null
    /** A valid check says that there is no null, so that Postgres need not read the rows to make the column NOT NULL. */
    readonly nullsChecked?: boolean
    /** Checks or indexes over the column are there that Postgres makes again, from every row, although the rows stay as they are. */
    readonly rechecks?: boolean
    readonly from?: ColumnBefore
}

/** Options of `op.addColumn`. */
export interface AddColumnOptions {
    readonly ifNotExists?: boolean
}

/** Options of `op.dropColumn`, `op.dropTable` and the like. */
export interface DropOptions {
    readonly ifExists?: boolean
    /** Drops what depends on the object too, whatever it is. */
    readonly cascade?: boolean
}

/** Options of operations on what may be, or hold, generated columns. */
export interface GeneratedOptions {
    /** Whether columns are generated: their values are no data of their own, and TypeORM's own record of them follows. */
    readonly generated?: boolean
}

/** The operations on a column. */
export const columnOperations = {
    /** ALTER TABLE … ADD COLUMN. */
    addColumn(
        context: SqlContext,
        table: TableName,
        item: ColumnItem,
        options: AddColumnOptions = {},
    ): readonly Statement[] {
        const guard = options.ifNotExists ? "IF NOT EXISTS " : ""
        const add = statement(
            `ALTER TABLE ${resolveSql(context, table)} ADD COLUMN ${guard}${columnSql(context, item)}`,
            {
                lock: "ACCESS EXCLUSIVE",
                hazards: addColumnHazards(context, table, item),
            },
        )
        const { comment } = item.options
        return [
            add,
            ...recordColumn(context, table, item),
            ...(comment === undefined
                ? []
                : [
                      statement(commentSql(columnTarget(context, table, item.name), comment), {
                          lock: "SHARE UPDATE EXCLUSIVE",
                      }),
                  ]),
        ]
    },

    /**
     * ALTER TABLE … ALTER COLUMN: type, collation, nullability, default, identity, in one statement and one pass over the rows; then how
     * it is stored.
     */
    alterColumn(
        context: SqlContext,
        table: TableName,
        name: string,
        options: AlterColumnOptions,
    ): readonly Statement[] {
        const { ending, actions, beginning, numbers } = alterActions(context, name, options)
        const alter = (group: readonly string[], hazards: readonly Hazard[] = []): readonly Statement[] => {
            const sql = `ALTER TABLE ${resolveSql(context, table)} ${group.join(", ")}`
            return group.length === 0 ? [] : [statement(sql, { lock: "ACCESS EXCLUSIVE", hazards })]
        }
        const counts = numbers.length === 0 ? [] : [alterNumbers(context, table, name, numbers, options)]
        const isNarrowed = narrows(context, options)
        const statements = [
            ...alter(ending),
            ...(isNarrowed ? counts : []),
            ...alter(actions, alterColumnHazards(context, table, name, options)),
            ...alter(beginning),
            ...(isNarrowed ? [] : counts),
        ]
        const settings = settingStatements(context, table, name, options)
        if (statements.length === 0) return settings
        const counter = { table, column: name }
        const { increment, start, minimum } = options.identityNumbers ?? {}
        const after = increment === undefined ? afterHighest(context, counter, start ?? minimum ?? 1) : null
        return [
            ...(ending.length > 0 ? [saveSequenceValue(context, counter)] : []),
            ...statements,
            ...(options.identity && !options.from?.identity ? [restoreSequenceValue(context, counter, after)] : []),
            ...(options.generatedAs === null ? [forgetColumn(context, table, name)] : []),
            ...settings,
        ]
    },

    /** ALTER TABLE … DROP COLUMN. The rows' values are gone, those of a generated column excepted: they can be computed again. */
    dropColumn(
        context: SqlContext,
        table: TableName,
        name: string,
        options: DropOptions & GeneratedOptions = {},
    ): readonly Statement[] {
        const object = resolveKey(context, "column", table, name)
        const sql = `ALTER TABLE ${resolveSql(context, table)} DROP COLUMN ${options.ifExists ? "IF EXISTS " : ""}${quoteIdent(name)}${options.cascade ? " CASCADE" : ""}`
        const hazards = options.generated ? [] : [hazard(dataLoss.columnDropped, object)]
        const deletes = options.generated
            ? {}
            : { deletes: { object, table: resolveName(context, table), column: name } }
        const drop = statement(sql, { lock: "ACCESS EXCLUSIVE", hazards, ...deletes })
        return options.generated ? [drop, forgetColumn(context, table, name)] : [drop]
    },

    /** ALTER TABLE … RENAME COLUMN. The names that Postgres made of the column's follow. */
    renameColumn(
        context: SqlContext,
        table: TableName,
        from: string,
        to: string,
        options: GeneratedOptions = {},
    ): readonly Statement[] {
        const sql = `ALTER TABLE ${resolveSql(context, table)} RENAME COLUMN ${quoteIdent(from)} TO ${quoteIdent(to)}`
        const home = resolveName(context, table)
        return [
            statement(sql, { lock: "ACCESS EXCLUSIVE" }),
            followRename(home, { table: home.name, column: from }, { table: home.name, column: to }),
            ...(options.generated ? [moveGeneratedColumns(context, { table: home, column: from }, { name: to })] : []),
        ]
    },
} as const

/** TypeORM's own record of a new generated column. It knows stored ones only. */
export function recordColumn(
    context: SqlContext,
    table: TableName,
    { name, options }: ColumnItem,
): readonly Statement[] {
    if (options.generatedAs === undefined || options.generatedKind === "virtual") return []
    const row = { type: "GENERATED_COLUMN", table: resolveName(context, table), column: name } as const
    return [recordMetadata(context, row, options.generatedAs)]
}

function forgetColumn(context: SqlContext, table: TableName, column: string): Statement {
    return recordMetadata(context, { type: "GENERATED_COLUMN", table: resolveName(context, table), column }, null)
}

/** How an identity that stays counts from then on. */
function alterNumbers(
    context: SqlContext,
    table: TableName,
    name: string,
    words: readonly string[],
    { identityNumbers = {} }: AlterColumnOptions,
): Statement {
    const target = resolveSql(context, table)
    const sql = `ALTER TABLE ${target} ALTER COLUMN ${quoteIdent(name)} ${words.map((word) => `SET ${word}`).join(" ")}`
    const sequence = `pg_catalog.pg_get_serial_sequence(${quoteLiteral(target).trim()}, ${quoteLiteral(name).trim()})`
    return statement(alterWithinBounds(sql, sequence, identityNumbers), { lock: "ACCESS EXCLUSIVE" })
}

const WIDTHS = ["smallint", "integer", "bigint"]

/** Whether a column's new type has fewer numbers, so that the bounds of its identity must be in it before. */
function narrows({ defaultSchema }: SqlContext, { type, from }: AlterColumnOptions): boolean {
    if (type === undefined || from?.type === undefined) return false
    const [before, after] = [from.type, type].map((call) => WIDTHS.indexOf(resolveType(defaultSchema, call).name))
    return before !== undefined && after !== undefined && after >= 0 && after < before
}

/** The actions on a column, in groups: an identity ends before its type changes, and begins after. */
function alterActions(
    context: SqlContext,
    name: string,
    options: AlterColumnOptions,
): Readonly<Record<"ending" | "actions" | "beginning" | "numbers", readonly string[]>> {
    const on = `ALTER COLUMN ${quoteIdent(name)}`
    const ending: string[] = []
    const actions: string[] = []
    const beginning: string[] = []
    // Postgres takes a default along only where it can be cast implicitly. Dropped first and set last, it never stands in the way.
    const resetsDefault = options.type !== undefined && options.default !== undefined
    if (resetsDefault && options.from?.default !== undefined && options.from.default !== null)
        actions.push(`${on} DROP DEFAULT`)
    if (options.identity !== undefined && options.from?.identity && options.identity === null)
        ending.push(`${on} DROP IDENTITY`)
    if (options.generatedAs === null) actions.push(`${on} DROP EXPRESSION`)
    if (options.type !== undefined) {
        const collate = options.collation ? ` COLLATE ${options.collation}` : ""
        const using = options.using === undefined ? "" : ` USING ${options.using}`
        actions.push(`${on} TYPE ${typeCallSql(context.defaultSchema, options.type)}${collate}${using}`)
    }
    if (options.nullable !== undefined) actions.push(`${on} ${options.nullable ? "DROP" : "SET"} NOT NULL`)
    if (options.identity) {
        const { identity, identityNumbers } = options
        beginning.push(
            options.from?.identity
                ? `${on} SET GENERATED ${identity.toUpperCase()}`
                : `${on} ADD ${identitySql(identity, identityNumbers)}`,
        )
    }
    const isKept = !options.identity || Boolean(options.from?.identity)
    const numbers = options.identityNumbers && isKept ? numberWords(options.identityNumbers) : []
    if (options.default === null) {
        if (!resetsDefault) actions.push(`${on} DROP DEFAULT`)
    } else if (options.default !== undefined) actions.push(`${on} SET DEFAULT ${defaultSql(options.default)}`)
    return { ending, actions, beginning, numbers }
}

function addColumnHazards(context: SqlContext, table: TableName, item: ColumnItem): readonly Hazard[] {
    const { options, type } = item
    const object = resolveKey(context, "column", table, item.name)
    const hazards: Hazard[] = []
    const fills = "serial" in type.base || options.identity !== undefined || options.generatedAs !== undefined
    if (options.nullable === false && options.default === undefined && !fills)
        hazards.push(hazard(failures.columnAdded, object))
    const varies = typeof options.default === "object" && mayVary(options.default)
    if ((fills || varies) && options.generatedKind !== "virtual") hazards.push(hazard(locks.columnAdded, object))
    return hazards
}

/** Functions that give every row of a statement the same: Postgres stores their value once, and leaves the rows as they are. */
const STEADY = new Set(
    "now,transaction_timestamp,statement_timestamp,timezone,date_trunc,current_setting,lower,upper,md5,coalesce,to_timestamp,make_date,make_interval,jsonb_build_object,jsonb_build_array,json_build_object,json_build_array,numeric,varchar,char,timestamp,timestamptz,time,interval".split(
        ",",
    ),
)

/**
 * Whether a default may give each row another value. Of a function that is not known the worst is supposed, as Postgres does. What is
 * no expression at all, as a caller without types may give it, is told later from the SQL that comes of it.
 */
export function mayVary({ expression = "" }: { readonly expression?: string }): boolean {
    const calls = [...expression.replaceAll(/'(?:[^']|'')*'/g, "").matchAll(/([\w"]+)\s*\(/g)]
    return calls.some(([, name = ""]) => !STEADY.has(name.toLowerCase()))
}

function alterColumnHazards(
    context: SqlContext,
    table: TableName,
    name: string,
    options: AlterColumnOptions,
): readonly Hazard[] {
    const object = resolveKey(context, "column", table, name)
    const readsRows = options.nullable === false && !options.nullsChecked
    return [
        ...(readsRows
            ? [hazard(failures.notNull, object), rowsRead("ACCESS EXCLUSIVE", object, rowReads.notNull)]
            : []),
        ...typeHazards(context, object, name, options),
    ]
}

function typeHazards(
    context: SqlContext,
    object: ObjectKey,
    name: string,
    { type, using, from, rechecks }: AlterColumnOptions,
): readonly Hazard[] {
    if (type === undefined) return []
    const after = resolveType(context.defaultSchema, type)
    const before = from?.type && resolveType(context.defaultSchema, from.type)
    if (using === undefined && before && keepsRows(before, after)) {
        return rechecks ? [rowsRead("ACCESS EXCLUSIVE", object, rowReads.recheck)] : []
    }
    const hazards: Hazard[] = []
    if (before && using !== undefined && isThroughText(quoteIdent(name), before, after, using)) {
        const column = object.slice(object.indexOf(":") + 1)
        hazards.push(hazard(dataLoss.noCast(column, typeSql(before), typeSql(after)), object))
    }
    hazards.push(hazard(locks.typeChanged, object))
    if (before && using === undefined && alwaysFits(quoteIdent(name), before, after)) return hazards
    return [...hazards, hazard(failures.typeChanged, object)]
}

/** Whether every value of one type can be assigned to the other. Not every json is a jsonb: \u0000 has no place in it. */
function alwaysFits(column: string, from: ColumnType, to: ColumnType): boolean {
    return to.name !== "jsonb" && conversion(column, from, to).by === "assignment" && !lossCondition(column, from, to)
}

function isThroughText(column: string, from: ColumnType, to: ColumnType, using: string): boolean {
    const made = conversion(column, from, to)
    return made.by === "text" && made.using === using
}
