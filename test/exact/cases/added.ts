import { tableOf, type ChangeCase, type Class, type Orm } from "../support/case.js"

/** What rows must have or get: changes that online plans take several migrations for. */
export const added: readonly ChangeCase[] = [
    {
        name: "nullable to not null with a default",
        before: (orm) => ({ entities: [tableOf(orm, "sample", { value: { type: "int", nullable: true } })] }),
        after: (orm) => ({ entities: [tableOf(orm, "sample", { value: { type: "int", default: 5 } })] }),
        rows: `INSERT INTO "sample" VALUES (1, 1), (2, NULL)`,
        works: `DO $$ BEGIN ASSERT (SELECT array_agg("value" ORDER BY "id") FROM "sample") = ARRAY[1, 5]; END $$`,
        losesNothing: true,
    },
    {
        name: "a column is added with a default that differs from row to row",
        before: (orm) => ({ entities: [tableOf(orm, "sample", {})] }),
        after: (orm) => ({
            entities: [tableOf(orm, "sample", { value: { type: "uuid", default: () => "gen_random_uuid()" } })],
        }),
        rows: `INSERT INTO "sample" VALUES (1), (2)`,
        works: `DO $$ BEGIN ASSERT (SELECT count(DISTINCT "value") FROM "sample") = 2; END $$`,
    },
    {
        name: "an index, a check and a foreign key are added",
        before: (orm) => ({ entities: guarded(orm, false) }),
        after: (orm) => ({ entities: guarded(orm, true) }),
        rows: `INSERT INTO "other" VALUES (1); INSERT INTO "sample" VALUES (1, 1)`,
        keeps: `SELECT * FROM "sample"`,
        losesNothing: true,
    },
]

/** A table that refers to another, with and without what makes sure of it. */
function guarded(orm: Orm, isGuarded: boolean): readonly Class[] {
    const other = tableOf(orm, "other", {})
    const table = tableOf(orm, "sample", { value: { type: "int" } })
    if (isGuarded) {
        orm.Index("sample_value", ["value"])(table)
        orm.Check("sample_positive", `"value" > 0`)(table)
        orm.ForeignKey(() => other, ["value"], ["id"])(table)
    }
    return [other, table]
}
