import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import { addTo } from "../core/groups.js"
import { quoteIdent } from "../core/names.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { Relocation } from "../core/object-kind.js"
import type { Rename, ValueRename } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import type { Inheritance, Unmodelled } from "../core/unmodelled.js"
import type { UnmanagedDependent } from "../core/unmanaged-dependent.js"
import { kindOf, roleOf } from "../kinds/index.js"
import { nameIndex, type NameIndex } from "./name-index.js"
import { replaceConstants } from "./replace-constants.js"
import { printedIdent, replaceIdentifiers } from "./replace-identifiers.js"

export type { Rename } from "../core/rename.js"

/**
 * A schema as it is after renames, every reference to the renamed objects included. Renames of inner objects (columns) are
 * given by their old path.
 */
export function relocateSchema(schema: DatabaseSchema, renames: readonly Rename[]): DatabaseSchema {
    if (renames.length === 0) return schema
    return databaseSchema(relocateObjects([...schema.objects.values()], renames), schema.server)
}

/** As {@link relocateSchema}, for objects. */
export function relocateObjects(objects: readonly SchemaObject[], renames: readonly Rename[]): readonly SchemaObject[] {
    const moves = new Map(renames.map((rename) => [objectKey(rename.kind, rename.from), rename]))
    const paths = new Map<ObjectKey, readonly string[]>()
    const byKey = new Map(objects.map((object) => [object.key, object]))
    const pathOf = (object: SchemaObject): readonly string[] => {
        const known = paths.get(object.key)
        if (known) return known
        const path = movedPath(object, moves, byKey, pathOf)
        paths.set(object.key, path)
        return path
    }
    const relocation = makeRelocation(byKey, moves, pathOf)
    return objects.map((object) => relocateObject(object, pathOf(object), relocation))
}

/** What no kind reads, by the keys that the objects of a schema have after renames. */
export function relocateUnread(
    unmanagedDependents: readonly UnmanagedDependent[],
    objects: Iterable<SchemaObject>,
    renames: readonly Rename[],
): readonly UnmanagedDependent[] {
    if (unmanagedDependents.length === 0 || renames.length === 0) return unmanagedDependents
    const moved = movedKeys(objects, renames)
    return unmanagedDependents.map((one) => ({ ...one, on: moved(one.on) }))
}

/** As {@link relocateUnread}, for what is of no kind and belongs to objects. */
export function relocateUnmodelled(
    unmodelled: readonly Unmodelled[],
    objects: Iterable<SchemaObject>,
    renames: readonly Rename[],
): readonly Unmodelled[] {
    if (unmodelled.length === 0 || renames.length === 0) return unmodelled
    const moved = movedKeys(objects, renames)
    const moves = new Map(renames.map(({ kind, from, to }) => [objectKey(kind, from), to]))
    return unmodelled.map((one) => ({
        ...one,
        object: one.object && moved(one.object),
        neededBy: one.neededBy.map(moved),
        ...(one.inherits ? relocateInheritance(one, one.inherits, moves) : {}),
    }))
}

/** From which tables one inherits, by the names that these have after renames. */
function relocateInheritance(
    { value }: Unmodelled,
    inherits: Inheritance,
    moves: ReadonlyMap<ObjectKey, readonly string[]>,
): Pick<Unmodelled, "value" | "inherits"> {
    const from = inherits.from.map((path) => moves.get(objectKey("table", path)) ?? path)
    if (from.every((path, index) => path === inherits.from[index])) return { value, inherits }
    const names = from.map(([schema = "", name = ""]) => `${printedIdent(schema)}.${printedIdent(name)}`)
    return { value: names.join(", "), inherits: { ...inherits, from } }
}

function movedKeys(objects: Iterable<SchemaObject>, renames: readonly Rename[]): (key: ObjectKey) => ObjectKey {
    const before = [...objects]
    const after = relocateObjects(before, renames)
    const moved = new Map(before.map(({ key }, index) => [key, after[index]?.key ?? key]))
    return (key) => moved.get(key) ?? key
}

/** Where an object goes: by its own rename, else along with the object that its path begins with. */
function movedPath(
    object: SchemaObject,
    moves: ReadonlyMap<ObjectKey, Rename>,
    byKey: ReadonlyMap<ObjectKey, SchemaObject>,
    pathOf: (object: SchemaObject) => readonly string[],
): readonly string[] {
    const own = moves.get(object.key)
    if (own) return own.to
    const parent = object.parent === null ? undefined : byKey.get(object.parent)
    if (!parent) return object.path
    if (!parent.path.every((part, index) => part === object.path[index]))
        return kindOf(object.kind).naming?.movesWithParent?.(object.path, pathOf(parent)) ?? object.path
    return [...pathOf(parent), ...object.path.slice(parent.path.length)]
}

const NO_VALUES: ReadonlyMap<string, string> = new Map()

function valueMap(values: readonly ValueRename[]): ReadonlyMap<string, string> {
    return new Map(values.map(({ from, to }) => [from, to]))
}

