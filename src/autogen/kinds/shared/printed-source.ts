import type { SchemaObject } from "../../core/schema-object.js"

/** An object whose `source` is what Postgres prints, with another source; one that has somebody's own words as it is. */
export function withSource<N extends string, D extends { readonly source: string } & Readonly<Record<N, unknown>>>(
    object: SchemaObject<D>,
    printed: N,
    change: (sql: string) => string,
): SchemaObject<D> {
    const { source } = object.definition
    if (source !== object.definition[printed]) return object
    const changed = change(source)
    return changed === source ? object : { ...object, definition: { ...object.definition, source: changed } }
}

/** An object with other texts in some of its attributes. */
export function withTexts<D extends object>(
    object: SchemaObject<D>,
    names: readonly (keyof D)[],
    change: (sql: string) => string,
): SchemaObject<D> {
    const changed = names.flatMap((name) => {
        const value = object.definition[name]
        const text = typeof value === "string" ? change(value) : value
        return text === value ? [] : [[name, text] as const]
    })
    if (changed.length === 0) return object
    return { ...object, definition: { ...object.definition, ...Object.fromEntries(changed) } }
}
