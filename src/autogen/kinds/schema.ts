import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { schemasQuery } from "./catalog/catalog-queries.js"
import { textOf } from "./catalog/catalog-rows.js"
import { defaultSchema } from "../operations/default-schema-name.js"
import { sameContents } from "./shared/likeness.js"
import { hasStatement } from "./declared/typeorm-made.js"
import { schemaOperations } from "../operations/schema.js"

// Schemas. In place: the name.
// https://www.postgresql.org/docs/current/sql-createschema.html

/** A schema has nothing of its own. */
export interface SchemaDefinition {
    /**
     * Whether it is the DataSource's own, not `public`: a migration that creates it runs for a DataSource with another `schema` too.
     */
    readonly isDefault?: boolean
}

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
    role: "global",
    make: ([name = ""], definition) => schemaObject(name, definition),
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
    alter: () => [],
    catalog: {
        readers: [{ query: schemasQuery, read: (row) => schemaObject(textOf(row, "schema")) }],
    },
    declared: {
        // The default schema is there whatever the entities use of it: it is never dropped.
        readProject: (tables, context) => {
            const used = [...tables, ...context.views].map(({ name }) => name.schema)
            const isDefault = context.defaultSchema !== "public"
            return [
                schemaObject(context.defaultSchema, isDefault ? { isDefault } : {}),
                ...[...new Set(used)]
                    .filter((name) => name !== context.defaultSchema)
                    .map((name) => schemaObject(name)),
            ]
        },
        generatedByTypeOrm: (object, making) => hasStatement(object, making, "CREATE SCHEMA (?:IF NOT EXISTS )?$name"),
    },
    normalize: {
        toScratchObject: (object) => object,
    },
    naming: {
        likeness: (from, to) => sameContents("table", from, to),
        rename: (from, to) => [operation(schemaOperations, "renameSchema", from.path[0] ?? "", to.path[0] ?? "")],
    },
    placement: {
        followsUsers: true,
        dropsChildren: false,
    },
}
