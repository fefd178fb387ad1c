import type { DatabaseSchema } from "../core/database-schema.js"
import { sameData } from "../core/equality.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Plan } from "../core/plan.js"
import { candidateHint, renameCandidates } from "../renames/confirm.js"
import { byTheirOwnNames } from "../schema/by-their-own-names.js"
import { onlineOffer } from "./offer-online.js"
import { planAround, withValues } from "./plan-difference.js"
import type { PassReport } from "./plan-options.js"
import { firstDraft, planPasses, type PlanDraft, type PlanSources } from "./plan-passes.js"
import { expectModelled, refusedDependents } from "./plan-unmodelled.js"
import { expectAnew } from "./user-conversions.js"

/**
 * Plans from a database's schema to what is declared, in which the excluded objects may have been normalized: they are taken as they stand.
 * The passes of `plan-passes.ts` make of what is declared what shall be; the difference that is left becomes the plan.
 */
export async function makePlan(sources: PlanSources): Promise<Plan> {
    const draft = await runPasses(sources)
    const { current, filtered, options } = sources
    const { desired, comparison, renames, unmodelled, opening, kept, blocked, forcedDifferences } = draft
    expectAnew(options.using, desired, comparison.changes)
    expectModelled(unmodelled, comparison.changes, opening.renamed, desired)
    const sides = { current, desired: draft.declared }
    const candidates = options.confirmRename ? [] : renameCandidates(sides, renames, opening)
    const diagnostics = [...draft.diagnostics, ...candidates.map(candidateHint)]
    const told = { ...current, unmodelled: unmodelled.current }
    const found = { current: told, renameCandidates: candidates }
    if (comparison.changes.length === 0)
        return { ...found, desired, diagnostics, changes: blocked, up: [], down: [], steps: [] }
    options.onDifference?.()
    const difference = { current, desired, forward: comparison, renames, forcedDifferences }
    const madeIn = byTheirOwnNames(current, renames, (object) => options.madeIn?.(object) ?? null)
    const around = { undeclared: [...kept, ...filtered.excluded.values()], madeIn }
    const planned = await planAround(await withValues(difference, options), unmodelled, options, around)
    const offered =
        options.offersOnline && !options.online
            ? onlineOffer(comparison.changes, { renamed: comparison.renamed, desired }, planned.up)
            : []
    return {
        ...planned,
        ...found,
        changes: [...planned.changes, ...blocked],
        diagnostics: [...diagnostics, ...refusedDependents(unmodelled, planned.up), ...offered],
    }
}

async function runPasses(sources: PlanSources): Promise<PlanDraft> {
    let draft = firstDraft(sources)
    for (const { name, run } of planPasses) {
        const started = performance.now()
        const next = { ...draft, ...(await run(draft, sources)) }
        sources.options.onPass?.(reportOf(name, draft, next, performance.now() - started))
        draft = next
    }
    return draft
}

function reportOf(name: string, before: PlanDraft, after: PlanDraft, milliseconds: number): PassReport {
    return {
        name,
        milliseconds,
        ...changedKeys(before.desired, after.desired),
        renames: after.renames.slice(before.renames.length),
        changes: after.comparison.changes.length,
        diagnostics: after.diagnostics.slice(before.diagnostics.length),
    }
}

/** What one schema has that the other has not, or has otherwise. */
function changedKeys(before: DatabaseSchema, after: DatabaseSchema): Pick<PassReport, "added" | "changed" | "removed"> {
    if (before === after) return { added: [], changed: [], removed: [] }
    const keys: readonly ObjectKey[] = [...after.objects.keys()]
    return {
        added: keys.filter((key) => !before.objects.has(key)),
        changed: keys.filter((key) => {
            const [from, to] = [before.objects.get(key), after.objects.get(key)]
            return from !== undefined && from !== to && !sameData(from.definition, to?.definition)
        }),
        removed: [...before.objects.keys()].filter((key) => !after.objects.has(key)),
    }
}
