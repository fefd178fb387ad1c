import { objectKey, type ObjectKey } from "../../core/object-key.js"
import type { CatalogQuery } from "../../core/object-kind.js"
import type { Row } from "../../core/queryable.js"
import { BEFORE_14, hasSettings, noMember, RELATIONS, settingsOf } from "./catalog-queries.js"
import { booleanOf, rowsOf, textOf, textOrNull } from "./catalog-rows.js"

/** A relation or a column of one that something reads. */
export interface ReadObject {
    readonly kind: "table" | "view" | "column"
    readonly path: readonly string[]
}

/** The relations and columns that an object depends on, by Postgres's own books. */
function readsOf(catalog: string, oid: string): string {
    return `(
        SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
            'schema', rn.nspname, 'name', rc.relname, 'column', ra.attname, 'is_view', rc.relkind IN ('v', 'm')
        ))
        FROM pg_catalog.pg_depend d
        JOIN pg_catalog.pg_class rc ON rc.oid = d.refobjid
        JOIN pg_catalog.pg_namespace rn ON rn.oid = rc.relnamespace
        LEFT JOIN pg_catalog.pg_attribute ra ON ra.attrelid = rc.oid AND ra.attnum = d.refobjsubid AND d.refobjsubid > 0
        WHERE d.classid = 'pg_catalog.${catalog}'::pg_catalog.regclass AND d.objid = ${oid}
            AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
    )`
}

/** A role's name; nobody's number stands for everybody. */
function roleName(oid: string): string {
    return `CASE WHEN ${oid} = 0 THEN 'public' ELSE pg_catalog.pg_get_userbyid(${oid})::pg_catalog.text END`
}

/** The single privileges of an access list. */
function entriesOf(acl: string, owner: string): string {
    return `(
        SELECT pg_catalog.json_agg(pg_catalog.json_build_object(
            'to', ${roleName("x.grantee")}, 'privilege', pg_catalog.lower(x.privilege_type),
            'grantable', x.is_grantable, 'owner', x.grantee = ${owner}
        ))
        FROM pg_catalog.aclexplode(${acl}) x
    )`
}

/** What the owner of an object of this type has where it has no access list. */
function ownedBy(owner: string, type: string): string {
    return `(
        SELECT pg_catalog.json_agg(pg_catalog.lower(x.privilege_type))
        FROM pg_catalog.aclexplode(pg_catalog.acldefault('${type}', ${owner})) x
        WHERE x.grantee = ${owner}
    )`
}

/** Of every relation that has an access list of its own, or columns that have one; of sequences and enums that have one. */
const PRIVILEGES = `
    SELECT 'privilege', m.schema, m.relation, NULL, m.on_view, pg_catalog.json_build_object(
        'owner', pg_catalog.pg_get_userbyid(m.relowner), 'owned', ${ownedBy("m.relowner", "r")},
        'listed', m.relacl IS NOT NULL, 'columns', m.has_listed,
        'entries', ${entriesOf("m.relacl", "m.relowner")}
    )
    FROM marked m
    WHERE m.relacl IS NOT NULL OR m.has_listed
    UNION ALL
    SELECT 'privilege', m.schema, m.relation, a.attname::pg_catalog.text, m.on_view, pg_catalog.json_build_object(
        'owner', pg_catalog.pg_get_userbyid(m.relowner),
        'entries', ${entriesOf("a.attacl", "NULL::pg_catalog.oid")}
    )
    FROM marked m
    JOIN listed a ON a.attrelid = m.oid
    UNION ALL
    SELECT 'privilege', n.nspname::pg_catalog.text, c.relname::pg_catalog.text, NULL, false, pg_catalog.json_build_object(
        'on', 'sequence', 'owner', pg_catalog.pg_get_userbyid(c.relowner), 'owned', ${ownedBy("c.relowner", "s")},
        'listed', true, 'entries', ${entriesOf("c.relacl", "c.relowner")}
    )
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'S' AND c.relacl IS NOT NULL AND ${RELATIONS}
        -- Not those of identity columns, nor of partitions.
        AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend d
            JOIN pg_catalog.pg_class t ON t.oid = d.refobjid
            WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.objid = c.oid
                AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND (d.deptype = 'i' OR t.relispartition)
        )
    UNION ALL
    SELECT 'privilege', n.nspname::pg_catalog.text, t.typname::pg_catalog.text, NULL, false, pg_catalog.json_build_object(
        'on', 'enum', 'owner', pg_catalog.pg_get_userbyid(t.typowner), 'owned', ${ownedBy("t.typowner", "T")},
        'listed', true, 'entries', ${entriesOf("t.typacl", "t.typowner")}
    )
    FROM pg_catalog.pg_type t
    JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype = 'e' AND t.typacl IS NOT NULL AND n.nspname = ANY ($1::pg_catalog.text[]) AND ${noMember("pg_type", "t.oid")}`

