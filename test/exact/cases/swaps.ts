import { RenamedFrom } from "../../../src/autogen/declare/renamed-from.js"
import type { ChangeCase, Class, Columns, Orm } from "../support/case.js"
import { tableOf } from "../support/case.js"

/** Names that change places, and names that somebody still has. */
export const swaps: readonly ChangeCase[] = [
    {
        name: "two columns change names, with types, indexes, defaults and a check",
        before: (orm) => ({
            entities: pair(orm, { a: { type: "int", default: 1 }, b: { type: "text", default: "x" } }),
        }),
        after: (orm) => ({
            entities: pair(orm, { b: { type: "bigint", default: 1 }, a: { type: "text", default: "x" } }),
        }),
        renames: ["pair.a:b", "pair.b:a"],
        rows: `INSERT INTO "pair" ("id", "a", "b") VALUES (1, 7, 'seven')`,
        keeps: `SELECT (SELECT string_agg(value, ' ' ORDER BY value) FROM jsonb_each_text(to_jsonb(pair)) WHERE key IN ('a', 'b')) AS v FROM pair`,
        saysNot: /DROP COLUMN|ADD COLUMN|(CREATE|DROP) INDEX/,
    },
    {
        name: "three columns change names in a circle",
        before: (orm) => ({ entities: pair(orm, { a: { type: "int" }, b: { type: "text" }, c: { type: "uuid" } }) }),
        after: (orm) => ({ entities: pair(orm, { b: { type: "int" }, c: { type: "text" }, a: { type: "uuid" } }) }),
        renames: ["pair.a:b", "pair.b:c", "pair.c:a"],
        rows: `INSERT INTO "pair" ("id", "a", "b", "c") VALUES (1, 7, 'seven', '00000000-0000-0000-0000-000000000000')`,
        keeps: `SELECT (SELECT string_agg(value, ' ' ORDER BY value) FROM jsonb_each_text(to_jsonb(pair))) AS v FROM pair`,
        saysNot: /DROP COLUMN|ADD COLUMN/,
    },
    {
        name: "two tables change names, with serials, enums and foreign keys",
        before: (orm) => ({ entities: tables(orm, "north", "south") }),
        after: (orm) => ({ entities: tables(orm, "south", "north") }),
        renames: ["north:south", "south:north"],
        rows: `INSERT INTO "south" ("warm") VALUES ('yes'); INSERT INTO "north" ("cold", "kind", "otherId") VALUES (-5, 'b', 1)`,
        keeps: either("cold", "north", "south", 'x.cold, x.kind, x."otherId"'),
        works: `INSERT INTO "north" ("warm") VALUES ('too'); INSERT INTO "south" ("cold", "otherId") VALUES (1, 2)`,
        saysNot: /DROP (TABLE|COLUMN|SEQUENCE|INDEX)|CREATE (TABLE|TYPE|INDEX|SEQUENCE)|ADD CONSTRAINT/,
    },
    {
        name: "three tables change names in a circle, with a column each",
        before: (orm) => ({
            entities: ["a", "b", "c"].map((name) =>
                tableOf(orm, name, { [`of_${name}`]: { type: "text", unique: true } }),
            ),
        }),
        after: (orm) => ({
            entities: [
                ["b", "a"],
                ["c", "b"],
                ["a", "c"],
            ].map(([name = "", old = ""]) => tableOf(orm, name, { [`was_${old}`]: { type: "text", unique: true } })),
        }),
        renames: ["a:b", "b:c", "c:a", "a.of_a:b.was_a", "b.of_b:was_b", "c.of_c:a.was_c"],
        rows: `INSERT INTO a VALUES (1, 'a'); INSERT INTO b VALUES (1, 'b'), (2, 'bb'); INSERT INTO c VALUES (1, 'c'), (2, 'cc'), (3, 'ccc')`,
        keeps: `SELECT (SELECT array_agg(row::text ORDER BY row::text) FROM (SELECT a::text FROM a UNION ALL SELECT b::text FROM b UNION ALL SELECT c::text FROM c) AS row) AS rows`,
        saysNot: /DROP (TABLE|COLUMN)|CREATE TABLE|ADD COLUMN/,
    },
    {
        name: "tables of two schemas change places",
        prepare: `CREATE SCHEMA "hotel"`,
        before: (orm) => ({
            entities: [
                tableOf(orm, "room", { here: { type: "text" } }),
                tableOf(orm, "chamber", { there: { type: "int" } }, { schema: "hotel" }),
            ],
        }),
        after: (orm) => ({
            entities: [
                tableOf(orm, "chamber", { here: { type: "text" } }, { schema: "hotel" }),
                tableOf(orm, "room", { there: { type: "int" } }),
            ],
        }),
        renames: ["public.room:hotel.chamber", "hotel.chamber:public.room"],
        rows: `INSERT INTO public.room VALUES (1, 'here'); INSERT INTO hotel.chamber VALUES (2, 2)`,
        keeps: `SELECT (SELECT sum(id) FROM public.room) + (SELECT sum(id) FROM hotel.chamber) AS v`,
        saysNot: /DROP TABLE|CREATE TABLE/,
    },
    {
        name: "a table moves under a new name to where its old name is taken",
        prepare: `CREATE SCHEMA "hotel"`,
        before: (orm) => ({
            entities: [tableOf(orm, "room", { here: { type: "text" } }), otherRoom(orm)],
        }),
        after: (orm) => ({
            entities: [tableOf(orm, "chamber", { here: { type: "text" } }, { schema: "hotel" }), otherRoom(orm)],
        }),
        renames: ["public.room:hotel.chamber"],
        rows: `INSERT INTO public.room VALUES (1, 'here')`,
        keeps: `SELECT query_to_xml('SELECT * FROM ' || coalesce(to_regclass('public.room'), to_regclass('hotel.chamber')), false, true, '')::text AS v`,
        saysNot: /DROP TABLE|CREATE TABLE/,
    },
    {
        name: "two checks change names",
        before: (orm) => ({ entities: checked(orm, { CHK_a: `"id" > 0`, CHK_b: `"id" < 10` }) }),
        after: (orm) => ({ entities: checked(orm, { CHK_b: `"id" > 0`, CHK_a: `"id" < 10` }) }),
        renames: ["constraint CHK_a:CHK_b", "check CHK_b:CHK_a"],
        saysNot: /DROP|ADD/,
    },
    {
        name: "a column gets the name of one that goes, and its index",
        before: (orm) => ({ entities: pair(orm, { a: { type: "int" }, b: { type: "text", nullable: true } }) }),
        after: (orm) => ({ entities: pair(orm, { b: { type: "int" } }) }),
        renames: ["column pair.a:b"],
        rows: `INSERT INTO "pair" ("id", "a") VALUES (1, 7)`,
        keeps: `SELECT coalesce(to_jsonb(pair)->>'a', to_jsonb(pair)->>'b') AS v FROM pair`,
    },
    {
        name: "a column gets the name of one that goes, and a new one gets its name",
        before: (orm) => ({
            entities: [tableOf(orm, "pair", { a: { type: "int" }, b: { type: "text", nullable: true } })],
        }),
        after: (orm) => ({
            entities: [tableOf(orm, "pair", { b: { type: "int" }, a: { type: "uuid", nullable: true } })],
        }),
        renames: ["column pair.a:b"],
        rows: `INSERT INTO "pair" ("id", "a") VALUES (1, 7)`,
        keeps: `SELECT to_jsonb(pair)->>'id' AS v FROM pair`,
    },
    {
        name: "a table gets the name of one that goes, with foreign keys to both and a view",
        before: (orm) => ({ entities: referred(orm, "old", "room") }),
        after: (orm) => ({ entities: referred(orm, "room") }),
        renames: ["table old:room"],
        rows: `INSERT INTO "old" ("id", "kind") VALUES (1, 'b')`,
        keeps: `SELECT 1 AS v`,
    },
    {
        name: "a table gets the name of one that goes alone",
        before: (orm) => ({
            entities: [
                tableOf(orm, "old", { a: { type: "text", unique: true } }),
                tableOf(orm, "room", { a: { type: "text", unique: true } }),
            ],
        }),
        after: (orm) => {
            const room = tableOf(orm, "room", { a: { type: "text", unique: true } })
            return { entities: [room] }
        },
        renames: ["table old:room"],
        rows: `INSERT INTO "old" VALUES (1, 'kept'); INSERT INTO "room" VALUES (2, 'gone')`,
        works: `DO $$ BEGIN ASSERT (SELECT a = 'kept' FROM room); END $$`,
        saysNot: /CREATE TABLE|_tmp/,
    },
    {
        name: "a table is split: one half keeps the rows, a new table gets the name",
        before: (orm) => ({ entities: [tableOf(orm, "room", { a: { type: "text", unique: true } })] }),
        after: (orm) => {
            const archive = tableOf(orm, "archive", { a: { type: "text", unique: true } })
            RenamedFrom("room")(archive)
            return { entities: [archive, tableOf(orm, "room", { b: { type: "int" } })] }
        },
        renames: [],
        rows: `INSERT INTO "room" VALUES (1, 'kept')`,
        keeps: `SELECT query_to_xml('SELECT * FROM ' || coalesce(to_regclass('archive'), to_regclass('room')), false, true, '')::text ~ 'kept' AS v`,
        saysNot: /DROP TABLE/,
    },
]

