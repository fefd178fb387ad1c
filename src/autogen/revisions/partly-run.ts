import type { Diagnostic } from "../core/diagnostic.js"
import { printable } from "../core/printable.js"
import type { KnownMigration } from "./migration-files.js"

/** A change of several steps of which some have run. */
export interface PartlyRun {
    /** The name of its first step. */
    readonly change: string
    readonly executed: number
    readonly steps: number
}

/**
 * The changes that have stopped between two of their steps.
 *
 * @example
 * ```ts
 * partlyRun(known, new Set(["TightenRooms1763800000000"])) // [{ change: "TightenRooms1763800000000", executed: 1, steps: 3 }]
 * ```
 */
export function partlyRun(
    known: readonly Pick<KnownMigration, "name" | "change">[],
    executed: ReadonlySet<string>,
): readonly PartlyRun[] {
    const changes = new Map<string, { executed: number; steps: number }>()
    for (const { name, change } of known) {
        const counted = changes.get(change) ?? { executed: 0, steps: 0 }
        changes.set(change, {
            executed: counted.executed + Number(executed.has(name)),
            steps: counted.steps + 1,
        })
    }
    return [...changes].flatMap(([change, counted]) =>
        counted.executed > 0 && counted.executed < counted.steps ? [{ change, ...counted }] : [],
    )
}

/** A change that has stopped on its way, in words. */
export function partlyRunText({ change, executed, steps }: PartlyRun): string {
    const which = executed === 1 ? "step 1" : `steps 1 to ${executed}`
    return `${which} of ${steps} of "${printable(change)}" ${executed === 1 ? "has" : "have"} run: \`upgrade\` goes on, \`downgrade\` takes ${executed === 1 ? "it" : "them"} back`
}

export function partlyRunDiagnostic(change: PartlyRun): Diagnostic {
    return { severity: "warning", code: "change-partly-run", object: null, message: partlyRunText(change) }
}
