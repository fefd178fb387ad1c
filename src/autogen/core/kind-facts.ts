import type { DependentFacet } from "./facets/dependent.js"
import type { ObjectKind } from "./object-kind.js"
import type { SchemaObject } from "./schema-object.js"

// What a kind asks about objects of any kind. The registry says once which kinds there are: a kind imports no other one, and the registry
// imports all of them.

const known = new Map<string, ObjectKind<object>>()

/** Makes kinds known to one another. */
export function registerKinds(kinds: Iterable<ObjectKind<object>>): void {
    for (const kind of kinds) known.set(kind.name, kind)
}

function kindOf(object: SchemaObject): ObjectKind<object> {
    const kind = known.get(object.kind)
    if (!kind) throw new TypeError(`no kind "${object.kind}" is registered`)
    return kind
}

function facetOf(object: SchemaObject): DependentFacet<object> {
    return kindOf(object).dependent ?? {}
}

/** The SQL in an object that is evaluated over rows or values, as Postgres prints it: a condition, a query, a default. */
export function expressionsOf(object: SchemaObject): readonly string[] {
    return kindOf(object).expressions?.(object.definition) ?? []
}

/** See {@link DependentFacet.pinsColumnTypes}. */
export function pinsColumnTypes(object: SchemaObject): boolean {
    return facetOf(object).pinsColumnTypes?.(object.definition) ?? false
}

/** See {@link DependentFacet.isWrittenForTypes}. */
export function isWrittenForTypes(object: SchemaObject): boolean {
    return facetOf(object).isWrittenForTypes?.(object.definition) ?? false
}

/** See {@link DependentFacet.comparesColumns}. */
export function comparesColumns(object: SchemaObject): boolean {
    return facetOf(object).comparesColumns ?? false
}

/** See {@link DependentFacet.isResetByType}. */
export function isResetByType(object: SchemaObject): boolean {
    return facetOf(object).isResetByType ?? false
}

/** See {@link DependentFacet.rechecksRows}. */
export function rechecksRows(object: SchemaObject): "always" | "order" | null {
    return facetOf(object).rechecksRows?.(object.definition) ?? null
}

/** See {@link DependentFacet.givesValue}. */
export function givesValue(object: SchemaObject): boolean {
    return facetOf(object).givesValue ?? false
}

/** See {@link DependentFacet.isKey}. */
export function isKey(object: SchemaObject): boolean {
    return facetOf(object).isKey ?? false
}

/** See {@link DependentFacet.makesNotNull}. */
export function makesNotNull(object: SchemaObject): boolean {
    return facetOf(object).makesNotNull ?? false
}

/** See {@link DependentFacet.holdsForAllRows}. */
export function holdsForAllRows(object: SchemaObject): string | null {
    return facetOf(object).holdsForAllRows?.(object.definition) ?? null
}

/** See {@link DependentFacet.storesValues}. */
export function storesValues(object: SchemaObject): { readonly array: boolean } | null {
    return facetOf(object).storesValues?.(object.definition) ?? null
}

/** The names that its definition lists as values of it: an enum's. Null where its kind has none. */
export function valuesOf(object: SchemaObject): readonly string[] | null {
    return kindOf(object).naming?.values?.list(object) ?? null
}
