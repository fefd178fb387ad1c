import type { CatalogQuery } from "../../core/object-kind.js"
import { ownOperator as is } from "../../core/own-operator.js"
import { STANDARD_SCHEMA_COMMENT } from "../../operations/comment.js"
import { GRANTED_BY_DEFAULT, grantedByDefault, VIEW_STATE } from "./view-state.js"

/**
 * That an object is no extension's member. Members are found by their extensions, of which there are few: to ask for what each object
 * depends on takes many times longer.
 */
export function noMember(catalog: string, oid: string): string {
    return `NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend e
        WHERE e.refclassid ${is("=")} 'pg_catalog.pg_extension'::pg_catalog.regclass AND e.classid ${is("=")} 'pg_catalog.${catalog}'::pg_catalog.regclass
            AND e.objid ${is("=")} ${oid} AND e.deptype ${is("=")} 'e'
    )`
}

/** Relations of the asked schemas, without partitions' children and extensions' members. */
export const RELATIONS = `
    c.relnamespace IN (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY ($1::pg_catalog.text[]))
    AND NOT c.relispartition
    AND ${noMember("pg_class", "c.oid")}`

/**
 * The relations of some kinds among those of the asked schemas, for WITH: found once, however much is joined to them. Fields that are
 * seldom anything else are null instead, here as in the queries: a null costs the server, the driver and us nothing.
 */
export function relations(...relkinds: readonly string[]): string {
    return `
        relations AS MATERIALIZED (
            SELECT c.oid, c.relkind, n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN (${relkinds.map((relkind) => `'${relkind}'`).join(", ")}) AND ${RELATIONS}
        )`
}

/** Ordinary and partitioned tables. */
const TABLES = `c.relkind IN ('r', 'p') AND ${RELATIONS}`

/**
 * Whether a unique index takes nulls for equal. PostgreSQL 15 brought the column; where pg_index has none, the name in the subquery
 * means the one outside: {@link BEFORE_15}, which the query must join.
 */
export function nullsNotDistinct(index: string): string {
    return `(SELECT indnullsnotdistinct FROM pg_catalog.pg_index ui WHERE ui.indexrelid = ${index})`
}

/** Columns that PostgreSQL 15 brought: where a catalog has none, their names mean these. */
/** As {@link BEFORE_15}, of PostgreSQL 14. */
export const BEFORE_14 = `(VALUES (''::pg_catalog."char")) before_14 (attcompression)`

/** Whether a column `a` is stored otherwise than its type by itself, or looked at otherwise by ANALYZE; its `compression` is in it. */
export function hasSettings(typeStorage: string): string {
    return `(a.attstorage <> ${typeStorage} OR a.attoptions IS NOT NULL OR a.compression <> '' OR coalesce(a.attstattarget, -1) <> -1)`
}

/** What of a column `a` {@link hasSettings} is about, as fields. */
export function settingsOf(typeStorage: string): string {
    return `
                    'statistics', nullif(a.attstattarget, -1), 'storage', CASE WHEN a.attstorage <> ${typeStorage} THEN a.attstorage END,
                    'compression', nullif(a.compression, ''), 'options', pg_catalog.array_to_json(a.attoptions), 'type_storage', ${typeStorage}`
}

export const BEFORE_15 = "(VALUES (false, NULL::pg_catalog.int2[])) before_15 (indnullsnotdistinct, confdelsetcols)"

export const schemasQuery: CatalogQuery = {
    name: "schemas",
    sql: `
        SELECT n.nspname::pg_catalog.text AS schema
        FROM pg_catalog.pg_namespace n
        WHERE n.nspname = ANY ($1::pg_catalog.text[])`,
}

export const tablesQuery: CatalogQuery = {
    name: "tables",
    sql: `
        SELECT n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS table, c.relkind = 'p' AS partitioned,
            nullif(c.relpersistence = 'u', false) AS unlogged, pg_catalog.array_to_json(c.reloptions) AS options, pg_catalog.array_to_json(toast.reloptions) AS toast_options,${GRANTED_BY_DEFAULT}
        FROM pg_catalog.pg_class c
        LEFT JOIN pg_catalog.pg_class toast ON toast.oid = c.reltoastrelid AND toast.reloptions IS NOT NULL
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE ${TABLES}`,
}

