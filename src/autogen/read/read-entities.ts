import type { EntityMetadata } from "typeorm"
import type { PlannedDataSource } from "../core/data-source-like.js"
import { compareText, inOrder, objectsByKey } from "../core/database-schema.js"
import type { DeclaredTable, DeclaredView, ReadContext } from "../core/declared-table.js"
import { buildMetadata } from "../core/build-metadata.js"
import { driverUnsupported, entitiesRejected } from "../core/rejected-source.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { truncateName, type QualifiedName } from "../core/names.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { DeclaredRename, DerivedNames } from "../core/rename.js"
import type { Origin, SchemaObject } from "../core/schema-object.js"
import type { ShareParts } from "../core/shared-parts.js"
import { timeSlices } from "../core/time-slice.js"
import { userOptions } from "../core/user-options.js"
import { kinds } from "../kinds/index.js"
import { connectExtensions } from "../kinds/declared/connect-extensions.js"
import { backfillOf } from "./backfill-declarations.js"
import { remarks, saidTwice } from "./contradictions.js"
import { impliedBy, impliedOtherwise, writtenOverImplied } from "./one-table.js"
import { renameDeclarations, type RenameDeclarations } from "./rename-declarations.js"
import { resultCacheEntity } from "./result-cache.js"

/** What the entities of a DataSource declare, with their expressions in the user's own words: not normalized yet. */
export interface DeclaredSchema {
    readonly objects: ReadonlyMap<ObjectKey, SchemaObject>
    readonly defaultSchema: string
    /** The renames that they declare, outer objects first. */
    readonly renames: readonly DeclaredRename[]
    /** What they name after others, such as junction tables. */
    readonly derived: readonly DerivedNames[]
    /** What entities name but leave alone (`synchronize: false`): neither created, altered nor dropped. */
    readonly untouched: readonly ObjectKey[]
    /** What is worth saying of them. */
    readonly diagnostics: readonly Diagnostic[]
}

/** How to read entities. */
export interface ReadOptions {
    /** The schema of entities that name none. Default: the DataSource's `schema` option, else `public`. */
    readonly defaultSchema?: string
}

/**
 * Reads what the entities of a DataSource declare. Needs no connection and has no side effect on any database. Several entities
 * on one table are merged: what somebody wrote counts before what TypeORM implies (the table of a many-to-many relation).
 *
 * Throws `DRIVER_UNSUPPORTED` for another driver than postgres, `ENTITIES_INVALID` where TypeORM rejects an entity, and
 * `ENTITIES_CONTRADICT` where two entities declare a column differently.
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
    if (dataSource.options.type !== "postgres") throw driverUnsupported(dataSource.options.type)
    await buildAccepted(dataSource)
    const notes = renameDeclarations()
    const context = readContext(dataSource, options, notes.of)
    const cache = await resultCacheEntity(dataSource)
    const all = [...dataSource.entityMetadatas, ...(cache ? [cache] : [])]
    const entities = all.filter((entity) => entity.synchronize)
    return {
        schemas: [...new Set(entities.map((entity) => context.tableName(entity).schema))],
        read: (share) =>
            readFound(
                { dataSource, entities, isImplied: (one) => one.isJunction || one === cache },
                context,
                notes,
                share,
            ),
    }
}

/** What is read. */
interface EntitySource {
    readonly dataSource: PlannedDataSource
    /** Those that are synchronised, with what TypeORM adds of its own. */
    readonly entities: readonly EntityMetadata[]
    /** Whether nobody wrote the entity: TypeORM made it for another, or for itself. */
    isImplied(entity: EntityMetadata): boolean
}

