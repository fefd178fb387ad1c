import type { EntityMetadata } from "typeorm"
import type { PlannedDataSource } from "../core/data-source-like.js"
import { compareText, inOrder, objectsByKey } from "../core/database-schema.js"
import type { DeclaredTable, DeclaredView, ReadContext } from "../core/declared-table.js"
import { AutogenError, messageOf } from "../core/errors.js"
import { sameData } from "../core/equality.js"
import { truncateName, type QualifiedName } from "../core/names.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { DeclaredRename, DerivedNames } from "../core/rename.js"
import type { Origin, SchemaObject } from "../core/schema-object.js"
import type { ShareParts } from "../core/shared-parts.js"
import { timeSlices } from "../core/time-slice.js"
import { userOptions } from "../core/user-options.js"
import { kindOf, kinds } from "../kinds/index.js"
import { connectExtensions } from "../kinds/shared/connect-extensions.js"
import { renameDeclarations, type RenameDeclarations } from "./rename-declarations.js"

/** What the entities of a DataSource declare, with their expressions in the user's own words: not judged yet. */
export interface DeclaredSchema {
    readonly objects: ReadonlyMap<ObjectKey, SchemaObject>
    readonly defaultSchema: string
    /** The renames that they declare, outer objects first. */
    readonly renames: readonly DeclaredRename[]
    /** What they name after others, such as junction tables. */
    readonly derived: readonly DerivedNames[]
    /** What entities name but leave alone (`synchronize: false`): neither created, altered nor dropped. */
    readonly untouched: readonly ObjectKey[]
}

/** How to read entities. */
export interface ReadOptions {
    /** The schema of entities that name none. Default: the DataSource's `schema` option, else `public`. */
    readonly defaultSchema?: string
}

/**
 * Reads what the entities of a DataSource declare. Needs no connection and has no side effect on any database. Several entities
 * on one table are merged.
 *
 * Throws `DRIVER_UNSUPPORTED` for another driver than postgres, `ENTITIES_INVALID` where TypeORM rejects an entity, and
 * `ENTITIES_CONTRADICT` where two entities declare one object differently.
 *
 * @example
 * ```ts
 * const declared = await readEntities(dataSource)
 * console.log([...declared.objects.keys()])
 * ```
 */
export async function readEntities(dataSource: PlannedDataSource, options: ReadOptions = {}): Promise<DeclaredSchema> {
    const { read } = await findEntities(dataSource, options)
    return read()
}

/** The entities of a DataSource before they are read. */
export interface FoundEntities {
    /** The schemas that they declare something in, as far as this is known without reading them. */
    readonly schemas: readonly string[]
    /** As {@link readEntities}; other work gets its turns meanwhile. `share` gets each object as soon as it has been read. */
    read(share?: ShareParts): Promise<DeclaredSchema>
}

/** Finds the entities of a DataSource. Throws `DRIVER_UNSUPPORTED` and `ENTITIES_INVALID`. */
export async function findEntities(dataSource: PlannedDataSource, options: ReadOptions = {}): Promise<FoundEntities> {
    if (dataSource.options.type !== "postgres") {
        throw new AutogenError({
            code: "DRIVER_UNSUPPORTED",
            message: `the DataSource is of type "${dataSource.options.type}"; only "postgres" is supported`,
            next: 'set the DataSource\'s type to "postgres"',
        })
    }
    await buildMetadatas(dataSource)
    const notes = renameDeclarations()
    const context = readContext(dataSource, options, notes.of)
    const entities = dataSource.entityMetadatas.filter((entity) => entity.synchronize)
    return {
        schemas: [...new Set(entities.map((entity) => context.tableName(entity).schema))],
        read: (share) => readFound(dataSource, context, notes, share),
    }
}

async function readFound(
    dataSource: PlannedDataSource,
    context: ReadContext,
    notes: RenameDeclarations,
    share: ShareParts | undefined,
): Promise<DeclaredSchema> {
    const tables = declaredTables(dataSource, context)
    const lists: (readonly SchemaObject[])[] = []
    const turns = timeSlices()
    for (const kind of kinds) {
        const objects: SchemaObject[] = []
        const take = (object: SchemaObject): void => {
            share?.(object)
            objects.push(object)
        }
        for (const object of kind.readProject?.(tables, context) ?? []) take(object)
        for (const table of kind.readTable ? tables : []) {
            if (turns.isOver()) await turns.next()
            for (const object of kind.readTable?.(table, context) ?? []) take(object)
        }
        lists.push(merged(objects))
    }
    const untouched = dataSource.entityMetadatas
        .filter((entity) => !entity.synchronize && entity.tableType !== "entity-child")
        .map((entity) => {
            const { schema, name } = context.tableName(entity)
            return objectKey(isTable(entity) ? "table" : "view", [schema, name])
        })
    const inside = kinds.flatMap((kind) => [
        ...(kind.projectLeavesAlone?.(context) ?? []),
        ...tables.flatMap((table) => kind.leavesAlone?.(table) ?? []),
    ])
    const renames = notes.none ? [] : kinds.flatMap((kind) => kind.readRenames?.(tables, context) ?? [])
    const derived = kinds.flatMap((kind) => kind.readDerivedNames?.(tables, context) ?? [])
    if (!notes.none) notes.expectUsed(dataSource.entityMetadatas.filter((entity) => entity.synchronize))
    return {
        objects: objectsByKey(inOrder(lists)),
        defaultSchema: context.defaultSchema,
        renames,
        derived,
        untouched: [...untouched, ...inside],
    }
}

