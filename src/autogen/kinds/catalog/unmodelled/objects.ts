/**
 * One sort of object that no kind reads. Once a kind does, its row goes: nothing else has to change. All is SQL; `o` is a row of the
 * catalog.
 */
export interface ObjectRow {
    /** What it is called: SQL where that depends on the row, else a text. */
    readonly what: string | { readonly sql: string }
    readonly catalog: string
    /** The column with the schema that it is in. Absent: it is in none. */
    readonly namespace?: string
    readonly when?: string
    /** What differs where the object does. It is never shown, and only compared. Default: nothing. */
    readonly value?: string
    /** Its access list, who owns it, and the type of it as `acldefault` has it. */
    readonly privileges?: readonly [list: string, owner: string, type: string]
    /** Default: as Postgres identifies it. */
    readonly name?: string
    /** The table that it goes with: the oid of a relation. */
    readonly with?: string
    /** Too usual to be said without being asked. */
    readonly notice?: "quiet"
    /** Whether it makes up that table. */
    readonly part?: true
}

/** All columns of the row but these, which say nothing or are numbers of another object. */
function rowWithout(...columns: readonly string[]): string {
    return `(pg_catalog.to_jsonb(o) - ARRAY[${["oid", ...columns].map((name) => `'${name}'`).join(", ")}])::pg_catalog.text`
}

function columnsOf(relation: string): string {
    return `(SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull,
            pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attfdwoptions), ', ' ORDER BY a.attnum)
        FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = ${relation} AND a.attnum > 0 AND NOT a.attisdropped)`
}

/** In what an access list differs from none, the owner being nobody in particular: `reader USAGE`, `not PUBLIC EXECUTE`. */
export function grantsOf(list: string, owner: string, type: string): string {
    const entries = (acl: string): string => `
        SELECT pg_catalog.concat_ws(' ', CASE WHEN x.grantee = ${owner} THEN 'owner' WHEN x.grantee = 0 THEN 'PUBLIC'
            ELSE pg_catalog.pg_get_userbyid(x.grantee)::pg_catalog.text END, x.privilege_type, CASE WHEN x.is_grantable THEN 'WITH GRANT OPTION' END)
        FROM pg_catalog.aclexplode(${acl}) x`
    const standard = entries(`pg_catalog.acldefault('${type}', ${owner})`)
    return `CASE WHEN ${list} IS NOT NULL THEN (SELECT pg_catalog.string_agg(g.entry, ', ' ORDER BY g.entry) FROM (
        (${entries(list)} EXCEPT ${standard}) UNION ALL SELECT 'not ' || m.entry FROM (${standard} EXCEPT ${entries(list)}) m (entry)
    ) g (entry)) END`
}

/** What a partition's columns have of their own. */
const OWN_COLUMNS = `(
    SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', a.attname, a.attnotnull, pg_catalog.pg_get_expr(d.adbin, d.adrelid), a.attoptions,
        a.attstorage, a.attacl), ', ' ORDER BY a.attname)
    FROM pg_catalog.pg_attribute a
    LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    LEFT JOIN pg_catalog.pg_attribute pa ON pa.attname = a.attname AND NOT pa.attisdropped AND pa.attrelid = (
        SELECT i.inhparent FROM pg_catalog.pg_inherits i WHERE i.inhrelid = o.oid)
    LEFT JOIN pg_catalog.pg_attrdef pd ON pd.adrelid = pa.attrelid AND pd.adnum = pa.attnum
    WHERE a.attrelid = o.oid AND a.attnum > 0 AND NOT a.attisdropped AND (
        a.attnotnull <> pa.attnotnull OR a.attacl IS NOT NULL OR a.attoptions IS DISTINCT FROM pa.attoptions OR a.attstorage <> pa.attstorage
        OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) IS DISTINCT FROM pg_catalog.pg_get_expr(pd.adbin, pd.adrelid)))`

