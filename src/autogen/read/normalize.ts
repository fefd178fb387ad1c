import type { DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { AutogenError, messageOf } from "../core/errors.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Queryable } from "../core/queryable.js"
import { originText, type SchemaObject } from "../core/schema-object.js"
import { kindOf, roleOf } from "../kinds/index.js"
import { normalizeConditions } from "./conditions.js"
import { standsOnReader } from "./owning-relation.js"
import { readInEmbedded, readOnServer, type Readings } from "./scratch.js"
import { namingOthers } from "./names-of-others.js"
import type { DeclaredSchema } from "./read-entities.js"
import { normalizeByForm } from "./normalize-by-form.js"
import type { NormalizerTools } from "./normalizer-tools.js"

type Objects = ReadonlyMap<ObjectKey, SchemaObject>

/** The desired schema, and what could not be compared. */
export interface Normalized {
    readonly desired: DatabaseSchema
    readonly diagnostics: readonly Diagnostic[]
    /**
     * The desired schema as held against what is there once it has its new names. What the embedded Postgres had to read stands in
     * `desired` in its words; where it reads the renamed object in the same way, the server's own words are right.
     */
    afterRenames(renamed: DatabaseSchema): Promise<DatabaseSchema>
}

/** Where declared expressions are read. */
export interface NormalizerOptions {
    /** `embedded`: never in the database itself. Default: `server`, but for what may mean functions of others there. */
    readonly normalize?: "server" | "embedded"
}

/**
 * Turns what entities declare into a desired schema in Postgres's own words. What already agrees with `current`, and literals,
 * cost nothing; all other expressions are asked in one batch: on the same server in a transaction that is rolled back, else in
 * the embedded Postgres for both sides.
 *
 * Throws `EXPRESSION_INVALID` where Postgres rejects a declared expression.
 */
export async function normalizeDeclared(
    declared: DeclaredSchema,
    current: DatabaseSchema,
    queryable: Queryable,
    tools: NormalizerTools,
    { normalize = "server" }: NormalizerOptions = {},
): Promise<Normalized> {
    // What is as it was declared need not be noted.
    const settled = new Map<ObjectKey, SchemaObject>()
    const unresolved = new Map<ObjectKey, SchemaObject>()
    for (const object of declared.objects.values()) {
        const kind = kindOf(object.kind)
        const answer = kind.normalize?.normalizeLocally
            ? kind.normalize?.normalizeLocally(object, counterpart(object, current), current.server)
            : object
        if (!answer) unresolved.set(object.key, object)
        else if (answer !== object) settled.set(object.key, answer)
    }
    for (const [key, object] of normalizeByForm(unresolved, told(declared.objects, settled), current, tools)) {
        settled.set(key, object)
        unresolved.delete(key)
    }
    const known = told(declared.objects, settled)
    if (unresolved.size === 0) {
        const desired = { objects: known, server: current.server }
        return { desired, diagnostics: [], afterRenames: () => Promise.resolve(desired) }
    }
    const schema = (answers: Objects): DatabaseSchema => {
        const objects = told(known, answers)
        for (const key of unresolved.keys()) if (!answers.has(key)) objects.delete(key)
        return { objects, server: current.server }
    }
    const open = [...unresolved.values()]
    const others =
        normalize === "server" ? await namingOthers(open, current, queryable) : new Map<ObjectKey, Diagnostic>()
    const isAsked = (doubt: SchemaObject): boolean => normalize === "server" && !others.has(doubt.key)
    const normalized = await normalizeUnresolved(open, { known, current, queryable, tools, isAsked }, settled)
    const { rest } = normalized
    const diagnostics = [...others.values(), ...normalized.diagnostics]
    const desired = schema(settled)
    return {
        desired,
        diagnostics,
        async afterRenames(renamed) {
            const moved = rest.filter((doubt) => counterpart(doubt, renamed) !== counterpart(doubt, current))
            if (moved.length === 0) return desired
            return schema(
                new Map([...settled, ...(await sameAfterRenames(moved, told(known, settled), renamed, tools))]),
            )
        },
    }
}

/** The objects that the embedded Postgres reads in the same way as what is there after renames, with the server's own words. */
async function sameAfterRenames(
    unresolved: readonly SchemaObject[],
    known: Objects,
    renamed: DatabaseSchema,
    tools: NormalizerTools,
): Promise<Objects> {
    const embedded = await tools.openEmbedded()
    try {
        const [declared, existing] = await readBoth(unresolved, known, renamed, embedded, tools)
        return new Map(
            unresolved.flatMap((doubt) => {
                const [reading, now] = [declared.objects.get(doubt.key), existing.objects.get(doubt.key)]
                const there = counterpart(doubt, renamed)
                if (!reading || !now || !there || !readsTheSame(doubt, now, reading, tools)) return []
                return [[doubt.key, kindOf(doubt.kind).normalize?.withNormalized?.(doubt, there) ?? there] as const]
            }),
        )
    } finally {
        await embedded.close()
    }
}

interface Asking {
    readonly known: Objects
    readonly current: DatabaseSchema
    readonly queryable: Queryable
    readonly tools: NormalizerTools
    /** Whether the database itself may be asked about an object. */
    isAsked(doubt: SchemaObject): boolean
}

/** Settles what it can. Gives the objects that only the embedded Postgres could be asked about. */
async function normalizeUnresolved(
    unresolved: readonly SchemaObject[],
    { known, current, queryable, tools, isAsked }: Asking,
    settled: Map<ObjectKey, SchemaObject>,
): Promise<{ readonly rest: readonly SchemaObject[]; readonly diagnostics: readonly Diagnostic[] }> {
    const narrow = unresolved.filter((doubt) => !kindOf(doubt.kind).normalize?.isQuery && !standsOnReader(doubt, known))
    const isEarly = narrow.length < unresolved.length && tablesDiffer(known, new Set(unresolved), current, tools)
    const here = (isEarly ? narrow : unresolved).filter(isAsked)
    const request = { known, current, queryable, tools }
    for (const [key, object] of await normalizeConditions({ ...request, unresolved: here })) settled.set(key, object)
    const open = unresolved.filter((doubt) => !settled.has(doubt.key))
    const asked = here.filter((doubt) => !settled.has(doubt.key))
    const read = asked.length === 0 ? NOTHING_READ : await readOnServer({ ...request, unresolved: asked })
    const isHere = new Set(here)
    const elsewhere = open
        .filter((doubt) => !isHere.has(doubt))
        .map((doubt) => [doubt.key, isAsked(doubt) ? "its tables are not yet as they will be" : NOT_ASKED] as const)
    const onServer = { ...read, failed: new Map([...read.failed, ...elsewhere]) }
    for (const doubt of open) take(settled, doubt, onServer)
    const rest = open.filter((doubt) => onServer.failed.has(doubt.key))
    if (rest.length === 0) return { rest, diagnostics: [] }
    const diagnostics = await normalizeElsewhere(rest, told(known, settled), current, onServer, settled, tools)
    return { rest, diagnostics }
}

/**
 * What is known by now, in the same order: a view that the server has read says what it depends on, and so in which order views can be
 * created.
 */
function told(known: Objects, settled: Objects): Map<ObjectKey, SchemaObject> {
    const objects = new Map(known)
    for (const [key, object] of settled) objects.set(key, object)
    return objects
}

const NOT_ASKED = "the database is not asked about it"

const NOTHING_READ: Readings = { objects: new Map(), failed: new Map(), rejected: new Set(), malformed: new Set() }

/** Whether the server's tables are not yet what views will read. */
function tablesDiffer(
    known: Objects,
    unresolved: ReadonlySet<SchemaObject>,
    current: DatabaseSchema,
    tools: NormalizerTools,
): boolean {
    for (const object of known.values()) {
        if (unresolved.has(object) || !kindOf(object.kind).normalize?.toScratchObject || roleOf(object) === "global")
            continue
        const existing = counterpart(object, current)
        if (!existing || !tools.sameMeaning(existing, object)) return true
    }
    return false
}

function counterpart(object: SchemaObject, current: DatabaseSchema): SchemaObject | undefined {
    return current.objects.get(object.key)
}

/** Takes the normalizer's reading of an object. One that Postgres stores nothing for (DEFAULT NULL) is not there. */
function take(settled: Map<ObjectKey, SchemaObject>, doubt: SchemaObject, readings: Readings): void {
    if (readings.failed.has(doubt.key)) return
    const reading = readings.objects.get(doubt.key)
    if (!reading) return
    settled.set(doubt.key, kindOf(doubt.kind).normalize?.withNormalized?.(doubt, reading) ?? reading)
}

/** Asks the embedded Postgres, which must then read both sides: versions print differently. */
async function normalizeElsewhere(
    unresolved: readonly SchemaObject[],
    known: Objects,
    current: DatabaseSchema,
    onServer: Readings,
    settled: Map<ObjectKey, SchemaObject>,
    tools: NormalizerTools,
): Promise<readonly Diagnostic[]> {
    const embedded = await openOrExplain(tools, unresolved, onServer)
    try {
        const [desiredReadings, currentReadings] = await readBoth(unresolved, known, current, embedded, tools)
        return unresolved.flatMap((doubt) =>
            resolveElsewhere(doubt, current, onServer, desiredReadings, currentReadings, settled, tools),
        )
    } finally {
        await embedded.close()
    }
}

/** The embedded Postgres's readings of what is declared and of what is there. */
async function readBoth(
    unresolved: readonly SchemaObject[],
    known: Objects,
    current: DatabaseSchema,
    embedded: Queryable,
    tools: NormalizerTools,
): Promise<readonly [Readings, Readings]> {
    const there = unresolved.flatMap((doubt) => counterpart(doubt, current) ?? [])
    const shared = { current, queryable: embedded, tools }
    const declared = await readInEmbedded({ ...shared, unresolved, known })
    return [declared, await readInEmbedded({ ...shared, unresolved: there, known: current.objects })]
}

function readsTheSame(doubt: SchemaObject, now: SchemaObject, reading: SchemaObject, tools: NormalizerTools): boolean {
    const normalized = kindOf(doubt.kind).normalize?.withNormalized
    return tools.sameMeaning(normalized?.(doubt, now) ?? now, normalized?.(doubt, reading) ?? reading)
}

async function openOrExplain(
    tools: NormalizerTools,
    unresolved: readonly SchemaObject[],
    onServer: Readings,
): Promise<Queryable & { close(): Promise<void> }> {
    try {
        return await tools.openEmbedded()
    } catch (cause) {
        const [first] = unresolved
        const reason = (first && onServer.failed.get(first.key)) ?? messageOf(cause)
        if (first && onServer.rejected.has(first.key)) throw invalidExpression(first, reason)
        throw cause
    }
}

function resolveElsewhere(
    doubt: SchemaObject,
    current: DatabaseSchema,
    onServer: Readings,
    desiredReadings: Readings,
    currentReadings: Readings,
    settled: Map<ObjectKey, SchemaObject>,
    tools: NormalizerTools,
): readonly Diagnostic[] {
    const existing = counterpart(doubt, current)
    const failure = desiredReadings.failed.get(doubt.key)
    if (failure !== undefined) {
        // Both reject it; the server's own message is the better one.
        if (onServer.rejected.has(doubt.key)) throw invalidExpression(doubt, onServer.failed.get(doubt.key) ?? failure)
        if (desiredReadings.malformed.has(doubt.key)) throw invalidExpression(doubt, failure)
        settled.set(doubt.key, existing ?? doubt)
        return [notCompared(doubt, failure, onServer)]
    }
    const reading = desiredReadings.objects.get(doubt.key)
    if (!reading) return []
    const kind = kindOf(doubt.kind)
    const normalized = kind.normalize?.withNormalized?.(doubt, reading) ?? reading
    if (!existing) {
        settled.set(doubt.key, normalized)
        return []
    }
    const now = currentReadings.objects.get(doubt.key)
    if (!now) {
        settled.set(doubt.key, existing)
        const reason = currentReadings.failed.get(doubt.key) ?? "the current definition could not be read back"
        return [notCompared(doubt, reason, onServer)]
    }
    const same = readsTheSame(doubt, now, reading, tools)
    settled.set(doubt.key, same ? (kind.normalize?.withNormalized?.(doubt, existing) ?? existing) : normalized)
    return []
}

function notCompared(object: SchemaObject, reason: string, onServer: Readings): Diagnostic {
    const where = declaredBy(object)
    const there = onServer.failed.get(object.key)
    const reasons =
        there === undefined || there === reason ? reason : `${there}; and the embedded Postgres says: ${reason}`
    return {
        severity: "warning",
        code: "not-compared",
        object: object.key,
        message: `"${object.key}"${where} could not be compared: ${reasons}; it is taken to be unchanged`,
    }
}

function declaredBy({ origin }: SchemaObject): string {
    return origin ? ` (${originText(origin)})` : ""
}

function invalidExpression(object: SchemaObject, message: string): AutogenError {
    return new AutogenError({
        code: "EXPRESSION_INVALID",
        message: `Postgres rejects "${object.key}"${declaredBy(object)}: ${message}`,
        next: "correct the expression in the entity's decorator",
        fields: { object: object.key, origin: object.origin ?? null },
    })
}
