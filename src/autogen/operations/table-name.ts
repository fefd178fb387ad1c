import { type QualifiedName, quoteName } from "../core/names.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { BuilderCall, SqlContext } from "../core/operation.js"

/** A name in a schema other than the default, as a migration file writes it: `inSchema("audit", "log")`. */
export interface SchemaName extends BuilderCall {
    readonly call: "inSchema"
    readonly schema: string
    readonly name: string
}

/**
 * A table's (index's, type's, sequence's …) name in a migration file. A plain string belongs to the DataSource's default
 * schema and is taken as it is: dots, spaces and quotes are part of the name.
 */
export type TableName = string | SchemaName

/**
 * Names an object of another schema than the default one.
 *
 * @example
 * ```ts
 * await op.dropTable(inSchema("audit", "log"))
 * ```
 */
export function inSchema(schema: string, name: string): SchemaName {
    return { call: "inSchema", args: [schema, name], schema, name }
}

/** The full name behind a {@link TableName}. */
export function resolveName(context: SqlContext, name: TableName): QualifiedName {
    return typeof name === "string" ? { schema: context.defaultSchema, name } : { schema: name.schema, name: name.name }
}

/** The quoted full name behind a {@link TableName}. */
export function resolveSql(context: SqlContext, name: TableName): string {
    return quoteName(resolveName(context, name))
}

/** The key of an object of some kind by its {@link TableName} and the names inside it. */
export function resolveKey(context: SqlContext, kind: string, name: TableName, ...inner: readonly string[]): ObjectKey {
    const { schema, name: own } = resolveName(context, name)
    return objectKey(kind, [schema, own, ...inner])
}

/**
 * The name of an object for an operation's argument, from its path. Always says the schema: the emitter leaves it out where it
 * is the project's default.
 */
export function nameArgument(path: readonly string[]): SchemaName {
    const [schema = "", name = ""] = path
    return inSchema(schema, name)
}
