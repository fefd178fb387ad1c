import {
    columnChange,
    decorationChange,
    keepingChange,
    tableOf,
    viewOf,
    type ChangeCase,
    type Class,
    type Orm,
} from "../support/case.js"
import { house } from "./relations.js"

/** Every line of REFERENCE.md's "Missed changes": TypeORM sees none of them. */
export const missedChanges: readonly ChangeCase[] = [
    {
        name: "a removed entity",
        before: (orm) => ({
            entities: [tableOf(orm, "sample", {}), tableOf(orm, "gone", { value: { type: "text" } })],
        }),
        after: (orm) => ({ entities: [tableOf(orm, "sample", {})] }),
    },
    seen("a removed view", { materialized: false }, null),
    seen("a view that becomes materialized", { materialized: false }, { materialized: true }),
    seen("a materialized view that becomes plain", { materialized: true }, { materialized: false }),
    decorated("the expression of a named check", (orm) => [
        orm.Check("CHK_sample", "a > 0"),
        orm.Check("CHK_sample", "a > 1"),
    ]),
    decorated("the expression of a named exclusion", (orm) => [
        orm.Exclusion("XCL_sample", "USING gist (a WITH =)"),
        orm.Exclusion("XCL_sample", "USING gist (b WITH =)"),
    ]),
    decorated("the deferrability of an exclusion", (orm) => [
        orm.Exclusion("XCL_sample", "USING gist (a WITH =)"),
        orm.Exclusion("XCL_sample", "USING gist (a WITH =)", { deferrable: "INITIALLY DEFERRED" }),
    ]),
    decorated("the condition of a named index", (orm) => [
        orm.Index("IDX_sample", ["a"], { where: "b > 0" }),
        orm.Index("IDX_sample", ["a"], { where: "b > 1" }),
    ]),
    decorated("the column order of an index", (orm) => [
        orm.Index("IDX_sample", ["a", "b"]),
        orm.Index("IDX_sample", ["b", "a"]),
    ]),
    decorated("the column order of an unnamed index", (orm) => [orm.Index(["a", "b"]), orm.Index(["b", "a"])]),
    decorated("the column order of a unique constraint", (orm) => [
        orm.Unique("UQ_sample", ["a", "b"]),
        orm.Unique("UQ_sample", ["b", "a"]),
    ]),
    decorated("the column order of an unnamed unique constraint", (orm) => [
        orm.Unique(["a", "b"]),
        orm.Unique(["b", "a"]),
    ]),
    decorated("the deferrability of a unique constraint", (orm) => [
        orm.Unique("UQ_sample", ["a"]),
        orm.Unique("UQ_sample", ["a"], { deferrable: "INITIALLY DEFERRED" }),
    ]),
    decorated("when a deferrable unique constraint is checked", (orm) => [
        orm.Unique("UQ_sample", ["a"], { deferrable: "INITIALLY IMMEDIATE" }),
        orm.Unique("UQ_sample", ["a"], { deferrable: "INITIALLY DEFERRED" }),
    ]),
    related("the deferrability of a foreign key", {}, { deferrable: "INITIALLY DEFERRED" }),
    related(
        "when a deferrable foreign key is checked",
        { deferrable: "INITIALLY DEFERRED" },
        { deferrable: "INITIALLY IMMEDIATE" },
    ),
    {
        name: "the referenced column of a foreign key",
        before: (orm) => referring(orm, "a"),
        after: (orm) => referring(orm, "b"),
    },
    {
        name: "the name of a primary key",
        before: (orm) => keyed(orm, {}),
        after: (orm) => keyed(orm, { primaryKeyConstraintName: "pk_sample" }),
        saysNot: /DROP/,
    },
    generatedBy("identity BY DEFAULT to ALWAYS", (orm) => [
        orm.PrimaryGeneratedColumn("identity", { generatedIdentity: "BY DEFAULT" }),
        orm.PrimaryGeneratedColumn("identity", { generatedIdentity: "ALWAYS" }),
    ]),
    generatedBy("serial to identity", (orm) => [
        orm.PrimaryGeneratedColumn(),
        orm.PrimaryGeneratedColumn("identity", { generatedIdentity: "BY DEFAULT" }),
    ]),
    generatedBy("identity to serial", (orm) => [orm.PrimaryGeneratedColumn("identity"), orm.PrimaryGeneratedColumn()]),
    generatedBy("integer to identity", (orm) => [orm.PrimaryColumn("int"), orm.PrimaryGeneratedColumn("identity")]),
    generatedBy("identity to integer", (orm) => [orm.PrimaryGeneratedColumn("identity"), orm.PrimaryColumn("int")], {}),
    generatedBy("integer to serial", (orm) => [orm.PrimaryColumn("int"), orm.PrimaryGeneratedColumn()]),
    generatedBy("serial to integer", (orm) => [orm.PrimaryGeneratedColumn(), orm.PrimaryColumn("int")], {}),
    generatedBy("serial to bigserial", (orm) => [
        orm.PrimaryGeneratedColumn(),
        orm.PrimaryGeneratedColumn({ type: "bigint" }),
    ]),
    generatedBy("identity to bigint identity", (orm) => [
        orm.PrimaryGeneratedColumn("identity"),
        orm.PrimaryGeneratedColumn("identity", { type: "bigint" }),
    ]),
    generatedBy("serial to bigint identity", (orm) => [
        orm.PrimaryGeneratedColumn(),
        orm.PrimaryGeneratedColumn("identity", { type: "bigint", generatedIdentity: "ALWAYS" }),
    ]),
    {
        name: "uuid_generate_v4() to gen_random_uuid()",
        before: (orm) => ({ ...keyedByUuid(orm), options: { extensions: ["uuid-ossp"] } }),
        after: (orm) => ({ ...keyedByUuid(orm), options: { extensions: ["uuid-ossp"], uuidExtension: "pgcrypto" } }),
        saysNot: /DROP/,
    },
    keepingChange("another order of enum values", ofEnum("a", "b", "c"), ofEnum("c", "a", "b"), ["'a'", "'c'"]),
    keepingChange(
        "a removed scale",
        { type: "numeric", precision: 10, scale: 2 },
        { type: "numeric", precision: 10 },
        ["1", "2"],
        { keeps: `SELECT "id", "value"::int FROM "sample" ORDER BY "id"` },
    ),
    columnChange(
        "an array with a removed precision",
        { type: "timestamp", precision: 3, array: true },
        { type: "timestamp", array: true },
    ),
]

