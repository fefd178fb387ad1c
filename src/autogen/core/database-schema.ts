import { AutogenError } from "./errors.js"
import { addTo } from "./groups.js"
import type { ObjectKey } from "./object-key.js"
import type { SchemaObject } from "./schema-object.js"
import type { Unmodelled } from "./unmodelled.js"
import type { UnmanagedDependent } from "./unmanaged-dependent.js"

/** What is known of the server that an inspected schema lives on. */
export interface ServerInfo {
    /** `server_version_num`, such as 160004. */
    readonly version: number
    /** The schema that unqualified names belong to. */
    readonly defaultSchema: string
    /** See SqlContext. */
    readonly metadataTable?: string
    /**
     * Whether somebody has made comparisons, casts or functions that expressions over Postgres's own types could mean: then their form does
     * not tell what they mean.
     */
    readonly redefined?: true
}

/** An immutable set of schema objects: what is (`current`) or what shall be (`desired`). */
export interface DatabaseSchema {
    readonly objects: ReadonlyMap<ObjectKey, SchemaObject>
    readonly server: ServerInfo
    /** What no kind reads and depends on the objects. Only where a whole database was inspected, by the names that are there. */
    readonly unmanagedDependents?: readonly UnmanagedDependent[]
    /** What is in the database and of no kind. Only where a whole database was inspected, by the names that are there. */
    readonly unmodelled?: readonly Unmodelled[]
}

/**
 * Makes a {@link DatabaseSchema}, sorted by key so that nothing downstream depends on the order of input.
 * Throws `INTERNAL` where two objects have one key: the readers must have merged them.
 */
export function databaseSchema(objects: Iterable<SchemaObject>, server: ServerInfo): DatabaseSchema {
    return { objects: objectsByKey(objects), server }
}

/** Objects by their keys, in the order of these. Throws `INTERNAL` where two have one. */
export function objectsByKey(objects: Iterable<SchemaObject>): ReadonlyMap<ObjectKey, SchemaObject> {
    const unsorted = new Map<ObjectKey, SchemaObject>()
    let sorted = true
    let last = ""
    for (const object of objects) {
        const { key } = object
        if (last < key) last = key
        else {
            if (unsorted.has(key)) {
                throw new AutogenError({ code: "INTERNAL", message: `two objects were read as "${key}"` })
            }
            sorted = false
        }
        unsorted.set(key, object)
    }
    return sorted ? unsorted : sortedByKey(unsorted)
}

/** The same objects in the order of their keys: by code unit, as compareText has it, but many times faster without a function. */
export function sortedByKey(objects: ReadonlyMap<ObjectKey, SchemaObject>): ReadonlyMap<ObjectKey, SchemaObject> {
    const map = new Map<ObjectKey, SchemaObject>()
    for (const key of [...objects.keys()].sort()) {
        const object = objects.get(key)
        if (object) map.set(key, object)
    }
    return map
}

/**
 * Lists of objects, each in the order of its keys, as one. A key begins with its kind: where a list is of one kind, nothing is left to
 * be sorted.
 */
export function inOrder(lists: readonly (readonly SchemaObject[])[]): readonly SchemaObject[] {
    const firstKey = ([first]: readonly SchemaObject[]): string => first?.key ?? ""
    const objects: SchemaObject[] = []
    for (const list of [...lists].sort((a, b) => compareText(firstKey(a), firstKey(b))))
        for (const object of list) objects.push(object)
    return objects
}

/** What stands in each object of a schema; in none, for null. Found once, when it is first asked for. */
export function childrenIn({ objects }: DatabaseSchema): (parent: ObjectKey | null) => readonly SchemaObject[] {
    let children: Map<ObjectKey | null, SchemaObject[]> | undefined
    return (parent) => {
        if (!children) {
            children = new Map()
            for (const object of objects.values()) {
                addTo(children, object.parent, object)
            }
        }
        return children.get(parent) ?? []
    }
}

/** Orders texts by code unit: the same on every machine, unlike a locale's order. */
export function compareText(a: string, b: string): number {
    return a < b ? -1 : a > b ? 1 : 0
}
