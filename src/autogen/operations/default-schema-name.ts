import type { BuilderCall, SqlContext } from "../core/operation.js"

/** The schema of the DataSource that runs a migration, as the migration file writes it: `defaultSchema()`. */
export interface DefaultSchema extends BuilderCall {
    readonly call: "defaultSchema"
}

/** A schema's name in a migration file. */
export type SchemaArgument = string | DefaultSchema

/**
 * Names the schema of the DataSource that runs the migration, so that one file serves the DataSources of all tenants.
 *
 * @example
 * ```ts
 * await op.createSchema(defaultSchema(), { ifNotExists: true })
 * ```
 */
export function defaultSchema(): DefaultSchema {
    return { call: "defaultSchema", args: [] }
}

/** The name behind a {@link SchemaArgument}. */
export function schemaNameOf(context: SqlContext, name: SchemaArgument): string {
    return typeof name === "string" ? name : context.defaultSchema
}
