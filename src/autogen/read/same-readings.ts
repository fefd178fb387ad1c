import type { DatabaseSchema } from "../core/database-schema.js"
import { sameData } from "../core/equality.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import type { Readings } from "./scratch.js"

// What Postgres prints of an expression may read as something that it prints otherwise: `code IN ('a', 'b')` over a varchar is printed as
// a cast of an array, and that as an array of casts; `(a AND b) AND c` as `a AND b AND c`. A database that was restored from a dump has
// the second print of what its original has the first print of. All prints of one expression mean the same, so two expressions are the
// same as soon as they have one print in common.

/** Two objects of one key that differ in what Postgres prints. */
export interface DifferingPrints {
    readonly from: SchemaObject
    readonly to: SchemaObject
}

/** One side: where its objects stand, and who can read them. */
export interface ReadingSide {
    readonly schema: DatabaseSchema
    read(unresolved: readonly SchemaObject[], schema: DatabaseSchema): Promise<Pick<Readings, "objects">>
}

/** After so many readings a print has been the same as the one before in all that is known. */
const MOST_READINGS = 3

interface Chain {
    readonly pair: DifferingPrints
    readonly from: SchemaObject[]
    readonly to: SchemaObject[]
}

/** What may be one expression in two prints: pairs of objects whose differences are in such attributes, at least in part. */
export function differingPrints(from: SchemaObject, to: SchemaObject): readonly DifferingPrints[] {
    const { printedAttributes: printed } = kindOf(from.kind).normalize ?? {}
    if (!printed) return []
    const [a, b] = [textsOf(from, printed), textsOf(to, printed)]
    return sameData(a, b) || !a.some(isText) || !b.some(isText) ? [] : [{ from, to }]
}

/** The pairs that mean the same in what is printed, by key; and those that could not be read. */
export async function sameOnceRead(
    pairs: readonly DifferingPrints[],
    sides: { readonly from: ReadingSide; readonly to: ReadingSide },
    sameMeaning: (from: SchemaObject, to: SchemaObject) => boolean,
): Promise<{ readonly same: ReadonlySet<ObjectKey>; readonly unread: readonly DifferingPrints[] }> {
    const same = new Set<ObjectKey>()
    const unread: DifferingPrints[] = []
    let open: readonly Chain[] = pairs.map((pair) => ({ pair, from: [inPrint(pair.from)], to: [inPrint(pair.to)] }))
    for (let round = 1; round <= MOST_READINGS && open.length > 0; round++) {
        const read = new Set([
            ...(await readOn(open, (chain) => chain.from, sides.from)),
            ...(await readOn(open, (chain) => chain.to, sides.to)),
        ])
        const going: Chain[] = []
        for (const chain of open) {
            const { key } = chain.pair.to
            if (haveOneInCommon(chain, sameMeaning)) same.add(key)
            else if (read.has(key)) going.push(chain)
            else if (round === 1) unread.push(chain.pair)
        }
        open = going
    }
    return { same, unread }
}

/** An object with what another one has in the attributes that are printed. */
export function inWordsOf(object: SchemaObject, other: SchemaObject): SchemaObject {
    const words = other.definition as Readonly<Record<string, unknown>>
    const { printedAttributes: printed = [] } = kindOf(object.kind).normalize ?? {}
    const taken = Object.fromEntries(printed.map((name) => [name, words[name]]))
    return { ...object, definition: { ...object.definition, ...taken } }
}

/** Reads the last print of each chain once more, unless it was the same as the one before. Gives the keys of those that are longer now. */
async function readOn(
    open: readonly Chain[],
    listOf: (chain: Chain) => SchemaObject[],
    { schema, read }: ReadingSide,
): Promise<readonly ObjectKey[]> {
    const asked = open.filter((chain) => !isSettled(listOf(chain)))
    if (asked.length === 0) return []
    const { objects } = await read(
        asked.flatMap((chain) => listOf(chain).at(-1) ?? []),
        schema,
    )
    return asked.flatMap((chain) => {
        const list = listOf(chain)
        const reading = objects.get(chain.pair.to.key)
        if (!reading) return []
        list.push(inPrint(reading))
        return [reading.key]
    })
}

function isSettled(list: readonly SchemaObject[]): boolean {
    const [before, last] = [list.at(-2), list.at(-1)]
    if (!before || !last) return false
    const { printedAttributes: printed = [] } = kindOf(last.kind).normalize ?? {}
    return sameData(textsOf(before, printed), textsOf(last, printed))
}

function haveOneInCommon(
    { pair: { to }, from, to: readings }: Chain,
    sameMeaning: (from: SchemaObject, to: SchemaObject) => boolean,
): boolean {
    return from.some((one) => readings.some((other) => sameMeaning(inWordsOf(to, one), inWordsOf(to, other))))
}

function inPrint(object: SchemaObject): SchemaObject {
    return kindOf(object.kind).normalize?.asPrinted?.(object) ?? object
}

function textsOf({ definition }: SchemaObject, printed: readonly string[]): readonly unknown[] {
    const values = definition as Readonly<Record<string, unknown>>
    return printed.map((name) => values[name])
}

function isText(value: unknown): boolean {
    return value !== null && value !== undefined
}
