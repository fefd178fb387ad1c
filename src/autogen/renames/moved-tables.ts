import type { DatabaseSchema } from "../core/database-schema.js"
import type { Queryable } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf, roleOf } from "../kinds/index.js"
import { ownOperator as is } from "../core/own-operator.js"

const TABLES = `
    SELECT n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
    WHERE c.relkind ${is("=")} ANY ('{r,p}'::pg_catalog."char"[]) AND c.relname ${is("=")} ANY ($1::pg_catalog.text[]) AND n.nspname ${is("<>")} ALL ($2::pg_catalog.text[])
        AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    ORDER BY 1, 2`

/**
 * The places of tables that generated migrations made in schemas which no entity is in any more, where the entities now declare a table of
 * the same name elsewhere that is not there: it may have moved. Asks nothing where no table is missing.
 */
export async function movedTables(
    queryable: Queryable,
    inspected: DatabaseSchema,
    declared: Pick<DatabaseSchema, "objects">,
    looked: readonly string[],
    isManaged: ((object: SchemaObject) => boolean | Promise<boolean>) | undefined,
): Promise<readonly (readonly string[])[]> {
    if (!isManaged) return []
    const missing = new Map<string, SchemaObject>()
    for (const object of declared.objects.values()) {
        const moves = kindOf(object.kind).naming?.changesSchema && roleOf(object) === "relation"
        if (moves && !inspected.objects.has(object.key)) missing.set(object.path[1] ?? "", object)
    }
    // A database in which nothing is has nothing that has moved.
    if (missing.size === 0) return []
    const rows = await queryable.query(TABLES, [[...missing.keys()], looked])
    const found: (readonly string[])[] = []
    for (const row of rows) {
        const path = [String(row["schema"]), String(row["name"])]
        const declaredTable = missing.get(path[1] ?? "")
        if (!declaredTable) continue
        const there = kindOf(declaredTable.kind).make(path, declaredTable.definition)
        if (await isManaged(there)) found.push(path)
    }
    return found
}
