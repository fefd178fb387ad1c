import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { Queryable } from "../../src/autogen/core/queryable.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { mentionsOnlyObjects } from "../../src/autogen/inspect/own-mentions.js"
import { schemaShapes } from "../../src/autogen/inspect/schema-shapes.js"
import { createDatabase, type Database } from "../support/databases.js"
import { rest } from "../support/sampled.js"
import { serverFor } from "../support/servers.js"

const base = (name: string): string => `
    CREATE SCHEMA ${name};
    CREATE TYPE ${name}.mood AS ENUM ('calm', 'loud');
    CREATE TABLE ${name}.room (
        id serial PRIMARY KEY, code text DEFAULT 'none', mood ${name}.mood NOT NULL DEFAULT 'calm' CHECK (mood <> 'loud'),
        at timestamptz DEFAULT now(), size int GENERATED ALWAYS AS IDENTITY
    );
    CREATE INDEX room_code ON ${name}.room (lower(code)) WHERE mood = 'calm';
    CREATE TABLE ${name}.chair (id int PRIMARY KEY, room int REFERENCES ${name}.room);
    CREATE VIEW ${name}.calm AS SELECT room.id, mood FROM ${name}.room;
    COMMENT ON TABLE ${name}.room IS 'rooms';
    CREATE TABLE ${name}.migrations (id serial PRIMARY KEY, name text)`

/** Schemas that one statement sets apart, or that are the same all the same. */
const changes: Readonly<Record<string, string>> = {
    column: "ALTER TABLE column_.room ADD floor int",
    comment: "COMMENT ON TABLE comment_.room IS 'see comment_.room'",
    another_comment: "COMMENT ON TABLE another_comment_.room IS 'see another_comment_.room'",
    constant: "ALTER TABLE constant_.room ALTER code SET DEFAULT 'see constant_.room'",
    another_constant: "ALTER TABLE another_constant_.room ALTER code SET DEFAULT 'see another_constant_.room'",
    label: "ALTER TYPE label_.mood ADD VALUE 'label_'",
    another_label: "ALTER TYPE another_label_.mood ADD VALUE 'another_label_'",
    own_name: "CREATE TABLE own_name_.own_name_ (id int)",
    reader: "CREATE VIEW reader_.other AS SELECT room.id FROM is_read_.room",
    outside: "CREATE VIEW public.outside AS SELECT room.id FROM outside_.room",
    function: "CREATE FUNCTION function_.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    cast: "CREATE FUNCTION public.g(cast_.mood) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    domain: "CREATE DOMAIN public.d AS domain_.mood",
    row_type: "CREATE FUNCTION public.h(row_type_.room) RETURNS int LANGUAGE sql AS 'SELECT 1'",
    outside_key: "CREATE TABLE public.k (id int REFERENCES outside_key_.room)",
    foreign_key: "ALTER TABLE foreign_key_.chair ADD FOREIGN KEY (id) REFERENCES is_referenced_.room",
    trigger:
        "CREATE TRIGGER t BEFORE UPDATE ON trigger_.room FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
    privilege: "GRANT SELECT ON privilege_.room TO public",
    security: "ALTER TABLE security_.room ENABLE ROW LEVEL SECURITY",
    statistics: "ALTER TABLE statistics_.room ALTER code SET STATISTICS 7",
    storage: "ALTER TABLE storage_.room SET (fillfactor = 70)",
}

const same = ["t1", "t2", "t3", "t4"]
const others = [...Object.keys(changes).map((name) => `${name}_`), "is_read_", "is_referenced_", `"Quoted name"`]
const bare = (name: string): string => name.replaceAll('"', "")

let database: Database
let count = 0
const counted: Queryable = {
    query: async (sql, params) => {
        count++
        return database.query(sql, params)
    },
}

beforeAll(async () => {
    database = await createDatabase(serverFor(16), { prefix: "shapes" })
    await database.query([...same, ...others].map(base).join(";\n"))
    await database.query("CREATE SCHEMA empty1; CREATE SCHEMA empty2")
    for (const sql of Object.values(changes)) await database.query(sql)
}, 60_000)
afterAll(() => database.close())

/** All that an inspection reads of a schema, without the schema's name. */
async function read(name: string): Promise<string> {
    const { objects, unmodelled, unmanagedDependents } = await inspect(database, {
        schemas: [name],
        defaultSchema: name,
    })
    const text = JSON.stringify([[...objects.values()], unmodelled, unmanagedDependents])
    return text.replaceAll(new RegExp(`\\b${name}\\b`, "g"), "OWN")
}

describe("shapes of schemas", () => {
    it("are the same only for schemas of which an inspection reads the same", rest, async () => {
        const schemas = [...same, ...others.map(bare), "empty1", "empty2", "missing"]
        const shapes = await schemaShapes(database, schemas, [])
        expect(shapes.flatMap((shape) => shape.schemas).toSorted()).toEqual(schemas.toSorted())
        const certain = shapes.filter((shape) => shape.isCertain)
        for (const shape of certain) {
            const [first = "", ...more] = shape.schemas
            const text = await read(first)
            for (const name of more) expect(await read(name), `${first} and ${name}`).toBe(text)
        }
        const several = certain.map((shape) => [...shape.schemas].sort()).filter(({ length }) => length > 1)
        expect(several.toSorted()).toEqual([["empty1", "empty2"], same].toSorted())
        // What a user wrote may say of each what is true of that one only.
        const doubtful = shapes.filter((shape) => !shape.isCertain).map((shape) => [...shape.schemas].sort())
        expect(doubtful.toSorted()).toEqual([
            ["another_comment_", "comment_"],
            ["another_constant_", "constant_"],
        ])
    })

    it("are asked for with so many queries, however many schemas there are", async () => {
        const ask = async (schemas: readonly string[]): Promise<number> => {
            count = 0
            await schemaShapes(counted, schemas, [])
            return count
        }
        expect(await ask(same)).toBe(await ask(["t1", "t2"]))
        expect(await ask(same)).toBeLessThan(40)
    })

    it("see what is about a schema in one that is looked at with each", async () => {
        const shapes = await schemaShapes(database, ["t1", "t2", "is_read_"], ["reader_"])
        expect(shapes.map((shape) => shape.schemas)).toEqual([["t1", "t2"], ["is_read_"]])
    })
})

describe("a schema's own name in a row", () => {
    const mark = "\uE000"
    it.each([
        [{ expression: `nextval('${mark}.room_id_seq'::regclass)` }, true],
        [{ expression: `'calm'::${mark}.mood` }, true],
        [{ elements: [{ expression: `lower(${mark}.f(code))` }] }, true],
        [{ expression: `'see ${mark}.room'::text` }, false],
        [{ expression: `E'it''s ${mark}.room'::text` }, false],
        [{ expression: `"a ${mark}.room"` }, false],
        [{ text: `see ${mark}.room` }, false],
        [{ values: [`${mark}.`] }, false],
        [{ expression: `'${mark}.a'::text` }, false],
    ])("%o", (row, isAboutObjects) => {
        expect(mentionsOnlyObjects(row)).toBe(isAboutObjects)
    })
})
