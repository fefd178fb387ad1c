import {
    columnChange,
    keepingChange,
    tableOf,
    type ChangeCase,
    type Class,
    type Columns,
    type Orm,
} from "../support/case.js"
import { house } from "./relations.js"

const UUID = "6f1d3c0e-5d5a-4d3e-9d0c-2f6f0a6c6b1a"

enum Way {
    Up = "up",
    Down = "down",
}

/** Changes that TypeORM finds, but carries out by dropping, in the wrong order, or not at all; and those between kinds. */
export const changes: readonly ChangeCase[] = [
    keepingChange("a longer varchar", { type: "varchar", length: 36 }, { type: "varchar", length: 64 }, ["'a'"]),
    keepingChange("a shorter varchar", { type: "varchar", length: 64 }, { type: "varchar", length: 36 }, ["'a'"]),
    keepingChange("varchar to text", { type: "varchar" }, { type: "text" }, ["'a'"]),
    keepingChange("text to integer", { type: "text", default: "1" }, { type: "int", default: 2 }, ["'12'"]),
    keepingChange("integer to bigint", { type: "int", default: 1 }, { type: "bigint", default: 1 }, ["12"]),
    keepingChange("integer to smallint with default", { type: "int", default: 1 }, { type: "smallint", default: 1 }, [
        "12",
    ]),
    keepingChange("timestamp to timestamptz", { type: "timestamp" }, { type: "timestamptz" }, ["'2024-01-01'"], {
        keeps: `SELECT "id", "value"::date::text FROM "sample"`,
    }),
    keepingChange("text to uuid", { type: "text" }, { type: "uuid" }, [`'${UUID}'`]),
    keepingChange("json to jsonb", { type: "json" }, { type: "jsonb" }, [`'{"a": 1}'`]),
    keepingChange(
        "integer to an array",
        { type: "int", nullable: true },
        { type: "int", array: true, nullable: true },
        ["1", "NULL"],
        { keeps: `SELECT "id", trim(both '{}' from "value"::text) AS value FROM "sample" ORDER BY "id"` },
    ),
    keepingChange("text to an array", { type: "text" }, { type: "text", array: true }, ["'a,b'", "'{c'", "''"], {
        keeps: `SELECT "id", '{}'::text[] || "value" AS values FROM "sample" ORDER BY "id"`,
    }),
    keepingChange("varchar with a default to text", { type: "varchar", default: "x" }, { type: "text", default: "x" }, [
        "'a'",
    ]),
    keepingChange("json with a default to jsonb", { type: "json", default: {} }, { type: "jsonb", default: {} }, [
        `'{"a": 1}'`,
    ]),
    keepingChange(
        "timestamp now to timestamptz now",
        { type: "timestamp", default: () => "now()" },
        { type: "timestamptz", default: () => "now()" },
        ["'2024-01-01'"],
        { keeps: `SELECT "id", "value"::date::text FROM "sample"` },
    ),
    keepingChange("a default with backslashes", { type: "text", default: "a\\b" }, { type: "text", default: "a\\c" }, [
        "'x'",
    ]),
    keepingChange("text to citext", { type: "text" }, { type: "citext" }, ["'a'"]),
    keepingChange(
        "a collation is added",
        { type: "varchar", length: 50 },
        { type: "varchar", length: 50, collation: "C" },
        ["'a'"],
    ),
    keepingChange("a collation changes", { type: "text", collation: "POSIX" }, { type: "text", collation: "C" }, [
        "'a'",
    ]),
    keepingChange(
        "a type changes and its collation stays",
        { type: "varchar", length: 5, collation: "C" },
        { type: "varchar", length: 9, collation: "C" },
        ["'a'"],
    ),
    keepingChange("nullable to not null", { type: "int", nullable: true }, { type: "int" }, ["1"]),
    keepingChange("a default is added", { type: "int" }, { type: "int", default: 5 }, ["1"]),
    keepingChange("a default is removed", { type: "text", default: "it's" }, { type: "text" }, ["'x'"]),
    keepingChange("a default changes", { type: "jsonb", default: {} }, { type: "jsonb", default: { a: 1 } }, ["'[]'"]),
    keepingChange("a comment changes", { type: "int", comment: "one" }, { type: "int", comment: "two's" }, ["1"]),
    keepingChange("a comment is removed", { type: "int", comment: "one" }, { type: "int" }, ["1"]),
    // More rows than one would all get the default.
    columnChange(
        "a column is added",
        null,
        { type: "text", nullable: true, comment: "x", default: "d", unique: true },
        { rows: `INSERT INTO "sample" VALUES (1)` },
    ),
    columnChange(
        "a column is removed",
        { type: "text", nullable: true, comment: "x", default: "d", unique: true },
        null,
        { rows: `INSERT INTO "sample" VALUES (1)` },
    ),
    columnChange("a column of an enum is added", null, { type: "enum", enum: Way, default: Way.Up }),
    columnChange("the last column of an enum is removed", { type: "enum", enum: Way, default: Way.Up }, null),
    keepingChange(
        "text to an enum with default",
        { type: "text", default: "up" },
        { type: "enum", enum: Way, default: Way.Up },
        ["'down'"],
    ),
    keepingChange(
        "an enum with default to text",
        { type: "enum", enum: Way, default: Way.Up },
        { type: "text", default: "up" },
        ["'down'"],
    ),
    columnChange(
        "an enum to an array of it",
        { type: "enum", enum: Way, default: Way.Up },
        { type: "enum", enum: Way, array: true, default: [Way.Up] },
    ),
    keepingChange(
        "another enumName",
        { type: "enum", enum: Way, default: Way.Up },
        { type: "enum", enum: Way, enumName: "way", default: Way.Up },
        ["'up'"],
        { saysNot: /CREATE TYPE|DROP TYPE|USING/ },
    ),
    keepingChange("enum values are added in the middle and at the end", ofEnum("a", "c"), ofEnum("a", "b", "c", "d"), [
        "'a'",
        "'c'",
    ]),
    keepingChange("enum values are added before the first", ofEnum("b"), ofEnum("a", "b"), ["'b'"]),
    keepingChange(
        "an enum value is removed",
        { ...ofEnum("a", "b", "c"), default: "a" },
        { ...ofEnum("a", "c"), default: "c" },
        ["'a'"],
    ),
    keepingChange(
        "an enum value is removed, of an array",
        { ...ofEnum("a", "b"), array: true, default: ["a"] },
        { ...ofEnum("a"), array: true, default: ["a"] },
        ["'{a}'"],
    ),
    keepingChange("unique is added", { type: "int" }, { type: "int", unique: true }, ["1"]),
    indexed("an indexed, checked, unique column grows", { type: "varchar", length: 5 }, { type: "varchar", length: 9 }),
    indexed("the type of an indexed, checked, unique column", { type: "varchar", length: 10 }, { type: "text" }),
    indexed("the type of an indexed, checked, unique column, by a cast", { type: "varchar" }, { type: "citext" }),
    indexed("an enum's values under an index", ofEnum("a", "b"), ofEnum("b", "a"), "'a'"),
    computed("the expression of a generated column", `upper("name")`, `lower("name")`),
    computed("a plain column becomes generated", null, `lower("name")`),
    computed("a generated column becomes plain", `lower("name")`, null),
    computed("a generated column appears with what it reads", null, `"id" || "fresh"`, {
        fresh: { type: "text", default: "f" },
    }),
    computed("the type that a generated column reads", `"id" || lower("name")`, `"id" || lower("name")`, {
        name: { type: "varchar", length: 50 },
    }),
    {
        name: "a value is added to an enum that two tables share",
        before: (orm) => sharing(orm, ["a", "b"], ["one", "two"]),
        after: (orm) => sharing(orm, ["a", "x", "b"], ["one", "two"]),
    },
    {
        name: "a value is removed from an enum that two tables share",
        before: (orm) => sharing(orm, ["a", "b"], ["one", "two"]),
        after: (orm) => sharing(orm, ["a"], ["one", "two"]),
        rows: `INSERT INTO "one" VALUES (1, 'a', '{a,a}'); INSERT INTO "two" VALUES (1, 'a', '{}')`,
    },
    {
        name: "one of two tables that share an enum is removed",
        before: (orm) => sharing(orm, ["a", "b"], ["one", "two"]),
        after: (orm) => sharing(orm, ["a", "b"], ["one"]),
    },
    {
        name: "the columns of a primary key, with what refers to it",
        before: (orm) => ({ entities: keyed(orm, ["a", "b"]) }),
        after: (orm) => ({ entities: keyed(orm, ["a", "c"]) }),
    },
    {
        name: "the column order of a primary key",
        before: (orm) => ({ entities: keyed(orm, ["a", "b"]) }),
        after: (orm) => ({ entities: keyed(orm, ["b", "a"]) }),
    },
    {
        name: "the type of a key and of all that refer to it",
        before: (orm) => ({ entities: referring(orm, "int") }),
        after: (orm) => ({ entities: referring(orm, "bigint") }),
        rows: `INSERT INTO "target" VALUES (1); INSERT INTO "source" VALUES (1, 1)`,
        keeps: `SELECT "id"::text, "targetId"::text FROM "source"`,
        saysNot: /DROP COLUMN/,
    },
    {
        name: "the type of a key and of all that refer to it, by a cast",
        before: (orm) => ({ entities: referring(orm, "varchar") }),
        after: (orm) => ({ entities: referring(orm, "uuid") }),
        rows: `INSERT INTO "target" VALUES ('${UUID}'); INSERT INTO "source" VALUES (1, '${UUID}')`,
        keeps: `SELECT "id"::text, "targetId"::text FROM "source"`,
        saysNot: /DROP COLUMN/,
    },
    {
        name: "the actions of a foreign key",
        before: (orm) => ({ entities: related(orm, { onDelete: "CASCADE" }) }),
        after: (orm) => ({ entities: related(orm, { onDelete: "SET NULL", onUpdate: "CASCADE" }) }),
    },
    {
        name: "a relation is added, another removed",
        before: (orm) => ({ entities: related(orm, {}, "first") }),
        after: (orm) => ({ entities: related(orm, {}, "second") }),
    },
    {
        name: "many-to-one to one-to-one",
        before: (orm) => ({ entities: related(orm, {}) }),
        after: (orm) => ({ entities: related(orm, {}, "house", "OneToOne") }),
    },
    {
        name: "a many-to-many is removed",
        before: (orm) => ({ entities: linked(orm, true) }),
        after: (orm) => ({ entities: linked(orm, false) }),
    },
    {
        name: "the comment of a table",
        before: (orm) => ({ entities: [tableOf(orm, "sample", {}, { comment: "one" })] }),
        after: (orm) => ({ entities: [tableOf(orm, "sample", {}, { comment: "two" })] }),
    },
    {
        name: "a table moves to another schema that is not there yet",
        before: (orm) => ({ entities: [tableOf(orm, "sample", { value: { type: "text" } })] }),
        after: (orm) => ({ entities: [tableOf(orm, "sample", { value: { type: "text" } }, { schema: "other" })] }),
        prepare: `CREATE SCHEMA "other"`,
    },
    indexes("an index becomes unique", {}, { unique: true }),
    indexes("an index gets another method", {}, { type: "hash" }),
    indexes("an index gets a condition", {}, { where: `"value" > 1` }),
    {
        name: "a unique constraint of one column gets a name",
        before: (orm) => ({ entities: [tableOf(orm, "sample", { value: { type: "int", unique: true } })] }),
        after: (orm) => {
            const sample = tableOf(orm, "sample", { value: { type: "int" } })
            orm.Unique("mine", ["value"])(sample)
            return { entities: [sample] }
        },
        saysNot: /DROP/,
    },
    {
        name: "a unique constraint of one column is added by name, deferrable",
        before: (orm) => ({ entities: [tableOf(orm, "sample", { value: { type: "int" } })] }),
        after: (orm) => {
            const sample = tableOf(orm, "sample", { value: { type: "int" } })
            orm.Unique("mine", ["value"], { deferrable: "INITIALLY DEFERRED" })(sample)
            return { entities: [sample] }
        },
    },
    {
        name: "an entity becomes a tree",
        before: (orm) => ({ entities: [category(orm, null)] }),
        after: (orm) => ({ entities: [category(orm, "closure-table")] }),
    },
    {
        name: "a materialized path becomes a nested set",
        before: (orm) => ({ entities: [category(orm, "materialized-path")] }),
        after: (orm) => ({ entities: [category(orm, "nested-set")] }),
    },
]

