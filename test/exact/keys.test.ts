import { describePairs, type Pair } from "./support/pairs.js"

/** A table with two columns that cannot be null and one that can, and this beside. */
function room(more: string): readonly string[] {
    return [`CREATE TABLE room (a int NOT NULL, b int NOT NULL, c int${more === "" ? "" : `, ${more}`})`]
}

const FILLED = {
    rows: "INSERT INTO room VALUES (1, 1, 1), (2, 1, NULL), (3, 4, 5)",
    keeps: "SELECT a, b, c FROM room ORDER BY a",
} as const

const IN_PLACE = { ...FILLED, saysNot: /CONSTRAINT|DROP INDEX|CREATE/ } as const

/** What a key can say, from nothing to it and back, on a table with rows; and from the first to the second. */
function key(name: string, from: string, to: string, more: Partial<Pair> = {}): Pair {
    return { name, from: room(from), to: room(to), ...FILLED, ...more }
}

const BIG = "CREATE TABLE big (id int, k int, UNIQUE (id, k))"

function small(action: string): string {
    return `CREATE TABLE room (id int, k int, CONSTRAINT f FOREIGN KEY (id, k) REFERENCES big (id, k) ON DELETE ${action})`
}

function index(name: string, from: string, to: string, more: Partial<Pair> = {}): Pair {
    const table = "CREATE TABLE room (a int NOT NULL, b tsvector, c int4range, d tsvector)"
    return {
        name,
        from: [table, ...(from === "" ? [] : [`CREATE INDEX i ON room ${from}`])],
        to: [table, `CREATE INDEX i ON room ${to}`],
        rows: "INSERT INTO room VALUES (1, 'abc', '[1,2)', 'x'), (2, NULL, NULL, NULL)",
        keeps: "SELECT * FROM room ORDER BY a",
        ...more,
    }
}

const INDEX_IN_PLACE = { saysNot: /DROP INDEX|CREATE INDEX/ } as const

