import { quoteIdent } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type SqlContext } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { statement, type Statement } from "../core/statement.js"
import { extensionsQuery } from "./shared/catalog-queries.js"
import { textOf } from "./shared/catalog-rows.js"

// Extensions. Created where the entities need one, and never altered: their versions and schemas are an operator's business.
// https://www.postgresql.org/docs/current/sql-createextension.html

/** Only that it is there. */
export interface ExtensionDefinition {
    readonly [none: string]: never
}

/** The operations on extensions. */
export const extensionOperations = {
    /** CREATE EXTENSION. */
    createExtension(
        _context: SqlContext,
        name: string,
        options: { readonly ifNotExists?: boolean } = {},
    ): readonly Statement[] {
        return [statement(`CREATE EXTENSION ${options.ifNotExists ? "IF NOT EXISTS " : ""}${quoteIdent(name)}`)]
    },

    /** DROP EXTENSION. Refused by Postgres while anything uses it. */
    dropExtension(
        _context: SqlContext,
        name: string,
        options: { readonly ifExists?: boolean } = {},
    ): readonly Statement[] {
        return [statement(`DROP EXTENSION ${options.ifExists ? "IF EXISTS " : ""}${quoteIdent(name)}`)]
    },
} as const

function extensionObject(name: string): SchemaObject<ExtensionDefinition> {
    return {
        kind: "extension",
        key: objectKey("extension", [name]),
        path: [name],
        definition: {},
        parent: null,
        requires: [],
    }
}

export const extensionKind: ObjectKind<ExtensionDefinition> = {
    name: "extension",
    label: "extension",
    make: ([name = ""]) => extensionObject(name),
    catalog: [{ query: extensionsQuery, read: (row) => extensionObject(textOf(row, "name")) }],
    readProject: (_tables, context) => context.extensions.map(extensionObject),
    scaffold: (object) => object,
    attributes: {},
    create: ({ path: [name = ""] }) => [operation(extensionOperations, "createExtension", name, { ifNotExists: true })],
    drop: ({ path: [name = ""] }) => [operation(extensionOperations, "dropExtension", name)],
    alter: () => [],
}
