import { whereRowsNeed } from "./backfills.js"
import { whileWaiting } from "../core/announce.js"
import type { PlannedDataSource } from "../core/data-source-like.js"
import { filterObjects, includesSchema } from "../compare/filter-objects.js"
import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import { sameData } from "../core/equality.js"
import { exclusively } from "../core/exclusive.js"
import type { Plan } from "../core/plan.js"
import type { Queryable } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { userOptions } from "../core/user-options.js"
import { withForeignCode } from "./foreign-code.js"
import { atDeclaredPlaces, inExistingParents } from "./in-existing-parents.js"
import { inspectWithOrigins, originOf } from "./inspect-origins.js"
import { inspect, inspectSharing } from "../inspect/inspect.js"
import { kindOf } from "../kinds/index.js"
import { normalizeDeclared, type Normalized } from "../read/normalize.js"
import type { DeclaredSchema } from "../read/read-entities.js"
import { movedTables } from "../renames/moved-tables.js"
import { isRecordOf, ownRecords, recordsOf } from "./own-records.js"
import { readBothSides } from "./read-both-sides.js"
import { parseRename } from "../schema/rename-spec.js"
import { NORMALIZER_TOOLS, type PrintReaders } from "./normalize-prints.js"
import { makePlan } from "./make-plan.js"
import type { PlanOptions } from "./plan-options.js"

/**
 * Plans what turns a database into what the entities of a DataSource declare. Nothing is written or changed: the database is read
 * in one read-only snapshot, and unresolved expressions are asked in a transaction that is rolled back.
 *
 * `queryable` must be one connection, not a pool. Throws `ENTITIES_INVALID`, `ENTITIES_CONTRADICT`, `EXPRESSION_INVALID`,
 * `SERVER_TOO_OLD`, and what the connection throws.
 *
 * @example
 * ```ts
 * const queryRunner = dataSource.createQueryRunner()
 * const plan = await planEntities(dataSource, { query: (sql, params) => queryRunner.query(sql, params && [...params]) })
 * for (const statement of statementsOf(plan.up)) console.log(statement.sql)
 * ```
 */
export function planEntities(
    dataSource: PlannedDataSource,
    queryable: Queryable,
    options: PlanOptions = {},
): Promise<Plan> {
    return exclusively(queryable, (connection) => planOnConnection(dataSource, connection, options))
}

async function planOnConnection(
    dataSource: PlannedDataSource,
    queryable: Queryable,
    options: PlanOptions,
): Promise<Plan> {
    const { declared, early, likely, found } = await whileWaiting(
        () => "reading the entities and inspecting the database",
        () => readBothSides(dataSource, queryable, includesSchema(options)),
    )
    const { defaultSchema } = early.server
    const schemas = [...new Set([defaultSchema, ...schemasOf(declared), ...found])].sort()
    const look = async (wanted: readonly string[]): Promise<DatabaseSchema> =>
        sameData(wanted, likely) ? early : inspectSharing(queryable, { schemas: wanted, defaultSchema })
    const origins = [
        ...declared.renames.flatMap(({ from }) => (from ? [from] : [])),
        ...(options.renames ?? []).map((rename) => originOf(typeof rename === "string" ? parseRename(rename) : rename)),
    ]
    const first = await inspectWithOrigins(look, schemas, origins)
    const seen = [...new Set([...schemas, ...origins.map(([schema = ""]) => schema)])]
    const moved = await movedTables(queryable, first, declared, seen, options.isManaged)
    const inspected = moved.length === 0 ? first : await inspectWithOrigins(look, schemas, [...origins, ...moved])
    const current = { ...inspected, server: { ...inspected.server, metadataTable: metadataTableOf(dataSource) } }
    // Another entity may declare the table that one leaves alone.
    const untouched = new Set(declared.untouched.filter((key) => !declared.objects.has(key)))
    const { ignoredTables } = options
    const isRecord = ignoredTables
        ? (object: SchemaObject) => isNamed(object, ignoredTables)
        : isRecordOf(recordsOf(dataSource, defaultSchema), current, declared)
    const filtered = filterObjects(
        current.objects,
        declared.objects,
        options,
        (object) => (untouched.size > 0 && untouched.has(object.key)) || isRecord(object),
    )
    const looked = { ...declared, objects: inExistingParents(filtered.desired, current.objects) }
    const asked = await normalizeDeclared(looked, current, queryable, NORMALIZER_TOOLS, options)
    const asDeclared = (schema: DatabaseSchema): DatabaseSchema => atDeclaredPlaces(schema, filtered.desired)
    const normalized: Normalized = {
        desired: asDeclared(asked.desired),
        diagnostics: [...declared.diagnostics, ...asked.diagnostics],
        afterRenames: async (renamed) => asDeclared(await asked.afterRenames(renamed)),
    }
    const readers = { from: queryable, to: queryable }
    const { askBackfill } = options
    const asks = askBackfill ? { askBackfill: whereRowsNeed(queryable, askBackfill) } : {}
    const managed = { ...options, ...asks, isManaged: managedBy(options) }
    const plan = await makePlan({ current, normalized, filtered, options: managed, readers, names: looked })
    return withForeignCode(plan, queryable)
}

