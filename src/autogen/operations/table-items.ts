import { quoteIdent, quoteList, quoteLiteral } from "../core/names.js"
import type { BuilderCall, SqlContext } from "../core/operation.js"
import { numberWords, type SequenceNumbers } from "./sequence-numbers.js"
import { resolveSql, type TableName } from "./table-name.js"
import { typeCallSql, type TypeCall } from "./type-builders.js"

/** An SQL expression that stands in a statement as it is: `sql("now()")`. */
export interface SqlExpression extends BuilderCall {
    readonly call: "sql"
    readonly expression: string
}

/**
 * An SQL expression, where a plain text would be taken as a value.
 *
 * @example
 * ```ts
 * column("created_at", timestamptz(), { nullable: false, default: sql("now()") })
 * ```
 */
export function sql(expression: string): SqlExpression {
    return { call: "sql", args: [expression], expression }
}

/** A column's default: a value (quoted for you), or an expression by {@link sql}. */
export type DefaultValue = string | number | boolean | SqlExpression

/** The default as SQL. Numbers and booleans are written bare, texts as literals that take the column's type. */
export function defaultSql(value: DefaultValue): string {
    if (typeof value === "object") return value.expression
    return typeof value === "string" ? quoteLiteral(value) : String(value)
}

/** What a column can have beside its name and type. */
export interface ColumnOptions {
    /** Default true, as in SQL. */
    readonly nullable?: boolean
    readonly default?: DefaultValue
    readonly comment?: string
    /** A collation's name as SQL: `"de-x-icu"` with its quotes, or `pg_catalog."C"`. */
    readonly collation?: string
    readonly identity?: "always" | "by default"
    /** Only with `identity`: how its sequence counts. */
    readonly identityNumbers?: SequenceNumbers
    /** The expression of a column that is GENERATED ALWAYS AS (…). */
    readonly generatedAs?: string
    /** Only with `generatedAs`. `virtual` needs PostgreSQL 18. Default `stored`. */
    readonly generatedKind?: "stored" | "virtual"
}

/** A column of `op.createTable` or `op.addColumn`: see {@link column}. */
export interface ColumnItem extends BuilderCall {
    readonly call: "column"
    readonly name: string
    readonly type: TypeCall
    readonly options: ColumnOptions
}

/**
 * A column's definition.
 *
 * @example
 * ```ts
 * column("code", varchar(36), { nullable: false, default: "A1", comment: "on the door" })
 * ```
 */
export function column(name: string, type: TypeCall, options: ColumnOptions = {}): ColumnItem {
    const args = Object.keys(options).length > 0 ? [name, type, options] : [name, type]
    return { call: "column", args, name, type, options }
}

/** When a constraint is checked: absent, at once. */
export type Deferrable = "initially immediate" | "initially deferred"

/** ` DEFERRABLE INITIALLY …`, or nothing. */
export function deferrableSql(deferrable: Deferrable | null | undefined): string {
    return deferrable ? ` DEFERRABLE ${deferrable.toUpperCase()}` : ""
}

/** What {@link primaryKey} and {@link unique} can say of the index behind a key. */
export interface KeyOptions {
    readonly deferrable?: Deferrable
    /** Columns that the key's index carries beside the key. */
    readonly include?: readonly string[]
    /** Storage parameters of the key's index as SQL: `fillfactor=70`. */
    readonly with?: readonly string[]
}

/** Options of {@link unique} and `op.createUniqueConstraint`. */
export interface UniqueOptions extends KeyOptions {
    /** PostgreSQL 15 and later: two nulls are the same. */
    readonly nullsNotDistinct?: boolean
}

/** Options of `op.createPrimaryKey`. */
export interface CreatePrimaryKeyOptions extends KeyOptions {
    /**
     * A unique index over these columns, which becomes the key's and takes its name. Where the columns are NOT NULL by then, the key
     * needs no look at the rows.
     */
    readonly usingIndex?: string
    /** Builds that index where it is not there (any more), so that the step can be run again by itself. */
    readonly orBuild?: boolean
}

/** Options of `op.createUniqueConstraint`. */
export interface CreateUniqueOptions extends UniqueOptions {
    /**
     * A unique index over these columns, which becomes the constraint's and takes its name. Built concurrently before, it spares the
     * table the lock under which the constraint would build its own.
     */
    readonly usingIndex?: string
    /** Builds that index where it is not there (any more), so that the step can be run again by itself. */
    readonly orBuild?: boolean
}

/** A constraint of `op.createTable`. */
export type ConstraintItem =
    | (BuilderCall & {
          readonly call: "primaryKey"
          readonly name: string
          readonly columns: readonly string[]
          readonly options: KeyOptions
      })
    | (BuilderCall & {
          readonly call: "unique"
          readonly name: string
          readonly columns: readonly string[]
          readonly options: UniqueOptions
      })
    | (BuilderCall & {
          readonly call: "check"
          readonly name: string
          readonly expression: string
          readonly options: CheckOptions
      })
    | (BuilderCall & {
          readonly call: "exclude"
          readonly name: string
          readonly expression: string
          readonly options: ExcludeOptions
      })

