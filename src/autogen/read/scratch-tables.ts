import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import { relocateObjects, type Rename } from "../schema/relocate.js"

/** A doubtful object as it stands in the scratch tables; those that ask the same question share it. */
export interface Placement {
    readonly object: SchemaObject
    readonly answers: readonly { readonly doubt: SchemaObject; readonly renames: readonly Rename[] }[]
}

/** The scratch tables with their columns, and the doubtful objects on them. */
export interface Scratch {
    readonly scaffold: readonly SchemaObject[]
    readonly placements: readonly Placement[]
    /** The temporary names that Postgres may print inside an expression, with what they stand for. */
    readonly renames: readonly Rename[]
}

/** What is to be placed. */
export interface ScratchContent {
    readonly doubts: readonly SchemaObject[]
    /** The tables of the doubtful objects, with their columns and the types of these. */
    readonly scaffold: readonly SchemaObject[]
    homeOf(object: SchemaObject): ObjectKey | undefined
    /** The beginning of every scratch name: a word that occurs nowhere else. */
    readonly token: string
    /** Gives every table a scratch table of its own, with all its columns. */
    readonly whole: boolean
}

/** Beyond these a scratch table costs more than a second one. */
const MOST_COLUMNS = 200
const MOST_OBJECTS = 50

/** How many scratch tables are tried before a new one is begun. */
const TABLES_TRIED = 16

/** A scratch table that several tables share, each with the columns that its doubtful expressions may read. */
interface SharedTable {
    readonly name: readonly string[]
    readonly definition: string
    readonly parts: Map<string, { readonly text: string; readonly object: SchemaObject }>
    /** The columns that have a doubtful object of their own already, such as a default. */
    readonly taken: Set<string>
    objects: number
}

interface Home {
    readonly table: SchemaObject
    readonly parts: readonly SchemaObject[]
}

/**
 * Lays out the scratch tables. What Postgres makes of an expression depends on nothing of its table but the columns that it reads, so
 * tables share a scratch table as long as columns of one name are of one type: a thousand checks need twenty tables, not a thousand.
 * Equal questions are asked once. A table whose own name an expression may mention, or with doubtful columns, stands alone.
 */
export function placeInScratchTables(content: ScratchContent): Scratch {
    const { doubts, scaffold, homeOf, token } = content
    let count = 0
    const nextName = (): readonly string[] => ["pg_temp", `${token}${count++}`]
    const homes = homesOf(scaffold, homeOf)
    const sharing = new Map(
        doubts.map((doubt) => [doubt.key, content.whole ? null : neededParts(doubt, content, homes)]),
    )
    const alone = new Set(doubts.filter((doubt) => !sharing.get(doubt.key)).map(homeOf))
    const shares = (object: SchemaObject): boolean => homes.has(object.key) && !alone.has(object.key)
    const global = [...scaffold, ...doubts]
        .filter((object) => object.path.length === 2 && !shares(object))
        .map((object): Rename => ({ kind: object.kind, from: object.path, to: nextName() }))

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
            before.answers.push({ doubt, renames: renamesTo(before.object.path, doubt, owner, global) })
            continue
        }
        const table = findTable(tables, owner, needed, doubt) ?? beginTable(tables, owner, nextName())
        for (const part of needed) addPart(table, part, owner, global)
        table.objects++
        if (isFixed(doubt, owner)) table.taken.add(doubt.path[2] ?? "")
        const path = [...table.name, isFixed(doubt, owner) ? (doubt.path[2] ?? "") : (nextName()[1] ?? "")]
        const renames = renamesTo(path, doubt, owner, global)
        const [object = doubt] = relocateObjects(
            [doubt, owner.table, ...needed.filter((part) => part.key === doubt.parent)],
            renames,
        )
        asked.set(question, { object, answers: [{ doubt, renames }] })
    }
    const whole = [...scaffold, ...doubts].filter((object) => {
        const home = homeOf(object)
        return home === undefined || alone.has(home) || !homes.has(home)
    })
    const doubtful = new Set(doubts.map((doubt) => doubt.key))
    const moved = relocateObjects(whole, global)
    return {
        scaffold: [
            ...moved.filter((_, index) => !doubtful.has(whole[index]?.key ?? ("" as ObjectKey))),
            ...tables.flatMap((table) => [...table.parts.values()].map((part) => part.object)),
        ],
        placements: [
            ...moved.flatMap((object, index) => {
                const doubt = whole[index]
                return doubt && doubtful.has(doubt.key) ? [{ object, answers: [{ doubt, renames: global }] }] : []
            }),
            ...asked.values(),
        ],
        renames: global,
    }
}