function makeRelocation(
    byKey: ReadonlyMap<ObjectKey, SchemaObject>,
    moves: ReadonlyMap<ObjectKey, Rename>,
    pathOf: (object: SchemaObject) => readonly string[],
): Relocation {
    const words = expressionWords(moves)
    const columnsOf = columnsByTable(byKey)
    const values = new Map(
        [...moves.values()].flatMap((move) =>
            move.values ? [[objectKey(move.kind, move.from), valueMap(move.values)] as const] : [],
        ),
    )
    const constants = [...moves.values()].flatMap((move) =>
        move.values ? [{ type: move.from, values: valueMap(move.values) }] : [],
    )
    return {
        path(kind, path) {
            const object = byKey.get(objectKey(kind, path))
            return object ? pathOf(object) : (moves.get(objectKey(kind, path))?.to ?? path)
        },
        values: (kind, path) => values.get(objectKey(kind, path)) ?? NO_VALUES,
        expression(text, table) {
            const renamed = constants.length === 0 ? text : replaceConstants(text, constants)
            const home = objectKey("table", table)
            const own = [
                ...words.everywhere(renamed),
                ...(words.within.get(home) ?? []),
                ...(isQualified(renamed, table) ? movedColumns(columnsOf(home), pathOf).flatMap(qualifiedWords) : []),
            ]
            return own.length === 0
                ? renamed
                : replaceIdentifiers(renamed, new Map(own.map((word) => [word.from, word.to])))
        },
    }
}

/** An identifier as it is and as it will be, quoted. */
interface Word {
    readonly from: string
    readonly to: string
}

/** The identifiers that expressions may mention: some everywhere, a column's within its table. */
interface Words {
    readonly everywhere: NameIndex<Word>
    readonly within: ReadonlyMap<ObjectKey, readonly Word[]>
}

/** Of what cannot be mentioned none is taken: a constraint may be called as a column is. */
function expressionWords(moves: ReadonlyMap<ObjectKey, Rename>): Words {
    const everywhere: (readonly [string, Word])[] = []
    const within = new Map<ObjectKey, Word[]>()
    for (const rename of moves.values()) {
        if (!kindOf(rename.kind).normalize?.toScratchObject) continue
        const inner = rename.from.length > 2
        const word = { from: identifierText(rename.from, inner), to: identifierText(rename.to, inner) }
        if (word.from === word.to) continue
        if (!inner) {
            everywhere.push([rename.from.at(-1) ?? "", word])
            continue
        }
        const table = objectKey("table", rename.from.slice(0, 2))
        addTo(within, table, word)
    }
    return { everywhere: nameIndex(everywhere), within }
}

/** Whether columns of the table may stand behind a dot: in a trigger's condition, or in a subquery of a policy. */
function isQualified(text: string, table: readonly string[]): boolean {
    return ["new.", "old.", table[1] ?? "new."].some((word) => text.includes(word))
}

interface MovedColumn {
    readonly from: readonly string[]
    readonly to: readonly string[]
}

/** What stands in each table and may be mentioned with its name. Found once, and only where it is asked for. */
function columnsByTable(byKey: ReadonlyMap<ObjectKey, SchemaObject>): (table: ObjectKey) => readonly SchemaObject[] {
    let columns: Map<ObjectKey, SchemaObject[]> | undefined
    return (table) => {
        if (!columns) {
            columns = new Map()
            for (const object of byKey.values()) {
                if (roleOf(object) !== "member" || !kindOf(object.kind).normalize?.toScratchObject) continue
                const key = objectKey("table", object.path.slice(0, 2))
                addTo(columns, key, object)
            }
        }
        return columns.get(table) ?? []
    }
}

function movedColumns(
    columns: readonly SchemaObject[],
    pathOf: (object: SchemaObject) => readonly string[],
): readonly MovedColumn[] {
    return columns
        .map((object) => ({ from: object.path, to: pathOf(object) }))
        .filter(({ from, to }) => from[1] !== to[1] || from[2] !== to[2])
}

/** A column with what Postgres prints before it: the row of a trigger, or its table's own name. */
function qualifiedWords({ from, to }: MovedColumn): readonly { readonly from: string; readonly to: string }[] {
    const word = (before: string, after: string) => ({
        from: [before, from[2] ?? ""].map(quoteIdent).join("."),
        to: [after, to[2] ?? ""].map(quoteIdent).join("."),
    })
    return [word("new", "new"), word("old", "old"), word(from[1] ?? "", to[1] ?? "")]
}

function identifierText(path: readonly string[], inner: boolean): string {
    return inner ? quoteIdent(path.at(-1) ?? "") : path.map(quoteIdent).join(".")
}

function relocateObject(object: SchemaObject, path: readonly string[], relocation: Relocation): SchemaObject {
    const kind = kindOf(object.kind)
    const definition = kind.naming?.relocate?.(object.definition, relocation, object.path) ?? object.definition
    const moved = kind.make(path, definition)
    return object.origin ? { ...moved, origin: object.origin } : moved
}
