import { addTo } from "../core/groups.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, roleOf } from "../kinds/index.js"
import { nameIndex } from "../schema/name-index.js"
import { relocateObjects, type Rename } from "../schema/relocate.js"
import { printedIdent } from "../schema/replace-identifiers.js"
import {
    addPart,
    beginTable,
    findTable,
    mentionedParts,
    objectsOf,
    partText,
    rememberedWords,
    type OwningRelation,
    type SharedTable,
} from "./shared-tables.js"

/** A unresolved object as it stands in the scratch tables; those that ask the same question share it. */
export interface Placement {
    readonly object: SchemaObject
    /** Each with what takes it to where it stands, beside the renames of the whole scratch. */
    readonly answers: readonly { readonly doubt: SchemaObject; readonly renames: readonly Rename[] }[]
}

/** The scratch tables with their columns, and the unresolved objects on them. */
export interface Scratch {
    readonly scratchObjects: readonly SchemaObject[]
    readonly placements: readonly Placement[]
    /** The temporary names that Postgres may print inside any expression, with what they stand for: by these names. */
    readonly renames: ReadonlyMap<string, Rename>
}

/** What is to be placed. */
export interface ScratchContent {
    readonly unresolved: readonly SchemaObject[]
    /** The tables of the unresolved objects, with their columns and the types of these. */
    readonly scratchObjects: readonly SchemaObject[]
    homeOf(object: SchemaObject): ObjectKey | undefined
    /** The beginning of every scratch name: a word that occurs nowhere else. */
    readonly token: string
    /** Gives every table a scratch table of its own, with all its columns. */
    readonly whole: boolean
}

/** Beyond this a scratch table costs more than a second one. */
const MOST_OBJECTS = 50

/**
 * Lays out the scratch tables. What Postgres makes of an expression depends on nothing of its table but the columns that it reads, so
 * tables share a scratch table as long as columns of one name are of one type: a thousand checks need twenty tables, not a thousand.
 * Equal questions are asked once. A table whose own name an expression may mention, or with unresolved columns, stands alone.
 */
export function placeInScratchTables(content: ScratchContent): Scratch {
    const { unresolved: doubts, scratchObjects, homeOf, token } = content
    let count = 0
    const nextName = (): readonly string[] => ["pg_temp", `${token}${count++}`]
    const homes = homesOf(scratchObjects, homeOf)
    const wordsOf = rememberedWords()
    const sharing = new Map(
        doubts.map((doubt) => [doubt.key, content.whole ? null : neededParts(doubt, content, homes, wordsOf)]),
    )
    const alone = new Set(doubts.filter((doubt) => !sharing.get(doubt.key)).map(homeOf))
    const shares = (object: SchemaObject): boolean => homes.has(object.key) && !alone.has(object.key)
    const global = [...scratchObjects, ...doubts]
        .filter((object) => roleOf(object) === "relation" && !shares(object))
        .map((object): Rename => ({ kind: object.kind, from: object.path, to: nextName() }))
    const mentioned = nameIndex(global.map((rename) => [rename.from[1] ?? "", rename]))
    // Only of what an object names: all of them for each would be quadratic.
    const othersOf = (object: SchemaObject): readonly Rename[] => mentioned(textsIn(object.definition).join(" "))

    const tables: SharedTable[] = []
    const asked = new Map<
        string,
        { object: SchemaObject; answers: { doubt: SchemaObject; renames: readonly Rename[] }[] }
    >()
    for (const doubt of doubts) {
        const home = homeOf(doubt)
        const needed = alone.has(home) ? null : sharing.get(doubt.key)
        const owner = home === undefined ? undefined : homes.get(home)
        if (!needed || !owner) continue
        const question = questionOf(doubt, needed, owner)
        const before = asked.get(question)
        if (before) {
            before.answers.push({ doubt, renames: renamesTo(before.object.path, doubt, owner) })
            continue
        }
        const isFree = (table: SharedTable): boolean =>
            table.objects < MOST_OBJECTS && !(isFixed(doubt, owner) && table.taken.has(doubt.path[2] ?? ""))
        const table = findTable(tables, owner, needed, isFree) ?? beginTable(tables, owner, nextName())
        for (const part of needed) addPart(table, part, owner, othersOf(part))
        table.objects++
        if (isFixed(doubt, owner)) table.taken.add(doubt.path[2] ?? "")
        const path = [...table.name, isFixed(doubt, owner) ? (doubt.path[2] ?? "") : (nextName()[1] ?? "")]
        const renames = renamesTo(path, doubt, owner)
        const [object = doubt] = relocateObjects(
            [doubt, owner.table, ...needed.filter((part) => part.key === doubt.parent)],
            [...othersOf(doubt), ...renames],
        )
        asked.set(question, { object, answers: [{ doubt, renames }] })
    }
    const whole = [...scratchObjects, ...doubts].filter((object) => {
        const home = homeOf(object)
        return home === undefined || alone.has(home) || !homes.has(home)
    })
    const unshared = placeAlone(whole, doubts, global)
    return {
        scratchObjects: [...unshared.scratchObjects, ...objectsOf(tables)],
        placements: [...unshared.placements, ...asked.values()],
        renames: new Map(global.map((rename) => [rename.to[1] ?? "", rename])),
    }
}

