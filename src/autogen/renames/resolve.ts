import type { DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { AutogenError } from "../core/errors.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { DeclaredRename, Rename } from "../core/rename.js"
import { resolveDeclaredRenames } from "./declared.js"
import { resolveRequestedRenames } from "./requested.js"
import { kindOf } from "../kinds/index.js"
import { isSamePath } from "../schema/rename-paths.js"

/** What renames are asked for, and between what. */
export interface RenameRequest {
    readonly current: DatabaseSchema
    readonly desired: DatabaseSchema
    readonly declared: readonly DeclaredRename[]
    readonly given: readonly (Rename | string)[]
}

/** Renames in the paths of the database, outer ones first. */
export interface ResolvedRenames {
    readonly renames: readonly Rename[]
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Puts together the renames that entities declare and those that are given beside them.
 *
 * Throws `ENTITIES_CONTRADICT`, `USAGE` and `RENAME_INVALID`.
 */
export function resolveRenames({ current, desired, declared, given }: RenameRequest): ResolvedRenames {
    if (declared.length + given.length === 0) return { renames: [], diagnostics: [] }
    const settled = resolveDeclaredRenames(declared, current, desired)
    const renames = mergedRenames([
        ...settled.renames,
        ...resolveRequestedRenames(given, { current, desired }, settled.renames),
    ])
    renames.forEach(expectPossible)
    return { renames, diagnostics: settled.diagnostics }
}

/** One rename an object; what is said twice is said once. */
export function mergedRenames(renames: readonly Rename[]): readonly Rename[] {
    const result = new Map<ObjectKey, Rename>()
    const byName = new Map<ObjectKey, Rename>()
    for (const rename of renames) {
        const [from, to] = [objectKey(rename.kind, rename.from), objectKey(rename.kind, rename.to)]
        const before = result.get(from)
        const taken = byName.get(to)
        if ((before && !isSamePath(before.to, rename.to)) || (taken && taken !== before))
            throw conflict(before ?? taken, rename)
        const merged = before ? withValues(before, rename) : rename
        result.set(from, merged)
        byName.set(to, merged)
    }
    return [...result.values()].sort((a, b) => a.from.length - b.from.length)
}

function withValues(first: Rename, second: Rename): Rename {
    const values = [...(first.values ?? []), ...(second.values ?? [])]
    const distinct = values.filter(
        (value, at) => values.findIndex((one) => one.from === value.from && one.to === value.to) === at,
    )
    return { ...first, ...(distinct.length > 0 ? { values: distinct } : {}) }
}

function conflict(first: Rename | undefined, second: Rename): AutogenError {
    const texts = [first, second].flatMap((one) =>
        one ? [`"${objectKey(one.kind, one.from)}" to "${objectKey(one.kind, one.to)}"`] : [],
    )
    return new AutogenError({
        code: "RENAME_INVALID",
        message: `conflicting renames: ${texts.join(" and ")}`,
        next: "omit one of them; those of @RenamedFrom count too",
        fields: { renames: [first, second] },
    })
}

function expectPossible({ kind, from, to }: Rename): void {
    const { rename, changesSchema = false, movesWithParent } = kindOf(kind).naming ?? {}
    const moves = from.length === 2 && from[0] !== to[0] && !changesSchema && !movesWithParent
    if (rename && from.length === to.length && !moves) return
    throw new AutogenError({
        code: "RENAME_INVALID",
        message: `"${objectKey(kind, from)}" cannot be renamed to "${objectKey(kind, to)}"`,
        next: moves ? "only tables and enum types move to another schema" : "use an old and a new name of one kind",
    })
}
