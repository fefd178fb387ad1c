import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"
import type { RevisionGraph } from "./revision-graph.js"

const SHOWN_NAMES = 10

/** Where a text's revision is looked for. */
export interface Candidates {
    readonly graph: RevisionGraph
    /** In order. */
    readonly names: readonly string[]
    /** What these migrations are, for the message: "known", "executed". */
    readonly state: string
}

/**
 * The revision that a text stands for: its name, timestamp, file or branch label, or a beginning of its name, timestamp or slug that no
 * other change has. The name of a change of several steps stands for its last step. Undefined where none has it.
 *
 * Throws `REVISION_UNKNOWN` with the candidates where several have it.
 *
 * @example
 * ```ts
 * findRevision({ graph, names, state: "known" }, "add-fl") // "AddFloor1763817600000"
 * ```
 */
export function findRevision(candidates: Candidates, text: string): string | undefined {
    const { graph, names } = candidates
    const changeOf = (name: string): string => graph.byName.get(name)?.change ?? name
    const lastOf = (change: string): string | undefined => names.findLast((name) => changeOf(name) === change)
    if (names.includes(text)) return lastOf(text) ?? text
    const labelled = names.find((name) => graph.byName.get(name)?.branchLabels.includes(text) === true)
    if (labelled !== undefined) return labelled
    const word = withoutFile(text)
    const found = names.filter((name) => word !== "" && idsOf(name).some((id) => id.startsWith(word)))
    const changes = [...new Set(found.map(changeOf))]
    const [first] = found
    if (first === undefined) return undefined
    if (changes.length > 1) throw revisionUnknown(candidates, text, found)
    return changes[0] === first ? (lastOf(first) ?? first) : first
}

/** As {@link findRevision}; throws `REVISION_UNKNOWN`, with what there is, where none has it. */
export function expectRevision(candidates: Candidates, text: string): string {
    return findRevision(candidates, text) ?? refuse(revisionUnknown(candidates, text))
}

/** A text that stands for no revision, or for several. */
export function revisionUnknown(
    { names, state }: Pick<Candidates, "names" | "state">,
    text: string,
    found: readonly string[] = [],
): AutogenError {
    const shown = (found.length > 0 ? found : names).slice(-SHOWN_NAMES).map(printable)
    return new AutogenError({
        code: "REVISION_UNKNOWN",
        message:
            found.length > 0
                ? `"${printable(text)}" is the beginning of ${found.length} migrations' names`
                : `there is no ${state} migration "${printable(text)}"`,
        next: shown.length > 0 ? `name one of: ${shown.join(", ")}` : `there is no ${state} migration at all`,
        fields: { revision: text, known: names },
    })
}

/** A name's words as files have them: "AddFloor1763817600000" is "add-floor". */
export function slugOf(name: string): string {
    return name
        .slice(0, -TIMESTAMP)
        .replaceAll(/([\p{Ll}\p{Nd}])(\p{Lu})/gu, "$1-$2")
        .replaceAll(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1-$2")
        .replaceAll(/[\s_-]+/g, "-")
        .toLowerCase()
}

const TIMESTAMP = 13

function idsOf(name: string): readonly string[] {
    const [timestamp, slug] = [name.slice(-TIMESTAMP), slugOf(name)]
    return [name, timestamp, slug, `${timestamp}-${slug}`]
}

function withoutFile(text: string): string {
    return text.replace(/^.*[\\/]/, "").replace(/\.[cm]?[jt]s$/, "")
}

function refuse(error: AutogenError): never {
    throw error
}
