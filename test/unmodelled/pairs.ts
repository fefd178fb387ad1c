import type { ServerVersion } from "../support/servers.js"

/** Two databases that differ in, or around, what no kind reads. */
export interface UnmodelledPair {
    readonly name: string
    readonly from: string
    readonly to: string
    readonly rows?: string
    readonly renames?: readonly string[]
    /** The plan is refused, in these words. */
    readonly refused?: RegExp
    /** What is said loudly, in the order of the diagnostics. Default: nothing. */
    readonly warns?: readonly RegExp[]
    /** `kind object: reason` of hazards of the way up, those that cost rows aside. Default: none. */
    readonly hazards?: readonly RegExp[]
    /** Postgres refuses the way up at the statement that has the hazard. */
    readonly stops?: true
    /** The way back is refused, in these words. */
    readonly noWayBack?: RegExp
    /** Whether the plan leads to the other database and back, as far as anybody can see. Default: it does. */
    readonly leads?: false
    /** A query and what it gives after the way up. */
    readonly after?: readonly [string, readonly (readonly unknown[])[]]
    readonly since?: ServerVersion
    /** A foreign-data wrapper of nobody, or what the embedded Postgres lacks. */
    readonly serverOnly?: true
}

const ROOM = "CREATE TABLE room (id int PRIMARY KEY, code varchar(9), open boolean)"
const TRIGGER_FUNCTION = "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"
const FOREIGN = "CREATE FOREIGN DATA WRAPPER d; CREATE SERVER s FOREIGN DATA WRAPPER d"
const LOG = "CREATE TABLE log (id int, at date) PARTITION BY RANGE (at); CREATE TABLE log_1 PARTITION OF log DEFAULT"
const ONE = "LANGUAGE sql AS 'SELECT 1'"

/** What needs something that the plan cannot make. */
const needs: readonly UnmodelledPair[] = [
    {
        name: "a new check that calls a new function",
        from: "",
        to: "CREATE FUNCTION ok(n int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT n > 0'; CREATE TABLE t (n int CHECK (ok(n)))",
        refused: /"check:public\.t\.t_n_check" needs function public\.ok\(integer\)/,
    },
    {
        name: "a new column of a new composite type, and of its array",
        from: "",
        to: "CREATE TYPE pct AS (n int); CREATE TABLE t (p pct, q pct[])",
        refused: /"column:public\.t\.[pq]" and "column:public\.t\.[pq]" need composite type public\.pct/,
    },
    {
        name: "a trigger whose function is new",
        from: "CREATE TABLE t (a int)",
        to: `CREATE TABLE t (a int); ${TRIGGER_FUNCTION}; CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf()`,
        refused: /"trigger:public\.t\.tr" needs function public\.tf\(\)/,
    },
    {
        name: "a view, a default, an index and a policy over a new function",
        from: "CREATE TABLE t (a int)",
        to: `CREATE FUNCTION f(int) RETURNS int IMMUTABLE ${ONE}; CREATE TABLE t (a int DEFAULT f(1)); CREATE VIEW v AS SELECT f(a) FROM t;
            CREATE INDEX ix ON t (f(a)); CREATE POLICY p ON t USING (f(a) > 0)`,
        refused:
            /"default:public\.t\.a", "index:public\.t\.ix", "policy:public\.t\.p" and "view:public\.v" need function public\.f\(integer\)/,
    },
    {
        name: "a generated column over a new function",
        from: "CREATE TABLE t (a int)",
        to: `CREATE FUNCTION f(int) RETURNS int IMMUTABLE ${ONE}; CREATE TABLE t (a int, b int GENERATED ALWAYS AS (f(a)) STORED)`,
        refused: /"column:public\.t\.b" needs function public\.f\(integer\)/,
    },
    {
        name: "a column that becomes of a new composite type",
        from: "CREATE TABLE t (a text)",
        to: "CREATE TYPE place AS (x int); CREATE TABLE t (a place)",
        refused: /"column:public\.t\.a" needs composite type public\.place/,
    },
    {
        name: "a check that calls a function which is there",
        from: `CREATE FUNCTION f(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'; CREATE TABLE t (n int)`,
        to: `CREATE FUNCTION f(int) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT true'; CREATE TABLE t (n int CONSTRAINT c CHECK (f(n)))`,
    },
]