const POLICIES = `
    SELECT 'policy', n.nspname::pg_catalog.text, c.relname::pg_catalog.text, p.polname::pg_catalog.text, false, pg_catalog.json_build_object(
        'command', p.polcmd, 'permissive', p.polpermissive,
        'roles', (SELECT pg_catalog.json_agg(${roleName("r")}) FROM pg_catalog.unnest(p.polroles) r),
        'using', pg_catalog.pg_get_expr(p.polqual, p.polrelid),
        'check', pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid),
        'comment', pg_catalog.obj_description(p.oid, 'pg_policy'),
        'reads', ${readsOf("pg_policy", "p.oid")}
    )
    FROM pg_catalog.pg_policy p
    JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND ${RELATIONS}`

/** Defaults of views' columns. */
const VIEW_DEFAULTS = `
    SELECT 'view-default', v.schema, v.relation, a.attname::pg_catalog.text, true, pg_catalog.json_build_object(
        'expression', pg_catalog.pg_get_expr(d.adbin, v.oid)
    )
    FROM relations v
    CROSS JOIN LATERAL (SELECT adnum, adbin FROM pg_catalog.pg_attrdef WHERE adrelid = v.oid OFFSET 0) d
    JOIN pg_catalog.pg_attribute a ON a.attrelid = v.oid AND a.attnum = d.adnum
    WHERE v.relkind = 'v'`

/** How columns of materialized views are stored, and how ANALYZE looks at the expressions of indexes. */
const COLUMN_SETTINGS = `
    SELECT 'column-settings', v.schema, v.relation, a.attname::pg_catalog.text, true, pg_catalog.json_build_object(${settingsOf("t.typstorage")})
    FROM relations v
    CROSS JOIN ${BEFORE_14}
    CROSS JOIN LATERAL (
        SELECT known.*, attcompression AS compression FROM pg_catalog.pg_attribute known WHERE attrelid = v.oid OFFSET 0
    ) a
    JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
    WHERE v.relkind = 'm' AND a.attnum > 0 AND NOT a.attisdropped AND ${hasSettings("t.typstorage")}
    UNION ALL
    SELECT 'column-settings', r.schema, r.relation, ic.relname::pg_catalog.text, false, pg_catalog.json_build_object(
        'number', a.attnum::pg_catalog.text, 'statistics', a.attstattarget, 'type_storage', a.attstorage
    )
    FROM pg_catalog.pg_index i
    JOIN relations r ON r.oid = i.indrelid
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indexrelid
    WHERE i.indexprs IS NOT NULL AND coalesce(a.attstattarget, -1) <> -1
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint own WHERE own.conindid = i.indexrelid AND own.contype = 'x')`

/** What a table is identified by in replication, where that is not its primary key, and the index that it was ordered by. */
const MARKS = `
    SELECT 'replica-identity', r.schema, r.relation, NULL, false, pg_catalog.json_build_object(
        'identity', r.relreplident, 'index', ic.relname, 'constraint', con.contype
    )
    FROM relations r
    LEFT JOIN pg_catalog.pg_index i ON i.indrelid = r.oid AND i.indisreplident AND r.relreplident = 'i'
    LEFT JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    LEFT JOIN pg_catalog.pg_constraint con ON con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x')
    WHERE r.relkind IN ('r', 'p') AND r.relreplident <> 'd'
    UNION ALL
    SELECT 'clustering', r.schema, r.relation, NULL, r.on_view, pg_catalog.json_build_object('index', ic.relname, 'constraint', con.contype)
    FROM pg_catalog.pg_index i
    JOIN relations r ON r.oid = i.indrelid
    JOIN pg_catalog.pg_class ic ON ic.oid = i.indexrelid
    LEFT JOIN pg_catalog.pg_constraint con ON con.conindid = i.indexrelid AND con.contype IN ('p', 'u', 'x')
    WHERE i.indisclustered`

/** Without those that Postgres makes by itself, for foreign keys and in partitions. */
const TRIGGERS = `
    SELECT 'trigger', n.nspname::pg_catalog.text, c.relname::pg_catalog.text, t.tgname::pg_catalog.text, c.relkind = 'v', pg_catalog.json_build_object(
        'definition', pg_catalog.pg_get_triggerdef(t.oid), 'bits', t.tgtype, 'enabled', t.tgenabled,
        'columns', (
            SELECT pg_catalog.json_agg(a.attname ORDER BY k.position)
            FROM pg_catalog.unnest(t.tgattr::pg_catalog.int2[]) WITH ORDINALITY k(number, position)
            JOIN pg_catalog.pg_attribute a ON a.attrelid = t.tgrelid AND a.attnum = k.number
        ),
        'old_table', t.tgoldtable, 'new_table', t.tgnewtable,
        'constraint', t.tgconstraint <> 0, 'deferrable', t.tgdeferrable, 'deferred', t.tginitdeferred,
        'from_schema', fn.nspname, 'from_table', f.relname,
        'function_schema', pn.nspname, 'function', p.proname,
        'comment', pg_catalog.obj_description(t.oid, 'pg_trigger'),
        'reads', ${readsOf("pg_trigger", "t.oid")}
    )
    FROM pg_catalog.pg_trigger t
    JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_catalog.pg_proc p ON p.oid = t.tgfoid
    JOIN pg_catalog.pg_namespace pn ON pn.oid = p.pronamespace
    LEFT JOIN pg_catalog.pg_class f ON f.oid = t.tgconstrrelid
    LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
    WHERE NOT t.tgisinternal AND c.relkind IN ('r', 'p', 'v') AND ${RELATIONS}`

