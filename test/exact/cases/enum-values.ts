import type { ChangeCase, Class, Orm } from "../support/case.js"
import { tableOf } from "../support/case.js"

/** What stands on a column of an enum, as decorators and columns of the table "sample". */
interface Use {
    readonly name: string
    declare(orm: Orm, values: readonly string[]): readonly Class[]
    readonly rows?: string
    readonly keeps?: string
    readonly prepare?: string
}

const ROWS = `INSERT INTO "sample" ("id", "kind") VALUES (1, 'a'), (2, 'c'), (3, NULL)`
const KEEPS = `SELECT "id", "kind"::text FROM "sample" ORDER BY "id"`

const uses: readonly Use[] = [
    {
        name: "a default and an array's default",
        declare: (orm, values) => [
            sample(orm, values, {
                first: { type: "enum", enum: [...values], enumName: "kind", default: "c" },
                many: { type: "enum", enum: [...values], enumName: "kind", array: true, default: ["c", "a"] },
                none: { type: "enum", enum: [...values], enumName: "kind", array: true, default: [] },
            }),
        ],
        keeps: `SELECT "id", "kind"::text, "first"::text, "many"::text, "none"::text FROM "sample" ORDER BY "id"`,
    },
    {
        name: "a type of the name that an old one could get",
        prepare: `CREATE TYPE "kind_old" AS ENUM ('x')`,
        declare: (orm, values) => [sample(orm, values)],
    },
    {
        name: "tables of two schemas",
        prepare: `CREATE SCHEMA "second"`,
        declare: (orm, values) => [
            sample(orm, values),
            tableOf(orm, "other", { kind: kindOf(values, { array: true }) }, { schema: "second" }),
            tableOf(orm, "more", { kind: kindOf(values) }, { schema: "second" }),
        ],
    },
    {
        name: "indexes, plain, partial and over an expression",
        declare(orm, values) {
            const table = sample(orm, values)
            orm.Index("sample_kind", ["kind", "id"])(table)
            orm.Index("sample_partial", ["id"], { where: `"kind" = 'c'` })(table)
            orm.Index("sample_listed", ["id"], { unique: true, where: `"kind" IN ('a', 'c')` })(table)
            orm.Index("sample_hash", ["kind"], { type: "hash" })(table)
            return [table]
        },
    },
    {
        name: "a check",
        declare(orm, values) {
            const table = sample(orm, values)
            orm.Check("sample_check", `"kind" <> 'a' OR "id" < 100`)(table)
            orm.Check("sample_listed", `"kind" IN ('a', 'c')`)(table)
            orm.Check("sample_order", `"kind" IS NULL OR "kind" = ANY (enum_range(NULL::"kind"))`)(table)
            return [table]
        },
    },
    {
        name: "an exclusion",
        declare(orm, values) {
            const table = sample(orm, values)
            orm.Exclusion("sample_excluded", `USING btree ("kind" WITH =) WHERE ("kind" = 'c')`)(table)
            orm.Exclusion("sample_apart", `USING hash ("kind" WITH =)`)(table)
            return [table]
        },
    },
    {
        name: "a view, and a materialized one that reads it, with an index",
        declare(orm, values) {
            const plain = view("plain")
            for (const name of ["id", "kind"]) orm.ViewColumn()(plain.prototype as object, name)
            orm.ViewEntity({ name: "plain", expression: `SELECT "id", "kind" FROM "sample" WHERE "kind" <> 'c'` })(
                plain,
            )
            const stored = view("stored")
            for (const name of ["id", "kind"]) orm.ViewColumn()(stored.prototype as object, name)
            orm.Index("stored_kind", ["kind"])(stored)
            orm.ViewEntity({
                name: "stored",
                materialized: true,
                dependsOn: ["plain"],
                expression: `SELECT "id", "kind" FROM "plain" WHERE "kind" = 'a'`,
            })(stored)
            return [sample(orm, values), plain, stored]
        },
        rows: `${ROWS}; REFRESH MATERIALIZED VIEW "stored"`,
        keeps: `SELECT "id", "kind"::text FROM "stored" UNION ALL SELECT "id", "kind"::text FROM "plain" ORDER BY 1`,
    },
    {
        name: "a view that names the type and reads no column of it",
        declare(orm, values) {
            const plain = view("plain")
            for (const name of ["id", "kinds"]) orm.ViewColumn()(plain.prototype as object, name)
            orm.ViewEntity({
                name: "plain",
                expression: `SELECT "id", ARRAY['c', 'a']::"kind"[] AS "kinds" FROM "sample"`,
            })(plain)
            const second = view("second")
            orm.ViewColumn()(second.prototype as object, "id")
            orm.ViewEntity({ name: "second", expression: `SELECT 1 AS "id" WHERE 'a'::"kind" < 'c'::text::"kind"` })(
                second,
            )
            return [sample(orm, values), plain, second]
        },
        keeps: `SELECT "id", "kinds"::text FROM "plain" ORDER BY "id"`,
    },
    {
        name: "a generated column, with an index and a check on it",
        declare(orm, values) {
            const table = sample(orm, values, {
                low: { type: "boolean", asExpression: `"kind" = 'a'`, generatedType: "STORED", nullable: true },
                same: { ...kindOf(values), asExpression: `"kind"`, generatedType: "STORED", nullable: true },
            })
            orm.Index("sample_low", ["low", "same"])(table)
            orm.Check("sample_check", `"low" OR "id" > 0`)(table)
            return [table]
        },
        keeps: `SELECT "id", "kind"::text, "low", "same"::text FROM "sample" ORDER BY "id"`,
    },
    {
        name: "a primary key, a unique constraint and foreign keys to both",
        declare(orm, values) {
            const target = { target: class {} }.target as Class
            orm.PrimaryColumn(kindOf(values))(target.prototype as object, "kind")
            orm.Column({ ...kindOf(values), unique: true })(target.prototype as object, "other")
            orm.Entity("target")(target)
            const table = sample(orm, values)
            orm.ForeignKey(() => target, ["kind"], ["kind"], { onDelete: "CASCADE" })(table)
            orm.Unique("sample_unique", ["kind", "id"])(table)
            return [target, table]
        },
        rows: `INSERT INTO "target" VALUES ('a', 'c'), ('c', 'a'); ${ROWS}`,
        keeps: `SELECT s."id", t."kind"::text, t."other"::text FROM "sample" s LEFT JOIN "target" t USING ("kind") ORDER BY "id"`,
    },
    {
        name: "comments on all that is made anew",
        declare(orm, values) {
            const table = sample(orm, values, {
                low: {
                    type: "boolean",
                    asExpression: `"kind" = 'a'`,
                    generatedType: "STORED",
                    nullable: true,
                    comment: "low's",
                },
                first: { ...kindOf(values), default: "c", comment: "first" },
            })
            orm.Index("sample_partial", ["id"], { where: `"kind" = 'c'` })(table)
            return [table]
        },
    },
]

