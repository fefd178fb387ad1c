import { quoteIdent, quoteLiteral } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type SqlContext } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { statement, type Statement } from "../core/statement.js"
import { schemasQuery } from "./shared/catalog-queries.js"
import { textOf } from "./shared/catalog-rows.js"
import { defaultSchema, schemaNameOf, type SchemaArgument } from "./shared/default-schema-name.js"
import { doBlock } from "./shared/do-block.js"
import { sameContents } from "./shared/likeness.js"
import { hasStatement } from "./shared/typeorm-made.js"
import { moveSchema } from "./shared/typeorm-metadata.js"

// Schemas. In place: the name.
// https://www.postgresql.org/docs/current/sql-createschema.html

/** A schema has nothing of its own. */
export interface SchemaDefinition {
    /**
     * Whether it is the DataSource's own, not `public`: a migration that creates it runs for a DataSource with another `schema` too.
     */
    readonly isDefault?: boolean
}

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

function schemaObject(name: string, definition: SchemaDefinition = {}): SchemaObject<SchemaDefinition> {
    return {
        kind: "schema",
        key: objectKey("schema", [name]),
        path: [name],
        definition,
        parent: null,
        requires: [],
    }
}

export const schemaKind: ObjectKind<SchemaDefinition> = {
    name: "schema",
    label: "schema",
    make: ([name = ""], definition) => schemaObject(name, definition),
    catalog: [{ query: schemasQuery, read: (row) => schemaObject(textOf(row, "schema")) }],
    // The default schema is there whatever the entities use of it: it is never dropped.
    readProject: (tables, context) => {
        const used = [...tables, ...context.views].map(({ name }) => name.schema)
        const isDefault = context.defaultSchema !== "public"
        return [
            schemaObject(context.defaultSchema, isDefault ? { isDefault } : {}),
            ...[...new Set(used)].filter((name) => name !== context.defaultSchema).map((name) => schemaObject(name)),
        ]
    },
    scaffold: (object) => object,
    followsUsers: true,
    generatedByTypeOrm: (object, making) => hasStatement(object, making, "CREATE SCHEMA (?:IF NOT EXISTS )?$name"),
    attributes: { isDefault: "ignore" },
    create: ({ path: [name = ""], definition: { isDefault } }) => [
        isDefault
            ? operation(schemaOperations, "createSchema", defaultSchema(), { ifNotExists: true })
            : operation(schemaOperations, "createSchema", name),
    ],
    // TypeORM's table of migrations is in the default one.
    drop: ({ path: [name = ""], definition: { isDefault } }) => [
        isDefault
            ? operation(schemaOperations, "dropSchema", defaultSchema(), { ifEmpty: true })
            : operation(schemaOperations, "dropSchema", name),
    ],
    dropsChildren: false,
    likeness: (from, to) => sameContents("table", from, to),
    alter: () => [],
    rename: (from, to) => [operation(schemaOperations, "renameSchema", from.path[0] ?? "", to.path[0] ?? "")],
}