/** Without those that are the queries of views. */
const RULES = `
    SELECT 'rule', n.nspname::pg_catalog.text, c.relname::pg_catalog.text, r.rulename::pg_catalog.text, c.relkind = 'v', pg_catalog.json_build_object(
        'definition', pg_catalog.pg_get_ruledef(r.oid), 'enabled', r.ev_enabled,
        'comment', pg_catalog.obj_description(r.oid, 'pg_rewrite'),
        'reads', ${readsOf("pg_rewrite", "r.oid")}
    )
    FROM pg_catalog.pg_rewrite r
    JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    WHERE r.rulename <> '_RETURN' AND c.relkind IN ('r', 'p', 'v') AND ${RELATIONS}`

/** What hangs on relations and no entity declares: row security, policies, triggers, rules, privileges. One query, since most have none. */
export const attachmentsQuery: CatalogQuery = {
    name: "attachments",
    sql: `
    WITH relations AS MATERIALIZED (
        SELECT c.oid, n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS relation, c.relkind IN ('v', 'm') AS on_view,
            c.relkind, c.relreplident, c.relowner, c.relacl, c.relrowsecurity, c.relforcerowsecurity
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'v', 'm') AND ${RELATIONS}
    ), listed AS MATERIALIZED (
        -- OFFSET 0: else all attributes there are would be read, those of indexes too.
        SELECT c.oid AS attrelid, a.attname, a.attacl
        FROM relations c
        CROSS JOIN LATERAL (
            SELECT attname, attacl FROM pg_catalog.pg_attribute
            WHERE attrelid = c.oid AND attacl IS NOT NULL AND attnum > 0 AND NOT attisdropped OFFSET 0
        ) a
    ), marked AS MATERIALIZED (
        SELECT c.*, c.oid IN (SELECT attrelid FROM listed) AS has_listed
        FROM relations c
        WHERE c.relrowsecurity OR c.relforcerowsecurity OR c.relacl IS NOT NULL OR c.oid IN (SELECT attrelid FROM listed)
    )
    SELECT 'row-security' AS type, m.schema, m.relation, NULL::pg_catalog.text AS name, false AS on_view,
        pg_catalog.json_build_object('enabled', m.relrowsecurity, 'forced', m.relforcerowsecurity) AS detail
    FROM marked m
    WHERE m.relrowsecurity OR m.relforcerowsecurity
    UNION ALL ${POLICIES}
    UNION ALL ${TRIGGERS}
    UNION ALL ${RULES}
    UNION ALL ${VIEW_DEFAULTS}
    UNION ALL ${COLUMN_SETTINGS}
    UNION ALL ${MARKS}
    UNION ALL ${PRIVILEGES}`,
}

/** A row of {@link attachmentsQuery}: what it is about, and what is said of it. */
export interface Attachment {
    readonly path: readonly string[]
    readonly onView: boolean
    readonly detail: Row
}

/** The row where it is of this type. */
export function readAttachment(row: Row, type: string): Attachment | null {
    if (row["type"] !== type) return null
    const name = textOrNull(row, "name")
    return {
        path: [textOf(row, "schema"), textOf(row, "relation"), ...(name === null ? [] : [name])],
        onView: booleanOf(row, "on_view"),
        detail: row["detail"] as Row,
    }
}

/** What an object depends on, each once, in the order of the alphabet. */
export function readReads(detail: Row): readonly ReadObject[] {
    const found = new Map<string, ReadObject>()
    for (const row of rowsOf(detail, "reads")) {
        const column = textOrNull(row, "column")
        const path = [textOf(row, "schema"), textOf(row, "name")]
        const read: ReadObject = booleanOf(row, "is_view")
            ? { kind: "view", path }
            : column === null
              ? { kind: "table", path }
              : { kind: "column", path: [...path, column] }
        found.set(JSON.stringify(read), read)
    }
    return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, read]) => read)
}

/** What a trigger or a rule of a relation is in, and what else it depends on: a view has it only as long as it is a plain one. */
export function standsOn(
    relation: readonly string[],
    { on, reads }: { readonly on: "table" | "view"; readonly reads: readonly ReadObject[] },
): { readonly parent: ObjectKey; readonly requires: readonly ObjectKey[] } {
    const parent = objectKey(on, relation)
    const others = reads.map((read) => objectKey(read.kind, read.path)).filter((key) => key !== parent)
    return { parent, requires: on === "view" ? [...others, objectKey("plain view", relation)] : others }
}
