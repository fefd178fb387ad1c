import type { ObjectKey } from "../../core/object-key.js"
import type { AttributeVerdict } from "../../core/object-kind.js"
import { operation, type Operation } from "../../core/operation.js"
import { sameData } from "../../core/equality.js"
import type { SchemaObject } from "../../core/schema-object.js"
import { indexOperations } from "../../operations/table-index.js"
import { parameterOptions, parametersRule, parameterWords } from "../../operations/storage-parameters.js"
import type { Deferrable, KeyOptions } from "../../operations/table-items.js"
import { nameArgument } from "../../operations/table-name.js"
import { columnKeys, ownName, relocateColumns, tableOfPath } from "./table-parts.js"

/** What primary keys and unique constraints have in common. */
export interface KeyDefinition {
    readonly columns: readonly string[]
    /** The columns that its index carries beside the key. Null: nobody says it, so that it stays as it is. */
    readonly include: readonly string[] | null
    /** The storage parameters of its index, as the catalog has them. Null: nobody says it. */
    readonly with: readonly string[] | null
    /** The unique index that it is to be made of; never read back, never a difference. */
    readonly usingIndex: string | null
}

/** What entities say of a key: its columns. */
export const UNSAID_KEY = { include: null, with: null, usingIndex: null } as const

/** The columns that a key cannot be without, which are not all part of it. */
export function keyColumns({ columns, include }: KeyDefinition): readonly string[] {
    return include === null ? columns : [...columns, ...include]
}

/** The rules of the attributes that a key has of its index. */
export const keyIndexRules = {
    include: (from: KeyDefinition, to: KeyDefinition): AttributeVerdict | null =>
        from.include === null || to.include === null || sameData(from.include, to.include) ? null : "replace",
    with: (from: KeyDefinition, to: KeyDefinition): AttributeVerdict | null => parametersRule(from.with, to.with),
    usingIndex: "ignore",
} as const

/** A key without the columns that go: Postgres drops it with any of those that its index carries. */
export function fittingKey<D extends KeyDefinition>(
    definition: D,
    path: readonly string[],
    stays: (key: ObjectKey) => boolean,
): D {
    const { columns, include } = definition
    if (include === null) return definition
    const fitting = include.filter(
        (name) => !columns.includes(name) && columnKeys(tableOfPath(path), [name]).every(stays),
    )
    return fitting.length === include.length ? definition : { ...definition, include: fitting }
}

/** The options of a key's creation. */
export function keyOptions(
    { include, with: parameters }: KeyDefinition,
    deferrable: Deferrable | false | null,
): KeyOptions {
    return {
        ...(deferrable ? { deferrable } : {}),
        ...(include?.length ? { include } : {}),
        ...(parameters?.length ? { with: parameterWords(parameters) } : {}),
    }
}

/** What changes in place: the storage parameters of the index. */
export function alterKey(
    { definition: from }: SchemaObject<KeyDefinition>,
    { path, definition: to }: SchemaObject<KeyDefinition>,
): readonly Operation[] {
    const options = parameterOptions(from.with, to.with)
    return [operation(indexOperations, "alterIndex", ownName(path), nameArgument(path), options)]
}

/** Whether a key stays what it is, but for what changes in place. */
export function isAlteredKey(from: KeyDefinition | undefined, to: KeyDefinition): boolean {
    if (!from || parametersRule(from.with, to.with) === "replace") return false
    return sameData({ ...from, with: to.with, usingIndex: null }, { ...to, usingIndex: null })
}

/** The definition after renames of columns. */
export function relocateKey<D extends KeyDefinition>(
    definition: D,
    relocation: Parameters<typeof relocateColumns>[0],
    path: readonly string[],
): D {
    const moved = (columns: readonly string[]) => relocateColumns(relocation, tableOfPath(path), columns)
    return {
        ...definition,
        columns: moved(definition.columns),
        include: definition.include && moved(definition.include),
    }
}

/** What a key's index says beside its columns, for people. */
export function describeKeyIndex({ include, with: parameters }: KeyDefinition): string {
    const included = include?.length ? ` include (${include.join(", ")})` : ""
    return parameters?.length ? `${included} with (${parameters.join(", ")})` : included
}
