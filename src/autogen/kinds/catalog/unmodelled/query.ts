import { compareText, type DatabaseSchema } from "../../../core/database-schema.js"
import type { CatalogQuery } from "../../../core/object-kind.js"
import type { Row } from "../../../core/queryable.js"
import { unmodelledText } from "../../../core/unmodelled.js"
import { RELATIONS } from "../catalog-queries.js"
import { attributeRows, sources, type AttributeRow } from "./attributes.js"
import { mayHaveDependents, readUnreadDependent, unmanagedDependentsQuery } from "../unmanaged-dependents.js"
import { readUnmodelled } from "./read.js"
import { grantsOf, neededCatalogs, objectRows, type ObjectRow } from "./objects.js"

function literal(text: string): string {
    return `'${text.replaceAll("'", "''")}'`
}

/** What may be long, or hold a password: it is only compared. (MD5 is missing where a server obeys FIPS.) */
function digest(text: string): string {
    return `pg_catalog.encode(pg_catalog.sha256(pg_catalog.textsend(${text})), 'hex')`
}

function catalog(name: string): string {
    return `'pg_catalog.${name}'::pg_catalog.regclass`
}

/** Which objects of a sort there are, extensions' and those included that others bring along. */
function objectsSql({ catalog: name, namespace, when }: ObjectRow, columns: string): string {
    const conditions = [
        "o.oid >= 16384",
        ...(namespace === undefined ? [] : [`o.${namespace} = ANY ((SELECT s.oids FROM looked s)::pg_catalog.oid[])`]),
        ...(when === undefined ? [] : [`(${when})`]),
    ]
    return `SELECT ${catalog(name)}::pg_catalog.oid AS classid, o.oid AS objid${columns}
        FROM pg_catalog.${name} o WHERE ${conditions.join(" AND ")}`
}

/** What differs where an object does, its comment and privileges included. */
function comparedSql({ catalog: name, value = "''", privileges }: ObjectRow): string {
    const more = [`pg_catalog.obj_description(o.oid, '${name}')`, ...(privileges ? [grantsOf(...privileges)] : [])]
    return `pg_catalog.concat_ws('; ', ${[value, ...more].join(", ")})`
}

/** With what is said and compared of them. */
function describedSql(row: ObjectRow): string {
    const { what, namespace, with: table, part, notice } = row
    const inSchema = namespace === undefined ? "NULL::pg_catalog.oid" : `o.${namespace}`
    return objectsSql(
        row,
        `, ${typeof what === "string" ? literal(what) : what.sql} AS what, ${inSchema} AS namespace, ${table ?? "NULL"}::pg_catalog.oid AS relid, ${part ?? false} AS part, ${textOrNull(notice)} AS notice,
            ${digest(comparedSql(row))} AS value`,
    )
}

/** Neither an extension's nor what another object brings along, such as a range type's functions. */
const OWN = `NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend d
        WHERE d.classid = o.classid AND d.objid = o.objid AND d.objsubid = 0 AND d.deptype IN ('e', 'i')
    )`

/** The attributes of one source: its rows are read once, whatever is asked of them. */
function attributesSql(source: AttributeRow["of"], rows: readonly AttributeRow[]): string {
    const { marks, from, where } = sources[source]
    const when = anyOf(rows)
    const values = rows.map(({ what, when: there, value, stops, notice }) => {
        return `(${literal(what)}, ${there}, CASE WHEN ${there} THEN ${value ?? "''"} END, ${textOrNull(stops)}, ${textOrNull(notice)})`
    })
    return `SELECT v.what, NULL::pg_catalog.text AS name, c.schema, c.name AS relation, c.relkind::pg_catalog.text AS relkind, m.inner_name, m.type,
            v.value, v.stops, v.notice, NULL::pg_catalog.json AS facts
        FROM ${from(when)}
        CROSS JOIN LATERAL (SELECT ${marks}) m
        CROSS JOIN LATERAL (VALUES ${values.join(",\n            ")}) v (what, there, value, stops, notice)
        WHERE v.there${where ? ` AND (${where(when)})` : ""}`
}

function textOrNull(text: string | undefined): string {
    return text === undefined ? "NULL::pg_catalog.text" : literal(text)
}

function anyOf(rows: readonly AttributeRow[]): string {
    return rows.map(({ when }) => `(${when})`).join(" OR ")
}

