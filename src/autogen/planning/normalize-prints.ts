import { createStatements } from "./create-statements.js"
import { sameMeaning, type Comparison } from "../compare/compare.js"
import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Queryable } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { inspectInTransaction } from "../inspect/inspect.js"
import { kindOf } from "../kinds/index.js"
import {
    differingPrints,
    inWordsOf,
    sameOnceRead,
    type DifferingPrints,
    type ReadingSide,
} from "../read/same-readings.js"
import { readInEmbedded, readOnServer } from "../read/scratch.js"
import { borrowPostgres } from "../rehearse/spare-postgres.js"
import type { ForcedDifferences } from "../schema/comparison-options.js"
import { wordsIn } from "../schema/name-index.js"
import type { NormalizerTools } from "../read/normalizer-tools.js"

/** The stages that the normalizer and whoever reads an expression once more work with. */
export const NORMALIZER_TOOLS: NormalizerTools = {
    inspect: inspectInTransaction,
    createStatements: (objects, server) => createStatements(objects, server, { verbatim: true }),
    sameMeaning,
    openEmbedded: borrowPostgres,
}

/** Who can be asked about the objects of each side; where nobody is, the embedded Postgres. */
export interface PrintReaders {
    readonly from?: Queryable
    readonly to?: Queryable
}

/**
 * The desired schema, with what the database has where both print one expression otherwise: one of them has been read back, as by a dump
 * and its restoration. Asks only about what would be altered or replaced.
 */
export async function normalizePrints(
    { changes, renamed }: Comparison,
    desired: DatabaseSchema,
    forcedDifferences: ForcedDifferences,
    readers: PrintReaders,
): Promise<DatabaseSchema> {
    const pairs = changes.flatMap((change) =>
        (change.kind === "alter" || change.kind === "replace") && !forcedDifferences.has(change.to.key)
            ? differingPrints(change.from, change.to)
            : [],
    )
    if (pairs.length === 0) return desired
    const same = await samePairs(pairs, renamed, desired, readers)
    if (same.size === 0) return desired
    const known = new Map(pairs.map(({ from }) => [from.key, from]))
    const objects = [...desired.objects.values()].map((object) => {
        const from = same.has(object.key) ? known.get(object.key) : undefined
        return from ? inWordsOf(object, from) : object
    })
    return { ...desired, ...databaseSchema(objects, desired.server) }
}

/** The keys among these in which two schemas mean the same in other prints, as a Postgres that has both says. */
export async function sameInPrint(
    keys: readonly ObjectKey[],
    from: DatabaseSchema,
    to: DatabaseSchema,
    queryable: Queryable,
): Promise<ReadonlySet<ObjectKey>> {
    const pairs = keys.flatMap((key) => {
        const [one, other] = [from.objects.get(key), to.objects.get(key)]
        return one && other ? differingPrints(one, other) : []
    })
    if (pairs.length === 0) return new Set()
    const sides = { from: onServer(from, queryable), to: onServer(to, queryable) }
    const { same } = await sameOnceRead(pairs, sides, sameMeaning)
    const known = new Map(pairs.map(({ from: one, to: other }) => [one.key, { one, other }]))
    return new Set(
        [...same].filter((key) => {
            const pair = known.get(key)
            return pair !== undefined && sameMeaning(pair.one, inWordsOf(pair.other, pair.one))
        }),
    )
}

async function samePairs(
    pairs: readonly DifferingPrints[],
    from: DatabaseSchema,
    to: DatabaseSchema,
    readers: PrintReaders,
): Promise<ReadonlySet<ObjectKey>> {
    const asked =
        readers.from && readers.to
            ? await sameOnceRead(
                  pairs,
                  { from: onServer(from, readers.from), to: onServer(to, readers.to) },
                  sameMeaning,
              )
            : { same: new Set<ObjectKey>(), unread: pairs }
    // To start a Postgres takes its time: only where both have the same words in them.
    const open = asked.unread.filter((pair) => wordsOf(pair.from) === wordsOf(pair.to))
    if (open.length === 0) return asked.same
    const embedded = await NORMALIZER_TOOLS.openEmbedded().catch(() => null)
    if (!embedded) return asked.same
    try {
        const sides = { from: inEmbedded(from, embedded), to: inEmbedded(to, embedded) }
        const { same } = await sameOnceRead(open, sides, sameMeaning)
        return new Set([...asked.same, ...same])
    } finally {
        await embedded.close()
    }
}

function onServer(schema: DatabaseSchema, queryable: Queryable): ReadingSide {
    const read: ReadingSide["read"] = (unresolved, current) =>
        readOnServer({ unresolved, known: current.objects, current, queryable, tools: NORMALIZER_TOOLS })
    return { schema, read }
}

function inEmbedded(schema: DatabaseSchema, queryable: Queryable): ReadingSide {
    const read: ReadingSide["read"] = (unresolved, current) =>
        readInEmbedded({ unresolved, known: current.objects, current, queryable, tools: NORMALIZER_TOOLS })
    return { schema, read }
}

function wordsOf(object: SchemaObject): string {
    const values = object.definition as Readonly<Record<string, unknown>>
    const text = JSON.stringify((kindOf(object.kind).normalize?.printedAttributes ?? []).map((name) => values[name]))
    return [...new Set(wordsIn(text))].sort().join(" ")
}
