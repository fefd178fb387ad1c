import { adoptNames, compareSchemas, inheritUndeclared, renamedSchema, type Comparison } from "../compare/compare.js"
import { applyCompareHooks } from "../compare/compare-hooks.js"
import type { FilteredObjects } from "../compare/filter-objects.js"
import { inheritUndeclarable } from "../compare/inherit-undeclarable.js"
import type { Change } from "../core/change.js"
import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Rename } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import type { Normalized } from "../read/normalize.js"
import { findRenames, type DeclaredNames } from "../renames/find.js"
import { byTheirOwnNames } from "../schema/by-their-own-names.js"
import type { ForcedDifferences } from "../schema/comparison-options.js"
import { droppedObjects } from "./dropped-objects.js"
import { expectNoGoneValue } from "./gone-values.js"
import { keepUnmanaged } from "./keep-unmanaged.js"
import { normalizePrints, type PrintReaders } from "./normalize-prints.js"
import type { PlanOptions } from "./plan-options.js"
import { keepHeldSchemas, unmodelledDiagnostics, unmodelledSides, type UnmodelledSides } from "./plan-unmodelled.js"
import { blockedCreations, withFreeNames } from "./taken-names.js"
import { withConversions } from "./user-conversions.js"
import { withMappings } from "./value-mappings.js"

/** What a plan is made from. */
export interface PlanSources {
    readonly current: DatabaseSchema
    readonly normalized: Normalized
    readonly filtered: Pick<FilteredObjects, "excluded" | "isOut">
    readonly options: PlanOptions
    readonly readers: PrintReaders
    readonly names: DeclaredNames & { readonly unmodelled?: DatabaseSchema["unmodelled"] }
}

/** The one value that the passes work on: what shall be, what is known of the way there, and what is to be said. */
export interface PlanDraft {
    readonly desired: DatabaseSchema
    /** What was declared, before any pass but the first. */
    readonly declared: DatabaseSchema
    readonly renames: readonly Rename[]
    /** The database's schema by the names after these renames. */
    readonly renamed: DatabaseSchema
    readonly forcedDifferences: ForcedDifferences
    /** Objects that stay as they are, since the user's own comparison takes them for equal. */
    readonly adopted: Iterable<ObjectKey>
    /** The last comparison, and the schema that it was made with. */
    readonly comparison: Comparison
    readonly compared: DatabaseSchema | null
    /** The comparison that told what no entity declares. */
    readonly opening: Comparison
    /** What no entity declares and stays. */
    readonly kept: readonly SchemaObject[]
    /** What cannot be created, and what is dropped and could not be said as a plan. */
    readonly blocked: readonly Change[]
    readonly unmodelled: UnmodelledSides
    readonly diagnostics: readonly Diagnostic[]
    /** Whether somebody has asked for an object, as it is called after the renames, to be dropped. */
    isDropped(object: SchemaObject): boolean
}

/** One pass over the draft of a plan. */
export interface PlanPass {
    readonly name: string
    run(draft: PlanDraft, sources: PlanSources): Partial<PlanDraft> | Promise<Partial<PlanDraft>>
}

/** The draft that the passes begin with: what is declared, compared with nothing yet. */
export function firstDraft({ current, normalized }: PlanSources): PlanDraft {
    const nothing = { changes: [], renames: [], renamed: current, cleared: [], removed: [], inTheWay: [], evicted: [] }
    return {
        desired: normalized.desired,
        declared: normalized.desired,
        renames: [],
        renamed: current,
        forcedDifferences: new Map(),
        adopted: [],
        comparison: nothing,
        compared: null,
        opening: nothing,
        kept: [],
        blocked: [],
        unmodelled: { current: [], renamed: [], desired: null },
        diagnostics: normalized.diagnostics,
        isDropped: () => false,
    }
}

