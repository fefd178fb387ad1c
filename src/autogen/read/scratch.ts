import type { DatabaseSchema } from "../core/database-schema.js"
import { sameData } from "../core/equality.js"
import { messageOf } from "../core/errors.js"
import { quoteIdent, quoteLiteral } from "../core/names.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { Queryable } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, kindRank, roleOf } from "../kinds/index.js"
import { owningRelation, standsOnReader } from "./owning-relation.js"
import { placeInScratchTables, scratchNamesIn, scratchToken, takeBack, type Scratch } from "./scratch-tables.js"
import { ownOperator as is } from "../core/own-operator.js"
import { compileOperation } from "../operations/index.js"
import type { NormalizerTools } from "./normalizer-tools.js"

/** What Postgres made of the unresolved objects. */
export interface Readings {
    readonly objects: ReadonlyMap<ObjectKey, SchemaObject>
    /** The objects that could not be read, with Postgres's message. */
    readonly failed: ReadonlyMap<ObjectKey, string>
    /** Those among them that Postgres rejected for what they say, rather than for where they were asked. */
    readonly rejected: ReadonlySet<ObjectKey>
    /** Those among them that are no SQL, wherever they are asked. */
    readonly malformed: ReadonlySet<ObjectKey>
}

/** The objects in doubt, all that may stand beneath them, and where to ask. */
export interface ScratchRequest {
    readonly unresolved: readonly SchemaObject[]
    readonly known: ReadonlyMap<ObjectKey, SchemaObject>
    readonly current: DatabaseSchema
    readonly queryable: Queryable
    readonly tools: NormalizerTools
}

/** Codes that speak of the place, not of the expression: no right, a read-only server, a limit, an object that is not there yet. */
const PLACE_CODES = /^(25|42501|53|54|55|57|58|0A|42704|3F|42P01|42P07|42710)/

/** syntax_error */
const MALFORMED = "42601"

/** undefined_object: a type, a collation. */
const UNDEFINED = "42704"

/**
 * Asks the server itself: temporary tables with the columns in question, in a transaction that is rolled back. It needs no right
 * but TEMPORARY, takes no lock on any table of the application, and leaves nothing behind.
 */
export async function readOnServer(request: ScratchRequest): Promise<Readings> {
    const [onViews, others] = [true, false].map((isOnView) =>
        request.unresolved.filter((doubt) => standsOnReader(doubt, request.known) === isOnView),
    )
    // Until PostgreSQL 16 a materialized view cannot be temporary: what depends on one must not keep all else from being read.
    const readings = [
        await readTogether({ ...request, unresolved: others ?? [] }),
        await readTogether({ ...request, unresolved: onViews ?? [] }),
    ] as const
    return {
        objects: new Map(readings.flatMap(({ objects }) => [...objects])),
        failed: new Map(readings.flatMap(({ failed: unread }) => [...unread])),
        rejected: new Set(readings.flatMap(({ rejected }) => [...rejected])),
        malformed: new Set(readings.flatMap(({ malformed }) => [...malformed])),
    }
}

async function readTogether(request: ScratchRequest): Promise<Readings> {
    if (request.unresolved.length === 0) return allUnread([], "")
    const shared = await readInScratch(request, false)
    const failed = request.unresolved.filter((doubt) => shared.failed.has(doubt.key))
    if (failed.length === 0) return shared
    // Whatever the reason was: asked again on the whole of its own table, the answer is Postgres's last word.
    const alone = await readInScratch({ ...request, unresolved: failed }, true)
    return {
        objects: new Map([...shared.objects, ...alone.objects]),
        failed: alone.failed,
        rejected: alone.rejected,
        malformed: alone.malformed,
    }
}

async function readInScratch(request: ScratchRequest, whole: boolean): Promise<Readings> {
    const { current, queryable, tools, unresolved: doubts, known } = request
    const scratchObjects = scratchObjectsOf(request, "beneath", (object) => !sameAsCurrent(object, current))
    const token = scratchToken(scratchObjects, doubts)
    const homeOfObject = (object: SchemaObject): ObjectKey | undefined => owningRelation(object, known)
    const scratch = placeInScratchTables({ unresolved: doubts, scratchObjects, homeOf: homeOfObject, token, whole })
    const groups = statementGroups(
        scratch.scratchObjects,
        scratch.placements.map((placement) => placement.object),
        request,
    )
    await queryable.query("BEGIN")
    try {
        // Functions and types of extensions may stand in any schema that the connection looks into.
        await queryable.query(lookInto(current))
        const failures = await runGroups(
            queryable,
            groups,
            scratch.placements.map((placement) => placement.object),
        )
        const [row] = await queryable.query(
            `SELECT nspname::pg_catalog.text AS name FROM pg_catalog.pg_namespace WHERE oid ${is("=")} pg_catalog.pg_my_temp_schema()`,
        )
        const schema = String(row?.["name"])
        const { defaultSchema } = current.server
        const read = await tools.inspect(queryable, { schemas: [schema], defaultSchema, kinds: kindsToRead(scratch) })
        return answersOf(scratch, failures, read, schema)
    } catch (error) {
        return allUnread(doubts, messageOf(error))
    } finally {
        await queryable.query("ROLLBACK")
    }
}

