import type { AttributeVerdict } from "../core/object-kind.js"
import { quoteIdent, quoteLiteral } from "../core/names.js"

// Storage parameters of indexes and tables, as the catalog has them: `fillfactor=70`.
// https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-STORAGE-PARAMETERS

/** Parameters that matter from the next row on. The others shape what is there already, and need the index to be built again. */
const IN_PLACE: ReadonlySet<string> = new Set([
    "fillfactor",
    "deduplicate_items",
    "fastupdate",
    "gin_pending_list_limit",
    "buffering",
    "autosummarize",
])

/** The name of a parameter. */
function nameOf(parameter: string): string {
    return parameter.slice(0, parameter.indexOf("="))
}

/** What it takes to give an index other parameters. Null on one side: nothing is said about them there. */
export function parametersRule(
    from: readonly string[] | null,
    to: readonly string[] | null,
): Exclude<AttributeVerdict, "ignore"> | null {
    if (from === null || to === null) return null
    const differing = [...from.filter((one) => !to.includes(one)), ...to.filter((one) => !from.includes(one))]
    if (differing.length === 0) return null
    return differing.every((parameter) => IN_PLACE.has(nameOf(parameter))) ? "alter" : "replace"
}

/** What is to be SET and RESET. */
export interface ChangedParameters {
    readonly set?: readonly string[]
    readonly reset?: readonly string[]
}

/** What must be said to come from some parameters to others, in the same order: what is SET comes last. */
export function changedParameters(from: readonly string[] | null, to: readonly string[] | null): ChangedParameters {
    const [before, after] = [from ?? [], to ?? []]
    const set = after.filter((parameter) => !before.includes(parameter))
    const kept = before.filter((parameter) => after.includes(parameter))
    if (![...kept, ...set].every((parameter, index) => parameter === after[index]))
        return { set: after, reset: before.map(nameOf) }
    const reset = before.filter((parameter) => !after.includes(parameter)).map(nameOf)
    return { ...(set.length === 0 ? {} : { set }), ...(reset.length === 0 ? {} : { reset }) }
}

/** As {@link changedParameters}, in the words of `op.alterIndex`. */
export function parameterOptions(from: readonly string[] | null, to: readonly string[] | null): ChangedParameters {
    const { set, ...others } = changedParameters(from, to)
    return { ...(set ? { set: parameterWords(set) } : {}), ...others }
}

/** Parameters as the catalog has them, as SQL. */
export function parameterWords(parameters: readonly string[]): readonly string[] {
    return parameters.map((parameter) => {
        const [name, value] = [nameOf(parameter), parameter.slice(parameter.indexOf("=") + 1)]
        const names = name.split(".").map(quoted).join(".")
        return `${names}=${/^[\w.-]+$/.test(value) ? value : quoteLiteral(value).trim()}`
    })
}

/** A parameter's name as SQL: most are plain words. */
export function quoted(name: string): string {
    return /^[a-z_][a-z0-9_]*$/.test(name) ? name : quoteIdent(name)
}
