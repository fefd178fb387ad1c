import type { Change } from "../core/change.js"
import { likelyRenames, withoutChoice, withoutRivals, type Likely } from "./candidates.js"
import type { DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { objectKey, pathText } from "../core/object-key.js"
import type { Rename, RenameCandidate } from "../core/rename.js"
import { shellArgument, specName } from "../core/spec-name.js"
import { resolveRequestedRenames } from "./requested.js"
import { kindOf } from "../kinds/index.js"
import { invertedRenames, isSamePath, movesOf, renamedPath } from "../schema/rename-paths.js"
import { mergedRenames } from "./resolve.js"

/** Says whether a drop and a creation are a rename. Asked about one after the other, the most likely first. */
export type ConfirmRename = (candidate: RenameCandidate) => boolean | Promise<boolean>

interface Sides {
    readonly current: DatabaseSchema
    readonly desired: DatabaseSchema
}

/** What a comparison tells of two schemas: the changes, and the database's schema by the names after all renames. */
export interface ComparedSchemas {
    readonly changes: readonly Change[]
    readonly renamed: DatabaseSchema
}

/** The comparison, which is handed in. */
export type CompareSchemas = (
    current: DatabaseSchema,
    desired: DatabaseSchema,
    renames: readonly Rename[],
) => ComparedSchemas

/** Asks about what looks like a rename, as long as anything does; what has been confirmed may show more: the columns of a table. */
export async function confirmRenames(
    sides: Sides,
    known: readonly Rename[],
    confirm: ConfirmRename | undefined,
    compareSchemas: CompareSchemas,
    isOut: (kind: string, path: readonly string[]) => boolean,
): Promise<readonly Rename[]> {
    if (!confirm) return known
    const asked = new Set<string>()
    let renames = known
    for (;;) {
        const comparison = compareSchemas(sides.current, sides.desired, renames)
        const open = likelyRenames(comparison.changes, comparison.renamed, sides.desired)
            .filter(({ kind, from, to }) => !isOut(kind, from) && !isOut(kind, to))
            .map((likely) => candidateOf(likely, sides, renames, comparison))
            .find((candidate) => !asked.has(JSON.stringify(candidate)))
        if (!open) return renames
        asked.add(JSON.stringify(open))
        const { kind, from, to, values } = open
        if (await confirm(open))
            renames = mergedRenames([...renames, { kind, from, to, ...(values ? { values } : {}) }])
    }
}

/** So deep is what lies in what has been renamed. */
const MOST_ROUNDS = 5

/** All renames that leave no choice, as if each had been confirmed: what another naming strategy makes of a schema. */
export function allLikelyRenames(
    sides: Sides,
    known: readonly Rename[],
    compareSchemas: CompareSchemas,
    isOut: (kind: string, path: readonly string[]) => boolean,
): readonly Rename[] {
    let renames = known
    for (let round = 0; round < MOST_ROUNDS; round++) {
        const comparison = compareSchemas(sides.current, sides.desired, renames)
        const likely = likelyRenames(comparison.changes, comparison.renamed, sides.desired).filter(
            ({ kind, from, to }) => !isOut(kind, from) && !isOut(kind, to),
        )
        const back = movesOf(invertedRenames(renames))
        const found = withoutChoice(likely).map(({ kind, from, to, values }): Rename => ({
            kind,
            from: renamedPath(comparison.renamed, kind, from, back),
            to,
            ...(values ? { values } : {}),
        }))
        if (found.length === 0) return renames
        renames = mergedRenames([...renames, ...found])
    }
    return renames
}

/** More would be noise. */
const MOST_SHOWN = 5

/** What may be a rename and has not been asked about, each object once. */
export function renameCandidates(
    sides: Sides,
    renames: readonly Rename[],
    comparison: ComparedSchemas,
): readonly RenameCandidate[] {
    if (comparison.changes.length === 0) return []
    const likely = withoutRivals(likelyRenames(comparison.changes, comparison.renamed, sides.desired))
    return likely.slice(0, MOST_SHOWN).map((one) => candidateOf(one, sides, renames, comparison))
}

/** The hint that goes with a candidate. */
export function candidateHint({ kind, from, to, values = [], evidence, flag }: RenameCandidate): Diagnostic {
    const [value] = values
    const what = value
        ? `the value ${JSON.stringify(value.from)} of "${objectKey(kind, from)}" has become ${JSON.stringify(value.to)}`
        : `"${objectKey(kind, from)}" has become "${objectKey(kind, to)}"`
    return {
        severity: "info",
        code: "rename-candidate",
        object: objectKey(kind, to),
        message: `if ${what}, this is a rename: ${flag} (${evidence.join("; ")})`,
    }
}

function candidateOf(
    likely: Likely,
    sides: Sides,
    renames: readonly Rename[],
    { renamed }: ComparedSchemas,
): RenameCandidate {
    const { kind, to, values, evidence } = likely
    const from = renamedPath(renamed, kind, likely.from, movesOf(invertedRenames(renames)))
    const rename: Rename = { kind, from, to, ...(values ? { values } : {}) }
    return { ...rename, evidence, flag: `--rename ${shellArgument(specOf(rename, sides, renames))}` }
}

/** The shortest text that means this rename and nothing else. */
function specOf(rename: Rename, sides: Sides, known: readonly Rename[]): string {
    const { kind, from, to, values: [value] = [] } = rename
    const old = from.length > 1 && from[0] === sides.current.server.defaultSchema ? from.slice(1) : from
    const parts = value ? [...old, value.from] : old
    const name = value ? value.to : (to.at(-1) ?? "")
    const word = value ? (kindOf(kind).naming?.values?.kind ?? kind) : kind
    // What moves to another schema has both names whole.
    const moves = from.length === 2 && from[0] !== to[0]
    const [start, end] = moves ? [from, to] : [parts, [name]]
    const text = `${specName(start)}:${specName(end)}`
    return meansOnly(text, rename, sides, known)
        ? text
        : `${word} ${specName(value ? [...from, value.from] : from)}:${specName(end)}`
}

function meansOnly(text: string, rename: Rename, sides: Sides, known: readonly Rename[]): boolean {
    try {
        const [found] = resolveRequestedRenames([text], sides, known)
        return (
            found?.kind === rename.kind &&
            isSamePath(found.from, rename.from) &&
            isSamePath(found.to, rename.to) &&
            pathText(found.values?.map((value) => value.to) ?? []) ===
                pathText(rename.values?.map((value) => value.to) ?? [])
        )
    } catch {
        return false
    }
}