/** Options of {@link exclude} and `op.createExcludeConstraint`. */
export interface ExcludeOptions {
    readonly deferrable?: Deferrable
}

/** PRIMARY KEY of `op.createTable`. */
export function primaryKey(name: string, columns: readonly string[], options: KeyOptions = {}): ConstraintItem {
    return { call: "primaryKey", args: withOptions([name, columns], options), name, columns, options }
}

/** UNIQUE of `op.createTable`. */
export function unique(name: string, columns: readonly string[], options: UniqueOptions = {}): ConstraintItem {
    return { call: "unique", args: withOptions([name, columns], options), name, columns, options }
}

/** Options of {@link check} and `op.createCheckConstraint`. */
export interface CheckOptions {
    /** The constraint holds for this table only, not for those that inherit from it. */
    readonly noInherit?: boolean
    /** Not checked against the rows that are there: `op.validateConstraint` does that later, without stopping writers. */
    readonly notValid?: boolean
    /** Nothing happens where there is a constraint of this name, so that a step outside a transaction can be run again. */
    readonly ifNotExists?: boolean
}

/** CHECK of `op.createTable`, its condition as SQL without the outer parentheses. */
export function check(name: string, expression: string, options: CheckOptions = {}): ConstraintItem {
    return { call: "check", args: withOptions([name, expression], options), name, expression, options }
}

/** EXCLUDE of `op.createTable`, its text as SQL from `USING` on. */
export function exclude(name: string, expression: string, options: ExcludeOptions = {}): ConstraintItem {
    return { call: "exclude", args: withOptions([name, expression], options), name, expression, options }
}

function withOptions(args: readonly unknown[], options: object): readonly unknown[] {
    return Object.keys(options).length > 0 ? [...args, options] : args
}

/** What `op.createTable` takes: columns and constraints. */
export type TableItem = ColumnItem | ConstraintItem

/** A column's definition as it stands in CREATE TABLE and ADD COLUMN. */
export function columnSql(context: SqlContext, item: ColumnItem): string {
    const { options } = item
    const parts = [quoteIdent(item.name), typeCallSql(context.defaultSchema, item.type)]
    if (options.collation !== undefined) parts.push(`COLLATE ${options.collation}`)
    if (options.generatedAs !== undefined) {
        parts.push(`GENERATED ALWAYS AS (${options.generatedAs}) ${(options.generatedKind ?? "stored").toUpperCase()}`)
    }
    if (options.identity !== undefined) parts.push(identitySql(options.identity, options.identityNumbers))
    if (options.default !== undefined) parts.push(`DEFAULT ${defaultSql(options.default)}`)
    if (options.nullable === false) parts.push("NOT NULL")
    return parts.join(" ")
}

/** GENERATED … AS IDENTITY, with what its sequence does not do by itself. */
export function identitySql(identity: "always" | "by default", numbers: SequenceNumbers = {}): string {
    const words = numberWords(numbers)
    return `GENERATED ${identity.toUpperCase()} AS IDENTITY${words.length === 0 ? "" : ` (${words.join(" ")})`}`
}

/** A constraint's definition as it stands in CREATE TABLE and ADD CONSTRAINT. */
export function constraintSql(item: ConstraintItem): string {
    const name = `CONSTRAINT ${quoteIdent(item.name)}`
    switch (item.call) {
        case "primaryKey":
            return `${name} PRIMARY KEY (${quoteList(item.columns)})${keyIndexSql(item.options)}`
        case "unique":
            return `${name} UNIQUE${item.options.nullsNotDistinct ? " NULLS NOT DISTINCT" : ""} (${quoteList(item.columns)})${keyIndexSql(item.options)}`
        case "check":
            return `${name} CHECK (${item.expression})${item.options.noInherit ? " NO INHERIT" : ""}${item.options.notValid ? " NOT VALID" : ""}`
        case "exclude":
            return `${name} EXCLUDE ${item.expression}${deferrableSql(item.options.deferrable)}`
    }
}

/** What follows a key's columns. */
function keyIndexSql({ include = [], with: parameters = [], deferrable }: KeyOptions): string {
    const included = include.length === 0 ? "" : ` INCLUDE (${quoteList(include)})`
    const stored = parameters.length === 0 ? "" : ` WITH (${parameters.join(", ")})`
    return `${included}${stored}${deferrableSql(deferrable)}`
}

/** COMMENT ON …; a null text takes the comment away. */
export function commentSql(target: string, comment: string | null): string {
    return `COMMENT ON ${target} IS ${comment === null ? "NULL" : quoteLiteral(comment).trim()}`
}

/** COMMENT ON COLUMN's target. */
export function columnTarget(context: SqlContext, table: TableName, name: string): string {
    return `COLUMN ${resolveSql(context, table)}.${quoteIdent(name)}`
}
