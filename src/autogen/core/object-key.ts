import { quoteIdent } from "./names.js"
import { isPrintable } from "./printable.js"

declare const brand: unique symbol

/** Identifies a {@link SchemaObject} within one database: its kind and its path, such as `column:public.room.code`. */
export type ObjectKey = string & { readonly [brand]: "ObjectKey" }

const PLAIN = /^[a-z_][a-z0-9_$]*$/

// Most keys are of what is in one table after another: its part is made once.
let lastSchema = ""
let lastName = ""
let lastText = '"".""'

/**
 * The path as people read it, on one line: parts that are not plain lower-case names are quoted, so that no two paths read alike; those with
 * characters that do not show are written with SQL's escapes, `U&"a\000ab"`.
 */
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
    return PLAIN.test(part) ? part : isPrintable(part) ? quoteIdent(part) : escapedIdent(part)
}

function escapedIdent(part: string): string {
    const escape = (character: string): string => {
        const code = character.codePointAt(0) ?? 0
        return code > 0xffff ? `\\+${hex(code, 6)}` : `\\${hex(code, 4)}`
    }
    const characters = [...part].map((one) => (one === "\\" ? "\\\\" : isPrintable(one) ? one : escape(one)))
    return `U&${quoteIdent(characters.join(""))}`
}

function hex(code: number, digits: number): string {
    return code.toString(16).padStart(digits, "0")
}

/** The name that a part of a path stands for. */
export function namedBy(part: string): string {
    const [, escapes, quoted] = /^(U&)?"(.*)"$/su.exec(part) ?? []
    if (quoted === undefined) return part
    const name = quoted.replaceAll('""', '"')
    if (escapes === undefined) return name
    return name.replaceAll(
        /\\(?:(\\)|\+([\da-f]{6})|([\da-f]{4}))/gi,
        (_, backslash?: string, long?: string, short?: string) =>
            backslash ?? String.fromCodePoint(Number.parseInt(long ?? short ?? "", 16)),
    )
}

/** Makes the key of an object. Injective: two different (kind, path) never share a key. */
export function objectKey(kind: string, path: readonly string[]): ObjectKey {
    return `${kind}:${pathText(path)}` as ObjectKey
}

const RELATION = /^[^:]*:((?:(?:U&)?"(?:[^"]|"")*"|[^.]+)(?:\.(?:(?:U&)?"(?:[^"]|"")*"|[^.]+))?)/

/**
 * The table, view, sequence … that an object is, or is in, as its key says it: `public.room` of `column:public.room.code`. Of what is in
 * none, such as a schema, its own name.
 */
export function relationOf(key: ObjectKey): string {
    return RELATION.exec(key)?.[1] ?? key
}

/**
 * The name in a key, without its kind, and without the schema where that is the one that goes without saying.
 *
 * @example
 * ```ts
 * nameText(objectKey("column", ["public", "room", "code"]), "public") // "room.code"
 * ```
 */
export function nameText(key: ObjectKey, defaultSchema: string): string {
    const name = key.slice(key.indexOf(":") + 1)
    const schema = `${partText(defaultSchema)}.`
    return name.startsWith(schema) ? name.slice(schema.length) : name
}
