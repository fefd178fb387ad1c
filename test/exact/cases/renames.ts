import { tableOf, viewOf, type ChangeCase, type Class, type Orm } from "../support/case.js"

/** Renames that are declared: what is left behind must be what a database has that was built under the new names. */
export const renames: readonly ChangeCase[] = [
    {
        name: "a table is renamed",
        before: (orm) => ({ entities: rooms(orm) }),
        after: (orm) => ({ entities: rooms(orm, { table: "chamber" }) }),
        renames: [{ kind: "table", from: ["public", "room"], to: ["public", "chamber"] }],
        ...keeping("room", "chamber"),
    },
    {
        name: "columns are renamed",
        before: (orm) => ({ entities: rooms(orm) }),
        after: (orm) => ({ entities: rooms(orm, { number: "no", code: "reference", upper: "large", kind: "sort" }) }),
        renames: [
            ["number", "no"],
            ["code", "reference"],
            ["upper", "large"],
            ["kind", "sort"],
        ].map(([from = "", to = ""]) => ({
            kind: "column",
            from: ["public", "room", from],
            to: ["public", "room", to],
        })),
        ...keeping("room", "room"),
    },
    {
        name: "a table and its columns are renamed",
        before: (orm) => ({ entities: rooms(orm) }),
        after: (orm) => ({ entities: rooms(orm, { table: "Guest Room", number: "No", upper: "LARGE" }) }),
        renames: [
            { kind: "table", from: ["public", "room"], to: ["public", "Guest Room"] },
            { kind: "column", from: ["public", "room", "number"], to: ["public", "Guest Room", "No"] },
            { kind: "column", from: ["public", "room", "upper"], to: ["public", "Guest Room", "LARGE"] },
        ],
        ...keeping("room", '"Guest Room"'),
    },
    {
        name: "a table is renamed and moves to another schema",
        prepare: `CREATE SCHEMA "hotel"`,
        before: (orm) => ({ entities: rooms(orm) }),
        after: (orm) => ({ entities: rooms(orm, { table: "chamber", schema: "hotel" }) }),
        renames: [{ kind: "table", from: ["public", "room"], to: ["hotel", "chamber"] }],
        ...keeping("room", "hotel.chamber"),
    },
    {
        name: "a materialized view is renamed, with its index and another view over it",
        before: (orm) => ({ entities: stored(orm, "cheap") }),
        after: (orm) => ({ entities: stored(orm, "Cheap Rooms") }),
        renames: ['view cheap:"Cheap Rooms"'],
        rows: `INSERT INTO "room" VALUES (1, 'a'); REFRESH MATERIALIZED VIEW "cheap"`,
        keeps: `SELECT "id" FROM "above"`,
        // Before PostgreSQL 16 the view above qualifies its columns by the old name, and is replaced by one that says the same.
        saysNot: /DROP|CREATE (MATERIALIZED|UNIQUE|INDEX)/,
        booksStay: "TypeORM's record of the view above has the old name in it",
    },
    {
        name: "a schema is renamed, with all that is in it",
        before: (orm) => ({ entities: rooms(orm, { schema: "hotel" }) }),
        after: (orm) => ({ entities: rooms(orm, { schema: "the Inn" }) }),
        renames: ['schema hotel:"the Inn"'],
        ...keeping("hotel.room", '"the Inn".room'),
    },
]

function keeping(before: string, after: string): Partial<ChangeCase> {
    return {
        rows: `INSERT INTO ${before} ("code") VALUES ('a'), ('b')`,
        // Under either name: the table's values without their names.
        keeps: `SELECT regexp_replace(query_to_xml('SELECT * FROM ' || coalesce(to_regclass('${after}'), to_regclass('${before}')), false, false, '')::text, '<[^>]*>', ' ', 'g') AS values`,
        works: `INSERT INTO ${after} DEFAULT VALUES`,
        saysNot: /DROP|CREATE TYPE/,
        typeormAgrees: true,
    }
}

interface Names {
    readonly table?: string
    readonly schema?: string
    readonly number?: string
    readonly code?: string
    readonly upper?: string
    readonly kind?: string
}

/** A materialized view that another view reads. */
function stored(orm: Orm, name: string): readonly Class[] {
    const room = tableOf(orm, "room", { code: { type: "text" } })
    const view = viewOf(orm, name, { expression: "SELECT id, code FROM room", materialized: true })
    orm.Index("IDX_stored", ["id"], { unique: true })(view)
    const above = viewOf(orm, "above", { expression: `SELECT id FROM "${name}"`, dependsOn: [name] })
    return [room, view, above]
}

/** A table with everything that Postgres or TypeORM names after the table and its columns. */
function rooms(orm: Orm, names: Names = {}): readonly Class[] {
    const { table = "room", schema, number = "number", code = "code", upper = "upper", kind = "kind" } = names
    const room = { room: class {} }.room as Class
    const at = room.prototype as object
    orm.PrimaryGeneratedColumn("identity", { name: number })(at, number)
    orm.Column({ type: "int" })(at, "counter")
    orm.Generated("increment")(at, "counter")
    orm.Column({ type: "text", unique: true, default: "x" })(at, code)
    orm.Index()(at, code)
    const asExpression = `"counter" * 2`
    orm.Column({ type: "int", nullable: true, name: upper, asExpression, generatedType: "STORED" })(at, upper)
    orm.Column({ type: "enum", enum: ["a", "b"], default: "a" })(at, kind)
    orm.ManyToOne(() => room)(at, "parent")
    orm.JoinColumn({ name: "parent" })(at, "parent")
    orm.Check(`"counter" > 0`)(room)
    orm.Entity({ name: table, ...(schema === undefined ? {} : { schema }) })(room)
    return [room]
}
