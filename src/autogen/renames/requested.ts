import type { DatabaseSchema } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import { addTo } from "../core/groups.js"
import { truncateName } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { Rename } from "../core/rename.js"
import type { SchemaObject } from "../core/schema-object.js"
import { shellArgument, specName } from "../core/spec-name.js"
import { kindOf, kinds, roleOf } from "../kinds/index.js"
import { nearMatch } from "../core/near-match.js"
import { isMeant, isSamePath, movesOf, renamedPath, type Moves } from "../schema/rename-paths.js"
import { parseRename, type RenameSpec } from "../schema/rename-spec.js"

/** What a rename may mean. */
interface Reading {
    readonly rename: Rename
    /** As one would write it so that it means nothing else. */
    readonly text: string
    /** Whether the old name goes and the new one comes: not so where names change places, or where somebody else takes the old one. */
    readonly plain: boolean
}

interface Sides {
    readonly current: DatabaseSchema
    readonly desired: DatabaseSchema
}

/** The objects of the database by the end of their paths: a rename's text has it. */
type ByName = (names: readonly string[]) => readonly SchemaObject[]

/**
 * Finds what renames mean that were written as texts: `[kind ]old:new`, see {@link parseRename}. Old names are those of the database,
 * new ones those of the entities; tables' renames are known when their columns' are read.
 *
 * Throws `USAGE` for what is no rename, `RENAME_INVALID` for what means nothing here, or several things.
 */
export function resolveRequestedRenames(
    given: readonly (Rename | string)[],
    sides: Sides,
    known: readonly Rename[],
): readonly Rename[] {
    const specs = given.filter((one) => typeof one === "string").map(parseRename)
    for (const { kind, text } of specs) if (kind !== null && !isKindWord(kind)) throw unknownKind(kind, text)
    const renames = [...known, ...given.filter((one) => typeof one !== "string").map(asKept)]
    const byName = namedObjects(sides.current)
    const first = movesOf(renames)
    const settled = new Set<RenameSpec>()
    for (const spec of specs) {
        const [reading, other] = readingsOf(spec, sides, first, byName)
        if (!reading || other || reading.rename.from.length > 2) continue
        settled.add(spec)
        renames.push(reading.rename)
    }
    const outer = movesOf(renames)
    for (const spec of specs) {
        if (settled.has(spec)) continue
        const readings = readingsOf(spec, sides, outer, byName)
        const [reading, other] = readings
        if (!reading) throw meaningless(spec, sides)
        if (other) throw ambiguous(spec, readings)
        renames.push(reading.rename)
    }
    return renames.slice(known.length)
}

/** With names as Postgres keeps them. */
function asKept(rename: Rename): Rename {
    const cut = (path: readonly string[]): readonly string[] => path.map((name) => truncateName(name))
    return { ...rename, from: cut(rename.from), to: cut(rename.to) }
}

const CONSTRAINT = "constraint"

function isKindWord(word: string): boolean {
    return kindWords().includes(word)
}

function kindWords(): readonly string[] {
    const own = kinds.filter((kind) => kind.naming?.rename).map(({ name }) => name)
    return [...own, ...kinds.flatMap((kind) => kind.naming?.values?.kind ?? []), CONSTRAINT]
}

/** The constraint kinds are those that are dropped by the name of a constraint: none but they take one. */
function isOfKind(object: SchemaObject, word: string | null): boolean {
    if (word === null || word === object.kind) return true
    const takes = kindOf(object.kind).naming?.occupies?.(object) ?? []
    return word === CONSTRAINT && takes.some((key) => key === objectKey(CONSTRAINT, object.path))
}

/** What a rename may mean: the plain readings, and only where there is none the others. */
function readingsOf(spec: RenameSpec, sides: Sides, known: Moves, byName: ByName): readonly Reading[] {
    const { from } = spec
    const readings = [
        ...byName(from).flatMap((object) => objectReadings(spec, object, sides, known)),
        ...byName(from.slice(0, -1)).flatMap((object) => valueReadings(spec, object, sides, known)),
    ]
    const plain = readings.filter((reading) => reading.plain)
    return plain.length > 0 ? plain : readings
}

function namedObjects({ objects }: DatabaseSchema): ByName {
    const byEnd = new Map<string, SchemaObject[]>()
    const endsOf = (path: readonly string[]): readonly string[] =>
        [1, 2].filter((count) => count <= path.length).map((count) => JSON.stringify(path.slice(-count)))
    for (const object of objects.values()) {
        for (const end of endsOf(object.path)) {
            addTo(byEnd, end, object)
        }
    }
    return (names) => byEnd.get(endsOf(names).at(-1) ?? "") ?? []
}

