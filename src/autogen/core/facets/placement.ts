import type { SchemaObject } from "../schema-object.js"

/** What a folded child hands to its parent's creation: the slot that it fills, and with what. */
export interface FoldedPart {
    readonly slot: string
    readonly value: unknown
}

/** The parts that folded children handed over, by slot, in the order of the children. */
export type FoldedParts = ReadonlyMap<string, readonly unknown[]>

/** How an object's creation becomes part of its parent's: a column of CREATE TABLE, a default of ADD COLUMN. */
export interface FoldRule<D extends object> {
    /** The kind of parent. */
    readonly into: string
    /** The slot that a sibling must fill, or this part is created on its own: a sequence makes a serial only with its default. */
    readonly needs?: string
    /** Null where this object cannot be said inside its parent and must be created on its own. */
    part(object: SchemaObject<D>, parts: FoldedParts): FoldedPart | null
}

/** Where an object stands: in its parent, and among its siblings. */
export interface PlacementFacet<D extends object> {
    readonly fold?: FoldRule<D>
    /** The place among siblings of this kind, where it is not by name: a column's. */
    position?(object: SchemaObject<D>): number
    /** The object at another place among its siblings: in a parent that exists, new ones come last. Absent: places cannot be seen. */
    atPosition?(object: SchemaObject<D>, position: number): SchemaObject<D>
    /**
     * Whether the object is there only for what uses it or stands in it: where filters take all of that away, it goes too.
     * Default false.
     */
    readonly followsUsers?: boolean
    /** Whether dropping the parent drops this object without notice. Default true. */
    readonly dropsWithParent?: boolean
    /** Whether dropping an object of this kind drops what is inside it; else Postgres refuses as long as anything is. Default true. */
    readonly dropsChildren?: boolean
    /**
     * Whether Postgres makes, changes and drops it in the tables that inherit from its table as it does there: wherever they have it
     * (`always`), or where it is the same in them (`same`). Absent: never.
     */
    readonly inherited?: "always" | "same"
}
