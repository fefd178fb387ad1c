import type { DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { DerivedNames, NamesBefore, Rename } from "../core/rename.js"
import { invertedRenames, isSamePath, movesOf, renamedPath } from "../schema/rename-paths.js"
import { mergedRenames } from "./resolve.js"

interface Sides {
    readonly current: DatabaseSchema
    readonly desired: DatabaseSchema
}

/** The renames of one table that is named after others, and of what is in it. */
interface Following {
    readonly renames: readonly Rename[]
    readonly isNamed: boolean
}

/** The renames that there are, and what is to be said about some. */
export interface FollowedRenames {
    readonly renames: readonly Rename[]
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Adds the renames of what is named after renamed objects, such as the junction table of a many-to-many relation. One that the
 * database does not bear out, or that takes what belongs to another, is left out with all that is in it.
 *
 * @example
 * ```ts
 * const { renames } = followRenames({ current, desired }, [{ kind: "table", from: ["public", "room"], to: ["public", "chamber"] }], derived)
 * ```
 */
export function followRenames(
    sides: Sides,
    known: readonly Rename[],
    derived: readonly DerivedNames[],
): FollowedRenames {
    const before = movesOf(invertedRenames(known))
    const after = movesOf(known)
    const names: NamesBefore = {
        current: sides.current,
        of: (kind, path) => renamedPath(sides.desired, kind, path, before),
        isWanted: (kind, path) => sides.desired.objects.has(objectKey(kind, path)),
    }
    let following: readonly Following[] = derived
        .map((one): Following => {
            const { renames, isNamed } = one.before(names)
            const isKnown = ({ kind, from, to }: Rename) => isSamePath(after.get(objectKey(kind, from)) ?? [], to)
            return { renames: renames.filter((rename) => !isKnown(rename)), isNamed }
        })
        .filter(({ renames }) => renames.length > 0)
    // What takes the name of one that stays stays too.
    for (let count = Infinity; following.length < count;) {
        count = following.length
        const taken = renamedNames([...known, ...following.flatMap(({ renames }) => renames)])
        following = following.filter(({ renames }) => renames.every((rename) => isPossible(rename, taken, sides)))
    }
    if (following.length === 0) return { renames: known, diagnostics: [] }
    return {
        renames: mergedRenames([...known, ...following.flatMap(({ renames }) => renames)]),
        diagnostics: following.flatMap(({ renames: [first], isNamed }) => (first && !isNamed ? [unnamed(first)] : [])),
    }
}

/** How many renames take an object, and how many give a name. */
interface RenamedNames {
    readonly from: ReadonlyMap<ObjectKey, number>
    readonly to: ReadonlyMap<ObjectKey, number>
}

function renamedNames(renames: readonly Rename[]): RenamedNames {
    const from = new Map<ObjectKey, number>()
    const to = new Map<ObjectKey, number>()
    const count = (map: Map<ObjectKey, number>, key: ObjectKey) => map.set(key, (map.get(key) ?? 0) + 1)
    for (const rename of renames) {
        count(from, objectKey(rename.kind, rename.from))
        count(to, objectKey(rename.kind, rename.to))
    }
    return { from, to }
}

/** Whether the rename is the only one of its object and to its name, the name is free by then, and nobody wants the old one. */
function isPossible({ kind, from, to }: Rename, taken: RenamedNames, { current, desired }: Sides): boolean {
    const isInner = from.length > 2
    const there = isInner ? [...from.slice(0, -1), to.at(-1) ?? ""] : to
    const left = isInner ? [...to.slice(0, -1), from.at(-1) ?? ""] : from
    const isAlone = taken.from.get(objectKey(kind, from)) === 1 && taken.to.get(objectKey(kind, to)) === 1
    const isFree = !current.objects.has(objectKey(kind, there)) || taken.from.has(objectKey(kind, there))
    const isLeft = !desired.objects.has(objectKey(kind, left)) || taken.to.has(objectKey(kind, left))
    return (
        isAlone &&
        isFree &&
        isLeft &&
        current.objects.has(objectKey(kind, from)) &&
        desired.objects.has(objectKey(kind, to))
    )
}

function unnamed({ kind, from, to }: Rename): Diagnostic {
    return {
        severity: "warning",
        code: "rename-followed",
        object: objectKey(kind, to),
        message: `"${objectKey(kind, from)}" is renamed to "${objectKey(kind, to)}", since it alone links the same two tables: if that is another relation, remove the old one in a migration of its own first`,
    }
}
