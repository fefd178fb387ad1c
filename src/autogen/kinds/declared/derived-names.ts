import { comparesColumns, storesValues } from "../../core/kind-facts.js"
import type { DatabaseSchema } from "../../core/database-schema.js"
import type { DeclaredTable, ReadContext } from "../../core/declared-table.js"
import { addTo } from "../../core/groups.js"
import { truncateName } from "../../core/names.js"
import { objectKey, type ObjectKey } from "../../core/object-key.js"
import type { DerivedNames, DerivedRenames, NamesBefore, Rename } from "../../core/rename.js"
import { columnName, declaredColumns, type DeclaredColumn } from "./declared-columns.js"

// What TypeORM names after others: the junction table of a many-to-many relation after the two entities, the closure table of a tree
// after its entity; their columns too, and the column of a relation after the key. The naming strategy is asked again, for the names that were there before: where it gives
// today's names for today's, it has made them, and where it does not, somebody else has chosen them, and they stay.

type Entity = DeclaredTable["entities"][number]
type Relation = NonNullable<DeclaredColumn["relationMetadata"]>
type Pairs = readonly (readonly [from: string, to: string])[]

/** The junction and closure tables among these, with the names that they had before. */
export function derivedNames(tables: readonly DeclaredTable[], context: ReadContext): readonly DerivedNames[] {
    return tables.flatMap((table) => {
        const { name, entities } = table
        const [entity, ...others] = entities
        const columns = joinColumns(table, context)
        const before = entity && others.length === 0 ? readingOf(entity, [name.schema, name.name], context) : null
        if (!entity || !before) return columns
        return [{ kind: "table", path: [name.schema, name.name], origin: context.origin(entity), before }]
    })
}

/** The columns of relations that are named after the key which they refer to. */
function joinColumns(table: DeclaredTable, context: ReadContext): readonly DerivedNames[] {
    return declaredColumns(table).flatMap((column) => {
        const { relationMetadata: relation, referencedColumn: key } = column
        if (!relation || !key || !column.isVirtual || column.entityMetadata.tableType === "junction") return []
        const made = (name: string): string => context.namingStrategy.joinColumnName(relation.propertyName, name)
        // TypeORM gives the key's property; its old name in the database is what is known of that.
        if (made(key.propertyName) !== column.databaseName || key.propertyName !== key.databaseName) return []
        const path = [table.name.schema, table.name.name, columnName(column)]
        const before = (names: NamesBefore): DerivedRenames => {
            const old = truncateName(made(columnBefore(key, context, names)))
            const home = names.of("table", path.slice(0, 2))
            const from = [...home, old]
            const isThere = old !== path[2] && names.current.objects.has(objectKey("column", from))
            return { renames: isThere ? [{ kind: "column", from, to: path }] : [], isNamed: true }
        }
        return [{ kind: "column", path, origin: context.origin(column.entityMetadata, column.propertyPath), before }]
    })
}

function readingOf(entity: Entity, path: readonly string[], context: ReadContext): DerivedNames["before"] | null {
    if (entity.tableType === "closure-junction")
        return (names) => ({ renames: closureBefore(entity, path, context, names), isNamed: true })
    const relation = entity.tableType === "junction" ? entity.columns[0]?.relationMetadata : undefined
    if (!relation) return null
    const properties = propertiesOf(relation, context)
    return (names) => junctionBefore(entity, path, context, { names, relation, properties })
}

/** What the two properties of a many-to-many relation are called, and were, in all combinations: what they are comes first. */
function propertiesOf(
    { target, propertyName, propertyPath, inverseRelation }: Relation,
    context: ReadContext,
): readonly (readonly [own: string, inverse: string])[] {
    const old = (of: unknown, property: string): readonly string[] => [
        property,
        ...context.renamesOf(of, property).flatMap(({ name }) => name ?? []),
    ]
    const outer = propertyPath.slice(0, propertyPath.length - propertyName.length)
    const inverse = inverseRelation ? old(inverseRelation.target, inverseRelation.propertyName) : [""]
    return old(target, propertyName).flatMap((own) => inverse.map((other) => [`${outer}${own}`, other] as const))
}

/** An entity's table by today's names, or by those from before. */
interface Side {
    readonly schema: string
    /** As naming strategies get it; null where it cannot be told. */
    readonly bare: string | null
}

function sideNow(entity: Entity, context: ReadContext): Side {
    return { schema: context.tableName(entity).schema, bare: entity.tableNameWithoutPrefix }
}

function sideBefore(entity: Entity, context: ReadContext, names: NamesBefore): Side {
    const { schema, name } = context.tableName(entity)
    const [oldSchema = schema, oldName = name] = names.of("table", [schema, name])
    if (oldName === name) return { schema: oldSchema, bare: entity.tableNameWithoutPrefix }
    const prefix = prefixOf(entity)
    if (prefix === "") return { schema: oldSchema, bare: oldName }
    const bare = oldName.startsWith(prefix) ? oldName.slice(prefix.length) : oldName
    const isPrefixed = context.namingStrategy.prefixTableName(prefix, bare) === oldName
    return { schema: oldSchema, bare: isPrefixed ? bare : null }
}

