import { RenamedFrom } from "../../../src/autogen/declare/renamed-from.js"
import type { ChangeCase, Class, Orm } from "../support/case.js"
import { tableOf } from "../support/case.js"
import { column } from "./declared-renames.js"

/** Values of enums that get other names: rows, defaults and expressions follow. */
export const enumRenames: readonly ChangeCase[] = [
    {
        name: "a value of an enum, with all that mentions it",
        before: (orm) => ({ entities: moods(orm, "sad") }),
        after: (orm) => {
            const entities = moods(orm, "it's blue")
            const [person] = entities
            if (person) column(person, "mood", { values: { "it's blue": "sad" } })
            return { entities }
        },
        renames: [],
        rows: `INSERT INTO "person" ("id") VALUES (1); INSERT INTO "person" ("id", "mood", "moods") VALUES (2, 'happy', '{happy}'); INSERT INTO "place" VALUES (1, 'sad')`,
        keeps: `SELECT replace(string_agg(p::text, ' ' ORDER BY id) || (SELECT l::text FROM place l), 'sad', 'it''s blue') ~ '^.1,"?it.s blue' AS v FROM person p`,
        works: `INSERT INTO "person" ("id", "mood") VALUES (9, 'it''s blue')`,
        booksStay: "TypeORM's record has the entity's words, and Postgres's words follow the rename by themselves",
        saysNot: /DROP (TYPE|INDEX|CONSTRAINT|VIEW|DEFAULT)|CREATE|USING|ADD CONSTRAINT/,
    },
    {
        name: "a value, its column, its table and the type's name, and a value more",
        before: (orm) => ({ entities: [tableOf(orm, "person", { mood: mood(["sad", "happy"], "sad") })] }),
        after: (orm) => {
            const guest = tableOf(orm, "guest", { temper: mood(["blue", "happy", "angry"], "blue") })
            RenamedFrom("person")(guest)
            column(guest, "temper", { name: "mood", values: { blue: "sad" } })
            return { entities: [guest] }
        },
        renames: [],
        rows: `INSERT INTO "person" VALUES (1), (2)`,
        keeps: `SELECT 1 AS v`,
        works: `DO $$ BEGIN ASSERT (SELECT every(temper = 'blue') FROM guest); END $$`,
        // What is added last goes by a new type on the way back only.
        saysNot: /DROP TYPE|CREATE TYPE|DROP TABLE|DROP COLUMN/,
    },
    {
        name: "two values change names",
        before: (orm) => ({ entities: [tableOf(orm, "person", { mood: mood(["sad", "happy"], "sad") })] }),
        after: (orm) => ({ entities: [tableOf(orm, "person", { mood: mood(["happy", "sad"], "happy") })] }),
        renames: ["enum-value person_mood_enum.sad:happy", "enum-value person_mood_enum.happy:sad"],
        rows: `INSERT INTO "person" VALUES (1)`,
        works: `DO $$ BEGIN ASSERT (SELECT mood = 'happy' FROM person); END $$`,
        saysNot: /DROP|CREATE/,
    },
    {
        name: "an enum by --rename",
        before: (orm) => ({
            entities: [tableOf(orm, "person", { mood: { ...mood(["sad"], "sad"), enumName: "mood" } })],
        }),
        after: (orm) => ({
            entities: [tableOf(orm, "person", { mood: { ...mood(["sad"], "sad"), enumName: "Temper" } })],
        }),
        renames: ["enum mood:Temper"],
        rows: `INSERT INTO "person" VALUES (1)`,
        saysNot: /DROP|CREATE/,
    },
]

function mood(values: readonly string[], value: string) {
    return { type: "enum", enum: [...values], default: value } as const
}

function moods(orm: Orm, sad: string): readonly Class[] {
    const type = { type: "enum", enum: [sad, "happy"], enumName: "mood" } as const
    const text = `'${sad.replaceAll("'", "''")}'`
    const person = tableOf(orm, "person", {
        mood: { ...type, default: sad },
        moods: { ...type, array: true, default: [sad, "happy"] },
        low: { type: "boolean", asExpression: `"mood" = ${text}`, generatedType: "STORED", nullable: true },
    })
    orm.Check(`"mood" <> ${text} OR "id" < 100`)(person)
    orm.Index("person_low", ["mood"], { where: `"mood" = ${text}` })(person)
    const view = { sad_people: class {} }.sad_people as Class
    orm.ViewColumn()(view.prototype as object, "id")
    orm.ViewEntity({ name: "sad_people", expression: `SELECT "id" FROM "person" WHERE "mood" IN (${text}, 'happy')` })(
        view,
    )
    return [person, tableOf(orm, "place", { mood: type }), view]
}
