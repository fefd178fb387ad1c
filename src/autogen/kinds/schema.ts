import { quoteIdent } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type SqlContext } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { statement, type Statement } from "../core/statement.js"
import { schemasQuery } from "./shared/catalog-queries.js"
import { textOf } from "./shared/catalog-rows.js"
import { sameContents } from "./shared/likeness.js"
import { moveSchema } from "./shared/typeorm-metadata.js"

// Schemas. In place: the name.
// https://www.postgresql.org/docs/current/sql-createschema.html

/** A schema has nothing of its own. */
export interface SchemaDefinition {
    readonly [none: string]: never
}

/** The operations on schemas. */
export const schemaOperations = {
    /** CREATE SCHEMA. */
    createSchema(
        _context: SqlContext,
        name: string,
        options: { readonly ifNotExists?: boolean } = {},
    ): readonly Statement[] {
        return [statement(`CREATE SCHEMA ${options.ifNotExists ? "IF NOT EXISTS " : ""}${quoteIdent(name)}`)]
    },

    /** DROP SCHEMA. Refused by Postgres while anything is in it. */
    dropSchema(_context: SqlContext, name: string): readonly Statement[] {
        return [statement(`DROP SCHEMA ${quoteIdent(name)}`)]
    },

    /** ALTER SCHEMA … RENAME TO. TypeORM's own record of what is in it follows. */
    renameSchema(context: SqlContext, from: string, to: string): readonly Statement[] {
        return [
            statement(`ALTER SCHEMA ${quoteIdent(from)} RENAME TO ${quoteIdent(to)}`),
            moveSchema(context, from, to),
        ]
    },
} as const

function schemaObject(name: string): SchemaObject<SchemaDefinition> {
    return {
        kind: "schema",
        key: objectKey("schema", [name]),
        path: [name],
        definition: {},
        parent: null,
        requires: [],
    }
}

export const schemaKind: ObjectKind<SchemaDefinition> = {
    name: "schema",
    label: "schema",
    make: ([name = ""]) => schemaObject(name),
    catalog: [{ query: schemasQuery, read: (row) => schemaObject(textOf(row, "schema")) }],
    // The default schema is there whatever the entities use of it: it is never dropped.
    readProject: (tables, context) => {
        const used = [...tables, ...context.views].map(({ name }) => name.schema)
        return [...new Set([context.defaultSchema, ...used])].map(schemaObject)
    },
    scaffold: (object) => object,
    followsUsers: true,
    attributes: {},
    create: ({ path: [name = ""] }) => [operation(schemaOperations, "createSchema", name)],
    drop: ({ path: [name = ""] }) => [operation(schemaOperations, "dropSchema", name)],
    dropsChildren: false,
    likeness: (from, to) => sameContents("table", from, to),
    alter: () => [],
    rename: (from, to) => [operation(schemaOperations, "renameSchema", from.path[0] ?? "", to.path[0] ?? "")],
}
