import { quoteIdent } from "./names.js"

declare const brand: unique symbol

/** Identifies a {@link SchemaObject} within one database: its kind and its path, such as `column:public.room.code`. */
export type ObjectKey = string & { readonly [brand]: "ObjectKey" }

const PLAIN = /^[a-z_][a-z0-9_$]*$/

/** The path as people read it: parts that are not plain lower-case names are quoted, so that no two paths read alike. */
export function pathText(path: readonly string[]): string {
    return path.map((part) => (PLAIN.test(part) ? part : quoteIdent(part))).join(".")
}

/** Makes the key of an object. Injective: two different (kind, path) never share a key. */
export function objectKey(kind: string, path: readonly string[]): ObjectKey {
    return `${kind}:${pathText(path)}` as ObjectKey
}
