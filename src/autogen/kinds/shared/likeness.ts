import type { Likeness, Surroundings } from "../../core/object-kind.js"
import type { SchemaObject } from "../../core/schema-object.js"
import { typeSql, type ColumnType } from "../../operations/column-type.js"
import { ownName } from "./table-parts.js"

interface Typed {
    readonly type: ColumnType
}

/** Columns of a fitting type: the more likely where the name, the place or a neighbour is the same. */
export function likeColumns<D extends Typed & object>(from: Surroundings<D>, to: Surroundings<D>): Likeness | null {
    const [before, { type }] = [from.object.definition, to.object.definition]
    const isSame = isSameType(before.type, type)
    if (!isSame && familyOf(before.type) !== familyOf(type)) return null
    const [place, newPlace] = [placeOf(from), placeOf(to)]
    const neighbours = sameNeighbours(from, to)
    const respelled = isRespelled(ownName(from.object.path), ownName(to.object.path))
    const isNear = place === newPlace || neighbours.length > 0
    const likely = 0.4 + (place === newPlace ? 0.3 : 0) + 0.15 * neighbours.length
    const score = respelled ? RESPELLED : isSame && isNear ? likely : likely / 4
    return {
        score,
        isWeak: score < WEAK,
        evidence: [
            ...(respelled ? [SPELLING] : []),
            isSame ? `same type: ${typeText(type)}` : `fitting type: ${typeText(before.type)} and ${typeText(type)}`,
            ...(place === newPlace ? [`same place: column ${place + 1}`] : []),
            ...(neighbours.length > 0 ? [`same neighbours: ${neighbours.join(" and ")}`] : []),
        ],
    }
}

/** More than any place and neighbours count. */
const RESPELLED = 1.1

const WEAK = 0.4

const SPELLING = "same name in another spelling"

function typeText(type: ColumnType): string {
    return type.enum ? "an enum" : `${typeSql({ ...type, array: false })}${type.array ? "[]" : ""}`
}

/** What differs in capitals and separators only: what another naming strategy makes of a name. */
function isRespelled(from: string, to: string): boolean {
    return from !== to && spelling(from) !== "" && spelling(from) === spelling(to)
}

function spelling(name: string): string {
    return name.toLowerCase().replaceAll(/[^\p{L}\p{M}\p{N}]/gu, "")
}

const FAMILIES: readonly RegExp[] = [
    /^(text|character varying|character|citext)\b/,
    /^(smallint|integer|bigint|numeric)\b/,
    /^(real|double precision)\b/,
    /^(timestamp|date)\b/,
    /^jsonb?\b/,
]

/** Types of one family hold the same values. */
function familyOf(type: ColumnType): string {
    const text = typeSql({ ...type, array: false })
    const family = FAMILIES.findIndex((pattern) => pattern.test(text))
    return `${family === -1 ? text : family} ${type.array}`
}

/** Enums are mostly named after their columns, and renamed with them. */
function isSameType(a: ColumnType, b: ColumnType): boolean {
    return a.array === b.array && (a.enum && b.enum ? true : typeSql(a) === typeSql(b))
}

function placeOf({ object, siblings }: Surroundings<object>): number {
    return siblings.findIndex(({ key }) => key === object.key)
}

function sameNeighbours(from: Surroundings<object>, to: Surroundings<object>): readonly string[] {
    const beside = (side: Surroundings<object>, step: number): string | undefined => {
        const sibling = side.siblings[placeOf(side) + step]
        return sibling && ownName(sibling.path)
    }
    return [-1, 1].flatMap((step) => {
        const name = beside(from, step)
        return name !== undefined && name === beside(to, step) ? [name] : []
    })
}

/** Objects that hold much the same: at least two of a kind, and at least half of all. */
export function sameContents(kind: string, from: Surroundings<object>, to: Surroundings<object>): Likeness | null {
    const respelled = isRespelled(ownName(from.object.path), ownName(to.object.path))
    const [before, after] = [from, to].map(({ contents }) => {
        const inside = contents.filter((one) => one.kind === kind).map(entry)
        return new Map(inside.map(([name, type]) => [respelled ? spelling(name) : name, { name, type }]))
    })
    if (!before || !after || before.size === 0) return null
    const common = [...before].filter(([name, { type }]) => after.get(name)?.type === type).map(([, { name }]) => name)
    const all = Math.max(before.size, after.size)
    const isWhole = common.length === all
    if (!isWhole && (common.length < 2 || common.length * 2 < all)) return null
    const listed = common.length > 6 ? [...common.slice(0, 5), "…"] : common
    const count = isWhole
        ? `the same ${all === 1 ? kind : `${all} ${kind}s`}`
        : `${common.length} of ${all} ${kind}s are the same`
    return {
        score: respelled ? RESPELLED : common.length / all,
        evidence: [...(respelled ? [SPELLING] : []), `${count}: ${listed.join(", ")}`],
    }
}

function entry({ path, definition }: SchemaObject): readonly [string, string] {
    const type = "type" in definition ? (definition as Typed).type : null
    return [ownName(path), type === null || type.enum ? "" : typeSql(type)]
}