/** All passes, in their order. Each gives what it changes of the draft. */
export const planPasses: readonly PlanPass[] = [
    {
        name: "conversions",
        run: ({ desired }, sources) => {
            const declared = asWritten(desired, sources)
            return { desired: declared, declared }
        },
    },
    {
        name: "renames",
        async run({ desired, diagnostics }, sources) {
            const { current, normalized, names, filtered, options } = sources
            const found = await findRenames(
                { current, desired },
                names,
                { compareSchemas, isOut: filtered.isOut },
                options,
            )
            const renamed = renamedSchema(current, desired, found.renames)
            return {
                renames: found.renames,
                renamed,
                desired:
                    found.renames.length === 0 ? desired : asWritten(await normalized.afterRenames(renamed), sources),
                diagnostics: [...diagnostics, ...found.diagnostics],
            }
        },
    },
    {
        name: "value mappings",
        run: ({ desired, renames }, { current, options }) => ({
            desired: withMappings({ current, desired }, options.map ?? [], renames),
        }),
    },
    {
        name: "constraint names",
        run: ({ desired, renamed }, { options }) => ({
            desired: options.constraintNames === "ignore" ? adoptNames(renamed, desired) : desired,
        }),
    },
    {
        name: "what decorators cannot say",
        run({ desired, renamed, renames, diagnostics }, { current, options }) {
            const wanted = options.drop ?? []
            const isDropped = droppedObjects({
                current,
                desired,
                wanted,
                optional: options.optionalDrops ?? [],
                renames,
            })
            const inherited = inheritUndeclarable(renamed, desired, isDropped)
            return {
                desired: inherited.desired,
                isDropped,
                diagnostics: [...diagnostics, ...inherited.diagnostics],
            }
        },
    },
    {
        name: "comparison hooks",
        run: ({ desired, renamed }, { options, filtered }) =>
            applyCompareHooks(renamed, desired, options, filtered.excluded),
    },
    {
        name: "printed expressions",
        async run({ desired, renames, forcedDifferences }, { current, readers }) {
            const comparison = compareSchemas(current, desired, renames, forcedDifferences)
            return {
                comparison,
                compared: desired,
                desired: await normalizePrints(comparison, desired, forcedDifferences, readers),
            }
        },
    },
    {
        name: "free names",
        async run(draft, sources) {
            const compare = (desired: DatabaseSchema) => compareAgain(draft, desired, sources)
            const yielded = await withFreeNames(draft.desired, compare, draft.renames, isManagedIn(draft, sources))
            return {
                desired: yielded.desired,
                comparison: yielded.first,
                compared: yielded.desired,
                opening: yielded.first,
                diagnostics: [...draft.diagnostics, ...yielded.diagnostics],
            }
        },
    },
    {
        name: "unmanaged objects",
        async run(draft, sources) {
            const { current, options, filtered } = sources
            const { comparison, diagnostics } = draft
            const kept = await keepUnmanaged(comparison, draft.desired, {
                isManaged: isManagedIn(draft, sources),
                madeIn: byTheirOwnNames(current, draft.renames, (object) => options.madeIn?.(object) ?? null),
                pinned: [...filtered.excluded.keys(), ...draft.adopted],
            })
            expectNoGoneValue({ kept: kept.kept, current: comparison.renamed, desired: kept.desired })
            const blocked = blockedCreations(comparison.changes, kept.desired, kept.kept)
            return {
                desired: blocked.desired,
                kept: kept.kept,
                blocked: blocked.changes,
                diagnostics: [...diagnostics, ...blocked.diagnostics, ...kept.unmanaged],
            }
        },
    },
    {
        name: "unmodelled objects",
        run({ desired, comparison: { renames, renamed }, diagnostics }, { current, names, filtered }) {
            const unmodelled = unmodelledSides(current, names.unmodelled, desired, renames, filtered.excluded)
            const holding = keepHeldSchemas(unmodelled, renamed, desired)
            return {
                desired: holding.desired,
                unmodelled,
                diagnostics: [...diagnostics, ...holding.diagnostics],
            }
        },
    },
    {
        name: "optional attributes",
        run: ({ desired, comparison: { changes, renamed } }) => ({
            desired: changes.length === 0 ? desired : inheritUndeclared(renamed, desired),
        }),
    },
    {
        name: "comparison",
        run(draft, sources) {
            const { desired, unmodelled, opening } = draft
            const said = unmodelledDiagnostics(unmodelled, { renamed: opening.renamed, desired })
            return {
                comparison: compareAgain(draft, desired, sources),
                compared: desired,
                diagnostics: [...draft.diagnostics, ...said],
            }
        },
    },
]

function compareAgain(
    { comparison, compared, renames, forcedDifferences }: PlanDraft,
    desired: DatabaseSchema,
    { current }: PlanSources,
): Comparison {
    return desired === compared ? comparison : compareSchemas(current, desired, renames, forcedDifferences)
}

/** Whether an object may be dropped: a revision of the project made it, or somebody has asked for it. */
function isManagedIn(
    { renames, isDropped }: PlanDraft,
    { current, options }: PlanSources,
): (object: SchemaObject) => boolean | Promise<boolean> {
    const isOurs = options.isManaged ?? (() => false)
    return byTheirOwnNames(current, renames, (object, now) => isDropped(now) || isOurs(object))
}

/** The declared schema with the user's conversions, and with what is excluded as it stands, whatever the normalizer has made of it. */
function asWritten(schema: DatabaseSchema, { options, filtered: { excluded } }: PlanSources): DatabaseSchema {
    const declared = withConversions(schema, options.using)
    if (excluded.size === 0) return declared
    const included = [...declared.objects.values()].filter(({ key }) => !excluded.has(key))
    return databaseSchema([...included, ...excluded.values()], declared.server)
}
