import { quoteIdent, quoteName } from "../core/names.js"
import { addTo } from "../core/groups.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { PRINTING_SETTINGS } from "../core/session-settings.js"
import { kindOf } from "../kinds/index.js"
import { block, lookInto, sameAsCurrent, type ScratchRequest } from "./scratch.js"
import { scratchToken } from "./scratch-tables.js"
import {
    addPart,
    beginTable,
    findTable,
    mentionedParts,
    objectsOf,
    rememberedWords,
    type OwningRelation,
    type SharedTable,
} from "./shared-tables.js"

/** Postgres allows 1,664 columns; far below that, more in one view gain nothing. */
const MOST_CONDITIONS = 400

/** A condition that may mean what the database has. */
interface Matter {
    readonly unresolved: SchemaObject
    readonly existing: SchemaObject
    /** The user's words, what Postgres prints of them, what it prints of that … */
    readonly ours: string[]
    /** What the database has, what Postgres prints of that … */
    readonly theirs: string[]
}

/** A text to be read. */
interface Question {
    readonly unresolved: SchemaObject
    readonly text: string
    /** Takes the answer. */
    readonly prints: string[]
}

/** Most prints read as they are; some read as something that is printed otherwise, and that as itself. */
const MOST_READINGS = 3

/** A view over a scratch table that several tables share: each of its columns is a text that one or many questions have. */
interface Place {
    readonly table: SharedTable
    readonly columns: Map<string, Question[]>
}

/**
 * Settles the unresolved objects whose condition Postgres reads as the one that the database has, or as the same once both are read back.
 * The conditions are columns of views: a thousand of them cost no more than a few dozen constraints. What cannot be asked so, or reads
 * otherwise, stays in doubt: the object itself must be asked about. Gives the settled objects, by key.
 */
export async function normalizeConditions(request: ScratchRequest): Promise<ReadonlyMap<ObjectKey, SchemaObject>> {
    const settled = new Map<ObjectKey, SchemaObject>()
    let open = mattersOf(request)
    for (let round = 1; round <= MOST_READINGS && open.length > 0; round++) {
        // What the database has is a print already.
        const questions = open.flatMap(({ unresolved: doubt, ours, theirs }) => [
            ...nextQuestion(doubt, ours),
            ...(round === 1 ? [] : nextQuestion(doubt, theirs)),
        ])
        const answered = await readAnswers(questions, request)
        open = open.filter(({ unresolved: doubt, existing, ours, theirs }) => {
            if (!ours.slice(1).some((print) => theirs.includes(print)))
                return answered.has(ours) || answered.has(theirs)
            settled.set(doubt.key, kindOf(doubt.kind).normalize?.condition?.adopt(doubt, existing) ?? doubt)
            return false
        })
    }
    return settled
}

function mattersOf({ unresolved: doubts, current }: ScratchRequest): readonly Matter[] {
    return doubts.flatMap((doubt): readonly Matter[] => {
        const { condition } = kindOf(doubt.kind).normalize ?? {}
        const existing = condition && current.objects.get(doubt.key)
        if (!existing) return []
        const [text, expected] = [condition.text(doubt), condition.text(existing)]
        return text === null || expected === null
            ? []
            : [{ unresolved: doubt, existing, ours: [text], theirs: [expected] }]
    })
}

/** Asks about the last print, unless that is the one before it. */
function nextQuestion(doubt: SchemaObject, prints: string[]): readonly Question[] {
    const text = prints.at(-1)
    return text === undefined || text === prints.at(-2) ? [] : [{ unresolved: doubt, text, prints }]
}

/** Adds to each question's prints what Postgres makes of its text. Gives the prints that were added to. */
async function readAnswers(
    questions: readonly Question[],
    request: ScratchRequest,
): Promise<ReadonlySet<readonly string[]>> {
    const answered = new Set<readonly string[]>()
    if (questions.length === 0) return answered
    const homes = homesOf(questions, request)
    const token = scratchToken(
        [...homes.values()].flatMap(({ table, parts }) => [table, ...parts]),
        questions.map(({ unresolved: doubt }) => doubt),
    )
    const places = placeQuestions(questions, homes, token)
    if (places.length === 0) return answered
    const readings = await readViews(places, request, token)
    for (const { columns, table } of places) {
        for (const [index, asked] of [...columns.values()].entries()) {
            const reading = readings.get(`${viewName(table)}.${columnName(token, index)}`)
            if (reading === undefined) continue
            for (const { prints } of asked) {
                prints.push(reading)
                answered.add(prints)
            }
        }
    }
    return answered
}

/** Lays the questions out. Those on tables that are not as simple as the others are left out. */
function placeQuestions(
    questions: readonly Question[],
    homes: ReadonlyMap<ObjectKey, OwningRelation>,
    token: string,
): readonly Place[] {
    const wordsOf = rememberedWords()
    const tables: SharedTable[] = []
    const places = new Map<SharedTable, Place>()
    for (const question of questions) {
        const { parent } = question.unresolved
        const owner = parent === null ? undefined : homes.get(parent)
        const mentioned = owner && mentionedParts([question.text], owner, wordsOf)
        if (!mentioned) continue
        const needed = mentioned.map((part) => kindOf(part.kind).normalize?.toScratchObject?.(part) ?? part)
        // Many tables say the same of columns of one name and type: that is asked once.
        const isFree = (table: SharedTable): boolean =>
            table.objects < MOST_CONDITIONS || (places.get(table)?.columns.has(question.text) ?? false)
        const table =
            findTable(tables, owner, needed, isFree) ??
            beginTable(tables, owner, ["pg_temp", `${token}${tables.length}`])
        for (const part of needed) addPart(table, part, owner, [])
        const place = places.get(table) ?? { table, columns: new Map() }
        places.set(table, place)
        addTo(place.columns, question.text, question)
        table.objects = place.columns.size
    }
    return [...places.values()]
}

