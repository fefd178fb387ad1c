import { quoteIdent, quoteLiteral } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { statement, type Statement } from "../core/statement.js"
import { schemaNameOf, type SchemaArgument } from "./default-schema-name.js"
import { doBlock } from "./do-block.js"
import { moveSchema } from "./typeorm-metadata.js"

/** The operations on schemas. */
export const schemaOperations = {
    /**
     * CREATE SCHEMA. With `ifNotExists` no right to create schemas is needed where it exists, unlike with Postgres's own IF NOT EXISTS
     * for the default schema.
     */
    createSchema(
        context: SqlContext,
        name: SchemaArgument,
        options: { readonly ifNotExists?: boolean } = {},
    ): readonly Statement[] {
        const schema = quoteIdent(schemaNameOf(context, name))
        if (!options.ifNotExists) return [statement(`CREATE SCHEMA ${schema}`)]
        if (typeof name === "string") return [statement(`CREATE SCHEMA IF NOT EXISTS ${schema}`)]
        // Postgres looks for the right to create one before it looks whether it exists.
        const isMissing = `pg_catalog.to_regnamespace(${quoteLiteral(schema)}) IS NULL`
        return [statement(doBlock("schema", `BEGIN IF ${isMissing} THEN CREATE SCHEMA ${schema}; END IF; END`))]
    },

    /** DROP SCHEMA. Refused by Postgres while anything is in it; with `ifEmpty` it is kept then. */
    dropSchema(
        context: SqlContext,
        name: SchemaArgument,
        options: { readonly ifEmpty?: boolean } = {},
    ): readonly Statement[] {
        const drop = `DROP SCHEMA ${quoteIdent(schemaNameOf(context, name))}`
        if (!options.ifEmpty) return [statement(drop)]
        const body = `BEGIN ${drop}; EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END`
        return [statement(doBlock("schema", body))]
    },

    /** ALTER SCHEMA … RENAME TO. TypeORM's own record of what is in it follows. */
    renameSchema(context: SqlContext, from: string, to: string): readonly Statement[] {
        return [
            statement(`ALTER SCHEMA ${quoteIdent(from)} RENAME TO ${quoteIdent(to)}`),
            moveSchema(context, from, to),
        ]
    },
} as const
