import type { Inherited } from "../../core/provenance.js"
import type { SchemaObject } from "../../core/schema-object.js"
import { ownName } from "../shared/table-parts.js"

/** One key element: a column, or an expression as Postgres prints it. */
export interface IndexElementDefinition {
    readonly column: string | null
    readonly expression: string | null
    /** Quoted, with its parameters; null for the type's default operator class without any. */
    readonly operatorClass: string | null
    /** Quoted; null for the column's own collation. */
    readonly collation: string | null
    readonly descending: boolean
    readonly nullsFirst: boolean
}

export interface IndexDefinition {
    /** What it depends on: a table, or a materialized view. */
    readonly on: "table" | "view"
    readonly unique: boolean
    readonly method: string
    readonly elements: readonly IndexElementDefinition[]
    readonly include: readonly string[]
    /** As Postgres prints it; the user's own words until it has been normalized. */
    readonly where: string | null
    /** What the migration file says. */
    readonly whereSource: string | null
    readonly nullsNotDistinct: boolean
    readonly with: readonly string[]
    /** False: left behind by a CREATE INDEX CONCURRENTLY that failed. It costs writes and serves no query. */
    readonly valid: boolean
    /** Whether it is to be built while the table stays writable; never read back, never a difference. */
    readonly concurrently: boolean
    /** That TypeORM, as old as it is, has no word for the method; never a difference. */
    readonly methodUnsaid?: true
    /** The columns that it depends on, those of expressions and of the predicate too; unknown (empty) until it has been normalized. */
    readonly reads: readonly string[]
}

/** The expressions among its elements, and its predicate. */
export function indexExpressions({ elements, where }: IndexDefinition): readonly string[] {
    return [...elements.map(({ expression }) => expression), where].filter((text) => text !== null)
}

/** Whether it is computed from rows, and not just their columns in an order. */
export function isComputed(definition: IndexDefinition): boolean {
    return indexExpressions(definition).length > 0
}

/** Whether a decorator could say it. */
export function isPlain({ column, operatorClass, collation, descending, nullsFirst }: IndexElementDefinition): boolean {
    return column !== null && operatorClass === null && collation === null && !descending && !nullsFirst
}

/**
 * Decorators list columns, no more: an `@Index` over an expression, an order or an operator class is how TypeORM's users keep an index
 * that a migration made. Of such a one nothing is a difference but what the decorator does say.
 */
export function inheritIndex(
    { path, definition: declared }: SchemaObject<IndexDefinition>,
    { definition: there }: SchemaObject<IndexDefinition>,
): Inherited<IndexDefinition> | null {
    const isPlaceholder = !there.elements.every(isPlain)
    const keepsMethod = declared.method === "btree" && (isPlaceholder || declared.methodUnsaid === true)
    const method = keepsMethod ? there.method : declared.method
    // Operator classes belong to their method.
    const keepsElements = isPlaceholder && method === there.method
    const columns = there.elements.map(({ column, expression }) => column ?? expression ?? "").join(", ")
    const declaredColumns = declared.elements.map(({ column }) => column ?? "").join(", ")
    const what = [
        ...(keepsElements ? placeholderWords(there.elements) : []),
        ...(method === declared.method ? [] : ["method"]),
        ...(there.include.length > 0 ? ["INCLUDE columns"] : []),
        ...(there.with.length > 0 ? ["storage parameters"] : []),
        ...(there.nullsNotDistinct ? ["NULLS NOT DISTINCT"] : []),
    ]
    if (what.length === 0) return null
    const keepsPredicate = keepsElements && declared.where === null
    return {
        definition: {
            ...declared,
            method,
            elements: keepsElements ? there.elements : declared.elements,
            unique: declared.unique || (keepsElements && there.unique),
            ...(keepsPredicate ? { where: there.where, whereSource: there.whereSource } : {}),
            include: there.include,
            with: there.with,
            nullsNotDistinct: there.nullsNotDistinct && (declared.unique || keepsElements),
            ...(keepsElements ? { reads: there.reads } : {}),
        },
        what,
        against: keepsElements
            ? [
                  ...(columns === declaredColumns ? [] : [`(${declaredColumns})`]),
                  ...(there.unique && !declared.unique ? ["without UNIQUE"] : []),
                  ...(keepsPredicate && there.where !== null ? ["without WHERE"] : []),
              ]
            : [],
        declareAs: `@Index(${JSON.stringify(ownName(path))}, { synchronize: false })`,
    }
}

function placeholderWords(elements: readonly IndexElementDefinition[]): readonly string[] {
    return [
        ...(elements.some(({ column }) => column === null) ? ["expressions"] : []),
        ...(elements.some(({ descending, nullsFirst }) => descending || nullsFirst) ? ["order"] : []),
        ...(elements.some(({ operatorClass }) => operatorClass !== null) ? ["operator classes"] : []),
        ...(elements.some(({ collation }) => collation !== null) ? ["collations"] : []),
    ]
}