/** What is in a relation and is its own, not its parent's. */
const OWN_PARTS = `pg_catalog.concat_ws('; ',
    (SELECT pg_catalog.string_agg(con.conname || ' ' || pg_catalog.pg_get_constraintdef(con.oid), ', ' ORDER BY con.conname)
        FROM pg_catalog.pg_constraint con WHERE con.conrelid = o.oid AND con.conparentid = 0 AND con.coninhcount = 0),
    (SELECT pg_catalog.string_agg(pg_catalog.pg_get_triggerdef(tg.oid) || tg.tgenabled::pg_catalog.text, ', ' ORDER BY tg.tgname)
        FROM pg_catalog.pg_trigger tg WHERE tg.tgrelid = o.oid AND NOT tg.tgisinternal AND tg.tgparentid = 0),
    (SELECT pg_catalog.string_agg(pg_catalog.pg_get_indexdef(x.indexrelid), ', ' ORDER BY x.indexrelid::pg_catalog.regclass::pg_catalog.text)
        FROM pg_catalog.pg_index x WHERE x.indrelid = o.oid
            AND NOT EXISTS (SELECT FROM pg_catalog.pg_inherits i WHERE i.inhrelid = x.indexrelid)),
    (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', p.polname, p.polcmd, p.polpermissive, p.polroles::pg_catalog.regrole[],
            pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)), ', ' ORDER BY p.polname)
        FROM pg_catalog.pg_policy p WHERE p.polrelid = o.oid),
    (SELECT pg_catalog.string_agg(pg_catalog.pg_get_ruledef(rw.oid) || rw.ev_enabled::pg_catalog.text, ', ' ORDER BY rw.rulename)
        FROM pg_catalog.pg_rewrite rw WHERE rw.ev_class = o.oid AND rw.rulename <> '_RETURN'),
    (SELECT pg_catalog.string_agg(pg_catalog.concat_ws(' ', ca.attname, cd.description), ', ' ORDER BY ca.attname)
        FROM pg_catalog.pg_description cd JOIN pg_catalog.pg_attribute ca ON ca.attrelid = cd.objoid AND ca.attnum = cd.objsubid
        WHERE cd.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass AND cd.objoid = o.oid AND cd.objsubid > 0),
    o.relpersistence, o.reloptions, o.relrowsecurity, o.relforcerowsecurity, nullif(o.relreplident, 'd'))`

const TABLES_OF_PUBLICATION = `(SELECT pg_catalog.string_agg(pr.prrelid::pg_catalog.regclass::pg_catalog.text || (pg_catalog.to_jsonb(pr) - ARRAY['oid', 'prpubid', 'prrelid'])::pg_catalog.text,
        ', ' ORDER BY pr.prrelid::pg_catalog.regclass::pg_catalog.text)
    FROM pg_catalog.pg_publication_rel pr WHERE pr.prpubid = o.oid)`