/** The kinds of the objects that ask, and of what these stand in. */
function kindsToRead({ placements, scratchObjects }: Scratch): ReadonlySet<string> {
    const asking = placements.map(({ object }) => object)
    const byKey = new Map([...scratchObjects, ...asking].map((object) => [object.key, object]))
    const kinds = new Set<string>()
    const add = (object: SchemaObject | undefined): void => {
        if (!object) return
        kinds.add(object.kind)
        if (object.parent !== null) add(byKey.get(object.parent))
    }
    asking.forEach(add)
    return kinds
}

/** Hands what was read in the scratch tables, and what failed there, to the objects that asked. */
function answersOf(scratch: Scratch, failures: Failures, read: DatabaseSchema, schema: string): Readings {
    const objects = new Map<ObjectKey, SchemaObject>()
    const failed = new Map<ObjectKey, string>()
    const rejected = new Set<ObjectKey>()
    const malformed = new Set<ObjectKey>()
    for (const { object, answers } of scratch.placements) {
        const failure = failures.failed.get(object.key)
        const reading = read.objects.get(objectKey(object.kind, [schema, ...object.path.slice(1)]))
        for (const { doubt, renames } of answers) {
            if (failure !== undefined) failed.set(doubt.key, failure)
            if (failures.rejected.has(object.key)) rejected.add(doubt.key)
            if (failures.malformed.has(object.key)) malformed.add(doubt.key)
            if (failure !== undefined || !reading) continue
            const ancestors = ancestorsOf(reading, read)
            const mentioned = [...scratchNamesIn([reading, ...ancestors])].flatMap(
                (name) => scratch.renames.get(name) ?? [],
            )
            objects.set(doubt.key, takeBack(reading, ancestors, [...mentioned, ...renames], schema))
        }
    }
    return { objects, failed, rejected, malformed }
}

function ancestorsOf(object: SchemaObject, schema: DatabaseSchema): readonly SchemaObject[] {
    const parent = object.parent === null ? undefined : schema.objects.get(object.parent)
    return parent ? [parent, ...ancestorsOf(parent, schema)] : []
}

/** Asks a fresh Postgres, under the objects' own names. */
export async function readInEmbedded(request: ScratchRequest): Promise<Readings> {
    const { current, queryable, tools } = request
    const wanted = scratchObjectsOf(request, "everywhere", () => true)
    const outer = [...request.known.values()].filter(
        (object) => roleOf(object) === "global" && kindOf(object.kind).normalize?.toScratchObject,
    )
    const extensions = [...current.objects.values()].filter(
        (object) => roleOf(object) === "global" && !outer.some((known) => known.key === object.key),
    )
    const schemas = [...new Set([...wanted, ...request.unresolved].map((object) => object.path[0] ?? ""))]
    await queryable.query("BEGIN")
    try {
        const existing = await tools.inspect(queryable, { schemas, defaultSchema: current.server.defaultSchema })
        const missing = [...outer, ...extensions].filter((object) => !existing.objects.has(object.key))
        await queryable.query(`SELECT pg_catalog.set_config('search_path', 'public', true)`)
        for (const statement of tools.createStatements(missing, current.server)) {
            await guarded(queryable, statement.sql)
        }
        await queryable.query(`SELECT pg_catalog.set_config('search_path', ${searchPath(current)}, true)`)
        const prerequisites = request.unresolved.flatMap(
            (doubt) => kindOf(doubt.kind).rehearsal?.prerequisites?.(doubt) ?? [],
        )
        for (const sql of new Set(prerequisites)) await guarded(queryable, sql)
        const [beneath, upon] = aroundDoubts(wanted, request.unresolved)
        const asked = [...request.unresolved, ...upon]
        const failures = await runGroups(queryable, statementGroups(beneath, asked, request), asked)
        const read = await tools.inspect(queryable, { schemas, defaultSchema: current.server.defaultSchema })
        return { objects: read.objects, ...failures }
    } catch (error) {
        return allUnread(request.unresolved, messageOf(error))
    } finally {
        await queryable.query("ROLLBACK")
    }
}

