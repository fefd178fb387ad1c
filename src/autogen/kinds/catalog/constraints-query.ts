import type { CatalogQuery } from "../../core/object-kind.js"
import { BEFORE_15, nullsNotDistinct, relations } from "./catalog-queries.js"

/** The names of a constraint's columns: nearly always of one, which a join has found; then no subquery runs. */
function columnNames(numbers: string, table: string, only: string): string {
    return `
            CASE WHEN pg_catalog.cardinality(${numbers}) = 1 THEN pg_catalog.json_build_array(${only}.attname) ELSE (
                SELECT pg_catalog.json_agg(several.attname ORDER BY k.position)
                FROM pg_catalog.unnest(${numbers}) WITH ORDINALITY k(number, position)
                JOIN pg_catalog.pg_attribute several ON several.attrelid = ${table} AND several.attnum = k.number
            ) END`
}

/** Constraints, without those that Postgres makes by itself: a foreign key to a partitioned table has one more for each partition. */
export const constraintsQuery: CatalogQuery = {
    name: "constraints",
    weight: 1,
    sql: `
        WITH ${relations("r", "p")}
        SELECT c.schema, c.name AS table, con.conname::pg_catalog.text AS name, con.contype::pg_catalog.text AS type,
            nullif(con.condeferrable, false) AS deferrable, nullif(con.condeferred, false) AS deferred,
            CASE WHEN con.contype = 'c' THEN pg_catalog.pg_get_expr(con.conbin, con.conrelid) END AS expression,
            CASE WHEN con.contype = 'x' THEN pg_catalog.pg_get_constraintdef(con.oid) END AS definition,
            CASE WHEN con.contype = 'c' THEN nullif(con.connoinherit, false) END AS no_inherit,
            nullif(NOT con.convalidated, false) AS not_validated,
            CASE WHEN con.contype = 'u' THEN nullif(${nullsNotDistinct("con.conindid")}, false) END AS nulls_not_distinct,
            rn.nspname::pg_catalog.text AS referenced_schema, rc.relname::pg_catalog.text AS referenced_table,
            CASE WHEN con.contype = 'f' THEN nullif(con.confdeltype, 'a')::pg_catalog.text END AS on_delete,
            CASE WHEN con.set_columns IS NOT NULL THEN (
                SELECT pg_catalog.json_agg(sa.attname ORDER BY s.position)
                FROM pg_catalog.unnest(con.set_columns) WITH ORDINALITY s(number, position)
                JOIN pg_catalog.pg_attribute sa ON sa.attrelid = con.conrelid AND sa.attnum = s.number
            ) END AS on_delete_columns,
            CASE WHEN con.contype = 'f' THEN nullif(con.confupdtype, 'a')::pg_catalog.text END AS on_update,
            CASE WHEN con.contype = 'f' THEN nullif(con.confmatchtype, 's')::pg_catalog.text END AS match,
            pg_catalog.array_to_json(ic.reloptions) AS options,
            CASE WHEN con.contype IN ('p', 'u') AND ic.relnatts > pg_catalog.cardinality(con.conkey) THEN (
                SELECT pg_catalog.json_agg(ka.attname ORDER BY k.position)
                FROM pg_catalog.pg_index ki
                CROSS JOIN LATERAL pg_catalog.unnest(ki.indkey::pg_catalog.int2[]) WITH ORDINALITY k(number, position)
                JOIN pg_catalog.pg_attribute ka ON ka.attrelid = con.conrelid AND ka.attnum = k.number
                WHERE ki.indexrelid = con.conindid AND k.position > ki.indnkeyatts
            ) END AS include,
            ${columnNames("con.conkey", "con.conrelid", "a")} AS columns,
            ${columnNames("con.confkey", "con.confrelid", "ra")} AS referenced_columns
        FROM relations c
        CROSS JOIN ${BEFORE_15}
        JOIN LATERAL (
            SELECT known.*, confdelsetcols AS set_columns FROM pg_catalog.pg_constraint known
        ) con ON con.conrelid = c.oid
        LEFT JOIN pg_catalog.pg_class ic ON ic.oid = con.conindid AND con.contype IN ('p', 'u', 'x')
        LEFT JOIN pg_catalog.pg_class rc ON rc.oid = con.confrelid
        LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = con.conkey[1] AND a.attnum > 0
        LEFT JOIN pg_catalog.pg_attribute ra ON ra.attrelid = con.confrelid AND ra.attnum = con.confkey[1] AND ra.attnum > 0
        WHERE con.contype IN ('p', 'u', 'c', 'f', 'x') AND con.conparentid = 0`,
}
