import type { FilteredObjects } from "../compare/filter-objects.js"
import { allLikelyRenames, confirmRenames, type ConfirmRename } from "./confirm.js"
import type { Plan } from "../core/plan.js"
import type { Rename } from "../core/rename.js"
import { followRenames } from "./follow.js"
import { withInheritedRenames } from "./inherited.js"
import type { DeclaredSchema } from "../read/read-entities.js"
import { resolveRenames, type ResolvedRenames } from "./resolve.js"

interface RenameOptions {
    readonly renames?: readonly (Rename | string)[]
    readonly confirmRename?: ConfirmRename
    readonly renameAll?: boolean
}

/** What entities say of old names. */
export type DeclaredNames = Pick<DeclaredSchema, "renames" | "derived">

/** The renames that are declared, given, confirmed, and those of what is named after renamed objects. */
export async function findRenames(
    sides: Pick<Plan, "current" | "desired">,
    names: DeclaredNames,
    isOut: FilteredObjects["isOut"],
    options: RenameOptions,
): Promise<ResolvedRenames> {
    const settled = resolveRenames({ ...sides, declared: names.renames, given: options.renames ?? [] })
    const followed = followRenames(sides, settled.renames, names.derived)
    const isLooked = ({ kind, from, to }: Rename): boolean => !isOut(kind, from) && !isOut(kind, to)
    const looked = followed.renames.filter(isLooked)
    const taken = options.renameAll ? allLikelyRenames(sides, looked, isOut) : looked
    const confirmed = await confirmRenames(sides, taken, options.confirmRename, isOut)
    const last =
        confirmed === looked ? { ...followed, renames: looked } : followRenames(sides, confirmed, names.derived)
    const renames = withInheritedRenames(last.renames.filter(isLooked), sides.current)
    return { renames, diagnostics: [...settled.diagnostics, ...last.diagnostics] }
}
