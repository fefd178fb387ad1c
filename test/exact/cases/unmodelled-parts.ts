import type { CatalogPair } from "./catalog-pairs.js"

const LOG = "CREATE TABLE log (id int, at date) PARTITION BY RANGE (at); CREATE TABLE log_1 PARTITION OF log DEFAULT"
const DEFAULT_PRIVILEGES =
    "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO pg_monitor; ALTER DEFAULT PRIVILEGES GRANT USAGE ON TYPES TO pg_monitor"
const TRIGGER_FUNCTION = "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'"

/** Default privileges, and what partitions, schemas and functions have beside what is modelled. */
export const unmodelledParts: readonly CatalogPair[] = [
    {
        name: "a sequence, a serial's sequence and an enum that are created under default privileges",
        from: `${DEFAULT_PRIVILEGES}`,
        to: `${DEFAULT_PRIVILEGES}; CREATE SEQUENCE plain; CREATE SEQUENCE secret; REVOKE ALL ON SEQUENCE secret FROM pg_monitor;
            CREATE TABLE t (id serial); REVOKE ALL ON SEQUENCE t_id_seq FROM pg_monitor;
            CREATE TYPE mood AS ENUM ('a'); CREATE TYPE hidden AS ENUM ('a'); REVOKE ALL ON TYPE hidden FROM pg_monitor`,
    },
    {
        name: "an enum that is made anew under default privileges",
        from: `${DEFAULT_PRIVILEGES}; CREATE TYPE hidden AS ENUM ('a', 'b'); CREATE TABLE t (h hidden); REVOKE ALL ON TYPE hidden FROM pg_monitor`,
        to: `${DEFAULT_PRIVILEGES}; CREATE TYPE hidden AS ENUM ('b', 'a'); CREATE TABLE t (h hidden); REVOKE ALL ON TYPE hidden FROM pg_monitor`,
    },
    {
        name: "default privileges that differ",
        from: "",
        to: "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO pg_monitor",
        said: "default privileges",
    },
    {
        name: "privileges on a schema",
        from: "CREATE SCHEMA app",
        to: "CREATE SCHEMA app; GRANT USAGE ON SCHEMA app TO pg_monitor",
        said: "schema:app",
    },
    {
        name: "privileges on a schema that is created",
        from: "",
        to: "CREATE SCHEMA app; GRANT USAGE ON SCHEMA app TO pg_monitor",
        said: "schema:app",
    },
    {
        name: "privileges and a comment of a function",
        from: `${TRIGGER_FUNCTION}`,
        to: `${TRIGGER_FUNCTION}; REVOKE ALL ON FUNCTION tf() FROM PUBLIC; COMMENT ON FUNCTION tf() IS 'x'`,
        said: "function public.tf()",
    },
    ...[
        "CREATE POLICY p ON log_1 USING (id > 0)",
        "GRANT SELECT ON log_1 TO pg_monitor",
        "GRANT SELECT (id) ON log_1 TO pg_monitor",
        "COMMENT ON TABLE log_1 IS 'x'",
        "COMMENT ON COLUMN log_1.id IS 'x'",
        "ALTER TABLE log_1 ALTER id SET DEFAULT 7",
        "ALTER TABLE log_1 ALTER id SET NOT NULL",
        "ALTER TABLE log_1 REPLICA IDENTITY FULL",
        "ALTER TABLE log_1 FORCE ROW LEVEL SECURITY",
        "CREATE RULE r AS ON DELETE TO log_1 DO NOTHING",
        "ALTER TABLE log_1 SET (fillfactor = 50)",
        "CREATE INDEX i ON log_1 (id)",
    ].map((sql) => ({
        name: `of a partition alone: ${sql}`,
        from: LOG,
        to: `${LOG}; ${sql}`,
        said: "partition public.log_1",
    })),
    {
        name: "a column that a partitioned table gets, and its partitions with it",
        from: LOG,
        to: "CREATE TABLE log (id int, at date, note text DEFAULT 'x') PARTITION BY RANGE (at); CREATE TABLE log_1 PARTITION OF log DEFAULT",
    },
    {
        name: "a column that is renamed in a table, and in those that inherit from it",
        from: "CREATE TABLE base (id int, note text DEFAULT 'a', CONSTRAINT c CHECK (note <> '')); CREATE TABLE child (more int) INHERITS (base); CREATE TABLE grandchild () INHERITS (child)",
        to: "CREATE TABLE base (id int, remark text DEFAULT 'a', CONSTRAINT c CHECK (remark <> '')); CREATE TABLE child (more int) INHERITS (base); CREATE TABLE grandchild () INHERITS (child)",
        rows: "INSERT INTO grandchild VALUES (1, 'x', 2)",
        renames: ["base.note:remark"],
    },
    {
        name: "a check that is renamed in a table and in one that inherits from it",
        from: "CREATE TABLE base (id int, CONSTRAINT c CHECK (id > 1)); CREATE TABLE child () INHERITS (base)",
        to: "CREATE TABLE base (id int, CONSTRAINT d CHECK (id > 1)); CREATE TABLE child () INHERITS (base)",
    },
    {
        name: "a table that is renamed, and from which another inherits",
        from: "CREATE TABLE base (id int, note text); CREATE TABLE child () INHERITS (base)",
        to: "CREATE TABLE root (id int, note text); CREATE TABLE child () INHERITS (root)",
        renames: ["base:root"],
    },
]