/** What stands on what is recreated or dropped. */
const dependents: readonly UnmodelledPair[] = [
    {
        name: "a function that returns rows of a view that is recreated",
        from: `${ROOM}; CREATE VIEW v AS SELECT id FROM room; CREATE FUNCTION f() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v'`,
        to: `${ROOM}; CREATE VIEW v AS SELECT code FROM room; CREATE FUNCTION f() RETURNS SETOF v LANGUAGE sql AS 'SELECT * FROM v'`,
        warns: [/"view:public\.v": function public\.f\(\)/],
        hazards: [/^unmanaged-dependent view:public\.v: function public\.f\(\)/],
        stops: true,
    },
    {
        name: "a function that takes rows of a view that is recreated",
        from: `CREATE TABLE t (id int, b int); CREATE VIEW v AS SELECT id FROM t; CREATE FUNCTION f(x v) RETURNS int ${ONE}`,
        to: `CREATE TABLE t (id int, b int); CREATE VIEW v AS SELECT b FROM t; CREATE FUNCTION f(x v) RETURNS int ${ONE}`,
        warns: [/"view:public\.v": function public\.f\(public\.v\)/],
        hazards: [/^unmanaged-dependent view:public\.v: function public\.f\(public\.v\)/],
        stops: true,
    },
    {
        name: "a function that takes an enum that loses a value",
        from: `CREATE TYPE mood AS ENUM ('a', 'b'); CREATE TABLE t (m mood); CREATE FUNCTION f(m mood) RETURNS int ${ONE}`,
        to: `CREATE TYPE mood AS ENUM ('a'); CREATE TABLE t (m mood); CREATE FUNCTION f(m mood) RETURNS int ${ONE}`,
        warns: [/"enum:public\.mood": function public\.f\(public\.mood\)/],
        hazards: [/^unmanaged-dependent enum:public\.mood: function public\.f\(public\.mood\)/],
        stops: true,
    },
    {
        name: "a column in a publication's list",
        from: `${ROOM}; CREATE PUBLICATION pub FOR TABLE room (id, code)`,
        to: "CREATE TABLE room (id int PRIMARY KEY, open boolean)",
        warns: [/publication pub is only in the current database/, /"column:public\.room\.code": publication of table/],
        hazards: [
            /^unmanaged-dependent column:public\.room\.code: publication of table public\.room in publication pub/,
        ],
        stops: true,
        since: 15,
    },
    {
        name: "a table in a publication",
        from: "CREATE TABLE t (id int); CREATE TABLE u (id int); CREATE PUBLICATION p FOR TABLE t, u",
        to: "CREATE TABLE t (id int); CREATE PUBLICATION p FOR TABLE t",
        warns: [
            /publication p differs/,
            /"table:public\.u": publication of table public\.u in publication p is dropped with it/,
        ],
        hazards: [
            /^unmanaged-dependent table:public\.u: publication of table public\.u in publication p is dropped with it/,
        ],
        leads: false,
    },
]