/**
 * The statement by which names in the user's expressions are found, until the transaction ends: in what the connection looks into, but
 * nothing before Postgres's own, and temporary objects last.
 */
export function lookInto(current: DatabaseSchema): string {
    const own = "pg_catalog.current_setting('search_path')"
    const given = `CASE WHEN pg_catalog.length(${own}) ${is(">")} 0 THEN ${own} END`
    return `SELECT pg_catalog.set_config('search_path', pg_catalog.concat_ws(', ', 'pg_catalog', ${searchPath(current)}, ${given}, 'pg_temp'), true)`
}

function searchPath(current: DatabaseSchema): string {
    const path = [...new Set([current.server.defaultSchema, "public"])].map(quoteIdent).join(", ")
    return quoteLiteral(path).trim()
}

export function sameAsCurrent(object: SchemaObject, current: DatabaseSchema): boolean {
    const existing = current.objects.get(object.key)
    return existing !== undefined && sameData(existing.definition, object.definition)
}

/**
 * The tables of the unresolved objects with their columns, and the types of these; stripped of all else. `everywhere`: all tables,
 * where a unresolved object may read any of them and the place has none of its own.
 */
function scratchObjectsOf(
    { unresolved: doubts, known }: ScratchRequest,
    scope: "beneath" | "everywhere",
    wantsRequired: (object: SchemaObject) => boolean,
): readonly SchemaObject[] {
    const doubtful = new Set(doubts.map((object) => object.key))
    const readsAny = (object: SchemaObject): boolean =>
        kindOf(object.kind).normalize?.isQuery === true || standsOnReader(object, known)
    const everything = scope === "everywhere" && doubts.some(readsAny)
    const homes = new Set(
        (everything ? [...known.values()] : doubts).flatMap((object) => owningRelation(object, known) ?? []),
    )
    const scratchObjects = new Map<ObjectKey, SchemaObject>()
    for (const object of known.values()) {
        const kind = kindOf(object.kind)
        const stands = kind.normalize?.toScratchObject !== undefined || (everything && kind.normalize?.neededByViews)
        if (!stands || doubtful.has(object.key)) continue
        const home = kind.role === "relation" ? object.key : object.parent
        if (home === null || !homes.has(home)) continue
        scratchObjects.set(object.key, kind.normalize?.toScratchObject?.(object) ?? object)
        for (const key of object.requires) {
            const required = doubtful.has(key) ? undefined : known.get(key)
            if (
                required &&
                roleOf(required) === "relation" &&
                kindOf(required.kind).normalize?.toScratchObject &&
                wantsRequired(required)
            )
                scratchObjects.set(key, required)
        }
    }
    return [...scratchObjects.values()]
}

/** What can be made before the unresolved objects, and what depends on them, such as a view on a view. */
function aroundDoubts(
    scratchObjects: readonly SchemaObject[],
    unresolved: readonly SchemaObject[],
): readonly [beneath: readonly SchemaObject[], upon: readonly SchemaObject[]] {
    const late = new Set(unresolved.map(({ key }) => key))
    for (let size = -1; late.size > size;) {
        size = late.size
        for (const { key, requires } of scratchObjects) if (requires.some((needed) => late.has(needed))) late.add(key)
    }
    return [scratchObjects.filter(({ key }) => !late.has(key)), scratchObjects.filter(({ key }) => late.has(key))]
}

interface StatementGroups {
    /** All at once, folded: a check inside its table's creation costs a fraction of one that is added to it. */
    together(): readonly string[]
    scaffold(): readonly string[]
    /** By the index of the doubt. */
    unresolved(): readonly (readonly string[])[]
}

function statementGroups(
    scratchObjects: readonly SchemaObject[],
    unresolved: readonly SchemaObject[],
    request: ScratchRequest,
): StatementGroups {
    const { server } = request.current
    const context = { defaultSchema: server.defaultSchema }
    const probes = unresolved.map((object) => kindOf(object.kind).normalize?.asTemporary?.(object) ?? object)
    const sqlOf = (objects: readonly SchemaObject[]): readonly string[] =>
        request.tools.createStatements(objects, server).map((statement) => statement.sql)
    return {
        together: () => sqlOf([...scratchObjects, ...probes]),
        scaffold: () => sqlOf(scratchObjects),
        unresolved: () =>
            probes.map((object) =>
                kindOf(object.kind)
                    .create(object, new Map())
                    .flatMap((operation) => compileOperation(context, operation.name, operation.args))
                    .filter((statement) => !statement.bookkeeping)
                    .map((statement) => statement.sql),
            ),
    }
}