/** All of them, in the order in which they are said. */
export const objectRows: readonly ObjectRow[] = [
    {
        what: {
            sql: "CASE o.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function' ELSE 'function' END",
        },
        catalog: "pg_proc",
        namespace: "pronamespace",
        privileges: ["o.proacl", "o.proowner", "f"],
        value: `CASE WHEN o.prokind <> 'a' THEN pg_catalog.pg_get_functiondef(o.oid) ELSE (
            SELECT pg_catalog.concat_ws(' ', ag.aggkind, ag.aggtransfn, ag.aggfinalfn, ag.aggsortop, ag.agginitval)
            FROM pg_catalog.pg_aggregate ag WHERE ag.aggfnoid = o.oid) END`,
    },
    {
        what: {
            sql: "CASE o.typtype WHEN 'c' THEN 'composite type' WHEN 'r' THEN 'range type' WHEN 'p' THEN 'shell type' ELSE 'base type' END",
        },
        catalog: "pg_type",
        namespace: "typnamespace",
        privileges: ["o.typacl", "o.typowner", "T"],
        // Of composite types those that are no table's rows; no arrays, which belong to their elements.
        when: `o.typtype NOT IN ('e', 'd', 'm') AND NOT (o.typelem <> 0 AND o.typcategory = 'A')
            AND (o.typtype <> 'c' OR (SELECT tc.relkind FROM pg_catalog.pg_class tc WHERE tc.oid = o.typrelid) = 'c')`,
        value: `CASE o.typtype
            WHEN 'c' THEN ${columnsOf("o.typrelid")}
            WHEN 'r' THEN (SELECT pg_catalog.format_type(r.rngsubtype, NULL) FROM pg_catalog.pg_range r WHERE r.rngtypid = o.oid)
            ELSE o.typinput::pg_catalog.text END`,
    },
    {
        what: "foreign table",
        catalog: "pg_class",
        namespace: "relnamespace",
        when: "o.relkind = 'f' AND NOT o.relispartition",
        value: `pg_catalog.concat_ws('; ', ${columnsOf("o.oid")}, (
            SELECT pg_catalog.concat_ws(' ', s.srvname, ft.ftoptions) FROM pg_catalog.pg_foreign_table ft
            JOIN pg_catalog.pg_foreign_server s ON s.oid = ft.ftserver WHERE ft.ftrelid = o.oid), ${OWN_PARTS})`,
        privileges: ["o.relacl", "o.relowner", "r"],
    },
    {
        what: "partition",
        catalog: "pg_class",
        namespace: "relnamespace",
        when: "o.relispartition AND o.relkind IN ('r', 'p', 'f')",
        value: `pg_catalog.concat_ws('; ', pg_catalog.pg_get_expr(o.relpartbound, o.oid), pg_catalog.pg_get_partkeydef(o.oid), ${OWN_PARTS}, ${OWN_COLUMNS})`,
        privileges: ["o.relacl", "o.relowner", "r"],
        with: "pg_catalog.pg_partition_root(o.oid)",
        part: true,
    },
    {
        what: "statistics object",
        catalog: "pg_statistic_ext",
        namespace: "stxnamespace",
        value: "pg_catalog.concat_ws(' ', pg_catalog.pg_get_statisticsobjdef(o.oid), nullif(o.stxstattarget, -1))",
        with: "o.stxrelid",
    },
    {
        what: "operator",
        catalog: "pg_operator",
        namespace: "oprnamespace",
        value: "o.oprcode::pg_catalog.text",
    },
    { what: "operator class", catalog: "pg_opclass", namespace: "opcnamespace" },
    { what: "operator family", catalog: "pg_opfamily", namespace: "opfnamespace" },
    {
        what: "collation",
        catalog: "pg_collation",
        namespace: "collnamespace",
        value: rowWithout("collnamespace", "collowner", "collversion"),
    },
    { what: "conversion", catalog: "pg_conversion", namespace: "connamespace", value: "o.conproc::pg_catalog.text" },
    {
        what: "text search configuration",
        catalog: "pg_ts_config",
        namespace: "cfgnamespace",
        value: `(SELECT pg_catalog.string_agg(m.maptokentype || ' ' || m.mapdict::pg_catalog.regdictionary::pg_catalog.text, ', ' ORDER BY m.maptokentype, m.mapseqno)
            FROM pg_catalog.pg_ts_config_map m WHERE m.mapcfg = o.oid)`,
    },
    { what: "text search dictionary", catalog: "pg_ts_dict", namespace: "dictnamespace", value: "o.dictinitoption" },
    { what: "text search parser", catalog: "pg_ts_parser", namespace: "prsnamespace" },
    { what: "text search template", catalog: "pg_ts_template", namespace: "tmplnamespace" },
    {
        what: "default privileges",
        notice: "quiet",
        catalog: "pg_default_acl",
        when: "o.defaclnamespace = 0 OR o.defaclnamespace = ANY ((SELECT s.oids FROM looked s)::pg_catalog.oid[])",
        value: "(SELECT pg_catalog.string_agg(acl::pg_catalog.text, ', ' ORDER BY acl::pg_catalog.text) FROM pg_catalog.unnest(o.defaclacl) acl)",
    },
    {
        what: "publication",
        catalog: "pg_publication",
        value: `pg_catalog.concat_ws('; ', ${rowWithout("pubname", "pubowner")}, ${TABLES_OF_PUBLICATION})`,
    },
    {
        what: "event trigger",
        catalog: "pg_event_trigger",
        value: "pg_catalog.concat_ws(' ', o.evtevent, o.evtfoid::pg_catalog.regproc, o.evtenabled, o.evttags)",
    },
    {
        what: "foreign-data wrapper",
        catalog: "pg_foreign_data_wrapper",
        value: "o.fdwoptions::pg_catalog.text",
        privileges: ["o.fdwacl", "o.fdwowner", "F"],
    },
    {
        what: "foreign server",
        catalog: "pg_foreign_server",
        value: "pg_catalog.concat_ws(' ', o.srvtype, o.srvversion, o.srvoptions)",
        privileges: ["o.srvacl", "o.srvowner", "S"],
    },
    { what: "cast", catalog: "pg_cast", value: "pg_catalog.concat_ws(' ', o.castcontext, o.castmethod)" },
    { what: "transform", catalog: "pg_transform" },
    { what: "language", catalog: "pg_language", privileges: ["o.lanacl", "o.lanowner", "l"] },
    { what: "access method", catalog: "pg_am", value: "o.amhandler::pg_catalog.text" },
]

/** The catalogs that hold objects of these sorts and of which an object of a kind can be made: what may need them is looked up. */
export const neededCatalogs: readonly string[] = [
    "pg_proc",
    "pg_type",
    "pg_class",
    "pg_operator",
    "pg_opclass",
    "pg_opfamily",
    "pg_collation",
    "pg_ts_config",
    "pg_ts_dict",
    "pg_am",
]
