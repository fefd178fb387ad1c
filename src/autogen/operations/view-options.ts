import { quoteIdent, quoteLiteral } from "../core/names.js"
/** Options by name. */
export type ViewOptions = Readonly<Record<string, string>>

const OF_PLAIN_VIEWS = ["check_option", "security_barrier", "security_invoker"]

/** The options that a view of this sort can have. */
export function viewOptions(options: readonly string[] | null, materialized: boolean): ViewOptions {
    const pairs = (options ?? []).map((option) => {
        const at = option.indexOf("=")
        return [option.slice(0, at), option.slice(at + 1)] as const
    })
    return Object.fromEntries(pairs.filter(([name]) => OF_PLAIN_VIEWS.includes(name) !== materialized))
}

/** ` WITH (…)`, or nothing. */
export function withOptionsSql(options: ViewOptions = {}): string {
    const list = optionList(options)
    return list === "" ? "" : ` WITH (${list})`
}

/** Options as SQL. */
export function optionList(options: ViewOptions): string {
    return Object.entries(options)
        .map(([name, value]) => `${quoteIdent(name)}=${quoteLiteral(value).trim()}`)
        .join(", ")
}