/**
 * Columns with their type decoded as far as the catalog's numbers go: format_type is called only for foreign modifiers. What few columns
 * have stands in `more`; 1574 is the oid of nextval in every version.
 */
export const columnsQuery: CatalogQuery = {
    name: "columns",
    weight: 3,
    sql: `
        WITH ${relations("r", "p")},
        types AS MATERIALIZED (
            SELECT t.oid, t.typcollation, t.typstorage, nullif(t.is_array, false) AS is_array, base.oid AS base,
                base.typname::pg_catalog.text AS name, nullif(n.nspname, 'pg_catalog')::pg_catalog.text AS schema, nullif(base.typtype = 'e', false) AS is_enum
            FROM (SELECT oid, typcollation, typstorage, typelem, typcategory = 'A' AND typelem <> 0 AS is_array FROM pg_catalog.pg_type) t
            JOIN pg_catalog.pg_type base ON base.oid = CASE WHEN t.is_array THEN t.typelem ELSE t.oid END
            JOIN pg_catalog.pg_namespace n ON n.oid = base.typnamespace
        )
        SELECT c.schema, c.name AS table, a.attname::pg_catalog.text AS column, a.attnum AS position,
            NOT a.attnotnull AS nullable,
            nullif(a.atttypmod, -1) AS type_modifier,
            t.is_array, t.name AS type_name, t.schema AS type_schema, t.is_enum,
            d.expression,
            CASE WHEN a.attidentity <> '' OR a.attgenerated <> '' OR a.attcollation NOT IN (0, t.typcollation)
                OR (a.atttypmod <> -1 AND (t.schema IS NOT NULL OR t.name = 'interval'))
                OR ${hasSettings("t.typstorage")}
                OR (pg_catalog.strpos(d.expression, 'nextval(') > 0 AND pg_catalog.strpos(d.adbin::pg_catalog.text, ':funcid 1574 ') > 0)
            THEN pg_catalog.json_build_object(
                'settings', CASE WHEN ${hasSettings("t.typstorage")} THEN pg_catalog.json_build_object(${settingsOf("t.typstorage")}) END,
                'identity', nullif(a.attidentity, ''),
                'identity_numbers', CASE WHEN a.attidentity <> '' THEN (
                    SELECT pg_catalog.json_build_object(
                        'start', s.seqstart::pg_catalog.text, 'increment', s.seqincrement::pg_catalog.text, 'minimum', s.seqmin::pg_catalog.text,
                        'maximum', s.seqmax::pg_catalog.text, 'cache', s.seqcache::pg_catalog.text, 'cycle', s.seqcycle
                    )
                    FROM pg_catalog.pg_depend dep
                    JOIN pg_catalog.pg_sequence s ON s.seqrelid = dep.objid
                    WHERE dep.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND dep.refobjid = c.oid AND dep.refobjsubid = a.attnum
                        AND dep.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND dep.deptype = 'i'
                ) END,
                'generated', nullif(a.attgenerated, ''),
                'formatted_type', CASE WHEN a.atttypmod <> -1 AND (t.schema IS NOT NULL OR t.name = 'interval')
                    THEN pg_catalog.format_type(t.base, a.atttypmod) END,
                'collation', CASE WHEN a.attcollation NOT IN (0, t.typcollation) THEN (
                    SELECT pg_catalog.json_build_object('schema', cn.nspname, 'name', coll.collname)
                    FROM pg_catalog.pg_collation coll
                    JOIN pg_catalog.pg_namespace cn ON cn.oid = coll.collnamespace
                    WHERE coll.oid = a.attcollation
                ) END,
                'reads', CASE WHEN a.attgenerated <> '' THEN (
                    SELECT pg_catalog.json_agg(DISTINCT r.attname::pg_catalog.text ORDER BY r.attname::pg_catalog.text)
                    FROM pg_catalog.pg_depend dep
                    JOIN pg_catalog.pg_attribute r ON r.attrelid = dep.refobjid AND r.attnum = dep.refobjsubid
                    -- Until PostgreSQL 14 it is the column that depends, not its expression.
                    WHERE (dep.classid, dep.objid, dep.objsubid) IN (
                            ('pg_catalog.pg_attrdef'::pg_catalog.regclass, d.oid, 0), ('pg_catalog.pg_class'::pg_catalog.regclass, c.oid, a.attnum)
                        )
                        AND dep.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND dep.refobjid = c.oid
                        AND dep.refobjsubid > 0 AND dep.refobjsubid <> a.attnum
                ) END,
                'sequence', (
                    SELECT pg_catalog.json_build_object('schema', sn.nspname, 'name', s.relname)
                    FROM pg_catalog.pg_depend dep
                    JOIN pg_catalog.pg_class s ON s.oid = dep.refobjid AND s.relkind = 'S'
                    JOIN pg_catalog.pg_namespace sn ON sn.oid = s.relnamespace
                    WHERE dep.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass AND dep.objid = d.oid
                        AND dep.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
                    ORDER BY sn.nspname::pg_catalog.text, s.relname::pg_catalog.text LIMIT 1
                )
            ) END AS more
        FROM relations c
        CROSS JOIN ${BEFORE_14}
        JOIN LATERAL (
            SELECT known.*, attcompression AS compression FROM pg_catalog.pg_attribute known
        ) a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        JOIN types t ON t.oid = a.atttypid
        LEFT JOIN (
            SELECT d.oid, d.adrelid, d.adnum, d.adbin, pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS expression
            FROM relations c
            JOIN pg_catalog.pg_attrdef d ON d.adrelid = c.oid
            OFFSET 0
        ) d ON d.adrelid = c.oid AND d.adnum = a.attnum`,
}

