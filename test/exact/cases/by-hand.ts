import { tableOf, type ChangeCase, type Class, type Columns, type Orm } from "../support/case.js"

/** What entities cannot say and somebody has made by hand: it stays, also on what is made anew. */
export const byHand: readonly ChangeCase[] = [
    {
        name: "comments on constraints and indexes that are made anew",
        before: (orm) => ({ entities: constrained(orm, "a", "") }),
        after: (orm) => ({ entities: constrained(orm, "b", "CASCADE") }),
        byHand: `
            COMMENT ON CONSTRAINT "CHK_hand" ON "sample" IS 'it''s a check';
            COMMENT ON CONSTRAINT "UQ_hand" ON "sample" IS 'a unique';
            COMMENT ON CONSTRAINT "XCL_hand" ON "sample" IS 'an exclusion';
            COMMENT ON CONSTRAINT "PK_hand" ON "sample" IS 'a key';
            COMMENT ON CONSTRAINT "FK_hand" ON "sample" IS 'a reference';
            COMMENT ON INDEX "IDX_hand" IS 'an index';
            COMMENT ON INDEX "UQ_hand" IS 'the index of a unique';
            COMMENT ON INDEX "XCL_hand" IS 'the index of an exclusion';
            COMMENT ON INDEX "PK_hand" IS 'the index of a key'`,
    },
    {
        name: "comments on constraints and indexes of a column whose type changes",
        before: (orm) => ({ entities: [typed(orm, "varchar")] }),
        after: (orm) => ({ entities: [typed(orm, "citext")] }),
        byHand: `
            COMMENT ON CONSTRAINT "CHK_hand" ON "sample" IS 'a check';
            COMMENT ON CONSTRAINT "UQ_hand" ON "sample" IS 'a unique';
            COMMENT ON INDEX "IDX_hand" IS 'an index';
            COMMENT ON INDEX "IDX_partial" IS 'a partial index';
            COMMENT ON INDEX "UQ_hand" IS 'the index of a unique'`,
        prepare: `CREATE EXTENSION "citext"`,
    },
    {
        name: "comments on an enum that is made anew, on a schema and a sequence",
        before: (orm) => ({ entities: [chosen(orm, ["a", "b"])] }),
        after: (orm) => ({ entities: [chosen(orm, ["b", "a"])] }),
        byHand: `
            COMMENT ON TYPE "way" IS 'an enum';
            COMMENT ON SCHEMA "public" IS 'ours';
            COMMENT ON SEQUENCE "sample_id_seq" IS 'a sequence'`,
    },
    {
        name: "comments on views that are made anew, their columns and indexes",
        before: (orm) => ({ entities: seen(orm, `SELECT "id", "value", 1 AS "one" FROM "sample"`) }),
        after: (orm) => ({ entities: seen(orm, `SELECT "id", "value" FROM "sample"`) }),
        byHand: `
            COMMENT ON VIEW "plain" IS 'a view';
            COMMENT ON COLUMN "plain"."value" IS 'a column of a view';
            COMMENT ON MATERIALIZED VIEW "stored" IS 'a materialized view';
            COMMENT ON COLUMN "stored"."value" IS 'a column of a materialized view';
            COMMENT ON INDEX "IDX_stored" IS 'its index'`,
    },
    {
        name: "how a serial's sequence counts, while its type changes",
        before: (orm) => ({ entities: [counted(orm, "increment", "int")] }),
        after: (orm) => ({ entities: [counted(orm, "increment", "bigint")] }),
        byHand: `ALTER SEQUENCE "sample_id_seq" INCREMENT 5 MINVALUE 3 MAXVALUE 900 START 10 RESTART CACHE 7 CYCLE`,
        rows: `INSERT INTO "sample" ("name") VALUES ('a'), ('b')`,
        keeps: `SELECT "id"::text, "name", (SELECT last_value FROM "sample_id_seq")::text FROM "sample" ORDER BY "id"`,
    },
    {
        name: "how an identity counts, while its type changes",
        before: (orm) => ({ entities: [counted(orm, "identity", "int")] }),
        after: (orm) => ({ entities: [counted(orm, "identity", "bigint")] }),
        byHand: `ALTER TABLE "sample" ALTER "id" SET INCREMENT 5 SET MINVALUE 3 SET MAXVALUE 900 SET START 10 RESTART SET CACHE 7 SET CYCLE`,
        rows: `INSERT INTO "sample" ("name") VALUES ('a'), ('b')`,
        keeps: `SELECT "id"::text, "name", (SELECT last_value FROM "sample_id_seq")::text FROM "sample" ORDER BY "id"`,
    },
    {
        name: "what entities name but leave alone: an index, a view, a table, a join table",
        before: (orm) => ({ entities: leftAlone(orm, {}) }),
        after: (orm) => ({ entities: leftAlone(orm, { more: { type: "text", nullable: true } }) }),
        byHand: `
            CREATE INDEX "IDX_hand" ON "sample" (lower("value"));
            COMMENT ON INDEX "IDX_hand" IS 'an index';
            CREATE VIEW "seen" AS SELECT "value" FROM "sample" WHERE "value" > '';
            CREATE TABLE "alone" ("other" integer PRIMARY KEY);
            CREATE TABLE "joined" ("other" integer)`,
    },
    {
        name: "how an identity counts, whose table goes and comes back",
        before: (orm) => ({ entities: [counted(orm, "identity", "int"), tableOf(orm, "other", {})] }),
        after: (orm) => ({ entities: [tableOf(orm, "other", {})] }),
        byHand: `ALTER TABLE IF EXISTS "sample" ALTER "id" SET INCREMENT -2 SET NO MINVALUE SET MAXVALUE -3 SET START -10 RESTART SET CYCLE`,
    },
]

