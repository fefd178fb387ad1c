import { quoteIdent } from "./names.js"

declare const brand: unique symbol

/** Identifies a {@link SchemaObject} within one database: its kind and its path, such as `column:public.room.code`. */
export type ObjectKey = string & { readonly [brand]: "ObjectKey" }

const PLAIN = /^[a-z_][a-z0-9_$]*$/

// Most keys are of what is in one table after another: its part is made once.
let lastSchema = ""
let lastName = ""
let lastText = '"".""'

/** The path as people read it: parts that are not plain lower-case names are quoted, so that no two paths read alike. */
export function pathText(path: readonly string[]): string {
    const schema = path[0]
    const name = path[1]
    if (schema === undefined || name === undefined) return schema === undefined ? "" : partText(schema)
    if (schema !== lastSchema || name !== lastName) {
        lastText = `${partText(schema)}.${partText(name)}`
        lastSchema = schema
        lastName = name
    }
    let text = lastText
    for (let index = 2; index < path.length; index++) text += `.${partText(path[index] ?? "")}`
    return text
}

function partText(part: string): string {
    return PLAIN.test(part) ? part : quoteIdent(part)
}

/** Makes the key of an object. Injective: two different (kind, path) never share a key. */
export function objectKey(kind: string, path: readonly string[]): ObjectKey {
    return `${kind}:${pathText(path)}` as ObjectKey
}

const RELATION = /^[^:]*:((?:"(?:[^"]|"")*"|[^.]+)(?:\.(?:"(?:[^"]|"")*"|[^.]+))?)/

/**
 * The table, view, sequence … that an object is, or is in, as its key says it: `public.room` of `column:public.room.code`. Of what is in
 * none, such as a schema, its own name.
 */
export function relationOf(key: ObjectKey): string {
    return RELATION.exec(key)?.[1] ?? key
}
