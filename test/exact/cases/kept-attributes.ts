import { tableOf, type ChangeCase, type Class, type Columns, type Orm } from "../support/case.js"

const COLUMNS = {
    extra: { type: "integer", nullable: true },
    more: { type: "integer", nullable: true },
} as const satisfies Columns

const LIST = `(SELECT string_agg(format('%I', attname), ', ') FROM pg_attribute
    WHERE attrelid = '"sample"'::regclass AND attname IN ('extra', 'more') AND NOT attisdropped)`

/** What Postgres can say of a thing that entities name, and they cannot: it stays, also where the thing is made anew. */
export const keptAttributes: readonly ChangeCase[] = [
    {
        name: "what keys include, their storage and deferrability, while they get other columns",
        before: (orm) => ({ entities: [keyed(orm, ["id"], ["code"])] }),
        after: (orm) => ({ entities: [keyed(orm, ["id", "code"], ["code", "id"])] }),
        byHand: [
            remade("PK_hand", `said || ' INCLUDE ("extra") WITH (fillfactor=50) DEFERRABLE INITIALLY DEFERRED'`),
            remade("UQ_hand", `said || ' INCLUDE ("extra", "more") WITH (fillfactor=60, deduplicate_items=off)'`),
        ].join("; "),
    },
    {
        name: "what keys include, of which a column goes",
        before: (orm) => ({ entities: [keyed(orm, ["id"], ["code"])] }),
        after: (orm) => ({ entities: [keyed(orm, ["id"], ["code"], { more: COLUMNS.more })] }),
        byHand: [
            remade("PK_hand", `said || ' INCLUDE (' || ${LIST} || ')'`),
            remade("UQ_hand", `said || ' INCLUDE (' || ${LIST} || ') WITH (fillfactor=60)'`),
        ].join("; "),
    },
    {
        name: "what two nulls are to a unique constraint that gets another column",
        before: (orm) => ({ entities: [keyed(orm, ["id"], ["extra"])] }),
        after: (orm) => ({ entities: [keyed(orm, ["id"], ["extra", "more"])] }),
        byHand: remade("UQ_hand", "replace(said, 'UNIQUE', 'UNIQUE NULLS NOT DISTINCT')"),
        rows: `INSERT INTO "sample" ("id", "code", "extra", "more") VALUES (1, 'a', 1, NULL), (2, 'b', NULL, NULL)`,
        since: 15,
    },
    {
        name: "the bounds of an identity that becomes narrower, as far as its type has them",
        before: (orm) => ({ entities: [counted(orm, "bigint")] }),
        after: (orm) => ({ entities: [counted(orm, "smallint")] }),
        byHand: `
            ALTER TABLE "sample" ALTER "id" SET MINVALUE 3 SET START 5 RESTART;
            DO $do$ BEGIN
                ALTER TABLE "sample" ALTER "id" SET MAXVALUE 5000000000;
            EXCEPTION WHEN others THEN NULL; END $do$`,
    },
    {
        name: "how columns are stored and looked at, one of which gets another type and one is computed anew",
        before: (orm) => ({ entities: [stored(orm, "text", "1")] }),
        after: (orm) => ({ entities: [stored(orm, "varchar", "2")] }),
        byHand: `
            ALTER TABLE "sample" ALTER "value" SET STORAGE external, ALTER "value" SET STATISTICS 77, ALTER "value" SET (n_distinct=-0.5),
                ALTER "made" SET STATISTICS 5;
            ALTER TABLE "sample" SET UNLOGGED;
            ALTER TABLE "sample" SET (fillfactor=70, toast.autovacuum_enabled=off)`,
    },
    {
        name: "what a table is ordered by and replicated by, while these keys get other columns",
        before: (orm) => ({ entities: [keyed(orm, ["id"], ["code"])] }),
        after: (orm) => ({ entities: [keyed(orm, ["id", "code"], ["code", "id"])] }),
        byHand: `ALTER TABLE "sample" CLUSTER ON "PK_hand"; ALTER TABLE "sample" REPLICA IDENTITY USING INDEX "UQ_hand"`,
    },
    {
        name: "how a foreign key matches, which gets another action",
        before: (orm) => ({ entities: referring(orm, "CASCADE", "NO ACTION") }),
        after: (orm) => ({ entities: referring(orm, "SET NULL", "NO ACTION") }),
        byHand: remade("FK_hand", "replace(said, ' ON DELETE', ' MATCH FULL ON DELETE')"),
    },
    {
        name: "the columns that a foreign key sets on a delete, which gets another action on an update",
        before: (orm) => ({ entities: referring(orm, "SET NULL", "NO ACTION") }),
        after: (orm) => ({ entities: referring(orm, "SET NULL", "CASCADE") }),
        byHand: remade("FK_hand", `said || ' ("extra")'`),
        since: 15,
    },
]

/** A constraint of "sample" made again by hand. `definition` is SQL over what it `said`. */
function remade(name: string, definition: string): string {
    return `DO $do$ DECLARE said text; BEGIN
        said := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = '${name}');
        ALTER TABLE "sample" DROP CONSTRAINT "${name}";
        EXECUTE 'ALTER TABLE "sample" ADD CONSTRAINT "${name}" ' || ${definition};
    END $do$`
}

/** A table whose keys are over these columns. */
function keyed(orm: Orm, primary: readonly string[], unique: readonly string[], columns: Columns = COLUMNS): Class {
    const key = { primary: true, primaryKeyConstraintName: "PK_hand" } as const
    const sample = { sample: class {} }.sample as Class
    const at = sample.prototype as object
    orm.PrimaryColumn({ type: "integer", primaryKeyConstraintName: "PK_hand" })(at, "id")
    orm.Column({ type: "text", ...(primary.includes("code") ? key : {}) })(at, "code")
    for (const [property, options] of Object.entries(columns)) orm.Column(options)(at, property)
    orm.Unique("UQ_hand", [...unique])(sample)
    orm.Entity("sample")(sample)
    return sample
}

function stored(orm: Orm, type: "text" | "varchar", summand: string): Class {
    return tableOf(orm, "sample", {
        value: { type },
        made: { type: "integer", asExpression: `"id" + ${summand}`, generatedType: "STORED" },
    })
}

function counted(orm: Orm, type: "bigint" | "smallint"): Class {
    const sample = { sample: class {} }.sample as Class
    orm.PrimaryGeneratedColumn("identity", { type })(sample.prototype as object, "id")
    orm.Column({ type: "text" })(sample.prototype as object, "name")
    orm.Entity("sample")(sample)
    return sample
}

/** A table that refers to another by two columns. */
function referring(orm: Orm, onDelete: "CASCADE" | "SET NULL", onUpdate: "CASCADE" | "NO ACTION"): readonly Class[] {
    const other = tableOf(orm, "other", { code: { type: "integer" } })
    orm.Unique("UQ_other", ["id", "code"])(other)
    const sample = tableOf(orm, "sample", COLUMNS)
    orm.ManyToOne(() => other, { onDelete, onUpdate, createForeignKeyConstraints: true })(
        sample.prototype as object,
        "to",
    )
    orm.JoinColumn([
        { name: "extra", referencedColumnName: "id", foreignKeyConstraintName: "FK_hand" },
        { name: "more", referencedColumnName: "code", foreignKeyConstraintName: "FK_hand" },
    ])(sample.prototype as object, "to")
    return [other, sample]
}
