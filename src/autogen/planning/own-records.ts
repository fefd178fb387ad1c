import type { DatabaseSchema } from "../core/database-schema.js"
import type { QualifiedName } from "../core/names.js"
import { pathText } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { userOptions } from "../core/user-options.js"
import { kindOf } from "../kinds/index.js"
import { RUNS_COLUMNS, RUNS_TABLE } from "../revisions/runs-table.js"

/** TypeORM's own tables, and ours, by their columns: somebody else's may have these names too. */
const RECORDS: ReadonlyMap<string, string> = new Map([
    ["migrations", "id,name,timestamp"],
    ["typeorm_metadata", "database,name,schema,table,type,value"],
    [RUNS_TABLE, RUNS_COLUMNS],
])

/**
 * The names of the tables in which TypeORM and we record what has been done: they are no part of a schema. A table of such a name with other
 * columns is one like any other.
 *
 * @example
 * ```ts
 * ownRecords([current, desired]) // ["migrations", "typeorm_metadata", "typeorm_autogen_runs"]
 * ```
 */
export function ownRecords(schemas: readonly DatabaseSchema[]): readonly string[] {
    return [...RECORDS].flatMap(([name, expected]) => {
        const isForeign = schemas.some((schema) => {
            const places = tablesNamed(name, schema)
            return places.some((place) => columnsOf(place, name, schema) !== expected)
        })
        return isForeign ? [] : [name]
    })
}

/**
 * Where a DataSource's TypeORM records what it has done: in the DataSource's schema, and the table of migrations in another one where its
 * name has a dot; our table of runs beside that.
 *
 * @example
 * ```ts
 * recordsOf(dataSource, "public") // [{ schema: "audit", name: "done" }, { schema: "audit", name: "typeorm_autogen_runs" }, …]
 * ```
 */
export function recordsOf(dataSource: { readonly options: object }, defaultSchema: string): readonly QualifiedName[] {
    const { schema, migrationsTableName, metadataTableName } = userOptions(dataSource)
    const migrations = migrationsTableName || "migrations"
    const [first = "", second] = (schema ? `${schema}.${migrations}` : migrations).split(".")
    const history = second === undefined ? { schema: defaultSchema, name: first } : { schema: first, name: second }
    return [
        history,
        { schema: history.schema, name: RUNS_TABLE },
        { schema: defaultSchema, name: metadataTableName || "typeorm_metadata" },
    ]
}

/**
 * Whether an object is such a table: one of this DataSource, or one of another DataSource in another schema, which nobody declares and which
 * has TypeORM's columns.
 */
export function isRecordOf(
    own: readonly QualifiedName[],
    current: DatabaseSchema,
    declared: Pick<DatabaseSchema, "objects">,
): (object: SchemaObject) => boolean {
    const places = new Set(own.map(({ schema, name }) => pathText([schema, name])))
    const said = new Set([...declared.objects.values()].map(({ path }) => pathText(path)))
    for (const [name, expected] of RECORDS) {
        for (const place of tablesNamed(name, current)) {
            const path = pathText([place, name])
            if (!said.has(path) && columnsOf(place, name, current) === expected) places.add(path)
        }
    }
    return ({ path }) => path.length === 2 && places.has(pathText(path))
}

function tablesNamed(name: string, { objects }: DatabaseSchema): readonly string[] {
    return [...objects.values()].flatMap(({ path }) => (path.length === 2 && path[1] === name ? [path[0] ?? ""] : []))
}

/** What has an order among its siblings is a column. */
function columnsOf(place: string, table: string, { objects }: DatabaseSchema): string {
    return [...objects.values()]
        .flatMap(({ kind, path }) =>
            kindOf(kind).placement?.position && path[0] === place && path[1] === table ? [path[2] ?? ""] : [],
        )
        .sort()
        .join()
}
