import { AutogenError } from "../core/errors.js"

const SHOWN_NAMES = 10

/**
 * The migration that a text stands for: its name, its timestamp, or a beginning of its name that no other one has. The name of a
 * change of several steps stands for its last step; `changeOf` gives the change that a migration is a step of.
 * Throws `REVISION_UNKNOWN`, with what there is.
 *
 * @example
 * ```ts
 * resolveTarget(["CreateRoom1763800000000"], "CreateRoom", "pending") // "CreateRoom1763800000000"
 * ```
 */
export function resolveTarget(
    names: readonly string[],
    text: string,
    state: string,
    changeOf: (name: string) => string = (name) => name,
): string {
    const lastOf = (change: string): string | undefined => names.findLast((name) => changeOf(name) === change)
    if (names.includes(text)) return lastOf(text) ?? text
    const found = names.filter((name) => text !== "" && (name.startsWith(text) || timestampOf(name) === text))
    const changes = [...new Set(found.map(changeOf))]
    if (changes.length === 1 && found[0] !== undefined) {
        return changes[0] === found[0] ? (lastOf(found[0]) ?? found[0]) : found[0]
    }
    const shown = (found.length > 0 ? found : names).slice(-SHOWN_NAMES)
    throw new AutogenError({
        code: "REVISION_UNKNOWN",
        message:
            found.length > 0
                ? `"${text}" is the beginning of ${found.length} migrations' names`
                : `there is no ${state} migration "${text}"`,
        next: shown.length > 0 ? `name one of: ${shown.join(", ")}` : `there is no ${state} migration at all`,
        fields: { revision: text, known: names },
    })
}

function timestampOf(name: string): string {
    return name.slice(-13)
}
