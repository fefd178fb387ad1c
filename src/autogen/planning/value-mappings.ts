import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import { addTo } from "../core/groups.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { Rename, ValueMapping, ValueRename } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import { specName } from "../core/spec-name.js"
import { kindOf } from "../kinds/index.js"
import { nearMatch } from "../core/near-match.js"
import { isMeant, isSamePath, movesOf, renamedPath, type Moves } from "../schema/rename-paths.js"
import { parseMapping } from "../schema/rename-spec.js"

interface Sides {
    readonly current: DatabaseSchema
    readonly desired: DatabaseSchema
}

/** What a mapping means: the type as it is and as it shall be. */
interface Reading extends ValueMapping {
    readonly text: string
    readonly before: SchemaObject
    readonly after: SchemaObject
}

/**
 * The desired schema with what rows get that have a value which goes. The type and its old values have the names of the database,
 * the new values those of the entities.
 *
 * Throws `USAGE` for what is no mapping, `MAP_INVALID` for one that means nothing here.
 *
 * @example
 * ```ts
 * const desired = withMappings({ current, desired: declared }, ["mood.sad:happy"], renames)
 * ```
 */
export function withMappings(
    sides: Sides,
    mappings: readonly (ValueMapping | string)[],
    renames: readonly Rename[],
): DatabaseSchema {
    const { desired } = sides
    if (mappings.length === 0) return desired
    const moves = movesOf(renames)
    const types = [...sides.current.objects.values()].filter(({ kind }) => kindOf(kind).data?.withMapping)
    const byName = new Map<string, SchemaObject[]>()
    for (const type of types) {
        const name = type.path.at(-1) ?? ""
        addTo(byName, name, type)
    }
    const read = mappings.map((one) => readingOf(one, sides, moves, { types, byName }))
    const renamedValues = new Map(renames.map(({ kind, from, values = [] }) => [objectKey(kind, from), values]))
    const byType = new Map<ObjectKey, Map<string, string>>()
    for (const reading of read) {
        const known = byType.get(reading.after.key) ?? new Map<string, string>()
        if (known.has(reading.from)) throw invalid(reading, `${nameOf(reading)} is mapped twice`, "keep one of the two")
        byType.set(reading.after.key, known.set(reading.from, reading.to))
    }
    for (const reading of read) expectSense(reading, renamedValues)
    const objects = [...desired.objects.values()].map((object) => {
        const mapping = byType.get(object.key)
        return mapping ? (kindOf(object.kind).data?.withMapping?.(object, mapping) ?? object) : object
    })
    return databaseSchema(objects, desired.server)
}

/** The types of the database that have values. */
interface Types {
    readonly types: readonly SchemaObject[]
    readonly byName: ReadonlyMap<string, readonly SchemaObject[]>
}

function readingOf(
    given: ValueMapping | string,
    { current, desired }: Sides,
    moves: Moves,
    { types, byName }: Types,
): Reading {
    const text = typeof given === "string" ? given : `${specName([...given.path, given.from])}:${specName([given.to])}`
    const spec = typeof given === "string" ? parseMapping(given) : null
    const type = spec?.from.slice(0, -1) ?? []
    const name = (typeof given === "string" ? type : given.path).at(-1) ?? ""
    const before = byName
        .get(name)
        ?.find(({ kind, path }) =>
            typeof given === "string"
                ? isMeant(type, path, current)
                : kind === given.kind && isSamePath(path, given.path),
        )
    const [from, to] = typeof given === "string" ? [spec?.from.at(-1) ?? "", spec?.to[0] ?? ""] : [given.from, given.to]
    if (!before) throw unknownType(text, typeof given === "string" ? type : given.path, types, current)
    const target = renamedPath(current, before.kind, before.path, moves)
    const after = desired.objects.get(objectKey(before.kind, target))
    if (!after) {
        throw invalid(
            { text },
            `the entities declare no type ${specName(target)}, so ${specName([from])} has no value to become`,
            "omit it, or add the type's rename: --rename 'enum old:new'",
        )
    }
    return { text, kind: before.kind, path: before.path, from, to, before, after }
}

function expectSense(reading: Reading, renamedValues: ReadonlyMap<ObjectKey, readonly ValueRename[]>): void {
    const { from, to, before, after } = reading
    const [old, wanted] = [valuesOf(before), valuesOf(after)]
    const renamed = renamedValues.get(before.key)?.find((value) => value.from === from)
    if (renamed)
        throw invalid(
            reading,
            `${nameOf(reading)} is renamed to ${specName([renamed.to])}, with its rows`,
            "omit one of the two",
        )
    const gone = old.filter((value) => !wanted.includes(value))
    if (!old.includes(from)) {
        const what = `${specName(before.path)} has no value ${specName([from])}`
        throw invalid(reading, what, near(from, gone, `the removed values are ${listOf(gone)}`))
    }
    if (!gone.includes(from))
        throw invalid(
            reading,
            `${nameOf(reading)} is kept: the entities declare it`,
            near(from, gone, "only rows of removed values are mapped"),
        )
    if (wanted.includes(to)) return
    const what = gone.includes(to)
        ? `${specName([to])} is removed too, so no row can become it`
        : `the entities declare no value ${specName([to])} of ${specName(after.path)}`
    throw invalid(reading, what, near(to, wanted, `the declared values are ${listOf(wanted)}`))
}

function valuesOf(object: SchemaObject): readonly string[] {
    return kindOf(object.kind).naming?.values?.list(object) ?? []
}

function nameOf({ path, from }: Reading): string {
    return specName([...path, from])
}

function listOf(values: readonly string[]): string {
    return values.length === 0 ? "none" : values.map((value) => specName([value])).join(", ")
}

function near(typed: string, words: readonly string[], otherwise: string): string {
    const found = nearMatch(
        typed,
        words.filter((word) => word !== typed),
    )
    return found === undefined ? otherwise : `did you mean ${specName([found])}? ${otherwise}`
}

function unknownType(
    text: string,
    type: readonly string[],
    types: readonly SchemaObject[],
    current: DatabaseSchema,
): AutogenError {
    const names = types.map(({ path }) => specName(path[0] === current.server.defaultSchema ? path.slice(1) : path))
    const found = nearMatch(specName(type), names)
    return invalid(
        { text },
        `the database has no enum ${specName(type)}`,
        found === undefined
            ? `its enums are: ${names.length === 0 ? "none" : names.join(", ")}`
            : `did you mean ${found}?`,
    )
}

function invalid({ text }: { readonly text: string }, what: string, next: string): AutogenError {
    return new AutogenError({
        code: "MAP_INVALID",
        message: `"${text}": ${what}`,
        next,
        fields: { map: text },
    })
}