interface JunctionReading {
    readonly names: NamesBefore
    readonly relation: Relation
    readonly properties: readonly (readonly [own: string, inverse: string])[]
}

/** The DataSource's prefix, where it stands before the name. */
function prefixOf({ tableName, tableNameWithoutPrefix: bare }: Entity): string {
    return tableName.endsWith(bare) ? tableName.slice(0, tableName.length - bare.length) : ""
}

function junctionBefore(
    junction: Entity,
    path: readonly string[],
    context: ReadContext,
    { names, relation, properties }: JunctionReading,
): DerivedRenames {
    const { entityMetadata: owner, inverseEntityMetadata: inverse } = relation
    const now = [sideNow(owner, context), sideNow(inverse, context)] as const
    const before = [sideBefore(owner, context, names), sideBefore(inverse, context, names)] as const
    const tableName = (
        [first, second]: readonly [Side, Side],
        [own, other]: readonly [string, string],
    ): string | null =>
        first.bare === null || second.bare === null
            ? null
            : context.namingStrategy.joinTableName(first.bare, second.bare, own, other)
    const [today] = properties
    const isDerived = today !== undefined && tableName(now, today) === junction.tableNameWithoutPrefix
    const oldNames = isDerived ? properties.map((pair) => tableName(before, pair)) : [junction.tableNameWithoutPrefix]
    const schemas = path[0] === now[0].schema ? [before[0].schema, path[0]] : [path[0] ?? ""]
    const places = oldNames.flatMap((name) => (name === null ? [] : placesOf(junction, name, schemas, context)))
    const pairs = junctionColumns(junction, [now, before], context, names)
    const found = renamesFrom(places, path, pairs, names)
    if (found) return { renames: found, isNamed: true }
    const isThere = names.current.objects.has(objectKey("table", path))
    return { renames: isDerived && !isThere ? likeJunction(junction, path, context, names) : [], isNamed: false }
}

/** The names of a junction's columns as they were and as they are; the same where somebody has chosen them. */
function junctionColumns(
    { ownerColumns, inverseColumns }: Entity,
    [now, before]: readonly [readonly [Side, Side], readonly [Side, Side]],
    context: ReadContext,
    names: NamesBefore,
): Pairs {
    const { namingStrategy: strategy } = context
    const made = (sides: readonly [Side, Side], nameOf: (column: DeclaredColumn) => string): readonly string[] =>
        distinct(
            ownerColumns.map((column) =>
                referring(column, (key) =>
                    strategy.joinTableColumnName(sides[0].bare ?? "", key.propertyName, nameOf(key)),
                ),
            ),
            inverseColumns.map((column) =>
                referring(column, (key) =>
                    strategy.joinTableInverseColumnName(sides[1].bare ?? "", key.propertyName, nameOf(key)),
                ),
            ),
            strategy,
        )
    const today = made(now, (column) => column.databaseName)
    const old = made(before, (column) => columnBefore(column, context, names))
    const isKnown = before.every(({ bare }) => bare !== null)
    return [...ownerColumns, ...inverseColumns].map((column, index): readonly [string, string] => {
        const isMade = isKnown && today[index] === column.databaseName
        return [isMade ? truncateName(old[index] ?? "") : columnName(column), columnName(column)]
    })
}

function closureBefore(
    closure: Entity,
    path: readonly string[],
    context: ReadContext,
    names: NamesBefore,
): readonly Rename[] {
    const { parentClosureEntityMetadata: parent } = closure
    const now = sideNow(parent, context)
    const before = sideBefore(parent, context, names)
    const { namingStrategy: strategy } = context
    const isDerived = strategy.closureJunctionTableName(now.bare ?? "") === closure.tableNameWithoutPrefix
    if (before.bare === null) return []
    const oldName = isDerived ? strategy.closureJunctionTableName(before.bare) : closure.tableNameWithoutPrefix
    const pairs = closure.columns.map((column): readonly [string, string] => {
        const { referencedColumn: key } = column
        const name = columnName(column)
        // TypeORM makes the name of the key's property; its old name in the database is what is known of that.
        if (!key || key.propertyName !== key.databaseName || !name.startsWith(`${key.propertyName}_`))
            return [name, name]
        return [`${columnBefore(key, context, names)}${name.slice(key.propertyName.length)}`, name]
    })
    const schemas = path[0] === now.schema ? [before.schema, path[0]] : [path[0] ?? ""]
    return renamesFrom(placesOf(closure, oldName, schemas, context), path, pairs, names) ?? []
}

function referring(column: DeclaredColumn, name: (referenced: DeclaredColumn) => string): string {
    return column.referencedColumn ? name(column.referencedColumn) : column.databaseName
}

function columnBefore(column: DeclaredColumn, context: ReadContext, names: NamesBefore): string {
    const { schema, name } = context.tableName(column.entityMetadata)
    const own = columnName(column)
    const before = names.of("column", [schema, name, own]).at(-1) ?? own
    return before === own ? column.databaseName : before
}