/** What is on one side only, or another there. */
const differences: readonly UnmodelledPair[] = [
    {
        name: "a schema that holds a function is kept",
        from: `CREATE SCHEMA app; CREATE FUNCTION app.f() RETURNS int ${ONE}`,
        to: "",
        warns: [/"schema:app" is kept: function app\.f\(\)/, /function app\.f\(\) is only in the current database/],
        leads: false,
    },
    {
        name: "a schema that holds an extension is kept",
        from: "CREATE SCHEMA app; CREATE EXTENSION citext SCHEMA app",
        to: "CREATE EXTENSION citext",
        warns: [
            /"schema:app" is kept: "extension:citext"/,
            /schema \(app\) of "extension:citext" differs .* has public/,
        ],
        leads: false,
    },
    {
        name: "a schema goes with its tables and their statistics",
        from: "CREATE SCHEMA app; CREATE TABLE app.t (a int, b int); CREATE STATISTICS app.s ON a, b FROM app.t",
        to: "",
        warns: [/"column:app\.t\.a": statistics object app\.s is dropped with it/],
        hazards: [/^unmanaged-dependent column:app\.t\.a: statistics object app\.s is dropped with it/],
        leads: false,
        after: ["SELECT nspname FROM pg_namespace WHERE nspname = 'app'", []],
    },
    {
        name: "a composite type stays when its table goes",
        from: "CREATE TYPE pct AS (n int); CREATE TABLE t (p pct)",
        to: "",
        warns: [/composite type public\.pct is only in the current database/],
        leads: false,
    },
    {
        name: "statistics come with a table",
        from: "",
        to: "CREATE TABLE t (a int, b int); CREATE STATISTICS s ON a, b FROM t",
        warns: [/statistics object public\.s is only in the desired database/],
        leads: false,
    },
    {
        name: "a function is new, another gone, a third one changed",
        from: `CREATE FUNCTION a() RETURNS int ${ONE}; CREATE FUNCTION b() RETURNS int ${ONE}`,
        to: `CREATE FUNCTION b() RETURNS int LANGUAGE sql AS 'SELECT 2'; CREATE FUNCTION c() RETURNS int ${ONE}`,
        warns: [
            /function public\.c\(\) is only in the desired database/,
            /function public\.a\(\) is only in the current database/,
            /function public\.b\(\) differs/,
        ],
        leads: false,
    },
    {
        name: "a foreign table gets a column",
        from: `${FOREIGN}; CREATE FOREIGN TABLE ft (a int) SERVER s`,
        to: `${FOREIGN}; CREATE FOREIGN TABLE ft (a int, b int) SERVER s`,
        warns: [/foreign table public\.ft differs/],
        leads: false,
    },
    {
        name: "a foreign table gets a trigger",
        from: `${TRIGGER_FUNCTION}; ${FOREIGN}; CREATE FOREIGN TABLE ft (a int) SERVER s`,
        to: `${TRIGGER_FUNCTION}; ${FOREIGN}; CREATE FOREIGN TABLE ft (a int) SERVER s; CREATE TRIGGER t AFTER INSERT ON ft FOR EACH ROW EXECUTE FUNCTION tf()`,
        warns: [/foreign table public\.ft differs/],
        leads: false,
    },
    {
        name: "a partition gets a foreign key of its own",
        from: "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int) PARTITION BY LIST (a); CREATE TABLE b1 PARTITION OF b DEFAULT",
        to: "CREATE TABLE a (id int PRIMARY KEY); CREATE TABLE b (a int) PARTITION BY LIST (a); CREATE TABLE b1 PARTITION OF b DEFAULT; ALTER TABLE b1 ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES a",
        warns: [/partition public\.b1 differs/],
        leads: false,
    },
    {
        name: "a partition more",
        from: "CREATE TABLE b (a int) PARTITION BY LIST (a)",
        to: "CREATE TABLE b (a int) PARTITION BY LIST (a); CREATE TABLE b1 PARTITION OF b FOR VALUES IN (1)",
        warns: [/partition public\.b1 is only in the desired database/],
        leads: false,
    },
]

/** Partitioned, typed, inherited and unlogged tables. */
const shapes: readonly UnmodelledPair[] = [
    {
        name: "a new partitioned table",
        from: "",
        to: LOG,
        refused: /"table:public\.log" cannot be created: partition key \(RANGE \(at\)\)/,
    },
    {
        name: "a new typed table",
        from: "CREATE TYPE place AS (x int)",
        to: "CREATE TYPE place AS (x int); CREATE TABLE t OF place",
        refused: /"table:public\.t" cannot be created: row type \(OF public\.place\)/,
    },
    {
        name: "a new table that inherits",
        from: "CREATE TABLE base (id int)",
        to: "CREATE TABLE base (id int); CREATE TABLE child (more int) INHERITS (base)",
        refused: /"table:public\.child" cannot be created: inheritance \(public\.base\)/,
    },
    {
        name: "a partitioned table that becomes a plain one",
        from: LOG,
        to: "CREATE TABLE log (id int, at date)",
        rows: "INSERT INTO log VALUES (1, now())",
        refused: /partition key of "table:public\.log" cannot be altered: RANGE \(at\) in the current database, none/,
    },
    {
        name: "a plain table that becomes a partitioned one",
        from: "CREATE TABLE log (id int, at date)",
        to: LOG,
        refused: /partition key of "table:public\.log" cannot be altered: none .* RANGE \(at\)/,
    },
    {
        name: "a table that inherits no more",
        from: "CREATE TABLE base (id int, note text); CREATE TABLE child () INHERITS (base)",
        to: "CREATE TABLE base (id int, note text); CREATE TABLE child (id int, note text)",
        refused: /inheritance of "table:public\.child" cannot be altered: public\.base in the current database, none/,
    },
    {
        name: "a partitioned table that goes",
        from: LOG,
        to: "",
        rows: "INSERT INTO log VALUES (1, now())",
        hazards: [/^loses-attribute table:public\.log: .*partition key \(RANGE \(at\)\), partition public\.log_1/],
        noWayBack: /cannot go back: "table:public\.log" had partition key RANGE \(at\)/,
        after: ["SELECT relname FROM pg_class WHERE relname LIKE 'log%'", []],
    },
    {
        name: "a table that inherits goes",
        from: "CREATE TABLE base (id int); CREATE TABLE child (more int) INHERITS (base)",
        to: "CREATE TABLE base (id int)",
        hazards: [/^loses-attribute table:public\.child: .*inheritance \(public\.base\)/],
        noWayBack: /cannot go back: "table:public\.child" had inheritance public\.base/,
    },
    {
        name: "a table goes with those that inherit from it",
        from: "CREATE TABLE base (id int); CREATE TABLE a_child (more int) INHERITS (base); CREATE TABLE z_child () INHERITS (a_child)",
        to: "",
        hazards: [/^loses-attribute table:public\.z_child/, /^loses-attribute table:public\.a_child/],
        noWayBack:
            /cannot go back: "table:public\.z_child" had inheritance public\.a_child and "table:public\.a_child"/,
    },
]