async function readFound(
    source: EntitySource,
    context: ReadContext,
    notes: RenameDeclarations,
    share: ShareParts | undefined,
): Promise<DeclaredSchema> {
    const { dataSource } = source
    const { tables, diagnostics } = onePerTable(declaredTables(source, context), source, context)
    const lists: (readonly SchemaObject[])[] = []
    const turns = timeSlices()
    for (const kind of kinds) {
        const objects: SchemaObject[] = []
        const take = (object: SchemaObject): void => {
            share?.(object)
            objects.push(object)
        }
        for (const object of kind.declared?.readProject?.(tables, context) ?? []) take(object)
        for (const table of kind.declared?.readTable ? tables : []) {
            if (turns.isOver()) await turns.next()
            for (const object of kind.declared?.readTable?.(table, context) ?? []) take(object)
        }
        const list = merged(objects, diagnostics)
        if (kind.report?.remark) diagnostics.push(...remarks(list))
        lists.push(list)
    }
    const untouched = dataSource.entityMetadatas
        .filter((entity) => !entity.synchronize && entity.tableType !== "entity-child")
        .map((entity) => {
            const { schema, name } = context.tableName(entity)
            return objectKey(isTable(entity) ? "table" : "view", [schema, name])
        })
    const inside = kinds.flatMap((kind) => [
        ...(kind.declared?.excludedByProject?.(context) ?? []),
        ...tables.flatMap((table) => kind.declared?.excludedByTable?.(table) ?? []),
    ])
    const renames = notes.none ? [] : kinds.flatMap((kind) => kind.declared?.readRenames?.(tables, context) ?? [])
    const derived = kinds.flatMap((kind) => kind.declared?.readDerivedNames?.(tables, context) ?? [])
    if (!notes.none) notes.expectUsed(dataSource.entityMetadatas.filter((entity) => entity.synchronize))
    return {
        objects: objectsByKey(inOrder(lists)),
        defaultSchema: context.defaultSchema,
        renames,
        derived,
        untouched: [...untouched, ...inside],
        diagnostics,
    }
}

/** The tables, each with what counts of its descriptions, and what these say otherwise. */
function onePerTable(
    tables: readonly DeclaredTable[],
    { dataSource, isImplied }: EntitySource,
    context: ReadContext,
): { readonly tables: readonly DeclaredTable[]; readonly diagnostics: Diagnostic[] } {
    const diagnostics: Diagnostic[] = []
    const objectsOf = (table: DeclaredTable): readonly SchemaObject[] =>
        kinds.flatMap((kind) => kind.declared?.readTable?.(table, context) ?? [])
    const settled = tables.map((table) => {
        const shared = table.entities.length > 1 ? writtenOverImplied(table, isImplied) : null
        if (!shared) return table
        const describe = (entity: EntityMetadata): string => impliedBy(entity, dataSource.entityMetadatas)
        const said = [objectsOf(shared.written), objectsOf(shared.implied)] as const
        diagnostics.push(...impliedOtherwise(shared, said, describe, tableKey(table.name)))
        return shared.table
    })
    return { tables: settled, diagnostics }
}

async function buildAccepted(dataSource: PlannedDataSource): Promise<void> {
    try {
        await buildMetadata(dataSource)
    } catch (cause) {
        throw entitiesRejected(cause)
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
        backfillOf,
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

function tableKey({ schema, name }: QualifiedName): ObjectKey {
    return objectKey("table", [schema, name])
}

function declaredTables({ entities }: EntitySource, context: ReadContext): readonly DeclaredTable[] {
    const tables = new Map<ObjectKey, { readonly name: QualifiedName; readonly entities: EntityMetadata[] }>()
    for (const entity of entities) {
        if (!isTable(entity)) continue
        const name = context.tableName(entity)
        const key = tableKey(name)
        const table = tables.get(key) ?? { name, entities: [] }
        table.entities.push(entity)
        tables.set(key, table)
    }
    return [...tables].sort(([a], [b]) => compareText(a, b)).map(([, table]) => table)
}

/** In the order of their keys, each once; what is declared twice and differently is said, unless it must not be. */
function merged(objects: SchemaObject[], diagnostics: Diagnostic[]): readonly SchemaObject[] {
    const found: SchemaObject[] = []
    for (const object of objects.sort((a, b) => compareText(a.key, b.key))) {
        const last = found.at(-1)
        if (last?.key !== object.key) {
            found.push(object)
            continue
        }
        const said = saidTwice(last, object)
        if (said) diagnostics.push(said)
    }
    return found
}
