import { quoteIdent } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type SqlContext } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { statement, type Statement } from "../core/statement.js"
import { extensionsQuery } from "./shared/catalog-queries.js"
import { textOf } from "./shared/catalog-rows.js"
import { doBlock } from "./shared/do-block.js"

// Extensions. Created where the entities need one, and never altered: their versions and schemas are an operator's business.
// https://www.postgresql.org/docs/current/sql-createextension.html

export interface ExtensionDefinition {
    /** Where its objects live; null where nobody has said, and where that is `public` as without a word. */
    readonly schema: string | null
    /** Whether entities declare it: others in the database may use it too, so that the way back drops it only where nothing does. */
    readonly isShared?: boolean
}

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

function extensionObject(name: string, definition: ExtensionDefinition): SchemaObject<ExtensionDefinition> {
    return {
        kind: "extension",
        key: objectKey("extension", [name]),
        path: [name],
        definition,
        parent: null,
        requires: [],
    }
}

export const extensionKind: ObjectKind<ExtensionDefinition> = {
    name: "extension",
    label: "extension",
    make: ([name = ""], definition) => extensionObject(name, definition),
    catalog: [
        {
            query: extensionsQuery,
            read(row) {
                const schema = textOf(row, "schema")
                return extensionObject(textOf(row, "name"), { schema: schema === "public" ? null : schema })
            },
        },
    ],
    // Types, functions and operators, which no kind reads.
    mayBring: () => true,
    readProject: (_tables, context) =>
        (context.extensions?.needed ?? []).map((name) => extensionObject(name, { schema: null, isShared: true })),
    projectLeavesAlone: (context) => (context.extensions?.tried ?? []).map((name) => objectKey("extension", [name])),
    // Whatever else in the database may use it: types, defaults, functions, other schemas. Only what created it takes it back.
    declarable: () => false,
    scaffold: (object) => object,
    attributes: { schema: "ignore", isShared: "ignore" },
    unsaid: ["schema"],
    create: ({ path: [name = ""], definition: { schema } }) => [
        operation(extensionOperations, "createExtension", name, {
            ifNotExists: true,
            ...(schema === null ? {} : { schema }),
        }),
    ],
    drop: ({ path: [name = ""], definition: { isShared } }) => [
        operation(extensionOperations, "dropExtension", name, ...(isShared ? [{ ifUnused: true }] : [])),
    ],
    alter: () => [],
}