/** What Postgres does in the tables that inherit, too. */
const inheritance: readonly UnmodelledPair[] = [
    {
        name: "a column that goes from a table with children",
        from: "CREATE TABLE base (id int, note text); CREATE TABLE child () INHERITS (base); CREATE TABLE grandchild (more int) INHERITS (child)",
        to: "CREATE TABLE base (id int); CREATE TABLE child () INHERITS (base); CREATE TABLE grandchild (more int) INHERITS (child)",
        rows: "INSERT INTO child VALUES (1, 'x')",
        after: ["SELECT id FROM child", [[1]]],
        leads: false,
    },
    {
        name: "a column that goes from a table, and a child that has it of its own",
        from: "CREATE TABLE base (id int, note text); CREATE TABLE child (note text) INHERITS (base)",
        to: "CREATE TABLE base (id int); CREATE TABLE child (note text) INHERITS (base)",
        rows: "INSERT INTO child VALUES (1, 'x')",
        after: ["SELECT note FROM child", [["x"]]],
        leads: false,
    },
    {
        name: "a column, a default and a check that come to a table with children",
        from: "CREATE TABLE base (id int); CREATE TABLE child () INHERITS (base)",
        to: "CREATE TABLE base (id int, note text NOT NULL DEFAULT 'a', CONSTRAINT c CHECK (id > 0)); CREATE TABLE child () INHERITS (base)",
        rows: "INSERT INTO child VALUES (1)",
        after: ["SELECT note FROM child", [["a"]]],
    },
    {
        name: "a column's type, its null values and its default in a table with children",
        from: "CREATE TABLE base (id int DEFAULT 1, note varchar(9)); CREATE TABLE child () INHERITS (base)",
        to: "CREATE TABLE base (id bigint DEFAULT 2, note text NOT NULL); CREATE TABLE child () INHERITS (base)",
        rows: "INSERT INTO child VALUES (1, 'x')",
        after: ["SELECT id::int, note FROM child", [[1, "x"]]],
    },
]

const METHOD = "CREATE ACCESS METHOD heap_too TYPE TABLE HANDLER heap_tableam_handler"

/** Objects with attributes that no kind reads. */
const attributes: readonly UnmodelledPair[] = [
    {
        name: "what a new table lacks",
        from: METHOD,
        to: `${METHOD}; CREATE TABLE t (a int) USING heap_too`,
        hazards: [/^loses-attribute table:public\.t: created without .*access method \(heap_too\)/],
        leads: false,
    },
    {
        name: "what goes with a table",
        from: `${METHOD}; CREATE TABLE t (a int) USING heap_too`,
        to: METHOD,
        hazards: [/^loses-attribute table:public\.t: dropped with .*: access method \(heap_too\)/],
        leads: false,
    },
    {
        name: "an attribute that one side has",
        from: `${METHOD}; CREATE TABLE t (a int) USING heap_too`,
        to: `${METHOD}; CREATE TABLE t (a int)`,
        warns: [/access method \(heap_too\) of "table:public\.t" is only in the current database/],
        leads: false,
    },
]

/** Each with what is right. */
export const unmodelledPairs: readonly UnmodelledPair[] = [
    ...needs,
    ...dependents,
    ...differences,
    ...shapes,
    ...inheritance,
    ...attributes,
]
