import { describePairs, type Pair } from "./support/pairs.js"

const ROWS = {
    rows: "INSERT INTO room (id, a) VALUES (1, 'a'), (2, NULL)",
    keeps: "SELECT id, a FROM room ORDER BY id",
} as const

function room(more: string, a = "text"): readonly string[] {
    return [`CREATE TABLE room (id int NOT NULL, a ${a}); ${more}`]
}

function settings(name: string, from: string, to: string, more: Partial<Pair> = {}): Pair {
    return { name, from: room(from), to: room(to), ...ROWS, ...more }
}

const MARKED =
    "CREATE TABLE t (id int NOT NULL, b int NOT NULL, c int NOT NULL, CONSTRAINT p PRIMARY KEY (id), CONSTRAINT u UNIQUE (b))"

function marks(name: string, from: string, to: string): Pair {
    return {
        name,
        from: [`${MARKED}; ${from}`],
        to: [`${MARKED}; ${to}`],
        rows: "INSERT INTO t VALUES (1, 2, 3)",
        keeps: "SELECT id FROM t",
    }
}

function byDefault(role: string): string {
    return `ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO ${role}`
}

/** What Postgres can say of tables, columns and indexes, and no entity. */
const pairs: readonly Pair[] = [
    settings(
        "how a column is stored, and looked at by ANALYZE",
        "",
        "ALTER TABLE room ALTER a SET STORAGE external, ALTER a SET STATISTICS 77, ALTER a SET (n_distinct=-0.5, n_distinct_inherited=9)",
    ),
    settings(
        "another way to store a column",
        "ALTER TABLE room ALTER a SET STORAGE main, ALTER a SET STATISTICS 7",
        "ALTER TABLE room ALTER a SET STORAGE external, ALTER a SET (n_distinct=3)",
    ),
    settings("how a column is compressed", "", "ALTER TABLE room ALTER a SET COMPRESSION pglz", { since: 14 }),
    {
        name: "how a column is stored whose type changes",
        from: room(
            "ALTER TABLE room ALTER a SET STORAGE external, ALTER a SET STATISTICS 77, ALTER id SET STATISTICS 0",
        ),
        to: room(
            "ALTER TABLE room ALTER a SET STORAGE external, ALTER a SET STATISTICS 77, ALTER id SET STATISTICS 0",
            "varchar(80)",
        ),
        ...ROWS,
    },
    {
        name: "how a column was stored that becomes a number",
        from: room("ALTER TABLE room ALTER a SET STORAGE external"),
        to: room("", "int"),
    },
    {
        name: "a column that gets another name and is stored in its own way",
        from: room("ALTER TABLE room ALTER a SET STORAGE external, ALTER a SET STATISTICS 9"),
        to: [
            "CREATE TABLE room (id int NOT NULL, b text); ALTER TABLE room ALTER b SET STORAGE external, ALTER b SET STATISTICS 9",
        ],
        renames: [{ kind: "column", from: ["public", "room", "a"], to: ["public", "room", "b"] }],
    },
    {
        name: "a new table with columns stored in their own way",
        from: [],
        to: room("ALTER TABLE room ALTER a SET STORAGE external, ALTER id SET STATISTICS 5"),
    },
    {
        name: "a generated column that is made anew, with what is said of it",
        from: [
            "CREATE TABLE room (id int NOT NULL, a int); ALTER TABLE room ADD g int GENERATED ALWAYS AS (a + 1) STORED; ALTER TABLE room ALTER g SET STATISTICS 77; GRANT SELECT (g) ON room TO pg_monitor; COMMENT ON COLUMN room.g IS 'x'",
        ],
        to: [
            "CREATE TABLE room (id int NOT NULL, a int); ALTER TABLE room ADD g int GENERATED ALWAYS AS (a + 2) STORED; ALTER TABLE room ALTER g SET STATISTICS 77; GRANT SELECT (g) ON room TO pg_monitor; COMMENT ON COLUMN room.g IS 'x'",
        ],
    },
    settings(
        "statistics of an index's expression",
        "CREATE INDEX i ON room ((id + 1), lower(a))",
        "CREATE INDEX i ON room ((id + 1), lower(a)); ALTER INDEX i ALTER COLUMN 2 SET STATISTICS 7",
    ),
    settings(
        "statistics of an index that is made anew",
        "CREATE INDEX i ON room ((id + 1)); ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 77",
        "CREATE INDEX i ON room ((id + 1), id); ALTER INDEX i ALTER COLUMN 1 SET STATISTICS 77",
    ),
    settings(
        "statistics of a materialized view",
        "CREATE MATERIALIZED VIEW v AS SELECT id, a FROM room",
        "CREATE MATERIALIZED VIEW v AS SELECT id, a FROM room; ALTER MATERIALIZED VIEW v ALTER id SET STATISTICS 9, ALTER a SET STORAGE external",
    ),
    settings(
        "statistics of a materialized view that is made anew",
        "CREATE MATERIALIZED VIEW v AS SELECT id, a FROM room; ALTER MATERIALIZED VIEW v ALTER id SET STATISTICS 9, ALTER a SET STATISTICS 8",
        "CREATE MATERIALIZED VIEW v AS SELECT id FROM room; ALTER MATERIALIZED VIEW v ALTER id SET STATISTICS 9",
    ),
    settings("a table that is not logged", "", "ALTER TABLE room SET UNLOGGED"),
    {
        name: "a new table that is not logged, with storage parameters",
        from: [],
        to: ["CREATE UNLOGGED TABLE room (id int, a text) WITH (fillfactor=70, toast.autovacuum_enabled=off)"],
    },
    settings(
        "storage parameters of a table",
        "",
        "ALTER TABLE room SET (fillfactor=70, autovacuum_vacuum_scale_factor=0.05, toast.autovacuum_enabled=off)",
    ),
    settings(
        "other storage parameters of a table",
        "ALTER TABLE room SET (fillfactor=70, autovacuum_enabled=off)",
        "ALTER TABLE room SET (autovacuum_enabled=off, fillfactor=50)",
    ),
    ...["pg_monitor", "PUBLIC"].map((role): Pair => ({
        name: `new tables where ${role} gets rights by default: one without, one with others, one with these`,
        from: [byDefault(role)],
        to: [
            byDefault(role),
            `CREATE TABLE secret (id int); REVOKE ALL ON secret FROM ${role};
                CREATE TABLE other (id int); REVOKE ALL ON other FROM ${role}; GRANT INSERT ON other TO ${role};
                CREATE TABLE usual (id int);
                CREATE VIEW seen AS SELECT id FROM usual; REVOKE ALL ON seen FROM ${role};
                CREATE MATERIALIZED VIEW stored AS SELECT id FROM usual; REVOKE ALL ON stored FROM ${role}`,
        ],
    })),
    marks(
        "a replica identity by an index",
        "CREATE UNIQUE INDEX i ON t (c)",
        "CREATE UNIQUE INDEX i ON t (c); ALTER TABLE t REPLICA IDENTITY USING INDEX i",
    ),
    marks(
        "a replica identity by a constraint, and then by an index",
        "CREATE UNIQUE INDEX i ON t (c); ALTER TABLE t REPLICA IDENTITY USING INDEX u",
        "CREATE UNIQUE INDEX i ON t (c); ALTER TABLE t REPLICA IDENTITY USING INDEX i",
    ),
    marks(
        "the whole row as replica identity",
        "ALTER TABLE t REPLICA IDENTITY FULL",
        "ALTER TABLE t REPLICA IDENTITY NOTHING",
    ),
    marks(
        "a replica identity that goes, while its index becomes another",
        "CREATE UNIQUE INDEX i ON t (c); ALTER TABLE t REPLICA IDENTITY USING INDEX i",
        "CREATE UNIQUE INDEX i ON t (c, b)",
    ),
    marks(
        "a replica identity whose index is made anew",
        "CREATE UNIQUE INDEX i ON t (c); ALTER TABLE t REPLICA IDENTITY USING INDEX i",
        "CREATE UNIQUE INDEX i ON t (c, b); ALTER TABLE t REPLICA IDENTITY USING INDEX i",
    ),
    marks(
        "an order by an index that is made anew",
        "CREATE INDEX i ON t (c); ALTER TABLE t CLUSTER ON i",
        "CREATE INDEX i ON t (c, b); ALTER TABLE t CLUSTER ON i",
    ),
    marks("an order by the primary key, and then by none", "ALTER TABLE t CLUSTER ON p", ""),
    {
        name: "an order and a replica identity by keys that become others",
        from: [
            "CREATE TABLE t (id int NOT NULL, b int NOT NULL, CONSTRAINT p PRIMARY KEY (id), CONSTRAINT u UNIQUE (b)); ALTER TABLE t CLUSTER ON p; ALTER TABLE t REPLICA IDENTITY USING INDEX u",
        ],
        to: [
            "CREATE TABLE t (id int NOT NULL, b int NOT NULL, CONSTRAINT p PRIMARY KEY (id, b), CONSTRAINT v UNIQUE (b)); ALTER TABLE t CLUSTER ON p; ALTER TABLE t REPLICA IDENTITY USING INDEX v",
        ],
    },
    {
        name: "an order of a materialized view that is made anew",
        from: [
            "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a; CREATE INDEX i ON v (a); ALTER MATERIALIZED VIEW v CLUSTER ON i",
        ],
        to: [
            "CREATE MATERIALIZED VIEW v AS SELECT 2 AS a; CREATE INDEX i ON v (a); ALTER MATERIALIZED VIEW v CLUSTER ON i",
        ],
    },
]

describePairs(pairs)
