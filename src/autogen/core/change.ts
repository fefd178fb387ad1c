import type { ObjectKey } from "./object-key.js"
import type { SchemaObject } from "./schema-object.js"

/** One difference between two schemas. Attributes are the definition's property names that differ. */
export type Change =
    | { readonly kind: "create"; readonly object: SchemaObject }
    | { readonly kind: "drop"; readonly object: SchemaObject }
    | AlterChange
    | {
          readonly kind: "replace"
          readonly from: SchemaObject
          readonly to: SchemaObject
          readonly attributes: readonly string[]
      }
    | RenameChange

/** The object stays, some of its attributes change in place. */
export interface AlterChange {
    readonly kind: "alter"
    readonly from: SchemaObject
    readonly to: SchemaObject
    readonly attributes: readonly string[]
}

/** The object stays, its name (or its schema) changes. `to` has the old definition under the new path. */
export interface RenameChange {
    readonly kind: "rename"
    readonly from: SchemaObject
    readonly to: SchemaObject
}

/** The object that a change is about, as it will be where it will be, else as it was. */
export function changedObject(change: Change): SchemaObject {
    return change.kind === "create" || change.kind === "drop" ? change.object : change.to
}

/** The keys that a change is about, on either side. */
export function changedKeys(change: Change): readonly ObjectKey[] {
    return change.kind === "create" || change.kind === "drop" ? [change.object.key] : [change.from.key, change.to.key]
}
