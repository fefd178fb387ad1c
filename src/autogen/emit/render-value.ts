import { AutogenError } from "../core/errors.js"
import { compareText } from "../core/database-schema.js"
import { isBuilderCall } from "../core/operation.js"
import { stringLiteral, textLiteral } from "./text-literal.js"

/** What the rendering of a value needs to know, and what it finds out. */
export interface RenderContext {
    /** Names of this schema are written without it. */
    readonly defaultSchema: string
    /** Collects the names that the file must import. */
    readonly used: Set<string>
}

/** Source text as a tree: a text that stays as it is, or a list between brackets that may be broken over lines. */
export type Layout = string | LayoutList

interface LayoutList {
    readonly open: string
    readonly close: string
    /** Blanks inside the brackets, where the list stands on one line. */
    readonly padded: boolean
    readonly items: readonly { readonly label: string; readonly value: Layout }[]
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/
/** Of 120 columns, those that are left inside a method of a class. */
const WIDTH = 112
const INDENT = "    "

/** Lays out a call of a function. */
export function callLayout(callee: string, args: readonly Layout[]): Layout {
    return { open: `${callee}(`, close: ")", padded: false, items: args.map((value) => ({ label: "", value })) }
}

/** Lays out plain data and builder calls as TypeScript. */
export function valueLayout(context: RenderContext, value: unknown): Layout {
    switch (typeof value) {
        case "string":
            return textLiteral(value)
        case "number":
            return Object.is(value, -0) ? "-0" : String(value)
        case "boolean":
        case "undefined":
            return String(value)
        case "bigint":
            return `${value}n`
        case "function":
        case "symbol":
            throw notPlain(typeof value)
        case "object":
            break
    }
    if (value === null) return "null"
    if (isBuilderCall(value)) return builderLayout(context, value.call, value.args)
    if (Array.isArray(value)) {
        const items = value.map((item: unknown) => ({ label: "", value: valueLayout(context, item) }))
        return { open: "[", close: "]", padded: false, items }
    }
    if (Object.prototype.toString.call(value) !== "[object Object]") throw notPlain(String(value))
    const items = Object.entries(value)
        .filter(([, member]) => member !== undefined)
        .map(([key, member]) => ({ label: `${keyText(key)}: `, value: valueLayout(context, member) }))
    return { open: "{", close: "}", padded: true, items }
}

function builderLayout(context: RenderContext, call: string, args: readonly unknown[]): Layout {
    const [schema, name] = args
    if (call === "inSchema" && schema === context.defaultSchema && typeof name === "string") return stringLiteral(name)
    if (!IDENTIFIER.test(call)) throw notPlain(`a call of ${JSON.stringify(call)}`)
    context.used.add(call)
    return callLayout(
        call,
        args.map((arg) => valueLayout(context, arg)),
    )
}

function keyText(key: string): string {
    // `{ "__proto__": x }` sets the prototype; only a computed key makes it a member.
    if (key === "__proto__") return '["__proto__"]'
    return IDENTIFIER.test(key) ? key : stringLiteral(key)
}

function notPlain(what: string): AutogenError {
    return new AutogenError({ code: "INTERNAL", message: `${what} cannot be written into a migration file` })
}

/**
 * Prints a layout as Prettier would: on one line where it fits, else broken, the last argument first.
 *
 * @param indent the columns before the first line, and before the lines that the layout is broken into
 * @param before the characters that stand before it on its first line, and `after` those behind it on its last
 */
export function printLayout(layout: Layout, indent: number, before: number, after: number): string {
    if (typeof layout === "string") return layout
    const flat = flatText(layout)
    if (!flat.includes("\n") && before + flat.length + after <= WIDTH) return flat
    if (layout.items.length === 0) return flat
    const hugged = hugLast(layout, indent, before)
    if (hugged !== null) return hugged
    return broken(layout, indent)
}

/** `f(a, {` … `})`: a call whose last argument alone is broken, where the others fit on the first line. */
function hugLast({ open, close, items }: LayoutList, indent: number, before: number): string | null {
    if (close !== ")") return null
    const last = items.at(-1)
    const head = items.slice(0, -1).map(({ value }) => flatText(value))
    if (last === undefined || head.some((text) => text.includes("\n"))) return null
    const start = open + head.map((text) => `${text}, `).join("")
    if (typeof last.value === "string") {
        // A text of several lines begins where it stands; a long one on its own cannot be helped by breaking.
        const soloTemplate = last.value.startsWith("`") && items.length === 1
        return soloTemplate ? start + last.value + close : null
    }
    if (last.value.close === ")" || last.value.items.length === 0) return null
    if (before + start.length + last.value.open.length > WIDTH) return null
    // As Prettier: a list before a list of the same kind is broken with it, not hugged.
    const previous = items.at(-2)?.value
    if (typeof previous === "object" && previous.close === last.value.close) return null
    return start + broken(last.value, indent) + close
}

function broken(list: LayoutList, indent: number): string {
    const deeper = indent + INDENT.length
    const margin = " ".repeat(deeper)
    const lines = list.items.map(
        ({ label, value }) => `${margin}${label}${printLayout(value, deeper, deeper + label.length, 1)},\n`,
    )
    return `${list.open}\n${lines.join("")}${" ".repeat(indent)}${list.close}`
}

function flatText(layout: Layout): string {
    if (typeof layout === "string") return layout
    const { open, close, padded, items } = layout
    const blank = padded && items.length > 0 ? " " : ""
    return open + blank + items.map(({ label, value }) => label + flatText(value)).join(", ") + blank + close
}

/** Sorted as an editor's "organize imports" does: without regard to case. */
export function sortedNames(names: Iterable<string>): readonly string[] {
    return [...names].sort((a, b) => compareText(a.toLowerCase(), b.toLowerCase()) || compareText(a, b))
}
