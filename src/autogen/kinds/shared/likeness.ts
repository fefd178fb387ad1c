import type { Likeness, Surroundings } from "../../core/object-kind.js"
import type { SchemaObject } from "../../core/schema-object.js"
import { typeSql, type ColumnType } from "./column-type.js"
import { ownName } from "./table-parts.js"

interface Typed {
    readonly type: ColumnType
}

/** Columns of one type, in the same place or between the same neighbours. */
export function likeColumns<D extends Typed & object>(from: Surroundings<D>, to: Surroundings<D>): Likeness | null {
    if (!isSameType(from.object.definition.type, to.object.definition.type)) return null
    const [place, newPlace] = [placeOf(from), placeOf(to)]
    const neighbours = sameNeighbours(from, to)
    if (place !== newPlace && neighbours.length === 0) return null
    const { type } = to.object.definition
    return {
        score: 0.4 + (place === newPlace ? 0.3 : 0) + 0.15 * neighbours.length,
        evidence: [
            type.enum
                ? "same type: an enum"
                : `same type: ${typeSql({ ...type, array: false })}${type.array ? "[]" : ""}`,
            ...(place === newPlace ? [`same place: column ${place + 1}`] : []),
            ...(neighbours.length > 0 ? [`same neighbours: ${neighbours.join(" and ")}`] : []),
        ],
    }
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
    const [before, after] = [from, to].map(
        ({ contents }) => new Map(contents.filter((one) => one.kind === kind).map(entry)),
    )
    if (!before || !after || before.size === 0) return null
    const common = [...before].filter(([name, content]) => after.get(name) === content).map(([name]) => name)
    const all = Math.max(before.size, after.size)
    const isWhole = common.length === all
    if (!isWhole && (common.length < 2 || common.length * 2 < all)) return null
    const listed = common.length > 6 ? [...common.slice(0, 5), "…"] : common
    const count = isWhole
        ? `the same ${all === 1 ? kind : `${all} ${kind}s`}`
        : `${common.length} of ${all} ${kind}s are the same`
    return { score: common.length / all, evidence: [`${count}: ${listed.join(", ")}`] }
}

function entry({ path, definition }: SchemaObject): readonly [string, string] {
    const type = "type" in definition ? (definition as Typed).type : null
    return [ownName(path), type === null || type.enum ? "" : typeSql(type)]
}
