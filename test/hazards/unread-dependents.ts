/** The database of every case: what kinds read of it is in `public`. */
export const START = `
    CREATE SCHEMA away;
    CREATE TYPE mood AS ENUM ('a', 'b');
    CREATE TABLE room (
        id int CONSTRAINT room_pk PRIMARY KEY, size int, code varchar(9) CONSTRAINT room_code UNIQUE, feel mood, feels mood[],
        twice int GENERATED ALWAYS AS (id * 2) STORED
    );
    CREATE VIEW seen AS SELECT id FROM room`

/** What a plan does, as SQL that makes its target of the start. */
export const plannedChanges = {
    type: "ALTER TABLE room ALTER size TYPE bigint",
    length: "ALTER TABLE room ALTER code TYPE varchar(20)",
    collation: 'ALTER TABLE room ALTER code TYPE varchar(9) COLLATE "C"',
    conversion: "ALTER TABLE room ALTER code TYPE numeric USING code::numeric",
    "column dropped": "ALTER TABLE room DROP size",
    "column made anew":
        "ALTER TABLE room DROP twice; ALTER TABLE room ADD twice int GENERATED ALWAYS AS (id * 3) STORED",
    "column added": "ALTER TABLE room ADD other int",
    "default added": "ALTER TABLE room ADD other int DEFAULT 1",
    "not null": "ALTER TABLE room ALTER size SET NOT NULL",
    "table dropped": "DROP TABLE room CASCADE",
    "unique dropped": "ALTER TABLE room DROP CONSTRAINT room_code",
    "key changed": "ALTER TABLE room DROP CONSTRAINT room_pk, ADD CONSTRAINT room_pk PRIMARY KEY (id, code)",
    "view made anew": "DROP VIEW seen; CREATE VIEW seen AS SELECT id::bigint FROM room",
    "enum made anew": `ALTER TABLE room DROP feel, DROP feels; DROP TYPE mood; CREATE TYPE mood AS ENUM ('b', 'a');
        ALTER TABLE room ADD feel mood, ADD feels mood[]`,
    "value added": "ALTER TYPE mood ADD VALUE 'c'",
} as const

export type PlannedChange = keyof typeof plannedChanges

/** Something that no kind reads, and what Postgres makes of the changes; those not named leave it alone. */
export interface UnreadCase {
    readonly sql: string
    readonly since?: number
    /** How it is called in a hazard. */
    readonly name: string
    /** What in its place is called where the table goes: what it stands on. */
    readonly directly?: string
    readonly refuses?: readonly PlannedChange[]
    readonly loses?: readonly PlannedChange[]
}

const f = (signature: string): string => `CREATE FUNCTION away.${signature} LANGUAGE sql AS 'SELECT 1'`
const body = (result: string, query: string): string =>
    `CREATE FUNCTION away.f() RETURNS ${result} LANGUAGE sql BEGIN ATOMIC ${query}; END`

const TYPES: readonly PlannedChange[] = ["length", "collation", "conversion"]
/** Where rows of the table are values. */
const ROWS: readonly PlannedChange[] = [
    "type",
    ...TYPES,
    "column made anew",
    "default added",
    "table dropped",
    "enum made anew",
]
const away = "CREATE TABLE away.t"