function pair(orm: Orm, columns: Columns): readonly Class[] {
    const made = tableOf(orm, "pair", columns)
    for (const property of Object.keys(columns)) orm.Index()(made.prototype as object, property)
    return [made]
}

/** A table of the schema "hotel" whose primary key is not called as that of a table of this name in another schema. */
function otherRoom(orm: Orm): Class {
    const made = { room: class {} }.room as Class
    orm.PrimaryColumn({ type: "int", primaryKeyConstraintName: "PK_other" })(made.prototype as object, "id")
    orm.Entity({ schema: "hotel" })(made)
    return made
}

/** A table that is cold and refers to one that is warm, under these names, both with generated keys. */
function tables(orm: Orm, cold: string, warm: string): readonly Class[] {
    const serial = (made: Class): void => orm.PrimaryGeneratedColumn()(made.prototype as object, "id")
    const south = { [warm]: class {} }[warm] as Class
    serial(south)
    orm.Column({ type: "text", unique: true })(south.prototype as object, "warm")
    orm.Entity({ name: warm })(south)
    const north = { [cold]: class {} }[cold] as Class
    serial(north)
    orm.Column({ type: "int" })(north.prototype as object, "cold")
    orm.Index()(north.prototype as object, "cold")
    orm.Column({ type: "enum", enum: ["a", "b"], default: "a" })(north.prototype as object, "kind")
    orm.ManyToOne(() => south)(north.prototype as object, "other")
    orm.Check(`"cold" < 100`)(north)
    orm.Entity({ name: cold })(north)
    return [north, south]
}