/**
 * Plans what turns one database into another: catalog to catalog, without entities. Everything that only `current` has is dropped.
 * Both must be single connections, not pools.
 *
 * @example
 * ```ts
 * const plan = await planDatabases(staging, production, { renames: [{ kind: "column", from: ["public", "room", "code"], to: ["public", "room", "reference"] }] })
 * if (!isEmptyPlan(plan)) console.log(plan.changes)
 * ```
 */
export async function planDatabases(current: Queryable, desired: Queryable, options: PlanOptions = {}): Promise<Plan> {
    const sides = [await inspect(current), await inspect(desired)] as const
    const { ignoredTables = ownRecords(sides) } = options
    const plan = await planBetween(...sides, { ...options, ignoredTables }, { from: current, to: desired })
    return withForeignCode(plan, current)
}

/**
 * Plans what turns a database into a schema that was read from another server, maybe one of another version: what prints differently is
 * read on this one first, as the expressions of entities are. Only the schemas of `target` are looked at.
 *
 * @example
 * ```ts
 * const plan = await planInspected(production, await inspect(replayed))
 * ```
 */
export function planInspected(queryable: Queryable, target: DatabaseSchema, options: PlanOptions = {}): Promise<Plan> {
    return exclusively(queryable, async (connection) => {
        const { defaultSchema } = target.server
        const schemas = [...new Set([defaultSchema, ...schemasOf(target)])].sort()
        const current = await inspectSharing(connection, { schemas, defaultSchema })
        const names = options.ignoredTables ?? []
        const filtered = filterObjects(current.objects, target.objects, options, (object) => isNamed(object, names))
        const nothing = { renames: [], derived: [], untouched: [], diagnostics: [] }
        const looked = { objects: filtered.desired, defaultSchema, ...nothing }
        const asked = await normalizeDeclared(looked, current, connection, NORMALIZER_TOOLS)
        const readers = { from: connection, to: connection }
        const plan = await makePlan({
            current,
            normalized: asked,
            filtered,
            options: { isManaged: () => true, ...options },
            readers,
            names: { renames: [], derived: [] },
        })
        return withForeignCode(plan, connection)
    })
}

/** The table in which TypeORM's schema builder remembers views and generated columns. */
function metadataTableOf(dataSource: PlannedDataSource): string {
    return userOptions(dataSource).metadataTableName ?? "typeorm_metadata"
}

/** What no entity can declare is nothing that the entities have given up: it is kept, whoever made it. */
function managedBy({ isManaged }: PlanOptions): NonNullable<PlanOptions["isManaged"]> {
    return (object) => (kindOf(object.kind).declared?.canBeDeclared?.(object) ?? true) && (isManaged?.(object) ?? false)
}

function schemasOf(declared: Pick<DeclaredSchema, "objects">): readonly string[] {
    const names = new Set<string>()
    for (const { path } of declared.objects.values()) if (path.length > 1) names.add(path[0] ?? "")
    return [...names]
}

function isNamed({ path }: SchemaObject, names: readonly string[]): boolean {
    const [schema = "", name = ""] = path
    return path.length === 2 && (names.includes(name) || names.includes(`${schema}.${name}`))
}

/**
 * Plans what turns one inspected schema into another: as {@link planDatabases}, for schemas that were read before. Where both print an
 * expression otherwise, the embedded Postgres tells whether it is the same.
 *
 * @example
 * ```ts
 * const plan = await planSchemas(await inspect(staging), await inspect(production))
 * ```
 */
export function planSchemas(
    current: DatabaseSchema,
    desired: DatabaseSchema,
    options: PlanOptions = {},
): Promise<Plan> {
    return planBetween(current, desired, options, {})
}

function planBetween(
    current: DatabaseSchema,
    desired: DatabaseSchema,
    options: PlanOptions,
    readers: PrintReaders,
): Promise<Plan> {
    const names = options.ignoredTables ?? []
    const filtered = filterObjects(current.objects, desired.objects, options, (object) => isNamed(object, names))
    const looked = databaseSchema(filtered.desired.values(), desired.server)
    const normalized = { desired: looked, diagnostics: [], afterRenames: () => Promise.resolve(looked) }
    return makePlan({
        current,
        normalized,
        filtered,
        options: { isManaged: () => true, ...options },
        readers,
        names: { renames: [], derived: [], unmodelled: desired.unmodelled },
    })
}
