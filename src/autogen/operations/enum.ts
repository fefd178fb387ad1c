import { dataLoss } from "../core/hazards/data-loss.js"
import { failures } from "../core/hazards/failures.js"
import { locks } from "../core/hazards/locks.js"
import { quoteIdent, quoteLiteral, quoteName, type QualifiedName } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { shellArgument, specName } from "../core/spec-name.js"
import { hazard, statement, type Hazard, type Statement } from "../core/statement.js"
import { oldTypeName } from "./passing-names.js"
import { resolveKey, resolveName, resolveSql, type TableName } from "./table-name.js"

/** A column that has the type, for `op.alterEnum`. */
export interface EnumColumn {
    readonly table: TableName
    readonly column: string
    readonly array?: boolean
    /** The column's default as SQL: it is dropped before the type changes, and set again after. */
    readonly default?: string
}

/** Options of `op.alterEnum`. */
export interface AlterEnumOptions {
    readonly from: readonly string[]
    /** Every column of the type: the type is recreated and they are changed over to it. */
    readonly columns: readonly EnumColumn[]
    /** What rows get instead of a value that goes, by the old value: `{ sad: "happy" }`. */
    readonly map?: Readonly<Record<string, string>>
}

/** Where `op.addEnumValue` puts the value; absent, at the end. */
export interface AddEnumValueOptions {
    readonly before?: string
    readonly after?: string
    readonly ifNotExists?: boolean
}

/** The operations on enumerated types. */
export const enumOperations = {
    /** CREATE TYPE … AS ENUM. */
    createEnum(context: SqlContext, name: TableName, values: readonly string[]): readonly Statement[] {
        return [statement(`CREATE TYPE ${resolveSql(context, name)} AS ENUM (${valuesSql(values)})`)]
    },

    /** DROP TYPE. */
    dropEnum(context: SqlContext, name: TableName): readonly Statement[] {
        return [statement(`DROP TYPE ${resolveSql(context, name)}`)]
    },

    /** ALTER TYPE … ADD VALUE. The value cannot be used before the transaction that adds it has ended. */
    addEnumValue(
        context: SqlContext,
        name: TableName,
        value: string,
        options: AddEnumValueOptions = {},
    ): readonly Statement[] {
        const guard = options.ifNotExists ? "IF NOT EXISTS " : ""
        const place =
            options.before !== undefined
                ? ` BEFORE ${quoteLiteral(options.before).trim()}`
                : options.after !== undefined
                  ? ` AFTER ${quoteLiteral(options.after).trim()}`
                  : ""
        return [
            statement(
                `ALTER TYPE ${resolveSql(context, name)} ADD VALUE ${guard}${quoteLiteral(value).trim()}${place}`,
            ),
        ]
    },

    /** ALTER TYPE … RENAME VALUE: rows, defaults and expressions follow. */
    renameEnumValue(context: SqlContext, name: TableName, from: string, to: string): readonly Statement[] {
        const values = `${quoteLiteral(from).trim()} TO ${quoteLiteral(to).trim()}`
        return [statement(`ALTER TYPE ${resolveSql(context, name)} RENAME VALUE ${values}`)]
    },

    /** ALTER TYPE … RENAME TO. */
    renameEnum(context: SqlContext, from: TableName, to: string): readonly Statement[] {
        return [statement(`ALTER TYPE ${resolveSql(context, from)} RENAME TO ${quoteIdent(to)}`)]
    },

    /** ALTER TYPE … SET SCHEMA: the columns that have it follow. */
    setEnumSchema(context: SqlContext, name: TableName, schema: string): readonly Statement[] {
        return [statement(`ALTER TYPE ${resolveSql(context, name)} SET SCHEMA ${quoteIdent(schema)}`)]
    },

    /**
     * Recreates the type with these values, and changes its columns over to it. A row with a value that is gone gets the one that
     * `map` says, or makes it fail.
     */
    alterEnum(
        context: SqlContext,
        name: TableName,
        values: readonly string[],
        options: AlterEnumOptions,
    ): readonly Statement[] {
        const type = resolveName(context, name)
        const old: QualifiedName = { schema: type.schema, name: oldTypeName(type.name) }
        return [
            statement(`ALTER TYPE ${quoteName(type)} RENAME TO ${quoteIdent(old.name)}`),
            statement(`CREATE TYPE ${quoteName(type)} AS ENUM (${valuesSql(values)})`),
            ...options.columns.map((column) => changeOver(context, column, { type, values, options })),
            statement(`DROP TYPE ${quoteName(old)}`),
        ]
    },
} as const

function valuesSql(values: readonly string[]): string {
    return values.map((value) => quoteLiteral(value).trim()).join(", ")
}

/** The type that is recreated. */
interface Remaking {
    readonly type: QualifiedName
    readonly values: readonly string[]
    readonly options: AlterEnumOptions
}

function changeOver(context: SqlContext, changed: EnumColumn, remaking: Remaking): Statement {
    const { table, column, array = false, default: value } = changed
    const on = `ALTER COLUMN ${quoteIdent(column)}`
    const type = `${quoteName(remaking.type)}${array ? "[]" : ""}`
    const using = `${mappedText(column, array, remaking.options.map ?? {})}::${type}`
    const actions = [
        ...(value === undefined ? [] : [`${on} DROP DEFAULT`]),
        `${on} TYPE ${type} USING ${using}`,
        ...(value === undefined ? [] : [`${on} SET DEFAULT ${value}`]),
    ]
    return statement(`ALTER TABLE ${resolveSql(context, table)} ${actions.join(", ")}`, {
        lock: "ACCESS EXCLUSIVE",
        hazards: changeOverHazards(resolveKey(context, "column", table, column), remaking),
    })
}

/** A column's values as texts, those that go being replaced. No replacement is one that is replaced itself. */
function mappedText(column: string, array: boolean, map: Readonly<Record<string, string>>): string {
    const text = `${quoteIdent(column)}::text${array ? "[]" : ""}`
    const pairs = Object.entries(map).map(([from, to]) => [quoteLiteral(from).trim(), quoteLiteral(to).trim()] as const)
    if (pairs.length === 0) return text
    if (array) return pairs.reduce((inner, [from, to]) => `pg_catalog.array_replace(${inner}, ${from}, ${to})`, text)
    return `CASE ${text} ${pairs.map(([from, to]) => `WHEN ${from} THEN ${to}`).join(" ")} ELSE ${text} END`
}

function changeOverHazards(object: Hazard["object"], { type, values, options }: Remaking): readonly Hazard[] {
    const { from, map = {} } = options
    const loses = from.some((value) => !values.includes(value))
    const hazards = [hazard(loses ? locks.enumValuesRemoved : locks.enumChanged, object)]
    const gone = from.filter((value) => !values.includes(value) && !Object.hasOwn(map, value))
    if (gone.length > 0)
        hazards.push(hazard(failures.valuesRemoved(gone.map((value) => `--map ${mapArgument(type, value)}`)), object))
    const merged = Object.entries(map).filter(
        ([old, value]) => from.includes(value) || Object.entries(map).some(([a, b]) => a !== old && b === value),
    )
    if (merged.length > 0) {
        hazards.push(hazard(dataLoss.valuesMerged(merged), object))
        if (gone.length === 0) hazards.push(hazard(failures.valuesMerged, object))
    }
    return hazards
}

/** The argument of `--map` for a value that goes, but for the new one. */
function mapArgument({ schema, name }: QualifiedName, value: string): string {
    return shellArgument(`${specName([schema, name, value])}:<value that stays>`)
}
