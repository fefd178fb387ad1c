import type { SchemaObject } from "../core/schema-object.js"
import { wordsIn } from "../schema/name-index.js"
import { relocateObjects, type Rename } from "../schema/relocate.js"

/** A table with its columns, as far as they stand in scratch tables. */
export interface OwningRelation {
    readonly table: SchemaObject
    readonly parts: readonly SchemaObject[]
}

/** A scratch table that several tables share, each with the columns that its unresolved expressions may read. */
export interface SharedTable {
    readonly name: readonly string[]
    readonly definition: string
    readonly parts: Map<string, { readonly text: string; readonly object: SchemaObject }>
    /** The columns that have a unresolved object of their own already, such as a default. */
    readonly taken: Set<string>
    objects: number
}

/** Beyond this a scratch table costs more than a second one. */
const MOST_COLUMNS = 200

/** How many scratch tables are tried before a new one is begun. */
const TABLES_TRIED = 16

/** A scratch table in which these columns of a table may stand: none that is there has the name of one and means another. */
export function findTable(
    tables: readonly SharedTable[],
    owner: OwningRelation,
    needed: readonly SchemaObject[],
    isFree: (table: SharedTable) => boolean,
): SharedTable | undefined {
    const definition = JSON.stringify(owner.table.definition)
    const texts = needed.map((part) => [part.path[2] ?? "", partText(part)] as const)
    return tables.slice(-TABLES_TRIED).find((table) => {
        if (table.definition !== definition || !isFree(table)) return false
        if (table.parts.size + needed.length > MOST_COLUMNS) return false
        return texts.every(([name, text]) => {
            const existing = table.parts.get(name)
            return !existing || existing.text === text
        })
    })
}

export function beginTable(tables: SharedTable[], owner: OwningRelation, name: readonly string[]): SharedTable {
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

/** Gives a scratch table a column; `others` are the renames of what its type may be. */
export function addPart(
    table: SharedTable,
    part: SchemaObject,
    owner: OwningRelation,
    others: readonly Rename[],
): void {
    const name = part.path[2] ?? ""
    if (table.parts.has(name)) return
    const move = { kind: owner.table.kind, from: owner.table.path, to: table.name }
    const [object = part] = relocateObjects([part, owner.table], [...others, move])
    table.parts.set(name, { text: partText(part), object })
}

/** What two columns must have in common to be one; their places do not matter to an expression. */
export function partText(part: SchemaObject): string {
    return JSON.stringify([part.kind, { ...part.definition, position: null }])
}

/** The objects of the scratch tables, to be created. */
export function objectsOf(tables: readonly SharedTable[]): readonly SchemaObject[] {
    return tables.flatMap((table) => [...table.parts.values()].map((part) => part.object))
}

/**
 * The columns that texts may mention, by name: rather one too many. Null where a text may mention the table itself, or spells names in
 * a way that cannot be followed.
 */
export function mentionedParts(
    texts: readonly string[],
    owner: OwningRelation,
    wordsOf: (text: string) => readonly string[],
): readonly SchemaObject[] | null {
    // U&"\0061" spells a name otherwise.
    if (texts.some((text) => /u&/i.test(text))) return null
    const words = new Set(texts.flatMap(wordsIn))
    const isMentioned = (name: string): boolean => wordsOf(name).every((word) => words.has(word))
    if (isMentioned(owner.table.path[1] ?? "")) return null
    return owner.parts.filter((part) => isMentioned(part.path[2] ?? ""))
}

/** The words in a name, remembered: tables have columns of the same names. */
export function rememberedWords(): (name: string) => readonly string[] {
    const known = new Map<string, readonly string[]>()
    return (name) => {
        const words = known.get(name) ?? wordsIn(name)
        known.set(name, words)
        return words
    }
}