/**
 * The tables of the questions with their columns; without those that have unresolved columns, or columns
 * of types that are yet to come.
 */
function homesOf(
    questions: readonly Question[],
    { known, current, unresolved: doubts }: ScratchRequest,
): ReadonlyMap<ObjectKey, OwningRelation> {
    const asking = new Set(questions.map(({ unresolved: doubt }) => doubt.parent))
    const unfit = new Set(
        doubts.filter((doubt) => kindOf(doubt.kind).normalize?.toScratchObject).map((doubt) => doubt.parent),
    )
    const newTypes = new Set<ObjectKey>()
    const tables = new Map<ObjectKey, { readonly table: SchemaObject; readonly parts: SchemaObject[] }>()
    const columns: SchemaObject[] = []
    for (const object of known.values()) {
        const { role, normalize } = kindOf(object.kind)
        if (!normalize?.toScratchObject) continue
        if (role === "member") columns.push(object)
        if (role !== "relation") continue
        if (asking.has(object.key)) tables.set(object.key, { table: object, parts: [] })
        if (!sameAsCurrent(object, current)) newTypes.add(object.key)
    }
    for (const column of columns) {
        const home = column.parent === null ? undefined : tables.get(column.parent)
        if (!home) continue
        if (column.requires.some((key) => newTypes.has(key))) unfit.add(column.parent)
        home.parts.push(column)
    }
    return new Map([...tables].filter(([key, { parts }]) => parts.length > 0 && !unfit.has(key)))
}

/** What Postgres prints of each view's columns, by the view's and the column's name; nothing where it does not take them all. */
async function readViews(
    places: readonly Place[],
    { queryable, current, tools }: ScratchRequest,
    token: string,
): Promise<ReadonlyMap<string, string>> {
    const statements = [
        ...tools.createStatements(objectsOf(places.map(({ table }) => table)), current.server).map(({ sql }) => sql),
        ...places.map((place) => viewSql(place, token)),
    ]
    await queryable.query("BEGIN")
    try {
        await queryable.query(lookInto(current))
        await queryable.query(block([...statements, PRINTING]))
        const rows = await queryable.query(VIEWS, [`${token}%`.replaceAll("_", "\\_")])
        return new Map(rows.flatMap((row) => columnsOf(row, token)))
    } catch {
        return new Map()
    } finally {
        await queryable.query("ROLLBACK")
    }
}

/** As the inspection reads: the two must print alike. */
const PRINTING = `SELECT ${PRINTING_SETTINGS}`

/** A condition is of type boolean; what is of another type would have been converted. */
const VIEWS = `
    SELECT c.relname::pg_catalog.text AS name, pg_catalog.pg_get_viewdef(c.oid) AS query, (
        SELECT pg_catalog.json_agg(a.attname) FROM pg_catalog.pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND a.atttypid <> 'pg_catalog.bool'::pg_catalog.regtype
    ) AS others
    FROM pg_catalog.pg_class c
    WHERE c.relnamespace = pg_catalog.pg_my_temp_schema() AND c.relkind = 'v' AND c.relname LIKE $1`

function viewName({ name }: SharedTable): string {
    return `${name[1] ?? ""}_view`
}

function columnName(token: string, index: number): string {
    return `${token}column_${index}`
}

function viewSql({ table, columns }: Place, token: string): string {
    const fields = [...columns.keys()].map((text, index) => `(${text}) AS ${quoteIdent(columnName(token, index))}`)
    const name = quoteName({ schema: "pg_temp", name: viewName(table) })
    const [schema = "", own = ""] = table.name
    return `CREATE VIEW ${name} AS SELECT ${fields.join(",\n")} FROM ${quoteName({ schema, name: own })}`
}

/**
 * Takes apart what Postgres prints of a view: ` SELECT (a > 0) AS x,\n    (b > 0) AS y\n   FROM t;`. Nothing but the columns' names has
 * the token in it, beside the table's, which stands before each column until PostgreSQL 15.
 */
function columnsOf(row: Row, token: string): readonly (readonly [string, string])[] {
    const name = String(row["name"])
    const others = (row["others"] ?? []) as readonly string[]
    const table = name.slice(0, -"_view".length)
    const pieces = String(row["query"])
        .replace(/^\s*SELECT /, "")
        .split(new RegExp(` AS (${token}column_\\d+)(?:,\\n    |\\n   FROM )`))
    return pieces.flatMap((text, index) => {
        const column = index % 2 === 0 ? pieces[index + 1] : undefined
        if (column === undefined || others.includes(column)) return []
        return [[`${name}.${column}`, text.replaceAll(`${table}.`, "")] as const]
    })
}
