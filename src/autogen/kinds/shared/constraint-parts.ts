import { objectKey, type ObjectKey } from "../../core/object-key.js"
import { operation, type Operation } from "../../core/operation.js"
import type { SchemaObject } from "../../core/schema-object.js"
import { constraintOperations, type DropConstraintOptions } from "../../operations/constraint.js"
import { nameArgument } from "../../operations/table-name.js"
import { ownName } from "./table-parts.js"

/** What all kinds of constraints have in common: they are dropped and renamed in one way, whatever they say. */
export function constraintParts(type: NonNullable<DropConstraintOptions["type"]>): {
    drop(object: SchemaObject): readonly Operation[]
    rename(from: SchemaObject, to: SchemaObject): readonly Operation[]
} {
    return {
        drop: ({ path }) => [
            operation(constraintOperations, "dropConstraint", ownName(path), nameArgument(path), { type }),
        ],
        rename: (from, to) => [
            operation(
                constraintOperations,
                "renameConstraint",
                nameArgument(to.path),
                ownName(from.path),
                ownName(to.path),
            ),
        ],
    }
}

/** The names that a constraint takes: its own among its table's, and its index's in the schema where it has one. */
export function constraintNames({ path }: SchemaObject, index: "with index" | "without index"): readonly ObjectKey[] {
    const own = objectKey("constraint", path)
    return index === "without index" ? [own] : [objectKey("relation", [path[0] ?? "", ownName(path)]), own]
}