/** The modelled objects that need one of no kind: their kinds' names as Postgres's own letters have it, and their paths. */
const NEEDED_BY = `(
        SELECT pg_catalog.json_agg(DISTINCT pg_catalog.jsonb_build_object('type', CASE d.classid
                WHEN ${catalog("pg_constraint")} THEN con.contype::pg_catalog.text
                WHEN ${catalog("pg_trigger")} THEN 'trigger' WHEN ${catalog("pg_policy")} THEN 'policy'
                WHEN ${catalog("pg_attrdef")} THEN CASE WHEN a.attgenerated = '' THEN 'default' ELSE 'column' END
                WHEN ${catalog("pg_rewrite")} THEN CASE WHEN rw.rulename = '_RETURN' THEN 'view' ELSE 'rule' END
                ELSE CASE WHEN x.indexrelid IS NOT NULL THEN coalesce(xcon.contype::pg_catalog.text, 'index') ELSE 'column' END
            END,
            'schema', rn.nspname, 'relation', r.relname,
            'inner', coalesce(con.conname, tg.tgname, pol.polname, a.attname, nullif(rw.rulename, '_RETURN'), xcon.conname, ic.relname)))
        FROM pg_catalog.pg_depend d
        LEFT JOIN pg_catalog.pg_constraint con ON d.classid = ${catalog("pg_constraint")} AND con.oid = d.objid
        LEFT JOIN pg_catalog.pg_trigger tg ON d.classid = ${catalog("pg_trigger")} AND tg.oid = d.objid
        LEFT JOIN pg_catalog.pg_policy pol ON d.classid = ${catalog("pg_policy")} AND pol.oid = d.objid
        LEFT JOIN pg_catalog.pg_attrdef ad ON d.classid = ${catalog("pg_attrdef")} AND ad.oid = d.objid
        LEFT JOIN pg_catalog.pg_rewrite rw ON d.classid = ${catalog("pg_rewrite")} AND rw.oid = d.objid
        LEFT JOIN pg_catalog.pg_index x ON d.classid = ${catalog("pg_class")} AND x.indexrelid = d.objid
        LEFT JOIN pg_catalog.pg_class ic ON ic.oid = x.indexrelid
        LEFT JOIN pg_catalog.pg_constraint xcon ON xcon.conindid = x.indexrelid AND xcon.contype IN ('p', 'u', 'x')
        JOIN pg_catalog.pg_class r ON r.relkind IN ('r', 'p', 'v', 'm') AND r.oid = coalesce(
            con.conrelid, tg.tgrelid, pol.polrelid, ad.adrelid, rw.ev_class, x.indrelid, CASE WHEN d.classid = ${catalog("pg_class")} THEN d.objid END)
        JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
        LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid
            AND a.attnum = coalesce(ad.adnum, CASE WHEN d.classid = ${catalog("pg_class")} AND x.indexrelid IS NULL THEN nullif(d.objsubid, 0) END)
        WHERE d.refclassid = o.classid AND d.deptype IN ('n', 'a')
            AND (d.refobjid = o.objid OR (o.classid = ${catalog("pg_type")} AND d.refobjid = (
                SELECT ty.typarray FROM pg_catalog.pg_type ty WHERE ty.oid = o.objid)))
    )`

const LOOKED = `looked AS MATERIALIZED (
        SELECT pg_catalog.array_agg(n.oid) AS oids FROM pg_catalog.pg_namespace n WHERE n.nspname = ANY ($1::pg_catalog.text[])
    )`

const SUBSCRIPTIONS = `pg_catalog.pg_subscription s
    WHERE s.subdbid = (SELECT d.oid FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database())`

/** Objects that are in no catalog of numbers, or may not be read in it: their names. */
const NAMED = `
    SELECT 'subscription' AS what, pg_catalog.quote_ident(s.subname) AS name, '' AS value
    FROM ${SUBSCRIPTIONS}
    UNION ALL
    SELECT 'user mapping', pg_catalog.format('for %I on %I', u.usename, u.srvname), '' FROM pg_catalog.pg_user_mappings u
    UNION ALL
    SELECT 'security label', l.objtype || ' ' || l.objname || ' (' || l.provider || ')', ${digest("l.label")}
    FROM pg_catalog.pg_seclabels l WHERE l.objsubid IS NOT NULL AND EXISTS (SELECT FROM pg_catalog.pg_seclabel)`

/** Whether there may be any of {@link NAMED}: without its views, which take long to plan. A user mapping is one of a server's. */
const MAY_BE_NAMED = `EXISTS (SELECT FROM ${SUBSCRIPTIONS}) OR EXISTS (SELECT FROM pg_catalog.pg_foreign_server)
        OR EXISTS (SELECT FROM pg_catalog.pg_seclabel)`