/** Values of enums that go, or stand in another order, with all that may stand on their columns. */
export const enumValues: readonly ChangeCase[] = uses.flatMap((use) => [
    changeOf(use, "a value goes", ["a", "b", "c"], ["a", "c"]),
    changeOf(use, "values in another order", ["a", "b", "c"], ["c", "b", "a"]),
    changeOf(use, "a value goes and another comes first", ["a", "b", "c"], ["x", "a", "c"]),
    {
        ...changeOf(use, "a value comes in the middle", ["a", "c"], ["a", "b", "c"]),
        // What is added last goes by a new type on the way back only.
        saysNot: /DROP|CREATE|USING/,
    },
])

/** Values that go, and what their rows get instead. */
export const enumMappings: readonly ChangeCase[] = [
    {
        name: "values go with their rows, in columns and arrays of two tables",
        before: (orm) => ({ entities: mapped(orm, ["a", "it's", "c", "d"], "it's") }),
        after: (orm) => ({ entities: mapped(orm, ["new", "c", "a"], "new") }),
        map: [`kind."it's":new`, "public.kind.d:a"],
        rows: `INSERT INTO "sample" ("id", "kind", "many") VALUES (1, 'it''s', '{it''s,a,d}'), (2, 'd', '{}'), (3, 'c', '{{d},{NULL}}'), (4, NULL, '{a}');
            INSERT INTO "other" VALUES (1, 'it''s')`,
        works: `DO $$ BEGIN
            ASSERT (SELECT array_agg("kind"::text ORDER BY "id") FROM "sample") = ARRAY['new', 'a', 'c', NULL];
            ASSERT (SELECT string_agg("many"::text, ' ' ORDER BY "id") FROM "sample") = '{new,a,a} {} {{a},{NULL}} {a}';
            ASSERT (SELECT "kind" FROM "other") = 'new';
            ASSERT (SELECT bool_and("low" = ("kind" = 'a')) FROM "sample");
        END $$`,
        losesNothing: true,
        saysNot: /DROP COLUMN "(kind|many)"/,
    },
    {
        name: "values go with their rows, by new names of type, value and table",
        before: (orm) => ({ entities: [tableOf(orm, "sample", { kind: kindOf(["a", "b", "c"]) })] }),
        after: (orm) => ({
            entities: [tableOf(orm, "example", { sort: { ...kindOf(["x", "c"]), enumName: "sort" } })],
        }),
        renames: ["table sample:example", "sample.kind:sort", "enum kind:sort", "enum-value kind.a:x"],
        map: ["kind.b:x"],
        rows: `INSERT INTO "sample" VALUES (1, 'a'), (2, 'b'), (3, 'c')`,
        works: `DO $$ BEGIN ASSERT (SELECT array_agg("sort"::text ORDER BY "id") FROM "example") = ARRAY['x', 'x', 'c']; END $$`,
        losesNothing: true,
    },
    {
        name: "values go with their rows, under a key and what refers to it",
        before: (orm) => ({ entities: keyed(orm, ["a", "b"]) }),
        after: (orm) => ({ entities: keyed(orm, ["z", "a"]) }),
        map: ["kind.b:z"],
        rows: `INSERT INTO "target" VALUES ('a'), ('b'); INSERT INTO "sample" VALUES (1, 'b'), (2, 'a')`,
        works: `DO $$ BEGIN ASSERT (SELECT array_agg("kind"::text ORDER BY "id") FROM "sample") = ARRAY['z', 'a']; END $$`,
        losesNothing: true,
    },
    {
        name: "values go with their rows, and a check comes that only the new ones keep",
        before: (orm) => ({ entities: [sample(orm, ["a", "b", "c"])] }),
        after(orm) {
            const table = sample(orm, ["z", "a", "c"])
            orm.Check("sample_check", `"kind" IN ('z', 'a') AND "kind" >= 'z'`)(table)
            orm.Index("sample_z", ["id"], { where: `"kind" = 'z'` })(table)
            return { entities: [table] }
        },
        map: ["kind.b:z"],
        rows: `INSERT INTO "sample" VALUES (1, 'a'), (2, 'b')`,
        works: `DO $$ BEGIN ASSERT (SELECT "kind" FROM "sample" WHERE "id" = 2) = 'z'; END $$`,
        losesNothing: true,
    },
]

