import { storesValues } from "../../core/kind-facts.js"
import type { Touch } from "../../core/unmanaged-dependent.js"
import type { SchemaObject } from "../../core/schema-object.js"
import type { ObjectKey } from "../../core/object-key.js"
import { objectKey } from "../../core/object-key.js"
import type { QualifiedName } from "../../core/names.js"

/** The keys of columns of one table. */
export function columnKeys(table: QualifiedName, columns: readonly string[]): readonly ObjectKey[] {
    return columns.map((column) => objectKey("column", [table.schema, table.name, column]))
}

/** The key of a table. */
export function tableKey(table: QualifiedName): ObjectKey {
    return objectKey("table", [table.schema, table.name])
}

/**
 * What a foreign key depends on: some unique key over just these columns, whichever constraint or index provides it. The order
 * does not matter to Postgres.
 */
export function uniqueKey(table: QualifiedName, columns: readonly string[]): ObjectKey {
    return objectKey("unique-key", [table.schema, table.name, ...[...columns].sort()])
}

/** The place of a table's primary key, of which there is only one: what depends on it does so whatever its name. */
export function onlyPrimaryKey(table: QualifiedName): ObjectKey {
    return objectKey("only-primary-key", [table.schema, table.name])
}

/** The table at the front of a path. */
export function tableOfPath(path: readonly string[]): QualifiedName {
    return { schema: path[0] ?? "", name: path[1] ?? "" }
}

/** The last part of a path: the object's own name. */
export function ownName(path: readonly string[]): string {
    return path.at(-1) ?? ""
}

/** Gives each column of a table its new name after renames. */
export function relocateColumns(
    relocation: { path(kind: string, path: readonly string[]): readonly string[] },
    table: QualifiedName,
    columns: readonly string[],
): readonly string[] {
    return columns.map((column) => ownName(relocation.path("column", [table.schema, table.name, column])))
}

/** A declared constraint's deferrability. */
export function declaredDeferrable(
    deferrable: string | undefined,
): "initially immediate" | "initially deferred" | null {
    if (deferrable === undefined || deferrable === "") return null
    return deferrable.toUpperCase() === "INITIALLY DEFERRED" ? "initially deferred" : "initially immediate"
}

/** Whether a table is partitioned: much that Postgres does online it does not do there. */
export function isPartitioned(table: SchemaObject): boolean {
    return "partitioned" in table.definition && table.definition.partitioned === true
}

/** Whether rows store values of the type in it. */
export function isColumnOf(object: SchemaObject, type: SchemaObject): boolean {
    return storesValues(object) !== null && object.requires.includes(type.key)
}

/** What others notice of the columns of a type that is recreated: they change over to the new one. */
export function touchesOfColumns(dependents: readonly SchemaObject[], type: SchemaObject): readonly Touch[] {
    return dependents
        .filter((object) => isColumnOf(object, type))
        .flatMap(({ key, path }): readonly Touch[] => [
            { on: key, as: "retyped" },
            { on: tableKey(tableOfPath(path)), as: "rewritten" },
        ])
}