const pairs: readonly Pair[] = [
    {
        name: "an extension's operator class that gets parameters",
        from: [
            "CREATE EXTENSION pg_trgm; CREATE TABLE room (b text); CREATE INDEX i ON room USING gist (b gist_trgm_ops)",
        ],
        to: [
            "CREATE EXTENSION pg_trgm; CREATE TABLE room (b text); CREATE INDEX i ON room USING gist (b gist_trgm_ops (siglen=32))",
        ],
        extended: true,
    },
    index(
        "an operator class that gets parameters",
        "USING gist (b tsvector_ops)",
        "USING gist (b tsvector_ops (siglen=32))",
    ),
    index(
        "other parameters of an operator class",
        "USING gist (b tsvector_ops (siglen=64), d tsvector_ops)",
        "USING gist (b tsvector_ops (siglen=32), d tsvector_ops (siglen=16))",
    ),
    index(
        "a new index with operator classes with parameters, one of them over an expression",
        "",
        "USING gist (strip(b) tsvector_ops (siglen=32), c range_ops, d tsvector_ops (siglen=16))",
    ),
    index(
        "a new index with parameters of a default operator class",
        "",
        "USING brin (a int4_minmax_multi_ops (values_per_range=16)) WITH (pages_per_range=8)",
        { since: 14 },
    ),
    index("storage parameters of an index", "(a)", "(a) WITH (fillfactor=50, deduplicate_items=off)", INDEX_IN_PLACE),
    index(
        "storage parameters of a GIN index",
        "USING gin (b tsvector_ops) WITH (fastupdate=off)",
        "USING gin (b tsvector_ops) WITH (gin_pending_list_limit=100)",
        INDEX_IN_PLACE,
    ),
    index(
        "storage parameters that shape what is there",
        "USING brin (a) WITH (pages_per_range=8)",
        "USING brin (a) WITH (pages_per_range=16, autosummarize=on)",
    ),

    key("a primary key that becomes deferrable", "PRIMARY KEY (a)", "PRIMARY KEY (a) DEFERRABLE INITIALLY DEFERRED"),
    key(
        "a primary key, deferrable in another way",
        "PRIMARY KEY (a) DEFERRABLE",
        "PRIMARY KEY (a) DEFERRABLE INITIALLY DEFERRED",
    ),
    {
        name: "a new table with a deferrable primary key",
        from: [],
        to: room("CONSTRAINT p PRIMARY KEY (a) DEFERRABLE"),
    },
    key(
        "a deferrable primary key on a table that is there",
        "",
        "CONSTRAINT p PRIMARY KEY (a) INCLUDE (b, c) WITH (fillfactor=60) DEFERRABLE",
    ),
    key("a primary key that gets a column to include", "PRIMARY KEY (a)", "PRIMARY KEY (a) INCLUDE (c)"),
    key(
        "a primary key of other columns, which includes the same",
        "CONSTRAINT p PRIMARY KEY (a) INCLUDE (c)",
        "CONSTRAINT p PRIMARY KEY (a, b) INCLUDE (c)",
    ),
    key("storage parameters of a primary key", "PRIMARY KEY (a)", "PRIMARY KEY (a) WITH (fillfactor=50)", IN_PLACE),
    key(
        "storage parameters of a unique constraint",
        "UNIQUE (a)",
        "UNIQUE (a) WITH (fillfactor=50, deduplicate_items=off)",
        IN_PLACE,
    ),
    key(
        "other storage parameters",
        'CONSTRAINT "u""x" UNIQUE (a) WITH (fillfactor=70, deduplicate_items=off)',
        'CONSTRAINT "u""x" UNIQUE (a) WITH (fillfactor=50)',
        IN_PLACE,
    ),
    key(
        "a unique constraint that gets a column to include",
        "CONSTRAINT u UNIQUE (a)",
        "CONSTRAINT u UNIQUE (a) INCLUDE (c)",
    ),
    key(
        "a new unique constraint with all that it can say",
        "",
        "CONSTRAINT u UNIQUE (a) INCLUDE (b, c) WITH (fillfactor=60) DEFERRABLE",
    ),
    {
        name: "a new table with two keys over the same columns",
        from: [],
        to: room("PRIMARY KEY (a) INCLUDE (b), UNIQUE (a) INCLUDE (c) WITH (fillfactor=30)"),
    },
    key(
        "a unique constraint that takes two nulls for the same",
        "CONSTRAINT u UNIQUE (c) INCLUDE (a)",
        "CONSTRAINT u UNIQUE NULLS NOT DISTINCT (c) INCLUDE (a)",
        { since: 15 },
    ),
    key(
        "an exclusion that gets storage parameters",
        "CONSTRAINT x EXCLUDE USING btree (a WITH =)",
        "CONSTRAINT x EXCLUDE USING btree (a WITH =) WITH (fillfactor=50)",
    ),
    key(
        "a new exclusion with storage parameters",
        "",
        "CONSTRAINT x EXCLUDE USING btree (a WITH =) INCLUDE (c) WITH (fillfactor=50) WHERE (b > 0) DEFERRABLE",
    ),
    {
        name: "a new table with an exclusion with storage parameters",
        from: [],
        to: room("CONSTRAINT x EXCLUDE USING btree (a WITH =) WITH (fillfactor=50)"),
    },
    {
        name: "a foreign key that stands on a key which includes another column then",
        from: [
            ...room("CONSTRAINT p PRIMARY KEY (a)"),
            "CREATE TABLE bed (room int CONSTRAINT bed_room REFERENCES room)",
        ],
        to: [
            ...room("CONSTRAINT p PRIMARY KEY (a) INCLUDE (b)"),
            "CREATE TABLE bed (room int CONSTRAINT bed_room REFERENCES room)",
        ],
        ...FILLED,
    },
    {
        name: "an included column that goes",
        from: [...room("CONSTRAINT p PRIMARY KEY (a) INCLUDE (c), CONSTRAINT u UNIQUE (b, a) INCLUDE (c)")],
        to: [
            "CREATE TABLE room (a int NOT NULL, b int NOT NULL, CONSTRAINT p PRIMARY KEY (a), CONSTRAINT u UNIQUE (b, a))",
        ],
        rows: FILLED.rows,
        keeps: "SELECT a, b FROM room ORDER BY a",
    },
    {
        name: "an included column with another type, and another name",
        from: room("CONSTRAINT p PRIMARY KEY (a) INCLUDE (c)"),
        to: ["CREATE TABLE room (a int NOT NULL, b int NOT NULL, d bigint, CONSTRAINT p PRIMARY KEY (a) INCLUDE (d))"],
        renames: [{ kind: "column", from: ["public", "room", "c"], to: ["public", "room", "d"] }],
        rows: FILLED.rows,
        keeps: "SELECT a, b FROM room ORDER BY a",
    },
    ...(
        [
            ["", "(k)"],
            ["(k)", "(id, k)"],
            ["(k)", "(id)"],
        ] as const
    ).flatMap(([from, to]) =>
        (["NULL", "DEFAULT"] as const).map((action): Pair => ({
            name: `a foreign key's ON DELETE SET ${action} of ${from || "all columns"} to ${to}`,
            from: [BIG, small(`SET ${action} ${from}`)],
            to: [BIG, small(`SET ${action} ${to}`)],
            rows: "INSERT INTO big VALUES (1, 2); INSERT INTO room VALUES (1, 2)",
            keeps: "SELECT id, k FROM room",
            since: 15,
        })),
    ),
    {
        name: "a foreign key's ON DELETE CASCADE that becomes SET NULL of a column",
        from: [BIG, small("CASCADE")],
        to: [BIG, small("SET NULL (k)")],
        since: 15,
    },
]

describePairs(pairs)
