import type { QualifiedName } from "../../core/names.js"
import { objectKey, type ObjectKey } from "../../core/object-key.js"
import type { Row } from "../../core/queryable.js"
import { withOrigin, type SchemaObject } from "../../core/schema-object.js"
import { booleanOf, numberOf, rowOf, textOf, textOrNull, textsOf } from "../catalog/catalog-rows.js"
import { catalogType } from "../catalog/catalog-type.js"
import type { ColumnDefinition } from "../shared/column-definition.js"
import { UNRESOLVED, type ColumnType } from "../../operations/column-type.js"
import { isSerialColumn, type DeclaredColumn } from "../declared/declared-columns.js"
import { columnKeys, ownName, tableKey, tableOfPath } from "../shared/table-parts.js"
import { readNumbers } from "../catalog/sequence-row.js"

type Column = SchemaObject<ColumnDefinition>

/** Makes a column: its key, its table, the types and columns that it requires. */
export function columnObject(table: QualifiedName, name: string, definition: ColumnDefinition): Column {
    const path = [table.schema, table.name, name]
    return {
        kind: "column",
        key: objectKey("column", path),
        path,
        definition,
        parent: tableKey(table),
        requires: requirements(table, definition),
    }
}

/** The declared column with what Postgres has made of it. */
export function withDefinition(declared: Column, definition: ColumnDefinition): Column {
    const object = columnObject(tableOfPath(declared.path), ownName(declared.path), definition)
    return withOrigin(object, declared.origin)
}

const NONE: readonly ObjectKey[] = []

function requirements(table: QualifiedName, { type, generated }: ColumnDefinition): readonly ObjectKey[] {
    const needed = requiredType(type)
    return generated ? [...needed, ...columnKeys(table, generated.reads)] : needed
}

/** The type that a column needs, where it is of a schema. */
export function requiredType(type: ColumnType): readonly ObjectKey[] {
    // A type of a schema that is no enum is a domain, or of no kind.
    if (type.schema === null || type.schema === UNRESOLVED) return NONE
    return [objectKey(type.enum ? "enum" : "domain", [type.schema, type.name])]
}

/** Reads a row of the columns. */
export function readRow(row: Row): Column {
    const more = rowOf(row, "more")
    const generated = textOrNull(more, "generated")
    const identity = textOrNull(more, "identity")
    const collation = rowOf(more, "collation")
    const type = catalogType(row)
    return columnObject({ schema: textOf(row, "schema"), name: textOf(row, "table") }, textOf(row, "column"), {
        type,
        nullable: booleanOf(row, "nullable"),
        collation:
            textOrNull(collation, "name") === null
                ? null
                : { schema: textOf(collation, "schema"), name: textOf(collation, "name") },
        identity: identity === "a" ? "always" : identity === "d" ? "by default" : null,
        identityNumbers: identity === null ? null : readNumbers(rowOf(more, "identity_numbers"), type.name),
        generated:
            generated === null
                ? null
                : {
                      expression: textOf(row, "expression"),
                      source: textOf(row, "expression"),
                      kind: generated === "v" ? "virtual" : "stored",
                      reads: textsOf(more, "reads"),
                  },
        position: numberOf(row, "position"),
    })
}

function declaredGenerated(column: DeclaredColumn): ColumnDefinition["generated"] {
    if (!column.asExpression) return null
    const kind = column.generatedType === "VIRTUAL" ? "virtual" : "stored"
    return { expression: column.asExpression, source: column.asExpression, kind, reads: [] }
}

/** What a declared column says, but for its default and comment, which are objects of their own. */
export function declaredDefinition(type: ColumnType, column: DeclaredColumn, position: number): ColumnDefinition {
    const isIdentity = column.isGenerated && String(column.generationStrategy) === "identity"
    return {
        type,
        // Postgres makes serials, identities and primary keys NOT NULL, whatever the metadata says.
        nullable: column.isNullable && !column.isPrimary && !isIdentity && !isSerialColumn(column),
        // Postgres's "default" is the collation that a type has by itself.
        collation:
            column.collation && column.collation !== "default" ? { schema: UNRESOLVED, name: column.collation } : null,
        identity: isIdentity ? (column.generatedIdentity === "ALWAYS" ? "always" : "by default") : null,
        identityNumbers: null,
        generated: declaredGenerated(column),
        position,
    }
}