function constrained(orm: Orm, column: string, onDelete: "" | "CASCADE"): readonly Class[] {
    const target = tableOf(orm, "target", {})
    const sample = { sample: class {} }.sample as Class
    const at = sample.prototype as object
    for (const name of ["a", "b"]) {
        if (name === column) orm.PrimaryColumn({ type: "int", primaryKeyConstraintName: "PK_hand" })(at, name)
        else orm.Column({ type: "int" })(at, name)
    }
    orm.ManyToOne(() => target, onDelete === "" ? {} : { onDelete })(at, "target")
    orm.JoinColumn({ foreignKeyConstraintName: "FK_hand" })(at, "target")
    orm.Check("CHK_hand", `${column} > 0`)(sample)
    orm.Unique("UQ_hand", [column])(sample)
    orm.Exclusion("XCL_hand", `USING gist (${column} WITH =)`)(sample)
    orm.Index("IDX_hand", [column])(sample)
    orm.Entity("sample")(sample)
    return [target, sample]
}

function typed(orm: Orm, type: "varchar" | "citext"): Class {
    const sample = tableOf(orm, "sample", { value: { type } })
    orm.Check("CHK_hand", `"value" <> 'x'`)(sample)
    orm.Unique("UQ_hand", ["value"])(sample)
    orm.Index("IDX_hand", ["value"])(sample)
    orm.Index("IDX_partial", ["id"], { where: `"value" = 'a'` })(sample)
    return sample
}

function chosen(orm: Orm, values: string[]): Class {
    const sample = { sample: class {} }.sample as Class
    orm.PrimaryGeneratedColumn()(sample.prototype as object, "id")
    orm.Column({ type: "enum", enum: values, enumName: "way", default: "a" })(sample.prototype as object, "value")
    orm.Entity("sample")(sample)
    return sample
}

function seen(orm: Orm, expression: string): readonly Class[] {
    const sample = tableOf(orm, "sample", { value: { type: "text" } })
    const plain = { plain: class {} }.plain as Class
    orm.ViewColumn()(plain.prototype as object, "value")
    orm.ViewEntity({ name: "plain", expression, dependsOn: [sample] })(plain)
    const stored = { stored: class {} }.stored as Class
    orm.ViewColumn()(stored.prototype as object, "value")
    orm.Index("IDX_stored", ["value"])(stored)
    orm.ViewEntity({ name: "stored", expression, materialized: true, dependsOn: [sample] })(stored)
    return [sample, plain, stored]
}

function leftAlone(orm: Orm, more: Columns): readonly Class[] {
    const sample = tableOf(orm, "sample", { value: { type: "text" }, ...more })
    orm.Index("IDX_hand", { synchronize: false })(sample.prototype as object, "value")
    orm.ManyToMany(() => sample)(sample.prototype as object, "others")
    orm.JoinTable({ name: "joined", synchronize: false })(sample.prototype as object, "others")
    const alone = tableOf(orm, "alone", { value: { type: "text" } }, { synchronize: false })
    const seen = { seen: class {} }.seen as Class
    orm.ViewColumn()(seen.prototype as object, "value")
    orm.ViewEntity({ name: "seen", expression: `SELECT "value" FROM "sample"`, synchronize: false })(seen)
    return [sample, alone, seen]
}

function counted(orm: Orm, generation: "increment" | "identity", type: "int" | "bigint"): Class {
    const sample = { sample: class {} }.sample as Class
    const at = sample.prototype as object
    if (generation === "identity") orm.PrimaryGeneratedColumn("identity", { type })(at, "id")
    else orm.PrimaryGeneratedColumn("increment", { type })(at, "id")
    orm.Column({ type: "text" })(at, "name")
    orm.Entity("sample")(sample)
    return sample
}
