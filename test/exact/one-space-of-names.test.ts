import { expect, test } from "vitest"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { ownRecords } from "../../src/autogen/planning/own-records.js"
import type { Rename } from "../../src/autogen/schema/relocate.js"
import { describePairs, type Pair } from "./support/pairs.js"
import { pgliteGround } from "./support/place.js"

/** A policy that reads a view of its own table: the view stands between the two. */
const POLICY_OVER_VIEW = [
    "CREATE TABLE room (id int PRIMARY KEY, code varchar(9), open boolean)",
    "CREATE VIEW open_room AS SELECT id FROM room WHERE open",
    "CREATE POLICY p ON room USING (id IN (SELECT id FROM open_room))",
]

const renamedTable = (from: string, to: string): Rename => ({
    kind: "table",
    from: ["public", from],
    to: ["public", to],
})

const pairs: readonly Pair[] = [
    { name: "a policy over a view of its own table, that comes", from: [], to: POLICY_OVER_VIEW },
    { name: "a policy over a view of its own table, that goes", from: POLICY_OVER_VIEW, to: [] },
    {
        name: "a table's name that becomes a view's, with a view over it that says the same",
        from: ["CREATE TABLE room (id int)", "CREATE VIEW rooms AS SELECT id FROM room"],
        to: [
            "CREATE TABLE chamber (id int)",
            "CREATE VIEW room AS SELECT id FROM chamber",
            "CREATE VIEW rooms AS SELECT id FROM room",
        ],
    },
    {
        name: "the same, where the table is renamed",
        from: ["CREATE TABLE room (id int)", "CREATE VIEW rooms AS SELECT id FROM room"],
        to: [
            "CREATE TABLE chamber (id int)",
            "CREATE VIEW room AS SELECT id FROM chamber",
            "CREATE VIEW rooms AS SELECT id FROM room",
        ],
        renames: [renamedTable("room", "chamber")],
        rows: "INSERT INTO room VALUES (1)",
        keeps: "SELECT id FROM rooms",
    },
    {
        name: "a view's name that becomes a table's, with a view over it that says the same",
        from: [
            "CREATE TABLE chamber (id int)",
            "CREATE VIEW room AS SELECT id FROM chamber",
            "CREATE VIEW rooms AS SELECT id FROM room",
        ],
        to: ["CREATE TABLE room (id int)", "CREATE VIEW rooms AS SELECT id FROM room"],
    },
    ...(
        [
            ["view", "CREATE VIEW room AS SELECT id FROM chamber"],
            [
                "view with one over it",
                "CREATE VIEW room AS SELECT id FROM chamber; CREATE VIEW over AS SELECT id FROM room",
            ],
            ["materialized view", "CREATE MATERIALIZED VIEW room AS SELECT id FROM chamber"],
            ["sequence", "CREATE SEQUENCE room"],
            ["index of another table", "CREATE TABLE other (id int); CREATE INDEX room ON other (id)"],
            ["index of its own", "CREATE INDEX room ON chamber (id)"],
            ["unique constraint of its own", "ALTER TABLE chamber ADD CONSTRAINT room UNIQUE (id)"],
            ["enum", "CREATE TYPE room AS ENUM ('a')"],
        ] as const
    ).map(([what, sql]): Pair => ({
        name: `a table that gets the name of a dropped ${what}`,
        from: ["CREATE TABLE chamber (id int)", sql],
        to: ["CREATE TABLE room (id int)", ...(what.includes("another table") ? ["CREATE TABLE other (id int)"] : [])],
        renames: [renamedTable("chamber", "room")],
        rows: "INSERT INTO chamber VALUES (1)",
    })),
    {
        name: "a table whose old name a view takes",
        from: ["CREATE TABLE room (id int)"],
        to: ["CREATE TABLE chamber (id int)", "CREATE VIEW room AS SELECT id FROM chamber"],
        renames: [renamedTable("room", "chamber")],
        rows: "INSERT INTO room VALUES (1)",
        keeps: "SELECT id FROM room",
    },
    {
        name: "an enum that gets the name of a dropped table",
        from: ["CREATE TYPE mood AS ENUM ('a')", "CREATE TABLE t (m mood)", "CREATE TABLE temper (id int)"],
        to: ["CREATE TYPE temper AS ENUM ('a')", "CREATE TABLE t (m temper)"],
        renames: [{ kind: "enum", from: ["public", "mood"], to: ["public", "temper"] }],
        rows: "INSERT INTO t VALUES ('a')",
        keeps: "SELECT m FROM t",
    },
]

describePairs(pairs)

test("a table called migrations is TypeORM's only where it has the columns of that", async () => {
    const ground = await pgliteGround()
    const place = await ground.open()
    await place.query(
        "CREATE TABLE migrations (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL)",
    )
    const own = await inspect(place)
    expect(ownRecords([own])).toEqual(["migrations", "typeorm_metadata", "typeorm_autogen_runs"])
    await place.query("ALTER TABLE migrations DROP COLUMN name")
    expect(ownRecords([own, await inspect(place)])).toEqual(["typeorm_metadata", "typeorm_autogen_runs"])
    await place.close()
    await ground.close()
})
