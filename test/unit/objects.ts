import { databaseSchema, type DatabaseSchema } from "../../src/autogen/core/database-schema.js"
import type { SchemaObject } from "../../src/autogen/core/schema-object.js"
import { kindOf } from "../../src/autogen/kinds/index.js"
import type { ColumnDefinition } from "../../src/autogen/kinds/shared/column-definition.js"
import type { ColumnType } from "../../src/autogen/operations/column-type.js"

// Schema objects for tests that need no database: as the inspector reads them, made by the kinds themselves.

/** A built-in type, or an enum with `of`. */
export function typeOf(name: string, modifier: string | null = null, more: Partial<ColumnType> = {}): ColumnType {
    return { schema: null, name, modifier, enum: false, array: false, ...more }
}

export function table(name: string, schema = "public"): SchemaObject {
    return kindOf("table").make([schema, name], {
        partitioned: false,
        unlogged: false,
        with: [],
        grantedByDefault: null,
    })
}

export function column(
    path: string,
    type: ColumnType = typeOf("integer"),
    more: Partial<ColumnDefinition> = {},
): SchemaObject {
    const [name = "", own = ""] = path.split(".")
    const definition: ColumnDefinition = {
        type,
        nullable: true,
        collation: null,
        identity: null,
        identityNumbers: null,
        generated: null,
        position: 1,
        ...more,
    }
    return kindOf("column").make(["public", name, own], definition)
}

export function primaryKey(path: string, columns: readonly string[]): SchemaObject {
    const [name = "", own = ""] = path.split(".")
    const definition = { columns, deferrable: null, include: [], with: [], usingIndex: null }
    return kindOf("primary-key").make(["public", name, own], definition)
}

export function foreignKey(path: string, columns: readonly string[], to: string, validated = true): SchemaObject {
    const [name = "", own = ""] = path.split(".")
    const [target = "", ...referenced] = to.split(/[(,)]/).filter((part) => part !== "")
    const definition = {
        columns,
        references: { schema: "public", name: target },
        referencedColumns: referenced,
        onDelete: "no action",
        onDeleteColumns: [],
        onUpdate: "no action",
        deferrable: null,
        match: "simple",
        validated,
    }
    return kindOf("foreign-key").make(["public", name, own], definition)
}

export function index(path: string, ...columns: readonly string[]): SchemaObject {
    const [name = "", own = ""] = path.split(".")
    const plain = { expression: null, operatorClass: null, collation: null, descending: false, nullsFirst: false }
    const definition = {
        on: "table",
        unique: false,
        method: "btree",
        elements: columns.map((column) => ({ column, ...plain })),
        include: [],
        where: null,
        whereSource: null,
        nullsNotDistinct: false,
        with: [],
        valid: true,
        concurrently: false,
        reads: columns,
    }
    return kindOf("index").make(["public", name, own], definition)
}

export function check(path: string, expression: string, columns: readonly string[]): SchemaObject {
    const [name = "", own = ""] = path.split(".")
    const definition = { expression, source: expression, columns, validated: true, noInherit: false }
    return kindOf("check").make(["public", name, own], definition)
}

export function enumType(name: string, values: readonly string[]): SchemaObject {
    return kindOf("enum").make(["public", name], { values })
}

/** A database with these objects. */
export function schemaOf(...objects: readonly SchemaObject[]): DatabaseSchema {
    return databaseSchema(objects, { version: 160_004, defaultSchema: "public" })
}