function ofEnum(...values: string[]) {
    return { type: "enum", enum: values } as const
}

type ColumnOptions = Parameters<typeof columnChange>[1]

function indexed(
    name: string,
    before: NonNullable<ColumnOptions>,
    after: NonNullable<ColumnOptions>,
    value = "'a'",
): ChangeCase {
    const declare = (column: NonNullable<ColumnOptions>) => (orm: Orm) => {
        const sample = tableOf(orm, "sample", { value: { ...column, unique: true } })
        orm.Index("IDX_value", ["value"])(sample)
        orm.Index("IDX_partial", ["id"], { where: `"value" = 'a'` })(sample)
        orm.Check("CHK_value", `"value" <> 'b'`)(sample)
        return { entities: [sample] }
    }
    return {
        name,
        before: declare(before),
        after: declare(after),
        rows: `INSERT INTO "sample" VALUES (1, ${value})`,
        keeps: `SELECT "id", "value"::text FROM "sample"`,
        saysNot: /DROP COLUMN/,
    }
}

function computed(name: string, before: string | null, after: string | null, columns: Columns = {}): ChangeCase {
    const declare = (expression: string | null, more: Columns) => (orm: Orm) => {
        const sample = tableOf(orm, "sample", {
            name: { type: "text" },
            ...more,
            value: {
                type: "text",
                nullable: true,
                unique: true,
                comment: "computed",
                ...(expression === null ? {} : { asExpression: expression, generatedType: "STORED" }),
            },
        })
        orm.Index("IDX_value", ["value", "name"], { where: "value IS NOT NULL" })(sample)
        orm.Check("CHK_value", `"value" <> 'b'`)(sample)
        return { entities: [sample] }
    }
    return {
        name,
        before: declare(before, {}),
        after: declare(after, columns),
        losesNothing: before !== null && after !== null,
        typeormAgrees: true,
    }
}

