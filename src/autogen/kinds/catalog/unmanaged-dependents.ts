import { objectKey, type ObjectKey } from "../../core/object-key.js"
import type { CatalogQuery } from "../../core/object-kind.js"
import type { Row } from "../../core/queryable.js"
import type { Touch, UnmanagedDependent } from "../../core/unmanaged-dependent.js"
import { flagOf, textOf, textOrNull } from "./catalog-rows.js"

/** Catalogs of what no kind reads, whatever it depends on. */
const UNREAD = [
    "proc",
    "publication_rel",
    "statistic_ext",
    "type",
    "cast",
    "operator",
    "opclass",
    "opfamily",
    "transform",
]

/**
 * Catalogs of what belongs to a relation, and is read with it: by the condition that it is one's. What is inherited follows the
 * parent's, which depends on the same.
 */
const PARTS = {
    pg_rewrite: "p.ev_class = o.oid",
    pg_constraint: "p.conrelid = o.oid AND p.coninhcount = 0",
    pg_attrdef: "p.adrelid = o.oid",
    pg_policy: "p.polrelid = o.oid",
    pg_trigger: "p.tgrelid = o.oid",
} as const

function catalog(name: string): string {
    return `'pg_catalog.${name}'::pg_catalog.regclass`
}

/** A type, or the one that an array is of. */
function elementOf(type: string): string {
    return `CASE WHEN ${type}.typcategory = 'A' AND ${type}.typelem <> 0 THEN ${type}.typelem ELSE ${type}.oid END`
}

/** On something that is not Postgres's own: it numbers what users make from here on. */
const USERS = "d.refobjid >= 16384"

/** What no kind reads, or is in none of the asked schemas, and depends on something: as common table expressions, the last of them `standing`. */
const STANDING = `outside AS MATERIALIZED (
            SELECT c.oid
            FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND NOT c.relispartition
                AND (c.relkind IN ('c', 'f') OR n.nspname <> ALL ($1::pg_catalog.text[]))
        ), parts AS (
            SELECT ${catalog("pg_class")} AS classid, oid AS objid FROM outside
            ${Object.entries(PARTS)
                .map(
                    ([name, isOne]) => `
            UNION ALL SELECT ${catalog(name)}, p.oid FROM outside o JOIN pg_catalog.${name} p ON ${isOne}`,
                )
                .join("")}
            UNION ALL SELECT ${catalog("pg_constraint")}, p.oid FROM pg_catalog.pg_constraint p WHERE p.conrelid = 0
            UNION ALL SELECT ${catalog("pg_class")}, i.inhrelid
                FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid AND NOT c.relispartition
        ), standing AS MATERIALIZED (
            SELECT d.* FROM pg_catalog.pg_depend d
            WHERE d.classid IN (${UNREAD.map((name) => catalog(`pg_${name}`)).join(", ")}) AND ${USERS} AND d.deptype IN ('n', 'a')
            UNION
            -- One after the other by the index, since there are mostly none, which the planner cannot know.
            SELECT d.* FROM parts p CROSS JOIN LATERAL (
                SELECT * FROM pg_catalog.pg_depend d WHERE d.classid = p.classid AND d.objid = p.objid OFFSET 0
            ) d
            WHERE ${USERS} AND d.deptype IN ('n', 'a')
            UNION
            SELECT d.* FROM pg_catalog.pg_depend d
            JOIN pg_catalog.pg_type t ON t.oid = d.refobjid
            JOIN pg_catalog.pg_type e ON e.oid = ${elementOf("t")}
            WHERE d.refclassid = ${catalog("pg_type")} AND d.classid = ${catalog("pg_class")} AND ${USERS} AND d.deptype = 'n'
                AND e.typtype IN ('c', 'd')
        )`

/** The objects of which it matters what depends on them, and what leads to them. */
const OF_OBJECTS = `s.refclassid IN (${["pg_class", "pg_type", "pg_constraint"].map(catalog).join(", ")})`

/**
 * That what is depended on is in an asked schema: where there are a thousand others, most dependents are those of their own objects. A partition
 * may be in another schema than the table that is asked for.
 */
const MAY_BE_ASKED = `(EXISTS (SELECT FROM pg_catalog.pg_class p WHERE p.relispartition) OR CASE s.refclassid
                WHEN ${catalog("pg_class")} THEN (SELECT k.relnamespace FROM pg_catalog.pg_class k WHERE k.oid = s.refobjid)
                WHEN ${catalog("pg_type")} THEN (SELECT k.typnamespace FROM pg_catalog.pg_type k WHERE k.oid = s.refobjid)
                ELSE (SELECT k.connamespace FROM pg_catalog.pg_constraint k WHERE k.oid = s.refobjid)
            END IN (SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY ($1::pg_catalog.text[])))`