function mapped(orm: Orm, values: readonly string[], first: string): readonly Class[] {
    const table = sample(orm, values, {
        many: { ...kindOf(values, { array: true }), default: [first] },
        low: { type: "boolean", asExpression: `"kind" = 'a'`, generatedType: "STORED", nullable: true },
    })
    orm.Index("sample_first", ["id"], { where: `"kind" = '${first.replaceAll("'", "''")}'` })(table)
    return [table, tableOf(orm, "other", { kind: { ...kindOf(values), default: first } })]
}

function keyed(orm: Orm, values: readonly string[]): readonly Class[] {
    const target = { target: class {} }.target as Class
    orm.PrimaryColumn(kindOf(values))(target.prototype as object, "kind")
    orm.Entity("target")(target)
    const table = sample(orm, values)
    orm.ForeignKey(() => target, ["kind"], ["kind"])(table)
    return [target, table]
}

function changeOf(use: Use, how: string, before: readonly string[], after: readonly string[]): ChangeCase {
    return {
        name: `${how}, under ${use.name}`,
        before: (orm) => ({ entities: use.declare(orm, before) }),
        after: (orm) => ({ entities: use.declare(orm, after) }),
        rows: use.rows ?? ROWS,
        keeps: use.keeps ?? KEEPS,
        ...(use.prepare === undefined ? {} : { prepare: use.prepare }),
        losesNothing: true,
    }
}

function kindOf(values: readonly string[], more: { readonly array?: boolean } = {}) {
    return { type: "enum", enum: [...values], enumName: "kind", ...more } as const
}

function sample(orm: Orm, values: readonly string[], more: Parameters<typeof tableOf>[2] = {}): Class {
    return tableOf(orm, "sample", { kind: { ...kindOf(values), nullable: true }, ...more })
}

function view(name: string): Class {
    return { [name]: class {} }[name] as Class
}