function homesOf(scaffold: readonly SchemaObject[], homeOf: ScratchContent["homeOf"]): ReadonlyMap<ObjectKey, Home> {
    const parts = new Map<ObjectKey, SchemaObject[]>()
    for (const object of scaffold) {
        if (object.path.length !== 3) continue
        const home = homeOf(object)
        if (home === undefined) continue
        parts.set(home, [...(parts.get(home) ?? []), object])
    }
    return new Map(
        scaffold.flatMap((table) => {
            const own = parts.get(table.key)
            return own ? [[table.key, { table, parts: own }] as const] : []
        }),
    )
}

/** The columns that a doubtful object may read, by name: rather one too many. Null: its table cannot share. */
function neededParts(
    doubt: SchemaObject,
    content: ScratchContent,
    homes: ReadonlyMap<ObjectKey, Home>,
): readonly SchemaObject[] | null {
    const home = content.homeOf(doubt)
    const owner = home === undefined ? undefined : homes.get(home)
    if (!owner || doubt.path.length !== 3 || kindOf(doubt.kind).scaffold) return null
    const texts = textsIn(doubt.definition)
    // U&"\0061" spells a name otherwise.
    if (texts.some((text) => /u&/i.test(text))) return null
    const words = new Set(texts.flatMap(wordsOf))
    const isMentioned = (name: string): boolean => wordsOf(name).every((word) => words.has(word))
    if (isMentioned(owner.table.path[1] ?? "")) return null
    return owner.parts.filter((part) => part.key === doubt.parent || isMentioned(part.path[2] ?? ""))
}

function wordsOf(text: string): readonly string[] {
    return text.toLowerCase().match(/[\p{L}\p{M}\p{N}_$]+/gu) ?? []
}

function textsIn(value: unknown): readonly string[] {
    if (typeof value === "string") return [value]
    if (typeof value !== "object" || value === null) return []
    return Object.values(value).flatMap(textsIn)
}

/** Whether its name is its column's: a default's, unlike a constraint's. */
function isFixed(doubt: SchemaObject, owner: Home): boolean {
    return doubt.parent !== owner.table.key
}

function questionOf(doubt: SchemaObject, needed: readonly SchemaObject[], owner: Home): string {
    return JSON.stringify([
        doubt.kind,
        isFixed(doubt, owner) ? doubt.path[2] : null,
        doubt.definition,
        owner.table.definition,
        needed.map((part) => [part.path[2], partText(part)]),
    ])
}

/** What two columns must have in common to be one; their places do not matter to an expression. */
function partText(part: SchemaObject): string {
    return JSON.stringify([part.kind, { ...part.definition, position: null }])
}

function findTable(
    tables: readonly SharedTable[],
    owner: Home,
    needed: readonly SchemaObject[],
    doubt: SchemaObject,
): SharedTable | undefined {
    const definition = JSON.stringify(owner.table.definition)
    return tables.slice(-TABLES_TRIED).find((table) => {
        if (table.definition !== definition || table.objects >= MOST_OBJECTS) return false
        if (table.parts.size + needed.length > MOST_COLUMNS) return false
        if (isFixed(doubt, owner) && table.taken.has(doubt.path[2] ?? "")) return false
        return needed.every((part) => {
            const existing = table.parts.get(part.path[2] ?? "")
            return !existing || existing.text === partText(part)
        })
    })
}

function beginTable(tables: SharedTable[], owner: Home, name: readonly string[]): SharedTable {
    const [object = owner.table] = relocateObjects(
        [owner.table],
        [{ kind: owner.table.kind, from: owner.table.path, to: name }],
    )
    const table: SharedTable = {
        name,
        definition: JSON.stringify(owner.table.definition),
        // No column has an empty name.
        parts: new Map([["", { text: "", object }]]),
        taken: new Set(),
        objects: 0,
    }
    tables.push(table)
    return table
}

function addPart(table: SharedTable, part: SchemaObject, owner: Home, global: readonly Rename[]): void {
    const name = part.path[2] ?? ""
    if (table.parts.has(name)) return
    const move = { kind: owner.table.kind, from: owner.table.path, to: table.name }
    const [object = part] = relocateObjects([part, owner.table], [...global, move])
    table.parts.set(name, { text: partText(part), object })
}

/** What takes an object of a table to where it stands in a scratch table. */
function renamesTo(
    path: readonly string[],
    doubt: SchemaObject,
    owner: Home,
    global: readonly Rename[],
): readonly Rename[] {
    const table: Rename = { kind: owner.table.kind, from: owner.table.path, to: path.slice(0, 2) }
    const own: Rename = { kind: doubt.kind, from: doubt.path, to: path }
    return isFixed(doubt, owner) ? [...global, table] : [...global, table, own]
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
    return object
}