type Failures = Omit<Readings, "objects">

/** Runs all in one round trip; only where something fails, object by object, to learn which. */
async function runGroups(
    queryable: Queryable,
    groups: StatementGroups,
    unresolved: readonly SchemaObject[],
): Promise<Failures> {
    const order = unresolved.map((_, index) => index).sort((a, b) => rankOf(unresolved[a]) - rankOf(unresolved[b]))
    if ((await guarded(queryable, block(groups.together()))) === null) return allRead()
    const base = await guarded(queryable, block(groups.scaffold()))
    if (base !== null) return allUnread(unresolved, base.message)
    const failures = new Map<number, Failure>()
    const statements = groups.unresolved()
    // What failed because another unresolved object was not there yet is tried again once that one is.
    let waiting: readonly number[] = order
    for (let left = Infinity; waiting.length < left;) {
        left = waiting.length
        failures.clear()
        await runHalves(queryable, statements, waiting, failures)
        waiting = [...failures.keys()]
    }
    const failed = new Map<ObjectKey, string>()
    const rejected = new Set<ObjectKey>()
    const malformed = new Set<ObjectKey>()
    for (const [index, failure] of failures) {
        const doubt = unresolved[index]
        if (!doubt) continue
        failed.set(doubt.key, failure.message)
        if (failure.code === MALFORMED) malformed.add(doubt.key)
        const isMistake = failure.code === UNDEFINED && kindOf(doubt.kind).normalize?.namesOnlyExisting?.(doubt)
        if (isMistake || !PLACE_CODES.test(failure.code)) rejected.add(doubt.key)
    }
    return { failed, rejected, malformed }
}

/** Runs the statements of objects; where something fails, each half by itself: a few failures among many cost few round trips. */
async function runHalves(
    queryable: Queryable,
    statements: readonly (readonly string[])[],
    indexes: readonly number[],
    failures: Map<number, Failure>,
): Promise<void> {
    const [first] = indexes
    if (first === undefined) return
    const failure = await guarded(queryable, block(indexes.flatMap((index) => statements[index] ?? [])))
    if (failure === null) return
    if (indexes.length === 1) {
        failures.set(first, failure)
        return
    }
    const middle = Math.ceil(indexes.length / 2)
    await runHalves(queryable, statements, indexes.slice(0, middle), failures)
    await runHalves(queryable, statements, indexes.slice(middle), failures)
}

function rankOf(object: SchemaObject | undefined): number {
    return object ? kindRank(object.kind) : 0
}

/** One statement that runs many: whatever the driver's protocol, it is one round trip. */
export function block(statements: readonly string[]): string {
    const lines = statements.map((sql) => `EXECUTE ${quoteLiteral(sql).trim()};`).join("\n")
    return `DO ${quoteLiteral(`BEGIN\n${lines}\nEND`).trim()}`
}

/** What Postgres said, with its SQLSTATE. */
interface Failure {
    readonly code: string
    readonly message: string
}

/** Runs SQL under a savepoint; a failure leaves the transaction usable. */
async function guarded(queryable: Queryable, sql: string): Promise<Failure | null> {
    await queryable.query("SAVEPOINT autogen_judge")
    try {
        await queryable.query(sql)
        await queryable.query("RELEASE SAVEPOINT autogen_judge")
        return null
    } catch (error) {
        await queryable.query("ROLLBACK TO SAVEPOINT autogen_judge")
        return { code: codeOf(error), message: messageOf(error) }
    }
}

/** The SQLSTATE of a driver's error, also where TypeORM has wrapped it. */
function codeOf(error: unknown): string {
    if (typeof error !== "object" || error === null) return ""
    if ("code" in error && typeof error.code === "string") return error.code
    return "driverError" in error ? codeOf(error.driverError) : ""
}

function allRead(): Failures {
    return { failed: new Map(), rejected: new Set(), malformed: new Set() }
}

function allUnread(unresolved: readonly SchemaObject[], message: string): Readings {
    return { ...allRead(), objects: new Map(), failed: new Map(unresolved.map((doubt) => [doubt.key, message])) }
}