/** The attributes that no kind reads, and one row more where there are objects that none reads, or dependents: `objects`, `dependents`. */
function attributesOf(version: number): string {
    const known = attributeRows.filter(({ since = 13 }) => since <= version)
    const of = (...places: readonly AttributeRow["of"][]) => known.filter((row) => places.includes(row.of))
    const parts = (Object.keys(sources) as AttributeRow["of"][]).flatMap((source) =>
        of(source).length === 0 ? [] : [attributesSql(source, of(source))],
    )
    return `
    WITH ${LOOKED}, ${mayHaveDependents.tables}, relations AS MATERIALIZED (
        SELECT c.oid, c.relkind, c.relowner, c.relpersistence, c.reloptions, c.reltoastrelid, c.reloftype, c.relam, c.reltablespace,
            c.relreplident, n.nspname::pg_catalog.text AS schema, c.relname::pg_catalog.text AS name
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relkind IN ('r', 'p', 'm', 'v', 'S') AND ${RELATIONS}
    ), objects AS MATERIALIZED (
        ${objectRows.map((row) => objectsSql(row, "")).join("\n        UNION ALL ")}
    )
    SELECT 'objects' AS what, NULL::pg_catalog.text AS name, NULL::pg_catalog.text AS schema, NULL::pg_catalog.text AS relation, NULL::pg_catalog.text AS relkind,
        NULL::pg_catalog.text AS inner_name, NULL::pg_catalog.text AS type, NULL::pg_catalog.text AS value, NULL::pg_catalog.text AS stops, NULL::pg_catalog.text AS notice, NULL::pg_catalog.json AS facts
    WHERE EXISTS (SELECT FROM objects o WHERE ${OWN}) OR ${MAY_BE_NAMED}
    UNION ALL
    SELECT 'dependents', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL
    WHERE ${mayHaveDependents.condition}
    UNION ALL
    SELECT 'inherited', NULL, c.schema, c.name, 'r', NULL, NULL, NULL, NULL, NULL, pg_catalog.json_build_object(
        'from', (SELECT pg_catalog.json_agg(pg_catalog.json_build_array(pn.nspname, p.relname) ORDER BY i.inhseqno)
            FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
            JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid),
        'own', (SELECT pg_catalog.json_agg(p.name) FROM (
            SELECT a.attname::pg_catalog.text AS name FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid AND a.attislocal AND a.attnum > 0
            UNION ALL SELECT con.conname::pg_catalog.text FROM pg_catalog.pg_constraint con WHERE con.conrelid = c.oid AND con.conislocal) p))
    FROM relations c WHERE c.relkind = 'r' AND c.oid IN (SELECT i.inhrelid FROM pg_catalog.pg_inherits i)
    UNION ALL
    ${parts.join("\n    UNION ALL\n    ")}`
}

/** The objects that no kind reads. Asked only where there are any: it names them, and what needs them. */
export const unmodelledObjectsQuery: CatalogQuery = {
    name: "unmodelled objects",
    sql: `
    WITH ${LOOKED}, objects AS MATERIALIZED (
        ${objectRows.map(describedSql).join("\n        UNION ALL ")}
    ), own AS MATERIALIZED (SELECT o.* FROM objects o WHERE ${OWN})
    SELECT o.what, i.identity AS name, rn.nspname::pg_catalog.text AS schema, r.relname::pg_catalog.text AS relation, r.relkind::pg_catalog.text AS relkind, o.value,
        n.nspname::pg_catalog.text AS holds, o.part, o.notice,
        CASE WHEN o.classid IN (${neededCatalogs.map(catalog).join(", ")}) THEN ${NEEDED_BY} END AS needed_by
    FROM own o
    CROSS JOIN LATERAL pg_catalog.pg_identify_object(o.classid, o.objid, 0) i
    LEFT JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
    LEFT JOIN pg_catalog.pg_class r ON r.oid = o.relid
    LEFT JOIN pg_catalog.pg_namespace rn ON rn.oid = r.relnamespace
    UNION ALL
    SELECT named.what, named.name, NULL, NULL, NULL, named.value, NULL, NULL, NULL, NULL FROM (${NAMED}) named`,
}

const queries = new Map<number, CatalogQuery>()

/**
 * What no kind reads, of a server of this version: attributes of objects that kinds do read, whether there are objects of other kinds, and
 * whether something may depend on objects that kinds read. It mostly gives nothing and is asked every time, so that what takes long to plan
 * is left to further questions. It is put together from the rows of `objects.ts` and `attributes.ts`.
 */
export function unreadQuery(version: number): CatalogQuery {
    const major = Math.floor(version / 10_000)
    const query = queries.get(major) ?? { name: "unread", sql: attributesOf(major) }
    queries.set(major, query)
    return query
}

/** Reads the rows of {@link unreadQuery}, and asks for what they only say the existence of. */
export async function readUnread(
    rows: readonly Row[],
    ask: (query: CatalogQuery) => Promise<readonly Row[]>,
): Promise<Required<Pick<DatabaseSchema, "unmanagedDependents" | "unmodelled">>> {
    const isMarked = (mark: Mark): boolean => rows.some((row) => row["what"] === mark)
    const objects = isMarked("objects") ? await ask(unmodelledObjectsQuery) : []
    const dependents = isMarked("dependents") ? await ask(unmanagedDependentsQuery) : []
    const attributes = rows.filter(({ what }) => !MARKS.some((mark) => mark === what))
    const found = [...readUnmodelled(objects), ...readUnmodelled(attributes)]
    const unmodelled = found.sort((a, b) => compareText(unmodelledText(a), unmodelledText(b)))
    return { unmanagedDependents: dependents.map(readUnreadDependent), unmodelled }
}

const MARKS = ["objects", "dependents"] as const
type Mark = (typeof MARKS)[number]