function ofEnum(...values: string[]) {
    return { type: "enum", enum: values } as const
}

type Sort = { readonly materialized: boolean } | null

/** A view, or none, over a table that stays. */
function seen(name: string, before: Sort, after: Sort): ChangeCase {
    const declare = (sort: Sort) => (orm: Orm) => {
        const view = sort && viewOf(orm, "seen", { expression: "SELECT id, value FROM sample", ...sort })
        return { entities: [tableOf(orm, "sample", { value: { type: "text" } }), ...(view ? [view] : [])] }
    }
    return {
        name,
        before: declare(before),
        after: declare(after),
        rows: `INSERT INTO "sample" ("id", "value") VALUES (1, 'x')`,
        keeps: `SELECT "id", "value" FROM "sample"`,
        losesNothing: true,
        typeormAgrees: true,
    }
}

type Decorators = readonly [ClassDecorator, ClassDecorator]

/** Two integers, and a decorator on their table that changes. */
function decorated(name: string, decorators: (orm: Orm) => Decorators): ChangeCase {
    return decorationChange(name, { a: { type: "int" }, b: { type: "int" } }, decorators, {
        rows: `INSERT INTO "sample" VALUES (1, 10, 20), (2, 20, 30)`,
        keeps: `SELECT "id", "a", "b" FROM "sample" ORDER BY "id"`,
    })
}

function related(name: string, before: object, after: object): ChangeCase {
    const declare = (options: object) => (orm: Orm) => {
        const target = house(orm)
        const room = tableOf(orm, "room", {})
        orm.ManyToOne(() => target, options)(room.prototype as object, "house")
        return { entities: [target, room] }
    }
    return { name, before: declare(before), after: declare(after) }
}

function referring(orm: Orm, column: string) {
    const target = tableOf(orm, "house", { a: { type: "int", unique: true }, b: { type: "int", unique: true } })
    const room = tableOf(orm, "room", {})
    orm.ManyToOne(() => target)(room.prototype as object, "house")
    orm.JoinColumn({ name: "house_code", referencedColumnName: column })(room.prototype as object, "house")
    return { entities: [target, room] }
}

function keyed(orm: Orm, options: { readonly primaryKeyConstraintName?: string }) {
    const sample = { sample: class {} }.sample as Class
    orm.PrimaryColumn({ type: "int", ...options })(sample.prototype as object, "one")
    orm.PrimaryColumn({ type: "int", ...options })(sample.prototype as object, "two")
    orm.Entity("sample")(sample)
    return { entities: [sample] }
}

function keyedByUuid(orm: Orm) {
    const sample = { sample: class {} }.sample as Class
    orm.PrimaryGeneratedColumn("uuid")(sample.prototype as object, "id")
    orm.Entity("sample")(sample)
    return { entities: [sample] }
}

/** A key whose values come from elsewhere: rows stay, and a new row gets a value that is free. */
export function generatedBy(
    name: string,
    decorators: (orm: Orm) => readonly [PropertyDecorator, PropertyDecorator],
    more: Partial<ChangeCase> = { works: `INSERT INTO "sample" ("name") VALUES ('new')` },
): ChangeCase {
    const declare = (which: 0 | 1) => (orm: Orm) => {
        const sample = { sample: class {} }.sample as Class
        decorators(orm)[which](sample.prototype as object, "id")
        orm.Column({ type: "text" })(sample.prototype as object, "name")
        orm.Entity("sample")(sample)
        return { entities: [sample] }
    }
    return {
        name,
        before: declare(0),
        after: declare(1),
        rows: name.startsWith("integer")
            ? `INSERT INTO "sample" ("id", "name") VALUES (1, 'x'), (2, 'y')`
            : `INSERT INTO "sample" ("name") VALUES ('x'), ('y')`,
        keeps: `SELECT "id"::text, "name" FROM "sample" ORDER BY 1`,
        saysNot: /DROP COLUMN/,
        ...more,
    }
}
