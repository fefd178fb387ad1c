import { describePairs, type Pair } from "./support/pairs.js"

const ROOM = "CREATE TABLE room (id int PRIMARY KEY, code varchar(9), open boolean)"
const VIEW = "CREATE VIEW v AS SELECT id, code FROM room"

/** What is said of views and their columns beside the query. */
const pairs: readonly Pair[] = [
    {
        name: "a default of a view's column",
        from: [ROOM, VIEW],
        to: [ROOM, `${VIEW}; ALTER VIEW v ALTER code SET DEFAULT 'x''y'; ALTER VIEW v ALTER id SET DEFAULT 7`],
    },
    {
        name: "another default of a view's column",
        from: [ROOM, `${VIEW}; ALTER VIEW v ALTER code SET DEFAULT 'x'`],
        to: [ROOM, `${VIEW}; ALTER VIEW v ALTER code SET DEFAULT upper('y')`],
    },
    {
        name: "a default of a view that is made anew",
        from: [ROOM, `${VIEW}; ALTER VIEW v ALTER code SET DEFAULT 'x'; ALTER VIEW v ALTER id SET DEFAULT 7`],
        to: [ROOM, "CREATE VIEW v AS SELECT code FROM room; ALTER VIEW v ALTER code SET DEFAULT 'x'"],
    },
    {
        name: "a default of a view's column whose type changes",
        from: [
            "CREATE TABLE room (id int, a int)",
            "CREATE VIEW v AS SELECT id, a FROM room; ALTER VIEW v ALTER a SET DEFAULT 7",
        ],
        to: [
            "CREATE TABLE room (id int, a bigint)",
            "CREATE VIEW v AS SELECT id, a FROM room; ALTER VIEW v ALTER a SET DEFAULT 7",
        ],
        rows: "INSERT INTO room VALUES (1, 2)",
        keeps: "SELECT id, a::text FROM v",
    },
    {
        name: "a default of a view's column that counts, over a table that gets another name",
        from: [ROOM, `CREATE SEQUENCE ticket; ${VIEW}; ALTER VIEW v ALTER id SET DEFAULT nextval('ticket')`],
        to: [
            "CREATE TABLE place (id int, code varchar(9), open boolean, CONSTRAINT room_pkey PRIMARY KEY (id))",
            "CREATE SEQUENCE ticket; CREATE VIEW v AS SELECT id, code FROM place; ALTER VIEW v ALTER id SET DEFAULT nextval('ticket')",
        ],
        renames: [{ kind: "table", from: ["public", "room"], to: ["public", "place"] }],
    },
    {
        name: "a new view with a default that counts by a new sequence",
        from: [ROOM],
        to: [ROOM, `CREATE SEQUENCE ticket; ${VIEW}; ALTER VIEW v ALTER id SET DEFAULT nextval('ticket')`],
    },
    {
        name: "a materialized view that is emptied",
        from: [ROOM, "CREATE MATERIALIZED VIEW mv AS SELECT id FROM room"],
        to: [ROOM, "CREATE MATERIALIZED VIEW mv AS SELECT id FROM room WITH NO DATA"],
    },
    {
        name: "a new materialized view without data",
        from: [ROOM],
        to: [ROOM, "CREATE MATERIALIZED VIEW mv AS SELECT id FROM room WITH NO DATA"],
    },
    { name: "a comment on the schema public", from: [], to: ["COMMENT ON SCHEMA public IS 'ours'"] },
]

describePairs(pairs)
