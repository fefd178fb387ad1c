import type { DeclaredTable } from "../../core/declared-table.js"
import { quoteLiteral, truncateName, type QualifiedName } from "../../core/names.js"
import {
    builtIn,
    canonicalModifier,
    canonicalTypeName,
    enumOf,
    isBuiltIn,
    parseTypeText,
    UNRESOLVED,
    type ColumnType,
} from "../../operations/column-type.js"
import { defaultName } from "../../operations/default-names.js"

/** TypeORM's column metadata: a type only, and by its front door. */
export type DeclaredColumn = DeclaredTable["entities"][number]["columns"][number]

const columnsOfTables = new WeakMap<DeclaredTable, readonly DeclaredColumn[]>()

/** The columns of a table's entities that exist in the database, once per entity that declares them. */
export function declaredColumns(table: DeclaredTable): readonly DeclaredColumn[] {
    const known = columnsOfTables.get(table)
    if (known) return known
    const columns = table.entities.flatMap((entity) => entity.columns.filter((column) => !column.isVirtualProperty))
    columnsOfTables.set(table, columns)
    return columns
}

/** The entity whose class declares the column: a child's where one table has several. */
export function declaringEntity({ entityMetadata, target }: DeclaredColumn): DeclaredColumn["entityMetadata"] {
    return entityMetadata.childEntityMetadatas.find((child) => child.target === target) ?? entityMetadata
}

/** A column's name as Postgres keeps it. */
export function columnName(column: DeclaredColumn): string {
    return truncateName(column.databaseName)
}

const CONSTRUCTORS: ReadonlyMap<unknown, string> = new Map<unknown, string>([
    [Number, "integer"],
    [String, "character varying"],
    [Date, "timestamp without time zone"],
    [Boolean, "boolean"],
    ["simple-array", "text"],
    ["simple-json", "text"],
])

const WITH_LENGTH = new Set(["character varying", "character", "bit", "bit varying"])
const WITH_PRECISION = new Set([
    "numeric",
    "interval",
    "timestamp without time zone",
    "timestamp with time zone",
    "time without time zone",
    "time with time zone",
])

/** Whether the column is of an enumerated type that TypeORM makes. */
export function isEnumColumn(column: DeclaredColumn): boolean {
    return column.type === "enum" || column.type === "simple-enum"
}

/** The name of a column's enumerated type: enumName (which may name a schema), else TypeORM's `<table>_<column>_enum`. */
export function enumName(table: DeclaredTable, column: DeclaredColumn): QualifiedName {
    const given = column.enumName ?? `${table.name.name}_${column.databaseName.toLowerCase()}_enum`
    const dot = column.enumName === undefined ? -1 : given.indexOf(".")
    if (dot > 0) return { schema: given.slice(0, dot), name: truncateName(given.slice(dot + 1)) }
    return { schema: table.name.schema, name: truncateName(given) }
}

/** The type that a column's metadata asks for. */
export function declaredType(table: DeclaredTable, column: DeclaredColumn): ColumnType {
    const array = column.isArray
    if (isEnumColumn(column)) return enumOf(enumName(table, column), array)
    const given = CONSTRUCTORS.get(column.type) ?? String(column.type || "character varying")
    const parsed = parseTypeText(given)
    const name = canonicalTypeName(parsed.name)
    const modifier = declaredModifier(name, column) ?? parsed.modifier
    if (isBuiltIn(name)) return builtIn(name, canonicalModifier(name, modifier), array || parsed.array)
    return { schema: UNRESOLVED, name, modifier, enum: false, array: array || parsed.array }
}

function declaredModifier(name: string, column: DeclaredColumn): string | null {
    if (WITH_LENGTH.has(name) || ((name === "vector" || name === "halfvec") && column.length)) {
        return column.length ? String(column.length) : null
    }
    if (WITH_PRECISION.has(name) && column.precision !== null && column.precision !== undefined) {
        return column.scale === null || column.scale === undefined || name !== "numeric"
            ? String(column.precision)
            : `${column.precision},${column.scale}`
    }
    if (!column.spatialFeatureType) return null
    return column.srid === undefined || column.srid === null
        ? column.spatialFeatureType
        : `${column.spatialFeatureType},${column.srid}`
}

/** A declared default: the SQL that says it, and its value where it is one rather than an expression. */
export interface DeclaredDefault {
    readonly expression: string
    readonly literal: string | null
}

/**
 * The default that a column's metadata asks for; null without one. TypeORM writes a text between quotes as it is, so that a doubled quote
 * in it is one; where it would make no SQL of the text, the text itself is meant, and is quoted properly.
 */
export function declaredDefault(column: DeclaredColumn, uuidGenerator: string): DeclaredDefault | null {
    const value: unknown = column.default
    if (value === undefined || value === null) {
        return column.isGenerated && column.generationStrategy === "uuid"
            ? { expression: uuidGenerator, literal: null }
            : null
    }
    if (typeof value === "function") {
        const expression = (value as () => unknown)()
        return expression === null || expression === undefined
            ? null
            : { expression: asTypeormWrites(String(expression)), literal: null }
    }
    const given = literalOf(value, column.isArray)
    const literal = isText(value) && !isValueOf(column, given) ? asTypeormQuotes(given) : given
    return { expression: quoteLiteral(literal), literal }
}

/** TypeORM doubles the quotes in objects only. */
function isText(value: unknown): boolean {
    return Array.isArray(value) ? value.every(isText) : typeof value === "string"
}

function isValueOf(column: DeclaredColumn, text: string): boolean {
    return isEnumColumn(column) && (column.enum ?? []).map(String).includes(text)
}

/** What Postgres reads between quotes, unless a quote in it ends the text. */
function asTypeormQuotes(text: string): string {
    const runs = text.match(/'+/g) ?? []
    return runs.every(({ length }) => length % 2 === 0) ? text.replaceAll("''", "'") : text
}

/** TypeORM writes now() for CURRENT_TIMESTAMP, and takes the other for a difference: the two mean the same. */
function asTypeormWrites(expression: string): string {
    return expression.trim().toUpperCase() === "CURRENT_TIMESTAMP" ? "now()" : expression
}

function literalOf(value: unknown, isArray: boolean): string {
    if (Array.isArray(value) && isArray) return `{${value.map(arrayElement).join(",")}}`
    return typeof value === "object" ? JSON.stringify(value) : String(value)
}

/** One element of an array literal: quoted where a bare word would be read as something else (the manual, 8.15.6). */
export function arrayElement(value: unknown): string {
    if (value === null) return "NULL"
    if (Array.isArray(value)) return `{${value.map(arrayElement).join(",")}}`
    const text = typeof value === "object" ? JSON.stringify(value) : String(value)
    if (text !== "" && !/[{}",\\\s]/.test(text) && text.toUpperCase() !== "NULL") return text
    return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`
}

/** Whether the column is a serial: an integer whose default is a sequence of its own. */
export function isSerialColumn(column: DeclaredColumn): boolean {
    return column.isGenerated && column.generationStrategy === "increment"
}

/** The name that Postgres gives to a serial's sequence. */
export function serialSequenceName(table: string, column: string): string {
    return defaultName(table, column, "seq")
}
