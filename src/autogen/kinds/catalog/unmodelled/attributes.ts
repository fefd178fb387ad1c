import { noMember } from "../catalog-queries.js"
import { grantsOf } from "./objects.js"

/**
 * One attribute that no kind reads. Once a kind does, its row goes: nothing else has to change. `when` and `value` are SQL over the rows
 * of the source: see {@link sources}.
 */
export interface AttributeRow {
    readonly of: SourceName
    readonly what: string
    readonly when: string
    /** What is said of it. Default: nothing but that it is there. */
    readonly value?: string
    readonly stops?: "creation" | "difference"
    readonly notice?: "quiet" | "environment"
    /** The first server that has it, such as 14. */
    readonly since?: number
}

const PLAIN_OWNERS = `SELECT r.oid FROM pg_catalog.pg_roles r WHERE r.rolname IN (current_user, 'pg_database_owner')
    UNION ALL SELECT d.datdba FROM pg_catalog.pg_database d WHERE d.datname = pg_catalog.current_database()`

/** Whether none of those owns it from whom nothing else is expected: the role that asks, the database's owner. */
function ownedByAnother(owner: string): string {
    return `${owner} NOT IN (${PLAIN_OWNERS})`
}

function ownerOf(owner: string): string {
    return `pg_catalog.pg_get_userbyid(${owner})::pg_catalog.text`
}

const ACCESS_METHOD = "(SELECT am.amname::pg_catalog.text FROM pg_catalog.pg_am am WHERE am.oid = c.relam)"

function tablespace(oid: string): string {
    return `(SELECT s.spcname::pg_catalog.text FROM pg_catalog.pg_tablespace s WHERE s.oid = ${oid})`
}

const CONSTRAINT_COMMENTS = `(
            SELECT pg_catalog.string_agg(con.conname || ' ' || cd.description, ', ' ORDER BY con.conname)
            FROM pg_catalog.pg_constraint con JOIN pg_catalog.pg_description cd ON cd.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
                AND cd.objoid = con.oid WHERE con.contypid = t.oid)`

/** Those that a schema has from the beginning say nothing. */
const HAS_GRANTS = `CASE WHEN n.nspacl IS NOT NULL THEN NOT EXISTS (
    SELECT FROM pg_catalog.pg_init_privs ip
    WHERE ip.classoid = 'pg_catalog.pg_namespace'::pg_catalog.regclass AND ip.objoid = n.oid AND ip.initprivs = n.nspacl) END`

/** All of them, in the order in which they are said. */
export const attributeRows: readonly AttributeRow[] = [
    {
        of: "relation",
        what: "partition key",
        when: "c.relkind = 'p'",
        value: "pg_catalog.pg_get_partkeydef(c.oid)",
        stops: "difference",
    },
    {
        of: "relation",
        what: "inheritance",
        when: "c.relkind = 'r' AND c.oid IN (SELECT i.inhrelid FROM pg_catalog.pg_inherits i)",
        value: `(SELECT pg_catalog.string_agg(pg_catalog.format('%I.%I', pn.nspname, p.relname), ', ' ORDER BY i.inhseqno)
            FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent
            JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid)`,
        stops: "difference",
    },
    {
        of: "relation",
        what: "row type",
        when: "c.reloftype <> 0",
        value: "'OF ' || pg_catalog.format_type(c.reloftype, NULL)",
        stops: "difference",
    },
    { of: "relation", what: "UNLOGGED", when: "c.relpersistence = 'u' AND c.relkind = 'S'" },
    {
        of: "relation",
        what: "access method",
        when: "c.relkind IN ('r', 'p', 'm') AND c.relam NOT IN (0, 2)",
        value: ACCESS_METHOD,
    },
    { of: "relation", what: "tablespace", when: "c.reltablespace <> 0", value: tablespace("c.reltablespace") },
    {
        of: "relation",
        what: "owner",
        when: `c.relkind IN ('r', 'p', 'S') AND ${ownedByAnother("c.relowner")}`,
        value: ownerOf("c.relowner"),
        notice: "environment",
    },
    { of: "index", what: "tablespace", when: "ic.reltablespace <> 0", value: tablespace("ic.reltablespace") },
    { of: "constraint", what: "NOT ENFORCED", when: "NOT con.conenforced", since: 18 },
    { of: "constraint", what: "WITHOUT OVERLAPS or PERIOD", when: "con.conperiod", since: 18 },
    {
        of: "enum",
        what: "owner",
        when: ownedByAnother("t.typowner"),
        value: ownerOf("t.typowner"),
        notice: "environment",
    },
    {
        of: "domain",
        what: "owner",
        when: ownedByAnother("t.typowner"),
        value: ownerOf("t.typowner"),
        notice: "environment",
    },
    { of: "domain", what: "privileges", when: "t.typacl IS NOT NULL", value: grantsOf("t.typacl", "t.typowner", "T") },
    {
        of: "domain",
        what: "comments on constraints",
        when: `${CONSTRAINT_COMMENTS} IS NOT NULL`,
        value: CONSTRAINT_COMMENTS,
    },
    {
        of: "schema",
        what: "owner",
        when: `n.nspname <> 'public' AND ${ownedByAnother("n.nspowner")}`,
        value: ownerOf("n.nspowner"),
        notice: "environment",
    },
    // Who may use "public" is the business of a database, and usually changed.
    { of: "schema", what: "privileges", when: "n.nspname <> 'public' AND g.grants IS NOT NULL", value: "g.grants" },
    {
        of: "schema",
        what: "privileges",
        when: "n.nspname = 'public' AND g.grants IS NOT NULL",
        value: "g.grants",
        notice: "quiet",
    },
    { of: "extension", what: "schema", when: "true", value: "n.nspname::pg_catalog.text", notice: "quiet" },
]