/** As TypeORM does where both sides would have columns of one name: a relation of an entity to itself. */
function distinct(
    own: readonly string[],
    other: readonly string[],
    strategy: ReadContext["namingStrategy"],
): readonly string[] {
    const [first, second] = [[...own], [...other]]
    first.forEach((_, i) => {
        second.forEach((name, j) => {
            const same = first[i] ?? ""
            if (same !== name) return
            first[i] = strategy.joinTableColumnDuplicationPrefix(same, 1)
            second[j] = strategy.joinTableColumnDuplicationPrefix(name, 2)
        })
    })
    return [...first, ...second]
}

/** Where a table may have been that had this name before its prefix. */
function placesOf(
    entity: Entity,
    bare: string,
    schemas: readonly (string | undefined)[],
    { namingStrategy }: ReadContext,
): readonly (readonly string[])[] {
    const prefix = prefixOf(entity)
    const name = truncateName(prefix === "" ? bare : namingStrategy.prefixTableName(prefix, bare))
    return [...new Set(schemas)].map((schema) => [schema ?? "", name])
}

/** The renames from the one place where such a table is, as far as names differ; null where there is none. */
function renamesFrom(
    places: readonly (readonly string[])[],
    path: readonly string[],
    pairs: Pairs,
    { current }: NamesBefore,
): readonly Rename[] | null {
    const hasAll = (place: readonly string[]): boolean =>
        current.objects.has(objectKey("table", place)) &&
        pairs.every(([from]) => current.objects.has(objectKey("column", [...place, from])))
    const [place, other] = places.filter(hasAll)
    if (!place || other) return null
    const moves = place.some((part, index) => part !== path[index])
    return [
        ...(moves ? [{ kind: "table", from: place, to: path }] : []),
        ...pairs.flatMap(([from, to]) =>
            from === to ? [] : [{ kind: "column", from: [...place, from], to: [...path, to] }],
        ),
    ]
}

interface Reference {
    readonly columns: readonly string[]
    readonly references: { readonly schema: string; readonly name: string }
    readonly referencedColumns: readonly string[]
}

/**
 * Where the old name cannot be told: the one table that nobody wants any more, and that links the same two tables by the same
 * columns. Only where one of the two has another name now: else it may as well be another relation.
 */
function likeJunction(
    junction: Entity,
    path: readonly string[],
    context: ReadContext,
    names: NamesBefore,
): readonly Rename[] {
    const sides = [junction.ownerColumns, junction.inverseColumns].map((columns) => {
        const [column] = columns
        const target = column?.referencedColumn?.entityMetadata
        const { schema, name } = target ? context.tableName(target) : { schema: "", name: "" }
        const before = names.of("table", [schema, name])
        const keys = columns.map(
            ({ referencedColumn }) => referencedColumn && columnBefore(referencedColumn, context, names),
        )
        return { before, keys, columns: columns.map(columnName), isRenamed: before.join(".") !== `${schema}.${name}` }
    })
    const [first, second] = sides
    if (!first || !second || !sides.some(({ isRenamed }) => isRenamed)) return []
    if (objectKey("table", first.before) === objectKey("table", second.before)) return []
    const linking = linkingTables(names.current, [first.before, second.before]).filter(
        (table) => !names.isWanted("table", table),
    )
    const [table, rival] = linking
    if (!table || rival) return []
    const references = referencesOf(names.current, table)
    const pairs = sides.flatMap(({ before, keys, columns }) => {
        const found = references.find(
            ({ references: to }) => objectKey("table", [to.schema, to.name]) === objectKey("table", before),
        )
        return columns.map((column, index): readonly [string, string] => {
            const at = found?.referencedColumns.indexOf(keys[index] ?? "") ?? -1
            return [found?.columns[at] ?? "", column]
        })
    })
    return renamesFrom([table], path, pairs, names) ?? []
}

/** The tables all of whose columns refer to these two tables, by one foreign key each. */
function linkingTables(
    current: DatabaseSchema,
    targets: readonly (readonly string[])[],
): readonly (readonly string[])[] {
    const wanted = targets.map((target) => objectKey("table", target)).sort()
    const counts = new Map<ObjectKey, number>()
    const references = new Map<ObjectKey, Reference[]>()
    for (const object of current.objects.values()) {
        const { parent } = object
        if (parent === null) continue
        if (storesValues(object) !== null) counts.set(parent, (counts.get(parent) ?? 0) + 1)
        if (comparesColumns(object)) addTo(references, parent, object.definition as Reference)
    }
    return [...references].flatMap(([table, found]) => {
        const targeted = found.map(({ references: to }) => objectKey("table", [to.schema, to.name])).sort()
        const linking = found.reduce((sum, { columns }) => sum + columns.length, 0)
        const path = current.objects.get(table)?.path
        return path && targeted.join() === wanted.join() && counts.get(table) === linking ? [path] : []
    })
}

function referencesOf(current: DatabaseSchema, table: readonly string[]): readonly Reference[] {
    const parent = objectKey("table", table)
    return [...current.objects.values()].flatMap((object) =>
        object.parent === parent && comparesColumns(object) ? [object.definition as Reference] : [],
    )
}