export const unreadCases: Readonly<Record<string, UnreadCase>> = {
    "a body over columns": {
        sql: body("bigint", "SELECT sum(size) + max(length(code)) + max(twice) FROM room"),
        since: 14,
        name: "function away.f()",
        refuses: ["type", ...TYPES, "column dropped", "column made anew", "table dropped"],
    },
    "a body over a table": {
        sql: body("bigint", "SELECT count(*) FROM room"),
        since: 14,
        name: "function away.f()",
        refuses: ["table dropped"],
    },
    "a body over a view": {
        sql: body("bigint", "SELECT count(*) FROM seen"),
        since: 14,
        name: "function away.f()",
        refuses: ["table dropped", "view made anew"],
    },
    "a body that groups by a key": {
        sql: body("SETOF int", "SELECT size FROM room GROUP BY id"),
        since: 14,
        name: "function away.f()",
        refuses: ["type", "column dropped", "table dropped", "key changed"],
    },
    "a body that is a text": {
        sql: "CREATE FUNCTION away.f() RETURNS bigint LANGUAGE sql AS 'SELECT sum(size) FROM room'",
        name: "nobody knows",
    },
    "an argument of rows": {
        sql: f("f(room) RETURNS int"),
        name: "function away.f(public.room)",
        refuses: ["table dropped"],
    },
    "a function here": {
        sql: "CREATE FUNCTION f(room) RETURNS int LANGUAGE sql AS 'SELECT 1'",
        name: "function public.f(public.room)",
        refuses: ["table dropped"],
    },
    "a result of rows": {
        sql: "CREATE FUNCTION away.f() RETURNS SETOF room LANGUAGE sql AS 'SELECT * FROM room'",
        name: "function away.f()",
        refuses: ["table dropped"],
    },
    "an argument of many rows": {
        sql: f("f(room[]) RETURNS int"),
        name: "function away.f(public.room[])",
        refuses: ["table dropped"],
    },
    "an argument of a view's rows": {
        sql: f("f(seen) RETURNS int"),
        name: "function away.f(public.seen)",
        refuses: ["table dropped", "view made anew"],
    },
    "an argument of a column's type": { sql: f("f(room.size%TYPE) RETURNS int"), name: "nobody knows" },
    "an argument of an enum": {
        sql: f("f(mood) RETURNS int"),
        name: "function away.f(public.mood)",
        refuses: ["enum made anew"],
    },
    "an argument of an enum's array": {
        sql: f("f(mood[]) RETURNS int"),
        name: "function away.f(public.mood[])",
        refuses: ["enum made anew"],
    },
    "an argument's default": {
        sql: f("f(x text DEFAULT 'a'::mood::text) RETURNS int"),
        name: "function away.f(text)",
        refuses: ["enum made anew"],
    },
    "an aggregate": {
        sql: `${f("s(int, mood) RETURNS int")}; CREATE AGGREGATE away.every_mood(mood) (sfunc = away.s, stype = int)`,
        name: "function away.every_mood(public.mood)",
        refuses: ["enum made anew"],
    },
    "a domain over an enum": { sql: "CREATE DOMAIN away.d AS mood", name: "type away.d", refuses: ["enum made anew"] },
    "a domain's check": {
        sql: "CREATE DOMAIN away.d AS text CONSTRAINT known CHECK (VALUE <> 'a'::mood::text)",
        name: "constraint known on type away.d",
        refuses: ["enum made anew"],
    },
    "a domain over rows": { sql: "CREATE DOMAIN away.d AS room", name: "type away.d", refuses: ["table dropped"] },
    "a domain over rows, stored": {
        sql: `CREATE DOMAIN away.d AS room; ${away} (x away.d)`,
        name: "column x of table away.t",
        directly: "type away.d",
        refuses: ROWS,
    },
    "a composite with an enum": {
        sql: "CREATE TYPE away.c AS (x mood)",
        name: "column x of composite type away.c",
        refuses: ["enum made anew"],
    },
    "a composite with rows": {
        sql: "CREATE TYPE away.c AS (x room)",
        name: "column x of composite type away.c",
        refuses: ["table dropped"],
    },
    "a composite with rows, stored in an array here": {
        sql: "CREATE TYPE away.c AS (x room); CREATE TABLE t (x away.c[])",
        name: "column x of table public.t",
        directly: "column x of composite type away.c",
        refuses: ROWS,
    },
    "a column of rows": { sql: `${away} (x room)`, name: "column x of table away.t", refuses: ROWS },
    "a column of rows here": { sql: "CREATE TABLE t (x room)", name: "column x of table public.t", refuses: ROWS },
    "a column of many rows": { sql: `${away} (x room[])`, name: "column x of table away.t", refuses: ROWS },
    "a column of an enum": { sql: `${away} (x mood)`, name: "column x of table away.t", refuses: ["enum made anew"] },
    "a column of a view's rows": {
        sql: `${away} (x seen)`,
        name: "column x of table away.t",
        refuses: ["table dropped", "view made anew"],
    },
    "a foreign table": {
        sql: "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w; CREATE FOREIGN TABLE distant (x mood) SERVER s",
        name: "column x of foreign table public.distant",
        refuses: ["enum made anew"],
    },
    "a partitioned table": {
        sql: `${away} (x mood) PARTITION BY LIST (x); CREATE TABLE away.t1 PARTITION OF away.t FOR VALUES IN ('a')`,
        name: "column x of table away.t",
        refuses: ["enum made anew"],
    },
    "a range": {
        sql: "CREATE TYPE away.r AS RANGE (subtype = mood)",
        name: "type away.r",
        refuses: ["enum made anew"],
    },
    "a cast": {
        sql: `${f("f(mood) RETURNS int")}; CREATE CAST (mood AS int) WITH FUNCTION away.f(mood)`,
        name: "cast from public.mood to integer",
        refuses: ["enum made anew"],
    },
    "a cast of rows": {
        sql: "CREATE CAST (room AS text) WITH INOUT",
        name: "cast from public.room to text",
        refuses: ["table dropped"],
    },
    "an operator": {
        sql: "CREATE FUNCTION away.f(mood, int) RETURNS bool LANGUAGE sql AS 'SELECT true'; CREATE OPERATOR away.=== (leftarg = mood, rightarg = int, function = away.f)",
        name: "operator away.===(public.mood,integer)",
        refuses: ["enum made anew"],
    },
    "an operator class": {
        sql: "CREATE OPERATOR CLASS away.k FOR TYPE mood USING hash AS OPERATOR 1 = (anyenum, anyenum)",
        name: "operator class away.k for access method hash",
        refuses: ["enum made anew"],
    },
    "a publication of a table": {
        sql: "CREATE PUBLICATION p FOR TABLE room",
        name: "publication of table public.room in publication p",
        loses: ["table dropped"],
    },
    "a publication of all": { sql: "CREATE PUBLICATION p FOR ALL TABLES", name: "nobody knows" },
    "a publication of columns": {
        sql: "CREATE PUBLICATION p FOR TABLE room (id, size, code)",
        since: 15,
        name: "publication of table public.room in publication p",
        refuses: ["type", ...TYPES, "column dropped"],
        loses: ["table dropped"],
    },
    "a publication of some rows": {
        sql: "CREATE PUBLICATION p FOR TABLE room WHERE (size > 1 AND code <> 'x')",
        since: 15,
        name: "publication of table public.room in publication p",
        refuses: ["type", ...TYPES, "column dropped"],
        loses: ["table dropped"],
    },
    statistics: {
        sql: "CREATE STATISTICS away.s (mcv, dependencies) ON size, code FROM room",
        name: "statistics object away.s",
        loses: ["column dropped", "table dropped"],
    },
    "statistics over expressions": {
        sql: "CREATE STATISTICS s ON (size + 1), (length(code)), twice FROM room",
        since: 14,
        name: "statistics object public.s",
        loses: ["column dropped", "column made anew", "table dropped"],
    },
    "a view elsewhere": {
        sql: "CREATE VIEW away.v AS SELECT size, code, feel FROM room",
        name: "view away.v",
        refuses: ["type", ...TYPES, "column dropped", "table dropped", "enum made anew"],
    },
    "a materialized view elsewhere": {
        sql: "CREATE MATERIALIZED VIEW away.v AS SELECT size, code FROM room",
        name: "materialized view away.v",
        refuses: ["type", ...TYPES, "column dropped", "table dropped"],
    },
    "a view elsewhere that groups by a key": {
        sql: "CREATE VIEW away.v AS SELECT id, size FROM room GROUP BY id",
        name: "view away.v",
        refuses: ["type", "column dropped", "table dropped", "key changed"],
    },
    "a view elsewhere over a view": {
        sql: "CREATE VIEW away.v AS SELECT id FROM seen",
        name: "view away.v",
        refuses: ["table dropped", "view made anew"],
    },
    "a view elsewhere with a value": {
        sql: "CREATE VIEW away.v AS SELECT 'a'::mood AS x",
        name: "view away.v",
        refuses: ["enum made anew"],
    },
    "a foreign key elsewhere": {
        sql: `${away} (x int CONSTRAINT refers REFERENCES room)`,
        name: "constraint refers on table away.t",
        refuses: ["table dropped", "key changed"],
    },
    "a foreign key elsewhere to a unique constraint": {
        sql: `${away} (x varchar(9) CONSTRAINT refers REFERENCES room (code))`,
        name: "constraint refers on table away.t",
        refuses: ["conversion", "table dropped", "unique dropped"],
    },
    "a child": { sql: `${away} () INHERITS (room)`, name: "table away.t", refuses: ["table dropped"] },
    "a policy elsewhere": {
        sql: `${away} (x int); CREATE POLICY p ON away.t USING (EXISTS (SELECT 1 FROM room WHERE size = x AND code <> ''))`,
        name: "policy p on table away.t",
        refuses: ["type", ...TYPES, "column dropped", "table dropped"],
    },
    "a trigger elsewhere": {
        sql: `${away} (x int); CREATE FUNCTION away.g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE CONSTRAINT TRIGGER late AFTER INSERT ON away.t FROM room FOR EACH ROW EXECUTE FUNCTION away.g()`,
        name: "trigger late on table away.t",
        loses: ["table dropped"],
    },
    "a rule elsewhere": {
        sql: `${away} (x int); CREATE RULE also AS ON INSERT TO away.t DO ALSO UPDATE room SET size = 1, code = 'x'`,
        name: "rule also on table away.t",
        refuses: ["type", ...TYPES, "column dropped", "table dropped"],
    },
    "a default elsewhere": {
        sql: `${away} (x text DEFAULT ('a'::mood)::text)`,
        name: "default value for column x of table away.t",
        refuses: ["enum made anew"],
    },
    "a check elsewhere": {
        sql: `${away} (x text CONSTRAINT known CHECK (x <> ('a'::mood)::text))`,
        name: "constraint known on table away.t",
        refuses: ["enum made anew"],
    },
    "an index elsewhere": {
        sql: `${away} (x int); CREATE INDEX odd ON away.t ((CASE WHEN 'a'::mood = 'b'::mood THEN x END))`,
        name: "index away.odd",
        refuses: ["enum made anew"],
    },
}
