import { grouped } from "../core/groups.js"
import { dependents } from "../core/hazards/dependents.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Operations, PlannedOperation } from "../core/plan.js"
import { hazard, type Hazard, type HazardText, type Statement } from "../core/statement.js"
import type { Unmodelled } from "../core/unmodelled.js"

/** What of the objects no kind reads, on the side that a direction of a plan leaves, and on the one that it leads to. */
export interface UnmodelledAttributes {
    readonly left: readonly Unmodelled[]
    readonly wanted: readonly Unmodelled[]
}

/** Says at the operations of one step which attributes are lost. */
export interface LostAttributes {
    /** `recreated`: whether an object comes back in the same direction. */
    dropped(operations: Operations, keys: readonly ObjectKey[], recreated: (key: ObjectKey) => boolean): Operations
    /** What is dropped first has said so already. */
    created(operations: Operations, keys: readonly ObjectKey[], recreated: (key: ObjectKey) => boolean): Operations
}

/** A {@link LostAttributes} for these attributes; parts of an object, such as partitions, count as such. */
export function lostAttributes({ left, wanted }: UnmodelledAttributes): LostAttributes {
    const had = byObject(left)
    const wants = byObject(wanted)
    return {
        dropped: (operations, keys, recreated) =>
            withHazards(operations, "last", hazards(had, keys, recreated, droppedText)),
        created: (operations, keys, recreated) =>
            withHazards(
                operations,
                "first",
                hazards(
                    wants,
                    keys.filter((key) => !recreated(key)),
                    () => false,
                    dependents.attributesCreated,
                ),
            ),
    }
}

function byObject(unmodelled: readonly Unmodelled[]): ReadonlyMap<ObjectKey | null, readonly Unmodelled[]> {
    return grouped(
        unmodelled.filter(({ name, object, isPart }) => object !== null && (name === null || isPart)),
        ({ object }) => object,
    )
}

function hazards(
    attributes: ReadonlyMap<ObjectKey | null, readonly Unmodelled[]>,
    keys: readonly ObjectKey[],
    recreated: (key: ObjectKey) => boolean,
    text: (attributes: string, recreated: boolean) => HazardText,
): readonly Hazard[] {
    if (attributes.size === 0) return []
    return keys.flatMap((object) => {
        const again = recreated(object)
        // Who owns a new object is nobody's surprise; that one changes hands is.
        const lost = (attributes.get(object) ?? []).filter(({ notice }) => again || notice === "loud")
        if (lost.length === 0) return []
        const words = [...new Set(lost.map(wordsOf))].join(", ")
        return [hazard(text(words, again), object)]
    })
}

function wordsOf({ what, name, value }: Unmodelled): string {
    if (name !== null) return `${what} ${name}`
    return value === "" ? what : `${what} (${value})`
}

function droppedText(attributes: string, recreated: boolean): HazardText {
    return recreated ? dependents.attributesRecreated(attributes) : dependents.attributesDropped(attributes)
}

function withHazards(operations: Operations, at: "first" | "last", more: readonly Hazard[]): Operations {
    if (more.length === 0) return operations
    const statements = operations.flatMap((planned) => planned.statements).filter(({ bookkeeping }) => !bookkeeping)
    const place = at === "first" ? statements[0] : statements.at(-1)
    const told = (one: Statement): Statement => (one === place ? { ...one, hazards: [...one.hazards, ...more] } : one)
    return operations.map((planned): PlannedOperation => ({ ...planned, statements: planned.statements.map(told) }))
}