/** TypeORM builds metadata while it connects; without a connection the same protected method does it. */
async function buildMetadatas(dataSource: PlannedDataSource): Promise<void> {
    if (dataSource.isInitialized) return
    try {
        await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas()
    } catch (cause) {
        throw new AutogenError({
            code: "ENTITIES_INVALID",
            message: `TypeORM rejects the entities: ${messageOf(cause)}`,
            next: "correct the entity that the message names",
            cause,
        })
    }
}

function isTable(entity: EntityMetadata): boolean {
    return entity.tableType !== "entity-child" && entity.tableType !== "view"
}

function readContext(
    dataSource: PlannedDataSource,
    options: ReadOptions,
    renamesOf: ReadContext["renamesOf"],
): ReadContext {
    const given = userOptions(dataSource)
    const defaultSchema = options.defaultSchema ?? given.schema ?? "public"
    const uuidGenerator = given.uuidExtension === "pgcrypto" ? "gen_random_uuid()" : "uuid_generate_v4()"
    // TypeORM splits names at dots in every statement that it makes: @Entity("audit.log") is a table of the schema "audit".
    const tableName = (entity: EntityMetadata): QualifiedName => {
        if (!entity.tableName.includes("."))
            return { schema: entity.schema ?? defaultSchema, name: truncateName(entity.tableName) }
        const [name = "", schema] = entity.tableName.split(".").reverse()
        return { schema: schema ?? entity.schema ?? defaultSchema, name: truncateName(name) }
    }
    return {
        defaultSchema,
        uuidGenerator,
        namingStrategy: dataSource.namingStrategy,
        extensions: connectExtensions(dataSource.entityMetadatas, given),
        views: declaredViews(dataSource, tableName),
        tableName,
        renamesOf,
        origin: (entity, property): Origin =>
            property === undefined ? { entity: entity.name } : { entity: entity.name, property },
    }
}

/** The views that entities declare; a query builder is asked for its SQL. */
function declaredViews(
    dataSource: PlannedDataSource,
    nameOf: (entity: EntityMetadata) => QualifiedName,
): readonly DeclaredView[] {
    return dataSource.entityMetadatas
        .filter((entity) => entity.tableType === "view" && entity.synchronize)
        .flatMap((entity) => {
            const { expression } = entity
            if (expression === undefined) return []
            const query =
                typeof expression === "string"
                    ? expression
                    : expression(dataSource as Parameters<typeof expression>[0]).getQuery()
            return [
                {
                    name: nameOf(entity),
                    entity,
                    expression: query,
                    materialized: entity.tableMetadataArgs.materialized ?? false,
                },
            ]
        })
}

function declaredTables(dataSource: PlannedDataSource, context: ReadContext): readonly DeclaredTable[] {
    const tables = new Map<ObjectKey, { readonly name: QualifiedName; readonly entities: EntityMetadata[] }>()
    for (const entity of dataSource.entityMetadatas) {
        if (!entity.synchronize || !isTable(entity)) continue
        const name = context.tableName(entity)
        const key = objectKey("table", [name.schema, name.name])
        const table = tables.get(key) ?? { name, entities: [] }
        table.entities.push(entity)
        tables.set(key, table)
    }
    return [...tables].sort(([a], [b]) => compareText(a, b)).map(([, table]) => table)
}

/** In the order of their keys, each once: what is declared twice must say the same. */
function merged(objects: SchemaObject[]): readonly SchemaObject[] {
    const found: SchemaObject[] = []
    for (const object of objects.sort((a, b) => compareText(a.key, b.key))) {
        const last = found.at(-1)
        if (last?.key === object.key) expectSame(last, object)
        else found.push(object)
    }
    return found
}

function expectSame(existing: SchemaObject, object: SchemaObject): void {
    const [attribute] = contradictions(existing, object)
    if (attribute === undefined) return
    const first = originText(existing)
    const second = originText(object)
    throw new AutogenError({
        code: "ENTITIES_CONTRADICT",
        message: `${first} and ${second} declare "${object.key}" differently: ${attribute}`,
        next: "make the two declarations agree, or give one of the entities `synchronize: false`",
        fields: { object: object.key, first: existing.origin, second: object.origin, attribute },
    })
}

/** The attributes that differ between two declarations of one object, as the kind's own rules see it. */
function contradictions(first: SchemaObject, second: SchemaObject): readonly string[] {
    const rules = kindOf(first.kind).attributes as Readonly<Record<string, unknown>>
    const a = first.definition as Readonly<Record<string, unknown>>
    const b = second.definition as Readonly<Record<string, unknown>>
    return Object.keys(rules)
        .filter((name) => rules[name] !== "ignore" && !sameData(a[name], b[name]))
        .map((name) => `${name} is ${JSON.stringify(a[name])} and ${JSON.stringify(b[name])}`)
}

function originText(object: SchemaObject): string {
    const { origin } = object
    return origin ? `${origin.entity}${origin.property === undefined ? "" : `.${origin.property}`}` : "the project"
}
