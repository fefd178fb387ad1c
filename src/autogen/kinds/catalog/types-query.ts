import type { CatalogQuery } from "../../core/object-kind.js"
import { noMember } from "./catalog-queries.js"
import { grantedByDefault } from "./view-state.js"

/** What a domain `t` is: its base type with the fields of the columns query, and its own. */
const DOMAIN = `(
                SELECT pg_catalog.json_build_object(
                    'type_name', base.typname, 'type_schema', nullif(bn.nspname, 'pg_catalog'), 'is_enum', nullif(base.typtype = 'e', false),
                    'is_array', nullif(b.is_array, false), 'type_modifier', nullif(t.typtypmod, -1),
                    'more', pg_catalog.json_build_object('formatted_type', CASE WHEN t.typtypmod <> -1 AND (bn.nspname <> 'pg_catalog' OR base.typname = 'interval')
                        THEN pg_catalog.format_type(base.oid, t.typtypmod) END),
                    'collation', CASE WHEN t.typcollation NOT IN (0, b.typcollation) THEN (
                        SELECT pg_catalog.json_build_object('schema', cn.nspname, 'name', coll.collname)
                        FROM pg_catalog.pg_collation coll
                        JOIN pg_catalog.pg_namespace cn ON cn.oid = coll.collnamespace
                        WHERE coll.oid = t.typcollation
                    ) END,
                    'default', pg_catalog.pg_get_expr(t.typdefaultbin, 0), 'not_null', t.typnotnull,
                    'not_null_name', (SELECT con.conname FROM pg_catalog.pg_constraint con WHERE con.contypid = t.oid AND con.contype = 'n'),
                    'checks', (
                        SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', con.conname, 'validated', con.convalidated,
                            'expression', pg_catalog.pg_get_expr(con.conbin, 0)) ORDER BY con.conname)
                        FROM pg_catalog.pg_constraint con WHERE con.contypid = t.oid AND con.contype = 'c'
                    ),
                    'comment', pg_catalog.obj_description(t.oid, 'pg_type'),
                    'in_arrays', EXISTS (
                        SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
                        WHERE a.atttypid = t.typarray AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'm')
                    )
                )
                FROM (SELECT bt.oid, bt.typcollation, bt.typelem, bt.typcategory = 'A' AND bt.typelem <> 0 AS is_array
                    FROM pg_catalog.pg_type bt WHERE bt.oid = t.typbasetype) b
                JOIN pg_catalog.pg_type base ON base.oid = CASE WHEN b.is_array THEN b.typelem ELSE b.oid END
                JOIN pg_catalog.pg_namespace bn ON bn.oid = base.typnamespace
            )`

/** Enumerated types with their values; of domains the rest stands in `domain`. */
export const typesQuery: CatalogQuery = {
    name: "types",
    sql: `
        SELECT n.nspname::pg_catalog.text AS schema, t.typname::pg_catalog.text AS name,
            (SELECT pg_catalog.json_agg(e.enumlabel::pg_catalog.text ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid) AS values,
            CASE WHEN t.typtype = 'd' THEN ${DOMAIN} END AS domain,${grantedByDefault("T", "t.typnamespace")}
        FROM pg_catalog.pg_type t
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE t.typtype IN ('e', 'd') AND n.nspname = ANY ($1::pg_catalog.text[]) AND ${noMember("pg_type", "t.oid")}`,
}