function sharing(orm: Orm, values: string[], tables: readonly string[]) {
    return {
        entities: tables.map((table) =>
            tableOf(orm, table, {
                one: { type: "enum", enum: values, enumName: "shared", default: "a" },
                many: { type: "enum", enum: values, enumName: "shared", array: true, default: ["a"] },
            }),
        ),
    }
}

function keyed(orm: Orm, key: readonly string[]): readonly Class[] {
    const target = { target: class {} }.target as Class
    for (const name of ["a", "b", "c"]) {
        if (!key.includes(name)) orm.Column({ type: "int" })(target.prototype as object, name)
    }
    for (const name of key) orm.PrimaryColumn({ type: "int" })(target.prototype as object, name)
    orm.Entity("target")(target)
    const source = tableOf(orm, "source", {})
    orm.ManyToOne(() => target)(source.prototype as object, "target")
    return [target, source]
}

function referring(orm: Orm, type: "int" | "bigint" | "varchar" | "uuid"): readonly Class[] {
    const target = { target: class {} }.target as Class
    orm.PrimaryColumn({ type })(target.prototype as object, "id")
    orm.Entity("target")(target)
    const source = tableOf(orm, "source", {})
    orm.ManyToOne(() => target)(source.prototype as object, "target")
    return [target, source]
}