/** Whether there may be dependents, and what that is asked of: mostly there are none, and this takes a third of the time of asking for them. */
export const mayHaveDependents = {
    tables: STANDING,
    condition: `EXISTS (SELECT FROM standing s WHERE ${OF_OBJECTS})`,
} as const

/**
 * What depends on the objects of the asked schemas and is itself of no kind, or in none of these schemas. It is looked for from its own
 * side, so that a database without any costs next to nothing: by catalog, by relation outside, by columns of a table's row type.
 * What depends on a domain or a composite type over a row type is followed, since Postgres looks for values of it everywhere.
 */
export const unmanagedDependentsQuery: CatalogQuery = {
    name: "unread dependents",
    sql: `
        WITH RECURSIVE ${STANDING}, reached AS (
            SELECT s.classid, s.objid, s.objsubid, s.refclassid, s.refobjid, s.refobjsubid, s.deptype FROM standing s
            WHERE ${OF_OBJECTS} AND ${MAY_BE_ASKED}
            UNION
            SELECT s.classid, s.objid, s.objsubid, r.refclassid, r.refobjid, r.refobjsubid, 'x'
            FROM reached r
            JOIN pg_catalog.pg_type t ON t.oid = CASE r.classid WHEN ${catalog("pg_type")} THEN r.objid
                WHEN ${catalog("pg_class")} THEN (SELECT c.reltype FROM pg_catalog.pg_class c WHERE c.oid = r.objid AND c.relkind = 'c') END
            CROSS JOIN LATERAL (VALUES (t.oid), (t.typarray)) v (oid)
            JOIN standing s ON s.refclassid = ${catalog("pg_type")} AND s.refobjid = v.oid
            WHERE r.refclassid = ${catalog("pg_type")}
        )
        SELECT n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS relation, c.relkind IN ('v', 'm') AS on_view, c.relkind = 'S' AS on_sequence,
            CASE WHEN r.refclassid = ${catalog("pg_class")} AND c.relkind IN ('r', 'p') THEN a.attname END::pg_catalog.text AS column,
            con.conname::pg_catalog.text AS constraint, con.contype::pg_catalog.text AS constraint_type, i.relname::pg_catalog.text AS index,
            t.typname::pg_catalog.text AS type, CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' END AS type_kind, tn.nspname::pg_catalog.text AS type_schema,
            r.classid::pg_catalog.regclass::pg_catalog.text AS catalog, nullif(r.deptype, 'n')::pg_catalog.text AS way,
            odn.nspname::pg_catalog.text AS domain_schema, od.typname::pg_catalog.text AS domain,
            nullif(t.typtype = 'c' AND r.objsubid > 0 AND oc.relkind IN ('r', 'p', 'm'), false) AS stores_rows,
            CASE WHEN w.rulename = '_RETURN' THEN pg_catalog.pg_describe_object(${catalog("pg_class")}, w.ev_class, 0)
                WHEN dc.oid IS NOT NULL THEN pg_catalog.format('constraint %I on %s', dc.conname, pg_catalog.pg_describe_object(${catalog("pg_type")}, dc.contypid, 0))
                ELSE pg_catalog.pg_describe_object(r.classid, r.objid, r.objsubid) END AS description
        FROM reached r
        LEFT JOIN pg_catalog.pg_constraint con ON con.conrelid <> 0 AND CASE r.refclassid
            WHEN ${catalog("pg_constraint")} THEN con.oid = r.refobjid
            WHEN ${catalog("pg_class")} THEN con.conindid = r.refobjid AND con.contype IN ('p', 'u', 'x') END
        LEFT JOIN pg_catalog.pg_index x ON r.refclassid = ${catalog("pg_class")} AND x.indexrelid = r.refobjid AND con.oid IS NULL
        LEFT JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
        LEFT JOIN pg_catalog.pg_type given ON r.refclassid = ${catalog("pg_type")} AND given.oid = r.refobjid
        LEFT JOIN pg_catalog.pg_type t ON t.oid = ${elementOf("given")}
        LEFT JOIN pg_catalog.pg_namespace tn ON t.typtype IN ('e', 'd') AND tn.oid = t.typnamespace
        LEFT JOIN pg_catalog.pg_class c ON c.oid = (
            SELECT coalesce(CASE WHEN p.relispartition THEN pg_catalog.pg_partition_root(p.oid) END, p.oid)
            FROM pg_catalog.pg_class p
            WHERE p.oid = coalesce(con.conrelid, x.indrelid, nullif(t.typrelid, 0), CASE WHEN r.refclassid = ${catalog("pg_class")} THEN r.refobjid END)
        ) AND c.relkind IN ('r', 'p', 'v', 'm', 'S')
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_catalog.pg_attribute a ON r.refclassid = ${catalog("pg_class")} AND r.refobjsubid > 0
            AND a.attrelid = r.refobjid AND a.attnum = r.refobjsubid
        LEFT JOIN pg_catalog.pg_class oc ON r.classid = ${catalog("pg_class")} AND oc.oid = r.objid
        LEFT JOIN pg_catalog.pg_attrdef ad ON r.classid = ${catalog("pg_attrdef")} AND ad.oid = r.objid
        LEFT JOIN pg_catalog.pg_attribute own ON own.attrelid = coalesce(ad.adrelid, oc.oid) AND own.attnum = coalesce(ad.adnum, r.objsubid)
        LEFT JOIN pg_catalog.pg_rewrite w ON r.classid = ${catalog("pg_rewrite")} AND w.oid = r.objid
        LEFT JOIN pg_catalog.pg_constraint dc ON r.classid = ${catalog("pg_constraint")} AND dc.oid = r.objid AND dc.contypid <> 0
        LEFT JOIN pg_catalog.pg_type od ON od.typtype = 'd' AND od.oid = coalesce(dc.contypid, CASE WHEN r.classid = ${catalog("pg_type")} THEN r.objid END)
        LEFT JOIN pg_catalog.pg_namespace odn ON odn.oid = od.typnamespace
        WHERE coalesce(tn.nspname, n.nspname) = ANY ($1::pg_catalog.text[]) AND (oc.oid = c.oid) IS NOT TRUE
            AND (own.attinhcount > 0) IS NOT TRUE
            -- Columns are read, and so is that they are of a domain.
            AND (t.typtype = 'd' AND oc.relkind IN ('r', 'p') AND (SELECT on_.nspname FROM pg_catalog.pg_namespace on_ WHERE on_.oid = oc.relnamespace) = ANY ($1::pg_catalog.text[])) IS NOT TRUE`,
}

