import type { ChangeCase, Class, Columns, Orm } from "../support/case.js"
import { tableOf } from "../support/case.js"

const ROWS = `INSERT INTO "sample" ("id", "value", "other") VALUES (1, 'x', 'one'), (2, 'y', 'two')`
const NO_ROWS = "SELECT 'none'"
const KEEPS = `SELECT "id", "other" FROM "sample" ORDER BY "id"`

/** Columns whose type changes, and which are dropped and added anew because somebody wants that. */
export const recreated: readonly ChangeCase[] = [
    {
        name: "anew, with all that stands on the column",
        before: (orm) => ({ entities: full(orm, { type: "text", nullable: true, comment: "first's", default: "x" }) }),
        after: (orm) => ({ entities: full(orm, { type: "uuid", nullable: true, comment: "second" }) }),
        using: { "sample.value": null },
        rows: ROWS,
        keeps: KEEPS,
        works: `DO $$ BEGIN ASSERT (SELECT bool_and("value" IS NULL) FROM "sample"); END $$`,
    },
    {
        name: "anew, NOT NULL with a default",
        before: (orm) => ({ entities: [table(orm, { type: "text" })] }),
        after: (orm) => ({ entities: [table(orm, { type: "int", default: 7 })] }),
        using: { "public.sample.value": null },
        rows: ROWS,
        keeps: KEEPS,
        works: `DO $$ BEGIN ASSERT (SELECT bool_and("value" = 7) FROM "sample"); END $$`,
    },
    {
        name: "anew, NOT NULL without a default, where there are no rows",
        before: (orm) => ({ entities: [table(orm, { type: "text", nullable: true })] }),
        after: (orm) => ({ entities: [table(orm, { type: "uuid" })] }),
        using: { "sample.value": null },
        rows: NO_ROWS,
    },
    {
        name: "anew, and the way back too where no cast leads there",
        before: (orm) => ({ entities: [table(orm, { type: "point", nullable: true, default: () => "'(1,2)'" })] }),
        after: (orm) => ({ entities: [table(orm, { type: "int", nullable: true, array: true })] }),
        using: { "sample.value": null },
        rows: `INSERT INTO "sample" ("id", "value", "other") VALUES (1, '(3,4)', 'one')`,
        keeps: KEEPS,
        saysNot: /USING|TYPE/,
    },
    {
        name: "anew, by a new name of its table, with a generated column and a column that is converted",
        before: (orm) => ({
            entities: [
                table(
                    orm,
                    { type: "text" },
                    {
                        size: { type: "text" },
                        low: { type: "text", asExpression: `lower("value")`, generatedType: "STORED", nullable: true },
                    },
                ),
            ],
        }),
        after: (orm) => ({
            entities: [
                tableOf(orm, "example", {
                    other: { type: "text" },
                    size: { type: "int" },
                    value: { type: "uuid", default: () => "gen_random_uuid()" },
                    low: { type: "text", asExpression: `"value"::text`, generatedType: "STORED", nullable: true },
                }),
            ],
        }),
        renames: ["sample:example"],
        using: { "example.value": null, "example.size": `length("size")` },
        booksStay: "TypeORM's record has the words of Postgres after a way back",
    },
    {
        name: "anew, a primary key with what refers to it",
        before: (orm) => ({ entities: keyed(orm, "text") }),
        after: (orm) => ({ entities: keyed(orm, "uuid") }),
        using: { "target.id": null, "source.target_id": null },
        rows: `INSERT INTO "target" VALUES ('x'); INSERT INTO "source" VALUES (1, 'x')`,
        keeps: `SELECT "id" FROM "source"`,
    },
    {
        name: "anew, as a serial",
        before: (orm) => ({ entities: [counted(orm, false)], options: { uuidExtension: "pgcrypto" } }),
        after: (orm) => ({ entities: [counted(orm, true)], options: { uuidExtension: "pgcrypto" } }),
        using: { "counted.id": null },
        rows: `INSERT INTO "counted" VALUES ('6f1d3c0e-5d5a-4d3e-9d0c-2f6f0a6c6b1a', 'a'), ('6f1d3c0e-5d5a-4d3e-9d0c-2f6f0a6c6b1b', 'b')`,
        keeps: `SELECT "other" FROM "counted" ORDER BY "other"`,
        works: `INSERT INTO "counted" ("other") VALUES ('c')`,
    },
]

function table(orm: Orm, value: Columns[string], more: Columns = {}): Class {
    return tableOf(orm, "sample", { value, other: { type: "text" }, ...more })
}

function full(orm: Orm, value: Columns[string]): readonly Class[] {
    const made = table(orm, value)
    orm.Index("sample_value", ["value", "other"])(made)
    orm.Index("sample_partial", ["other"], { where: `"value" IS NOT NULL` })(made)
    orm.Unique("sample_unique", ["value", "id"])(made)
    orm.Check("sample_check", `"value"::text <> '' OR "value" IS NULL`)(made)
    const view = { sample_view: class {} }.sample_view as Class
    for (const name of ["id", "value"]) orm.ViewColumn()(view.prototype as object, name)
    orm.ViewEntity({ name: "sample_view", expression: `SELECT "id", "value" FROM "sample"` })(view)
    return [made, view]
}

function keyed(orm: Orm, type: "text" | "uuid"): readonly Class[] {
    const target = { target: class {} }.target as Class
    orm.PrimaryColumn({ type, ...(type === "uuid" ? { default: () => "gen_random_uuid()" } : {}) })(
        target.prototype as object,
        "id",
    )
    orm.Entity("target")(target)
    const source = tableOf(orm, "source", { target_id: { type, nullable: true } })
    orm.ForeignKey(() => target, ["target_id"], ["id"])(source)
    return [target, source]
}

function counted(orm: Orm, serial: boolean): Class {
    const made = { counted: class {} }.counted as Class
    if (serial) orm.PrimaryGeneratedColumn()(made.prototype as object, "id")
    else orm.PrimaryGeneratedColumn("uuid")(made.prototype as object, "id")
    orm.Column({ type: "text" })(made.prototype as object, "other")
    orm.Entity("counted")(made)
    return made
}