function related(
    orm: Orm,
    options: object,
    property = "house",
    relation: "ManyToOne" | "OneToOne" = "ManyToOne",
): readonly Class[] {
    const target = house(orm)
    const room = tableOf(orm, "room", {})
    orm[relation](() => target, options)(room.prototype as object, property)
    orm.JoinColumn()(room.prototype as object, property)
    return [target, room]
}

function linked(orm: Orm, isLinked: boolean): readonly Class[] {
    const target = house(orm)
    const room = tableOf(orm, "room", {})
    if (isLinked) {
        orm.ManyToMany(() => target)(room.prototype as object, "houses")
        orm.JoinTable()(room.prototype as object, "houses")
    }
    return [target, room]
}

function indexes(name: string, before: object, after: object): ChangeCase {
    const declare = (options: object) => (orm: Orm) => {
        const sample = tableOf(orm, "sample", { value: { type: "int" } })
        orm.Index("IDX_value", ["value"], options)(sample)
        return { entities: [sample] }
    }
    return { name, before: declare(before), after: declare(after) }
}

function category(orm: Orm, tree: "closure-table" | "materialized-path" | "nested-set" | null): Class {
    const made = { category: class {} }.category as Class
    orm.PrimaryGeneratedColumn()(made.prototype as object, "id")
    if (tree === null) orm.ManyToOne(() => made)(made.prototype as object, "parent")
    else {
        orm.Tree(tree)(made)
        orm.TreeParent()(made.prototype as object, "parent")
        orm.TreeChildren()(made.prototype as object, "children")
    }
    orm.Entity("category")(made)
    return made
}
