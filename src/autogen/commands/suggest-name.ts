import { changedObject, type Change } from "../core/change.js"

const VERBS = { create: "add", drop: "drop", alter: "alter", replace: "replace", rename: "rename" } as const

/**
 * A name for a migration after what it does: `create room`, `add floor to room`, `alter room`, `change schema`. Always fit to be
 * a file's name, whatever the objects are called.
 */
export function suggestName(changes: readonly Change[]): string {
    const objects = changes.map(changedObject)
    const tables = [
        ...new Set(objects.filter((object) => object.path.length > 1).map((object) => object.path[1] ?? "")),
    ]
    const [table] = tables
    if (table === undefined || tables.length > 2) return "change schema"
    const name = words(table)
    const whole = changes.filter((change) => changedObject(change).path.length === 2)
    const made = whole.find(
        (change) => (change.kind === "create" || change.kind === "drop") && changedObject(change).path[1] === table,
    )
    if (made) return `${made.kind === "create" ? "create" : "drop"} ${name}`
    if (tables.length > 1) return `alter ${name}`
    const inner = changes.filter((change) => changedObject(change).path.length > 2)
    const names = [...new Set(inner.map((change) => changedObject(change).path[2] ?? ""))]
    const kinds = [...new Set(inner.map((change) => change.kind))]
    const [only] = names
    const [kind] = kinds
    if (names.length !== 1 || only === undefined || kinds.length !== 1 || kind === undefined) return `alter ${name}`
    const join = kind === "create" ? "to" : kind === "drop" ? "from" : "of"
    return `${VERBS[kind]} ${words(only)} ${join} ${name}`
}

/** The ASCII letters and digits of a name, as words; never empty. */
function words(name: string): string {
    const kept = name
        .normalize("NFKD")
        .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
        .replaceAll(/[^A-Za-z0-9]+/g, " ")
        .trim()
        .toLowerCase()
    return kept === "" ? "object" : kept.slice(0, 40).trim()
}