/**
 * Indexes that back no constraint. An invalid one (left by a failed CREATE INDEX CONCURRENTLY) is read as invalid. Of those that say
 * nothing but columns these are read, of the others their elements. Most have one column, which a join has found; over the keys of all
 * others one pass goes for their names: a subquery for each index costs much.
 */
export const indexesQuery: CatalogQuery = {
    name: "indexes",
    weight: 2,
    sql: `
        WITH ${relations("r", "p", "m")},
        plain_classes AS MATERIALIZED (
            SELECT pg_catalog.array_agg(oc.oid) AS oids FROM pg_catalog.pg_opclass oc WHERE oc.opcdefault
        ),
        wanted AS MATERIALIZED (
            SELECT i.indexrelid, i.indrelid, i.indnkeyatts,
                i.indkey::pg_catalog.int2[] AS keys, i.indoption::pg_catalog.int2[] AS bits, i.indclass::pg_catalog.oid[] AS classes, i.indcollation::pg_catalog.oid[] AS collations,
                i.indexprs IS NULL AND i.indnatts = i.indnkeyatts AND 0 = ALL (i.indoption::pg_catalog.int2[])
                    AND i.indclass::pg_catalog.oid[] <@ (SELECT p.oids FROM plain_classes p)
                    AND (am.amname = 'btree' OR NOT EXISTS (
                        SELECT FROM pg_catalog.pg_attribute oa WHERE oa.attrelid = i.indexrelid AND oa.attoptions IS NOT NULL
                    )) AS plain,
                CASE WHEN i.indnatts = 1 AND i.indcollation[0] IN (0, a.attcollation) THEN a.attname END AS only,
                c.schema, c.name AS table, ic.relname::pg_catalog.text AS name,
                nullif(c.relkind = 'm', false) AS on_view, nullif(i.indisunique, false) AS unique,
                nullif(am.amname, 'btree')::pg_catalog.text AS method, nullif(NOT i.indisvalid, false) AS invalid,
                CASE WHEN i.indisunique THEN nullif(${nullsNotDistinct("i.indexrelid")}, false) END AS nulls_not_distinct,
                CASE WHEN i.indpred IS NOT NULL THEN pg_catalog.pg_get_expr(i.indpred, i.indrelid) END AS predicate,
                pg_catalog.array_to_json(ic.reloptions) AS options,
                CASE WHEN i.indpred IS NOT NULL OR i.indexprs IS NOT NULL THEN (
                    SELECT pg_catalog.json_agg(DISTINCT ra.attname::pg_catalog.text)
                    FROM pg_catalog.pg_depend d
                    JOIN pg_catalog.pg_attribute ra ON ra.attrelid = d.refobjid AND ra.attnum = d.refobjsubid
                    WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = i.indexrelid
                        AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid = i.indrelid AND d.refobjsubid > 0
                ) END AS reads
            FROM relations c
            JOIN pg_catalog.pg_index i ON i.indrelid = c.oid
            CROSS JOIN ${BEFORE_15}
            JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
            JOIN pg_catalog.pg_am am ON am.oid = ic.relam
            LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] AND a.attnum > 0
            WHERE NOT EXISTS (
                SELECT FROM pg_catalog.pg_constraint own WHERE own.conindid = i.indexrelid AND own.contype IN ('p', 'u', 'x')
            )
        ),
        several AS MATERIALIZED (
            SELECT w.indexrelid,
                CASE WHEN pg_catalog.bool_and(w.plain AND k.coll IN (0, a.attcollation)) THEN pg_catalog.json_agg(a.attname ORDER BY k.position) END AS columns,
                CASE WHEN NOT pg_catalog.bool_and(w.plain AND k.coll IN (0, a.attcollation)) THEN pg_catalog.json_agg(pg_catalog.json_build_object(
                    'column', a.attname,
                    'expression', CASE WHEN k.number = 0 THEN pg_catalog.pg_get_indexdef(w.indexrelid, k.position::int, false) END,
                    'included', k.position > w.indnkeyatts,
                    'descending', (k.bits & 1) = 1,
                    'nulls_first', (k.bits & 2) = 2,
                    'operator_class_schema', CASE WHEN NOT oc.opcdefault OR own.options IS NOT NULL THEN ocn.nspname END,
                    'operator_class', CASE WHEN NOT oc.opcdefault OR own.options IS NOT NULL THEN oc.opcname END,
                    'operator_class_parameters', pg_catalog.array_to_json(own.options),
                    'collation_schema', coln.nspname,
                    'collation', col.collname
                ) ORDER BY k.position) END AS elements
            FROM wanted w
            CROSS JOIN LATERAL ROWS FROM (pg_catalog.unnest(w.keys), pg_catalog.unnest(w.bits), pg_catalog.unnest(w.classes), pg_catalog.unnest(w.collations))
                WITH ORDINALITY k(number, bits, class, coll, position)
            -- OFFSET 0: else all attributes there are would be read for them.
            LEFT JOIN LATERAL (
                SELECT a.attname, a.attcollation FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = w.indrelid AND a.attnum = k.number AND a.attnum > 0 OFFSET 0
            ) a ON true
            LEFT JOIN LATERAL (
                SELECT oa.attoptions AS options FROM pg_catalog.pg_attribute oa
                WHERE w.method IS NOT NULL AND oa.attrelid = w.indexrelid AND oa.attnum = k.position OFFSET 0
            ) own ON true
            LEFT JOIN pg_catalog.pg_opclass oc ON oc.oid = k.class AND NOT w.plain
            LEFT JOIN pg_catalog.pg_namespace ocn ON ocn.oid = oc.opcnamespace
            LEFT JOIN pg_catalog.pg_collation col ON col.oid = k.coll AND col.oid <> coalesce(a.attcollation, (
                SELECT it.typcollation
                FROM pg_catalog.pg_attribute ia
                JOIN pg_catalog.pg_type it ON it.oid = ia.atttypid
                WHERE ia.attrelid = w.indexrelid AND ia.attnum = k.position
            ))
            LEFT JOIN pg_catalog.pg_namespace coln ON coln.oid = col.collnamespace
            WHERE (w.plain AND w.only IS NOT NULL) IS NOT TRUE
            GROUP BY w.indexrelid
        )
        SELECT w.schema, w.table, w.name, w.on_view, w.unique, w.method, w.invalid, w.nulls_not_distinct, w.predicate, w.options, w.reads,
            CASE WHEN several.indexrelid IS NULL THEN pg_catalog.json_build_array(w.only) ELSE several.columns END AS columns, several.elements
        FROM wanted w
        LEFT JOIN several ON several.indexrelid = w.indexrelid`,
}

