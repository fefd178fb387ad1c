import { compareText } from "../core/database-schema.js"
import { addTo, grouped } from "../core/groups.js"
import { dependents } from "../core/hazards/dependents.js"
import type { Operations, PlannedOperation } from "../core/plan.js"
import { hazard, type Hazard, type Statement } from "../core/statement.js"
import type { Touch, UnmanagedDependent } from "../core/unmanaged-dependent.js"
import { fateOf } from "../kinds/catalog/unmanaged-dependents.js"

/** Says at the operations of one step what they do to what no kind reads. */
export type WithUnread = (operations: Operations, touches: readonly Touch[]) => Operations

/** Where a hazard belongs: the touch that it comes of. */
interface Found {
    readonly hazard: Hazard
    readonly touch: Touch
}

/** A {@link WithUnread} for these dependents. Each gets one hazard in a step, whatever it depends on. */
export function withUnread(unmanagedDependents: readonly UnmanagedDependent[]): WithUnread {
    if (unmanagedDependents.length === 0) return (operations) => operations
    const byObject = grouped(unmanagedDependents, ({ on }) => on)
    const byDescription = grouped(unmanagedDependents, ({ description }) => description)
    return (operations, touches) => {
        const met = touches.flatMap(({ on }) => byObject.get(on) ?? [])
        const names = [...new Set(met.map(({ description }) => description))].sort(compareText)
        const found = names.flatMap((name) => foundOf(name, byDescription.get(name) ?? [], touches) ?? [])
        return found.length === 0 ? operations : attached(operations, found)
    }
}

function foundOf(
    description: string,
    standing: readonly UnmanagedDependent[],
    touches: readonly Touch[],
): Found | null {
    const fate = fateOf(standing, touches)
    const touch = touches.find((one) => fateOf(standing, [one]) === fate)
    if (fate === null || !touch) return null
    const text = fate === "lost" ? dependents.droppedAlong(description) : dependents.refused(description, touch.as)
    return { hazard: hazard(text, touch.on), touch }
}

/** What is dropped goes at the end of a step; else a hazard belongs to the statement that says others of the object. */
function attached(operations: Operations, found: readonly Found[]): Operations {
    const statements = operations.flatMap((planned) => planned.statements).filter(({ bookkeeping }) => !bookkeeping)
    const placeOf = ({ touch }: Found): Statement | undefined =>
        touch.as === "dropped"
            ? statements.at(-1)
            : (statements.find(({ hazards }) => hazards.some(({ object }) => object === touch.on)) ??
              statements.find(({ lock }) => lock !== null))
    const places = new Map<Statement | undefined, Hazard[]>()
    for (const one of found) {
        const place = placeOf(one)
        addTo(places, place, one.hazard)
    }
    const told = (statement: Statement): Statement => {
        const more = places.get(statement)
        return more ? { ...statement, hazards: [...statement.hazards, ...more] } : statement
    }
    return operations.map((planned): PlannedOperation => ({
        ...planned,
        statements: planned.statements.map((one) => told(one)),
    }))
}
