import { objectKey, type ObjectKey } from "../../core/object-key.js"
import { operation, type Operation } from "../../core/operation.js"
import type { SchemaObject } from "../../core/schema-object.js"
import { constraintOperations, type DropConstraintOptions } from "../../operations/constraint.js"
import { nameArgument } from "../../operations/table-name.js"
import { ownName } from "./table-parts.js"

/** How every constraint of a type is dropped, whatever it says. */
export function dropConstraint(
    type: NonNullable<DropConstraintOptions["type"]>,
): (object: SchemaObject) => readonly Operation[] {
    return ({ path }) => [
        operation(constraintOperations, "dropConstraint", ownName(path), nameArgument(path), { type }),
    ]
}

/** How every constraint is renamed. */
export function renameConstraint(from: SchemaObject, to: SchemaObject): readonly Operation[] {
    return [
        operation(
            constraintOperations,
            "renameConstraint",
            nameArgument(to.path),
            ownName(from.path),
            ownName(to.path),
        ),
    ]
}

/** The names that a constraint takes: its own among its table's, and its index's in the schema where it has one. */
export function constraintNames({ path }: SchemaObject, index: "with index" | "without index"): readonly ObjectKey[] {
    const own = objectKey("constraint", path)
    return index === "without index" ? [own] : [objectKey("relation", [path[0] ?? "", ownName(path)]), own]
}
