import { allLikelyRenames, confirmRenames, type CompareSchemas, type ConfirmRename } from "./confirm.js"
import type { Plan } from "../core/plan.js"
import type { DeclaredRename, DerivedNames, Rename } from "../core/rename.js"
import { followRenames } from "./follow.js"
import { withInheritedRenames } from "./inherited.js"
import { resolveRenames, type ResolvedRenames } from "./resolve.js"

interface RenameOptions {
    readonly renames?: readonly (Rename | string)[]
    readonly confirmRename?: ConfirmRename
    readonly renameAll?: boolean
}

/** What renames are found with: the comparison, and the filters. */
interface RenameTools {
    readonly compareSchemas: CompareSchemas
    isOut(kind: string, path: readonly string[]): boolean
}

/** What entities say of old names. */
export interface DeclaredNames {
    readonly renames: readonly DeclaredRename[]
    readonly derived: readonly DerivedNames[]
}

/** The renames that are declared, given, confirmed, and those of what is named after renamed objects. */
export async function findRenames(
    sides: Pick<Plan, "current" | "desired">,
    names: DeclaredNames,
    tools: RenameTools,
    options: RenameOptions,
): Promise<ResolvedRenames> {
    const { compareSchemas, isOut } = tools
    const settled = resolveRenames({ ...sides, declared: names.renames, given: options.renames ?? [] })
    const followed = followRenames(sides, settled.renames, names.derived)
    const isLooked = ({ kind, from, to }: Rename): boolean => !isOut(kind, from) && !isOut(kind, to)
    const looked = followed.renames.filter(isLooked)
    const taken = options.renameAll ? allLikelyRenames(sides, looked, compareSchemas, isOut) : looked
    const confirmed = await confirmRenames(sides, taken, options.confirmRename, compareSchemas, isOut)
    const last =
        confirmed === looked ? { ...followed, renames: looked } : followRenames(sides, confirmed, names.derived)
    const renames = withInheritedRenames(last.renames.filter(isLooked), sides.current)
    return { renames, diagnostics: [...settled.diagnostics, ...last.diagnostics] }
}
