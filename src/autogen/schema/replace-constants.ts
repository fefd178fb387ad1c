import { arrayElement } from "../kinds/declared/declared-columns.js"
import { printedIdent } from "./replace-identifiers.js"

/** The values of a type that get new names. */
export interface RenamedConstants {
    /** The type's path, before any rename. */
    readonly type: readonly string[]
    readonly values: ReadonlyMap<string, string>
}

/** A constant with its cast, as Postgres prints it with an empty search_path: `'sad'::public.mood`, `'{sad}'::public.mood[]`. */
const CONSTANT =
    /(?<![eE])'(?<text>(?:[^']|'')*)'::(?<type>(?:"(?:[^"]|"")*"|[\w$\u0080-\uffff]+)(?:\.(?:"(?:[^"]|"")*"|[\w$\u0080-\uffff]+))*)(?<array>\[\])?/g

/**
 * Replaces the constants of types in an expression that Postgres has printed. What is not found leaves a difference, and the object
 * is built again: never a wrong result.
 */
export function replaceConstants(expression: string, renamed: readonly RenamedConstants[]): string {
    const byType = new Map(renamed.map(({ type, values }) => [type.map(printedIdent).join("."), values]))
    return expression.replaceAll(CONSTANT, (token: string, ...rest: unknown[]) => {
        const groups = rest.at(-1) as { readonly text: string; readonly type: string; readonly array?: string }
        const values = byType.get(groups.type)
        if (!values) return token
        const text = groups.text.replaceAll("''", "'")
        const replaced = groups.array === undefined ? (values.get(text) ?? text) : replaceElements(text, values)
        if (replaced === text || replaced.includes("\\")) return token
        return `'${replaced.replaceAll("'", "''")}'::${groups.type}${groups.array ?? ""}`
    })
}

/** The elements of an array constant: `{a,"two words"}`. */
function replaceElements(text: string, values: ReadonlyMap<string, string>): string {
    return text.replaceAll(/"((?:[^"\\]|\\.)*)"|[^,{}"]+/g, (element: string, quoted: string | undefined) => {
        const value = quoted === undefined ? element : quoted.replaceAll(/\\(.)/g, "$1")
        const next = values.get(value)
        return next === undefined ? element : arrayElement(next)
    })
}
