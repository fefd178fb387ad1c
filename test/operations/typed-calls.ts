// The types of the operations, held by the compiler: a line after `@ts-expect-error` must fail with the code that it names, and
// every other line must compile. typed-calls.test.ts asks; `tsc` does as well.
import {
    array,
    check,
    column,
    enumType,
    exclude,
    inSchema,
    integer,
    numeric,
    primaryKey,
    sql,
    text,
    timestamptz,
    type MigrationOperations,
    type RevisionInfo,
    unique,
    varchar,
} from "../../src/autogen/op/index.js"
import * as api from "../../src/autogen/op/index.js"

/** What compiles. */
export async function right(op: MigrationOperations): Promise<void> {
    await op.createTable("room", [
        column("id", integer(), { nullable: false, identity: "always" }),
        column("code", varchar(36), { default: "A1", comment: "on the door" }),
        column("tags", array(text()), { default: sql("'{}'") }),
        primaryKey("room_pkey", ["id"]),
        unique("room_code_key", ["code"], { deferrable: "initially deferred" }),
        check("room_check", "id > 0"),
        exclude("room_excl", "USING gist (code WITH =)"),
    ])
    await op.addColumn(
        inSchema("audit", "log"),
        column("at", timestamptz(3), { nullable: false, default: sql("now()") }),
    )
    await op.alterColumn("room", "code", { type: varchar(64), from: { type: varchar(36) }, default: null })
    await op.createIndex("room_idx", "room", ["code", sql('lower("code")')], { using: "gin", concurrently: true })
    await op.createForeignKey("fk", "room", "building", ["building_id"], ["id"], { onDelete: "set null" })
    await op.dropConstraint("fk", "room", { type: "foreign key" })
    await op.alterEnum("kind", ["a"], { from: ["a", "b"], columns: [{ table: "room", column: "kind" }] })
    await op.alterEnum("kind", ["a"], { from: ["a", "b"], columns: [], map: { b: "a" } })
    await op.execute("UPDATE room SET floor = $1", [0])
    await op.execute(["SELECT 1", "SELECT 2"])
    await op.bulkInsert("room", [{ code: "A1", tags: ["x"], at: new Date(0), big: 1n, none: null, made: sql("now()") }])
    await op.getBind().query("SELECT 1")
    const revision = { revises: [] } satisfies RevisionInfo
    const merge = { revises: ["A1", "B1"], branchLabels: ["x"], dependsOn: ["C1"] } as const satisfies RevisionInfo
    const lossy = { revises: [], reversible: "lossy" } satisfies RevisionInfo
    void [revision, merge, lossy]
}

/** What does not. */
export async function wrong(op: MigrationOperations): Promise<void> {
    // @ts-expect-error TS2561: a misspelt option of a column
    column("code", varchar(36), { nulable: false })
    // @ts-expect-error TS2561: a misspelt option of an operation
    await op.createIndex("room_idx", "room", ["code"], { concurently: true })
    // @ts-expect-error TS2551: an unknown builder
    await op.addColumn("room", column("code", api.varchr(36)))
    // @ts-expect-error TS2551: an unknown operation
    await op.addColum("room", column("code", varchar(36)))
    // @ts-expect-error TS2322: an unknown referential action
    await op.createForeignKey("fk", "room", "building", ["building_id"], ["id"], { onDelete: "kaskade" })
    // @ts-expect-error TS2820: SQL's spelling of a referential action
    await op.createForeignKey("fk", "room", "building", ["building_id"], ["id"], { onDelete: "CASCADE" })
    // @ts-expect-error TS2554: a foreign key without the columns that it refers to
    await op.createForeignKey("fk", "room", "building", ["building_id"])
    // @ts-expect-error TS2345: the columns of an enumerated type are missing
    await op.alterEnum("kind", ["a"], { from: ["a", "b"] })
    // @ts-expect-error TS2322: a value that becomes none
    await op.alterEnum("kind", ["a"], { from: ["a", "b"], columns: [], map: { b: null } })
    // @ts-expect-error TS2554: a unique constraint without its columns
    await op.createUniqueConstraint("room_code_key", "room")
    // @ts-expect-error TS2345: one column's name instead of a list
    await op.createUniqueConstraint("room_code_key", "room", "code")
    // @ts-expect-error TS2820: an unknown index method
    await op.createIndex("room_idx", "room", ["code"], { using: "btre" })
    // @ts-expect-error TS2322: an index on an object instead of a name or sql()
    await op.createIndex("room_idx", "room", [{ expression: "lower(code)" }])
    // @ts-expect-error TS2345: a type's name instead of a builder
    column("code", "varchar(36)")
    // @ts-expect-error TS2345: a builder that was not called
    column("code", integer)
    // @ts-expect-error TS2322: a type's name in alterColumn
    await op.alterColumn("room", "code", { type: "varchar(64)" })
    // @ts-expect-error TS2345: a length that is a text
    varchar("36")
    // @ts-expect-error TS2345: a precision that is a text
    numeric("8,2")
    // @ts-expect-error TS2322: a date as default, which is an expression's business
    column("at", timestamptz(), { default: new Date() })
    // @ts-expect-error TS2353: an object as default, where sql() is needed
    column("settings", text(), { default: { a: 1 } })
    // @ts-expect-error TS2345: an expression as the name of a table
    await op.dropTable(sql("room"))
    // @ts-expect-error TS2345: a schema and a name that stand in no inSchema()
    await op.dropTable(["audit", "log"])
    // @ts-expect-error TS2345: an enumerated type's name as a number
    enumType(1)
    // @ts-expect-error TS2322: an unknown type of constraint
    await op.dropConstraint("fk", "room", { type: "foreign" })
    // @ts-expect-error TS2345: parameters for a list of statements
    await op.execute(["SELECT $1"], [1])
    // @ts-expect-error TS2322: a function as a row's value
    await op.bulkInsert("room", [{ code: () => "A1" }])
    // @ts-expect-error TS2353: one row instead of a list
    await op.bulkInsert("room", { code: "A1" })
    // @ts-expect-error TS1360: a revision without parents says so with an empty list
    const orphan = {} satisfies RevisionInfo
    // @ts-expect-error TS2322: one parent's name instead of a list
    const child = { revises: "A1" } satisfies RevisionInfo
    // @ts-expect-error TS2322: no such word for the way back
    const word = { revises: [], reversible: "lossless" } satisfies RevisionInfo
    void [orphan, child, word]
}