/** Sequences, without those inside identity columns, which belong to their column, and those of partitions' children. */
export const sequencesQuery: CatalogQuery = {
    name: "sequences",
    sql: `
        SELECT n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name,
            s.seqtypid::pg_catalog.regtype::pg_catalog.text AS data_type, s.seqstart::pg_catalog.text AS start, s.seqincrement::pg_catalog.text AS increment,
            s.seqmin::pg_catalog.text AS minimum, s.seqmax::pg_catalog.text AS maximum, s.seqcache::pg_catalog.text AS cache, s.seqcycle AS cycle,
            tn.nspname::pg_catalog.text AS owner_schema, tc.relname::pg_catalog.text AS owner_table, ta.attname::pg_catalog.text AS owner_column,${grantedByDefault("S", "c.relnamespace")}
        FROM pg_catalog.pg_sequence s
        JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
            AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
        LEFT JOIN pg_catalog.pg_class tc ON tc.oid = d.refobjid
        LEFT JOIN pg_catalog.pg_namespace tn ON tn.oid = tc.relnamespace
        LEFT JOIN pg_catalog.pg_attribute ta ON ta.attrelid = d.refobjid AND ta.attnum = d.refobjsubid
        WHERE n.nspname = ANY ($1::pg_catalog.text[]) AND d.deptype IS DISTINCT FROM 'i' AND tc.relispartition IS NOT TRUE AND ${noMember("pg_class", "c.oid")}`,
}
/**
 * Comments on tables and views, their columns, constraints and indexes, on sequences, enums and schemas; without those on an
 * identity's sequence. A target is the kind of the object that the comment is on.
 */
