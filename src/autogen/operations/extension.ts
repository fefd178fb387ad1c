import { quoteIdent } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { statement, type Statement } from "../core/statement.js"
import { doBlock } from "./do-block.js"

/** The operations on extensions. */
export const extensionOperations = {
    /** CREATE EXTENSION. With `schema` it goes there, and the schema is made where it is missing: entities need not declare it. */
    createExtension(
        _context: SqlContext,
        name: string,
        options: { readonly ifNotExists?: boolean; readonly schema?: string } = {},
    ): readonly Statement[] {
        const { ifNotExists, schema } = options
        const guard = ifNotExists ? "IF NOT EXISTS " : ""
        if (schema === undefined) return [statement(`CREATE EXTENSION ${guard}${quoteIdent(name)}`)]
        return [
            // Postgres refuses the name of a system schema even where it is there.
            ...(schema.startsWith("pg_") ? [] : [statement(`CREATE SCHEMA IF NOT EXISTS ${quoteIdent(schema)}`)]),
            statement(`CREATE EXTENSION ${guard}${quoteIdent(name)} SCHEMA ${quoteIdent(schema)}`),
        ]
    },

    /** DROP EXTENSION. Refused by Postgres while anything uses it; with `ifUnused` it is kept then, and where it is another role's. */
    dropExtension(
        _context: SqlContext,
        name: string,
        options: { readonly ifExists?: boolean; readonly ifUnused?: boolean } = {},
    ): readonly Statement[] {
        const drop = `DROP EXTENSION ${options.ifExists ? "IF EXISTS " : ""}${quoteIdent(name)}`
        if (!options.ifUnused) return [statement(drop)]
        const body = `BEGIN ${drop}; EXCEPTION WHEN dependent_objects_still_exist OR insufficient_privilege THEN NULL; END`
        return [statement(doBlock("extension", body))]
    },
} as const