/** The values of a table that has a column, whichever of two names it has. */
function either(column: string, a: string, b: string, list: string): string {
    const query = (table: string): string => `SELECT ${list} FROM ${table} x`.replaceAll("'", "''")
    return `SELECT query_to_xml(CASE WHEN EXISTS (SELECT FROM information_schema.columns WHERE table_name = '${a}' AND column_name = '${column}') THEN '${query(a)}' ELSE '${query(b)}' END, false, true, '')::text AS v`
}

function checked(orm: Orm, checks: Readonly<Record<string, string>>): readonly Class[] {
    const made = tableOf(orm, "sample", {})
    for (const [name, expression] of Object.entries(checks)) orm.Check(name, expression)(made)
    return [made]
}

/** Tables with an enum and a generated key, each referred to by another, the last of them by a view. */
function referred(orm: Orm, ...names: readonly string[]): readonly Class[] {
    const made = names.map((name) => {
        const one = { [name]: class {} }[name] as Class
        orm.PrimaryGeneratedColumn()(one.prototype as object, "id")
        orm.Column({ type: "enum", enum: ["a", "b"], default: "a" })(one.prototype as object, "kind")
        orm.Column({ type: "text", nullable: true, unique: true })(one.prototype as object, "note")
        orm.Entity({ name })(one)
        return one
    })
    const last = made.at(-1)
    const guest = tableOf(orm, "guest", {})
    if (last) orm.ManyToOne(() => last)(guest.prototype as object, "room")
    const view = { kinds: class {} }.kinds as Class
    orm.ViewColumn()(view.prototype as object, "kind")
    orm.ViewEntity({ name: "kinds", expression: `SELECT "kind" FROM "${names.at(-1)}"` })(view)
    return [...made, guest, view]
}