export const commentsQuery: CatalogQuery = {
    name: "comments",
    sql: `
        SELECT CASE
                WHEN a.attnum IS NOT NULL THEN CASE WHEN c.relkind IN ('v', 'm') THEN 'view column' ELSE 'column' END
                WHEN c.relkind = 'v' THEN 'view' WHEN c.relkind = 'm' THEN 'materialized view'
                WHEN c.relkind = 'S' THEN 'sequence'
                WHEN con.contype = 'p' THEN 'primary-key index' WHEN con.contype = 'u' THEN 'unique index'
                WHEN con.contype = 'x' THEN 'exclusion index' WHEN t.oid IS NOT NULL THEN 'index' ELSE 'table'
            END AS target,
            n.nspname::pg_catalog.text AS schema, coalesce(t.relname, c.relname)::pg_catalog.text AS name,
            coalesce(a.attname, CASE WHEN t.oid IS NOT NULL THEN c.relname END)::pg_catalog.text AS inner, d.description AS text
        FROM pg_catalog.pg_description d
        JOIN pg_catalog.pg_class c ON d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND c.oid = d.objoid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_attribute a ON d.objsubid <> 0 AND a.attrelid = c.oid AND a.attnum = d.objsubid AND NOT a.attisdropped
        LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
        LEFT JOIN pg_catalog.pg_class t ON t.oid = i.indrelid
        LEFT JOIN pg_catalog.pg_depend inside
            ON inside.classid = d.classoid AND inside.objid = d.objoid AND inside.objsubid = 0 AND inside.deptype = 'i'
        LEFT JOIN pg_catalog.pg_constraint con ON inside.refclassid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND con.oid = inside.refobjid
        WHERE (d.objsubid = 0 OR a.attnum IS NOT NULL) AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'i', 'I') AND ${RELATIONS}
            AND t.relispartition IS NOT TRUE AND (inside.objid IS NULL OR con.oid IS NOT NULL)
        UNION ALL
        SELECT CASE con.contype
                WHEN 'p' THEN 'primary-key' WHEN 'u' THEN 'unique' WHEN 'c' THEN 'check' WHEN 'x' THEN 'exclusion' ELSE 'foreign-key'
            END, n.nspname::pg_catalog.text, c.relname::pg_catalog.text, con.conname::pg_catalog.text, d.description
        FROM pg_catalog.pg_description d
        JOIN pg_catalog.pg_constraint con ON d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND con.oid = d.objoid
        JOIN pg_catalog.pg_class c ON c.oid = con.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE con.contype IN ('p', 'u', 'c', 'f', 'x') AND ${TABLES}
        UNION ALL
        SELECT 'enum', n.nspname::pg_catalog.text, t.typname::pg_catalog.text, NULL, d.description
        FROM pg_catalog.pg_description d
        JOIN pg_catalog.pg_type t ON d.classoid = 'pg_catalog.pg_type'::pg_catalog.regclass AND t.oid = d.objoid AND t.typtype = 'e'
        JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
        WHERE n.nspname = ANY ($1::pg_catalog.text[]) AND ${noMember("pg_type", "t.oid")}
        UNION ALL
        SELECT 'schema', n.nspname::pg_catalog.text, NULL, NULL, d.description
        FROM pg_catalog.pg_description d
        JOIN pg_catalog.pg_namespace n ON d.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND n.oid = d.objoid
        WHERE n.nspname = ANY ($1::pg_catalog.text[]) AND d.description <> '${STANDARD_SCHEMA_COMMENT}'`,
}