/** What shares no table, under its new names: the unresolved among it answer for themselves. */
function placeAlone(
    whole: readonly SchemaObject[],
    doubts: readonly SchemaObject[],
    global: readonly Rename[],
): Pick<Scratch, "scratchObjects" | "placements"> {
    const doubtful = new Set(doubts.map((doubt) => doubt.key))
    const moved = relocateObjects(whole, global)
    return {
        scratchObjects: moved.filter((_, index) => !doubtful.has(whole[index]?.key ?? ("" as ObjectKey))),
        placements: moved.flatMap((object, index) => {
            const doubt = whole[index]
            return doubt && doubtful.has(doubt.key) ? [{ object, answers: [{ doubt, renames: [] }] }] : []
        }),
    }
}

function homesOf(
    scratchObjects: readonly SchemaObject[],
    homeOf: ScratchContent["homeOf"],
): ReadonlyMap<ObjectKey, OwningRelation> {
    const parts = new Map<ObjectKey, SchemaObject[]>()
    for (const object of scratchObjects) {
        if (roleOf(object) !== "member") continue
        const home = homeOf(object)
        if (home === undefined) continue
        addTo(parts, home, object)
    }
    return new Map(
        scratchObjects.flatMap((table) => {
            const own = parts.get(table.key)
            return own ? [[table.key, { table, parts: own }] as const] : []
        }),
    )
}

/** The columns that a unresolved object may read. Null: its table cannot share. */
function neededParts(
    doubt: SchemaObject,
    content: ScratchContent,
    homes: ReadonlyMap<ObjectKey, OwningRelation>,
    wordsOf: (name: string) => readonly string[],
): readonly SchemaObject[] | null {
    const home = content.homeOf(doubt)
    const owner = home === undefined ? undefined : homes.get(home)
    if (!owner || roleOf(doubt) !== "member" || kindOf(doubt.kind).normalize?.toScratchObject) return null
    const mentioned = mentionedParts(textsIn(doubt.definition), owner, wordsOf)
    return mentioned && owner.parts.filter((part) => part.key === doubt.parent || mentioned.includes(part))
}

function textsIn(value: unknown): readonly string[] {
    if (typeof value === "string") return [value]
    if (typeof value !== "object" || value === null) return []
    return Object.values(value).flatMap(textsIn)
}

/** Whether its name is its column's: a default's, unlike a constraint's. */
function isFixed(doubt: SchemaObject, owner: OwningRelation): boolean {
    return doubt.parent !== owner.table.key
}

function questionOf(doubt: SchemaObject, needed: readonly SchemaObject[], owner: OwningRelation): string {
    return JSON.stringify([
        doubt.kind,
        isFixed(doubt, owner) ? doubt.path[2] : null,
        doubt.definition,
        owner.table.definition,
        needed.map((part) => [part.path[2], partText(part)]),
    ])
}

/** What takes an object of a table to where it stands in a scratch table. */
function renamesTo(path: readonly string[], doubt: SchemaObject, owner: OwningRelation): readonly Rename[] {
    const table: Rename = { kind: owner.table.kind, from: owner.table.path, to: path.slice(0, 2) }
    const own: Rename = { kind: doubt.kind, from: doubt.path, to: path }
    return isFixed(doubt, owner) ? [table] : [table, own]
}

/**
 * An object that was read in a scratch table, as it is in its own. `schema` is the true name of the schema of temporary tables;
 * `ancestors` are what the object stands in there.
 */
export function takeBack(
    reading: SchemaObject,
    ancestors: readonly SchemaObject[],
    renames: readonly Rename[],
    schema: string,
): SchemaObject {
    const back = renames.map(({ kind, from, to }) => ({ kind, from: [schema, ...to.slice(1)], to: from }))
    const [object = reading] = relocateObjects([reading, ...ancestors], back)
    return restoreNames(object, renames)
}

/** The scratch names that objects mention, each once. */
export function scratchNamesIn(objects: readonly SchemaObject[]): ReadonlySet<string> {
    return new Set(
        objects.flatMap(({ path, definition }) => JSON.stringify([path, definition]).match(SCRATCH_NAME) ?? []),
    )
}

/** Gives scratch types their true names back where Postgres printed them inside an expression. */
function restoreNames(object: SchemaObject, renames: readonly Rename[]): SchemaObject {
    const text = JSON.stringify(object.definition)
    if (!text.includes(SCRATCH_WORD)) return object
    const names = new Map(renames.map(({ from, to }) => [to[1] ?? "", from.map(printedIdent).join(".")]))
    const restored = text.replaceAll(SCRATCH_NAME, (token) => {
        const name = names.get(token)
        return name === undefined ? token : JSON.stringify(name).slice(1, -1)
    })
    return { ...object, definition: JSON.parse(restored) as object }
}

const SCRATCH_WORD = "autogen_scratch_"
const SCRATCH_NAME = /autogen_scratch_(?:x_)*\d+/g

/** A word that occurs in no name and in no unresolved object, so that it can be found again in what Postgres prints. */
export function scratchToken(scratchObjects: readonly SchemaObject[], unresolved: readonly SchemaObject[]): string {
    const names = new Set<string>()
    for (const { path } of scratchObjects) for (const name of path) names.add(name)
    const text = JSON.stringify([[...names], unresolved.map((doubt) => doubt.definition)])
    let token = SCRATCH_WORD
    while (text.includes(token)) token += "x_"
    return token
}
