import type { ObjectKey } from "./object-key.js"
import type { SchemaObject } from "./schema-object.js"

/** A change of an object inside a table that exists already, and may be full and in use. */
export interface OnlineChange<D extends object> {
    /** Absent where the object is new, or depends on what goes. */
    readonly from: SchemaObject<D> | undefined
    readonly isNew: boolean
    /** Whether it has to be recreated although nothing of it changes. */
    readonly mustRecreate: boolean
    /** Whether something that it depends on is recreated. */
    readonly dependsOnRecreated: boolean
    readonly to: SchemaObject<D>
    /** What it is in, as it is. */
    readonly parent: SchemaObject
    /** The objects that are created in the same plan, depend on this one and cannot wait for it. */
    readonly newDependents: readonly SchemaObject[]
    /** What is directly in it, as it shall be. */
    readonly contents: readonly SchemaObject[]
    /** Objects in the same parent, of any kind, that go for good and could stay meanwhile. */
    readonly leaving: readonly SchemaObject[]
    /** Whether one of the users has such users itself. */
    isUsed(user: SchemaObject): boolean
}

/** The forms that an object goes through, so that nobody has to wait for it for long. */
export interface OnlineForms<D extends object> {
    /** In order: the objects that stand in the object's place; none where it is not there yet. */
    readonly waypoints: readonly Waypoint[]
    /** The object as the last step makes it, such as with the word CONCURRENTLY. */
    readonly final: SchemaObject<D>
    /** Objects that are on their own last way point, at the least, when this one is final: it waits for them. */
    readonly waitsFor?: readonly ObjectKey[]
    /** When those of its users come that can wait: with the final form, or in the transaction after that. Absent: at once. */
    readonly dependentsFollow?: "same-transaction" | "next-transaction"
    /** What could stay in the object's place as long as it waits for something else to come. */
    readonly keepUntilReplaced?: readonly SchemaObject[]
}

/** An object on the way, as its kind's `make` takes it. */
export interface WaypointObject {
    readonly kind: string
    readonly path: readonly string[]
    readonly definition: object
}

/** What stands in an object's place for a while. */
export interface Waypoint {
    readonly objects: readonly WaypointObject[]
    /**
     * What the way back leaves there, if not the same. The way up must go on from it too, and the way back from `objects`: a change
     * may stop anywhere.
     */
    readonly revertTo?: readonly WaypointObject[]
    /** What is among `objects`, but not in `back`: the way back drops it where it is there. */
    readonly residue?: readonly WaypointObject[]
    /** Others that are not there yet. */
    readonly without?: readonly ObjectKey[]
    /** Whether the next form needs another transaction than this one. */
    readonly commits: boolean
}