export const extensionsQuery: CatalogQuery = {
    name: "extensions",
    sql: `
        SELECT e.extname::pg_catalog.text AS name, n.nspname::pg_catalog.text AS schema, e.extversion AS version
        FROM pg_catalog.pg_extension e
        JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
        WHERE e.extname <> 'plpgsql' AND $1::pg_catalog.text[] IS NOT NULL`,
}

/** Views and materialized views, with the columns that they give, and the relations, columns and enums that their rules name. */
export const viewsQuery: CatalogQuery = {
    name: "views",
    sql: `
        SELECT n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name, c.relkind = 'm' AS materialized,
            pg_catalog.pg_get_viewdef(c.oid) AS query,${VIEW_STATE},
            (
                SELECT pg_catalog.json_agg(pg_catalog.json_build_object('name', a.attname, 'type', pg_catalog.format_type(a.atttypid, a.atttypmod)) ORDER BY a.attnum)
                FROM pg_catalog.pg_attribute a
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
            ) AS columns,
            (
                SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
                    'schema', rn.nspname, 'name', rc.relname, 'column', ra.attname, 'is_view', rc.relkind IN ('v', 'm'),
                    'is_key', con.oid IS NOT NULL
                ) ORDER BY rn.nspname, rc.relname, ra.attnum)
                FROM pg_catalog.pg_rewrite r
                JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
                    AND d.refclassid IN ('pg_catalog.pg_class'::pg_catalog.regclass, 'pg_catalog.pg_constraint'::pg_catalog.regclass) AND d.refobjid <> c.oid
                -- What is grouped by a primary key may give the other columns, as long as that is there.
                LEFT JOIN pg_catalog.pg_constraint con ON d.refclassid = 'pg_catalog.pg_constraint'::pg_catalog.regclass AND con.oid = d.refobjid
                JOIN pg_catalog.pg_class rc ON rc.oid = coalesce(con.conrelid, d.refobjid)
                JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
                LEFT JOIN pg_catalog.pg_attribute ra ON ra.attrelid = rc.oid AND ra.attnum = d.refobjsubid AND d.refobjsubid > 0
                WHERE r.ev_class = c.oid
            ) AS reads,
            (
                SELECT pg_catalog.json_agg(DISTINCT pg_catalog.jsonb_build_object('schema', tn.nspname, 'name', base.typname))
                FROM pg_catalog.pg_rewrite r
                JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = r.oid
                    AND d.refclassid = 'pg_catalog.pg_type'::pg_catalog.regclass
                JOIN pg_catalog.pg_type t ON t.oid = d.refobjid
                JOIN pg_catalog.pg_type base ON base.oid IN (t.oid, t.typelem) AND base.typtype = 'e'
                JOIN pg_catalog.pg_namespace tn ON tn.oid = base.typnamespace
                WHERE r.ev_class = c.oid
            ) AS enums
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('v', 'm') AND n.nspname = ANY ($1::pg_catalog.text[]) AND ${noMember("pg_class", "c.oid")}`,
}