function objectReadings(
    { kind, from, to }: RenameSpec,
    object: SchemaObject,
    { current, desired }: Sides,
    known: Moves,
): readonly Reading[] {
    if (!kindOf(object.kind).naming?.rename || !isOfKind(object, kind)) return []
    if (!isMeant(from, object.path, current) || to.length > object.path.length) return []
    const there = renamedPath(current, object.kind, object.path, known)
    const target = [...there.slice(0, there.length - to.length), ...to]
    const [parent, newParent] = [there.slice(0, -1), target.slice(0, -1)]
    const moves = kindOf(object.kind).naming?.changesSchema && roleOf(object) === "relation"
    if (!moves && !isSamePath(parent, newParent)) return []
    if (!desired.objects.has(objectKey(object.kind, target)) || isSamePath(there, target)) return []
    const rename = { kind: object.kind, from: object.path, to: target }
    const plain =
        !desired.objects.has(objectKey(object.kind, there)) && !current.objects.has(objectKey(object.kind, target))
    return [{ rename, text: `${object.kind} ${specName(object.path)}:${specName(target)}`, plain }]
}

function valueReadings(
    { kind, from, to }: RenameSpec,
    object: SchemaObject,
    { current, desired }: Sides,
    known: Moves,
): readonly Reading[] {
    const inner = kindOf(object.kind).naming?.values
    const [value = "", newValue = ""] = [from.at(-1), to.at(-1)]
    if (!inner || (kind !== null && kind !== inner.kind) || from.length < 2) return []
    if (!isMeant(from.slice(0, -1), object.path, current) || !inner.list(object).includes(value)) return []
    const target = renamedPath(current, object.kind, object.path, known)
    const named = to.slice(0, -1)
    if (!isSamePath(named, target.slice(target.length - named.length))) return []
    const wanted = desired.objects.get(objectKey(object.kind, target))
    if (!wanted || !inner.list(wanted).includes(newValue)) return []
    const rename = { kind: object.kind, from: object.path, to: target, values: [{ from: value, to: newValue }] }
    const plain = !inner.list(wanted).includes(value) && !inner.list(object).includes(newValue)
    return [{ rename, text: `${inner.kind} ${specName([...object.path, value])}:${specName(to)}`, plain }]
}

function unknownKind(kind: string, text: string): AutogenError {
    const words = kindWords()
    const near = nearMatch(kind, words)
    return new AutogenError({
        code: "USAGE",
        message: `"${text}" begins with "${kind}", which is not a kind that can be renamed`,
        next: `${near === undefined ? "" : `did you mean "${near}"? `}the kinds are ${words.join(", ")}`,
        fields: { rename: text },
    })
}

function ambiguous({ text }: RenameSpec, readings: readonly Reading[]): AutogenError {
    const flags = readings.map((reading) => `--rename ${shellArgument(reading.text)}`).sort()
    return new AutogenError({
        code: "RENAME_INVALID",
        message: `"${text}" may mean several renames`,
        next: `choose one: ${flags.join(" or ")}`,
        fields: { rename: text, readings: readings.map((reading) => reading.rename) },
    })
}

function meaningless(spec: RenameSpec, { current, desired }: Sides): AutogenError {
    const nameable = (schema: DatabaseSchema): readonly SchemaObject[] =>
        [...schema.objects.values()].filter(
            (object) => kindOf(object.kind).naming?.rename && (spec.kind === null || isOfKind(object, spec.kind)),
        )
    const olds = nameable(current).filter((object) => isMeant(spec.from, object.path, current))
    const missing = olds.length === 0 ? spec.from : spec.to
    const words = (olds.length === 0 ? nameable(current) : nameable(desired)).map(({ path }) =>
        specName(path.slice(path.length - missing.length)),
    )
    const near = nearMatch(
        specName(missing),
        [...new Set(words)].filter((word) => word !== specName(missing)),
    )
    const what = spec.kind === null ? "nothing" : `no ${spec.kind}`
    return new AutogenError({
        code: "RENAME_INVALID",
        message:
            olds.length === 0
                ? `"${spec.text}": ${what} in the database is called ${specName(spec.from)}`
                : `"${spec.text}": ${what} that the entities declare is called ${specName(spec.to)} where ${specName(spec.from)} could become it`,
        next: near === undefined ? "correct the names, or omit the rename" : `did you mean ${near}?`,
        fields: { rename: spec.text },
    })
}