const CONSTRAINTS: ReadonlyMap<string | null, string> = new Map([
    ["p", "primary-key"],
    ["u", "unique"],
    ["x", "exclusion"],
    ["c", "check"],
    ["f", "foreign-key"],
])

/** Reads a row of {@link unmanagedDependentsQuery}. */
export function readUnreadDependent(row: Row): UnmanagedDependent {
    const way = textOrNull(row, "way")
    const domain = textOrNull(row, "domain")
    return {
        description: textOf(row, "description"),
        catalog: textOf(row, "catalog").replace(/^pg_catalog\./, ""),
        on: readTarget(row),
        onDrop: way === null ? "refuses" : way === "a" ? "goes" : null,
        storesRows: flagOf(row, "stores_rows"),
        ...(domain === null ? {} : { within: objectKey("domain", [textOf(row, "domain_schema"), domain]) }),
    }
}

function readTarget(row: Row): ObjectKey {
    const type = textOrNull(row, "type_kind")
    if (type !== null) return objectKey(type, [textOf(row, "type_schema"), textOf(row, "type")])
    const relation = [textOf(row, "schema"), textOf(row, "relation")]
    const constraint = textOrNull(row, "constraint")
    const kind = CONSTRAINTS.get(textOrNull(row, "constraint_type"))
    if (constraint !== null && kind !== undefined) return objectKey(kind, [...relation, constraint])
    const index = textOrNull(row, "index")
    if (index !== null) return objectKey("index", [...relation, index])
    const column = textOrNull(row, "column")
    if (column !== null) return objectKey("column", [...relation, column])
    return objectKey(flagOf(row, "on_view") ? "view" : flagOf(row, "on_sequence") ? "sequence" : "table", relation)
}

/** What keeps a column's type as it is: function bodies, views and rules, policies, what publications select. */
const HOLDS_TYPE = ["pg_proc", "pg_rewrite", "pg_policy", "pg_publication_rel"]

/**
 * What becomes of something when all of this happens at once. Found out on servers from PostgreSQL 13 on, and held against them by
 * test/hazards/unread-dependents.
 */
export function fateOf(standing: readonly UnmanagedDependent[], touches: readonly Touch[]): "lost" | "refuses" | null {
    const met = standing.flatMap((one) => touches.filter(({ on }) => on === one.on).map(({ as }) => ({ ...one, as })))
    // What goes with one of the objects is no hindrance to another's going.
    if (met.some(({ as, onDrop }) => as === "dropped" && onDrop === "goes")) return "lost"
    const refuses = met.some(({ as, onDrop, catalog, storesRows }) => {
        switch (as) {
            case "dropped":
                return onDrop === "refuses"
            case "retyped":
                return HOLDS_TYPE.includes(catalog)
            case "converted":
                return catalog === "pg_constraint"
            case "rewritten":
                return storesRows
        }
    })
    return refuses ? "refuses" : null
}