const MARKS = "NULL::pg_catalog.text AS inner_name, NULL::pg_catalog.text AS type"

/** An index's own key, or that of the constraint that it backs. */
const INDEX_MARKS =
    "coalesce(con.conname, ic.relname)::pg_catalog.text AS inner_name, coalesce(con.contype::pg_catalog.text, 'index') AS type"

const BACKED = "LEFT JOIN pg_catalog.pg_constraint con ON con.conindid = ic.oid AND con.contype IN ('p', 'u', 'x')"

/** Something that is in no relation as if it were one: its path. */
function place(schema: string, name: string, where: string): string {
    return `CROSS JOIN LATERAL (SELECT ${schema}::pg_catalog.text AS schema, ${name}::pg_catalog.text AS name, NULL::pg_catalog."char" AS relkind WHERE ${where}) c`
}

type SourceName = "relation" | "index" | "constraint" | "enum" | "domain" | "schema" | "extension"

interface Source {
    readonly marks: string
    readonly from: (when: string) => string
    /** Absent: `from` asks by itself. */
    readonly where?: (when: string) => string
}

/**
 * Where attributes are: the columns of the object's key, and the rows of which `when` is true. `c` is a relation of the looked schemas.
 * What is rare is found by what is rare about it, in one pass over its catalog (OFFSET 0 keeps it one): a database without any costs
 * little.
 */
export const sources: Readonly<Record<SourceName, Source>> = {
    relation: { marks: MARKS, from: () => "relations c", where: (when: string) => when },
    index: {
        marks: INDEX_MARKS,
        from: (when: string) => `(
            SELECT x.indexrelid, x.indrelid, x.indnatts, x.indnkeyatts, x.indisclustered
            FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class ic ON ic.oid = x.indexrelid
            WHERE x.indexrelid >= 16384 AND (${when}) OFFSET 0
        ) x JOIN pg_catalog.pg_class ic ON ic.oid = x.indexrelid JOIN relations c ON c.oid = x.indrelid ${BACKED}`,
    },
    constraint: {
        marks: "con.conname::pg_catalog.text AS inner_name, con.contype::pg_catalog.text AS type",
        from: (when: string) => `(
            SELECT con.* FROM pg_catalog.pg_constraint con
            WHERE con.oid >= 16384 AND con.conparentid = 0 AND con.contype IN ('p', 'u', 'c', 'f', 'x') AND (${when}) OFFSET 0
        ) con JOIN relations c ON c.oid = con.conrelid`,
    },
    enum: {
        marks: "NULL::pg_catalog.text AS inner_name, 'enum' AS type",
        from: () => `pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            ${place("n.nspname", "t.typname", "t.typtype = 'e' AND n.nspname = ANY ($1::pg_catalog.text[])")}`,
        where: (when: string) => `t.typtype = 'e' AND (${when}) AND ${noMember("pg_type", "t.oid")}`,
    },
    domain: {
        marks: "NULL::pg_catalog.text AS inner_name, 'domain' AS type",
        from: () => `pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
            ${place("n.nspname", "t.typname", "t.typtype = 'd' AND n.nspname = ANY ($1::pg_catalog.text[])")}`,
        where: (when: string) => `t.typtype = 'd' AND (${when}) AND ${noMember("pg_type", "t.oid")}`,
    },
    schema: {
        marks: "NULL::pg_catalog.text AS inner_name, 'schema' AS type",
        from: () =>
            // OFFSET 0: written once, not wherever it is named.
            `pg_catalog.pg_namespace n ${place("n.nspname", "NULL", "n.nspname = ANY ($1::pg_catalog.text[])")}
            CROSS JOIN LATERAL (SELECT CASE WHEN ${HAS_GRANTS} THEN ${grantsOf("n.nspacl", "n.nspowner", "n")} END AS grants OFFSET 0) g`,
        where: (when: string) => when,
    },
    extension: {
        marks: "NULL::pg_catalog.text AS inner_name, 'extension' AS type",
        from: () => `pg_catalog.pg_extension e JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace
            ${place("e.extname", "NULL", "e.extname <> 'plpgsql'")}`,
        where: (when: string) => when,
    },
}
