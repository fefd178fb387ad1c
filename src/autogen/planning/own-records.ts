import type { DatabaseSchema } from "../core/database-schema.js"
import { kindOf } from "../kinds/index.js"

/** TypeORM's own tables, by their columns: somebody else's may have these names too. */
const RECORDS: ReadonlyMap<string, string> = new Map([
    ["migrations", "id,name,timestamp"],
    ["typeorm_metadata", "database,name,schema,table,type,value"],
])

/**
 * The names of the tables in which TypeORM records what it has done: they are no part of a schema. A table of such a name with other
 * columns is one like any other.
 *
 * @example
 * ```ts
 * ownRecords([current, desired]) // ["migrations", "typeorm_metadata"]
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

function tablesNamed(name: string, { objects }: DatabaseSchema): readonly string[] {
    return [...objects.values()].flatMap(({ path }) => (path.length === 2 && path[1] === name ? [path[0] ?? ""] : []))
}

/** What has an order among its siblings is a column. */
function columnsOf(place: string, table: string, { objects }: DatabaseSchema): string {
    return [...objects.values()]
        .flatMap(({ kind, path }) =>
            kindOf(kind).position && path[0] === place && path[1] === table ? [path[2] ?? ""] : [],
        )
        .sort()
        .join()
}
