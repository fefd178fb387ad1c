import type { DeclaredTable } from "../core/declared-table.js"
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

/** Types that an extension brings, with its name. TypeORM installs these by itself when it connects. */
const BY_TYPE: ReadonlyMap<unknown, string> = new Map<unknown, string>([
    ["citext", "citext"],
    ["hstore", "hstore"],
    ["cube", "cube"],
    ["ltree", "ltree"],
    ["geometry", "postgis"],
    ["geography", "postgis"],
    ["vector", "vector"],
    ["halfvec", "vector"],
])

/** The extensions that declared columns and exclusion constraints stand on. */
function impliedExtensions(tables: readonly DeclaredTable[]): readonly string[] {
    const entities = tables.flatMap((table) => table.entities)
    const types = entities.flatMap((entity) => entity.columns.flatMap((column) => BY_TYPE.get(column.type) ?? []))
    // Operators such as = of plain types work in an exclusion only by btree_gist.
    return [...types, ...(entities.some((entity) => entity.exclusions.length > 0) ? ["btree_gist"] : [])]
}

export const extensionKind: ObjectKind<ExtensionDefinition> = {
    name: "extension",
    label: "extension",
    make: ([name = ""]) => extensionObject(name),
    catalog: [{ query: extensionsQuery, read: (row) => extensionObject(textOf(row, "name")) }],
    readProject: (tables, context) =>
        context.extensions ? [...context.extensions, ...impliedExtensions(tables)].map(extensionObject) : [],
    scaffold: (object) => object,
    attributes: {},
    create: ({ path: [name = ""] }) => [operation(extensionOperations, "createExtension", name, { ifNotExists: true })],
    drop: ({ path: [name = ""] }) => [operation(extensionOperations, "dropExtension", name)],
    alter: () => [],
}
