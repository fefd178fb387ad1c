import { tableOf, viewOf, type Class, type ExactCase, type Options, type Orm } from "../support/case.js"

/** Views, beside the tables that they read. */
export const viewCases: readonly ExactCase[] = [
    {
        name: "views",
        declare: (orm) => {
            const kind = { type: "enum", enum: ["a", "b"], default: "a" } as const
            const room = tableOf(orm, "room", { code: { type: "text" }, kind, "guest name": { type: "text" } })
            const cheap = viewOf(orm, "cheap", { expression: `SELECT id, "guest name" FROM room WHERE kind <> 'b'` })
            const above = viewOf(orm, "above", { expression: "SELECT id FROM cheap", dependsOn: [cheap] })
            const all = `WITH a AS (SELECT * FROM room) SELECT a.*, 1 AS one FROM a UNION ALL SELECT *, 2 FROM room`
            return { entities: [above, cheap, viewOf(orm, "all", { expression: all }), room] }
        },
    },
    {
        name: "materialized views",
        declare: (orm) => {
            const expression = "SELECT id, code FROM room"
            const stored = viewOf(orm, "stored", { expression, materialized: true }, ["id", "code"])
            orm.Index("IDX_code", ["code", "id"], { unique: true })(stored)
            orm.Index(["id"], { where: "code <> 'x'" })(stored)
            const above = { expression: "SELECT id FROM stored", materialized: true, dependsOn: ["stored"] }
            return { entities: [viewOf(orm, "above", above), stored, roomOf(orm)] }
        },
    },
    {
        name: "views in another schema",
        prepare: `CREATE SCHEMA "My App"`,
        declare: (orm) => {
            const expression = "SELECT id, code FROM public.room"
            const stored = { schema: "My App", expression, materialized: true }
            const views = [viewOf(orm, "plain", { schema: "My App", expression }), viewOf(orm, "stored", stored)]
            return { entities: [roomOf(orm), ...views] }
        },
    },
    option("views by query builders, and the schema option", "app.room", { schema: "app" }, `CREATE SCHEMA "app"`),
    option("views by query builders, and entityPrefix", "shop_room", { entityPrefix: "shop_" }),
    {
        name: "views with names over 63 bytes",
        declare: (orm) => ({
            entities: [roomOf(orm), viewOf(orm, "long".repeat(20), { expression: "SELECT id FROM room" })],
        }),
        typeormSeesDifferences: "it looks for them by the whole name",
    },
    {
        name: "names of views",
        declare: (orm) => {
            const names = ["select", "CamelCase", "two words", "🏠", "semi;colon", "per%cent"]
            const views = names.map((name) => viewOf(orm, name, { expression: "SELECT id FROM room" }))
            return { entities: [roomOf(orm), ...views] }
        },
    },
    {
        name: "names of views with quotes",
        declare: (orm) => {
            const expression = "SELECT id, 'it''s' AS is FROM room -- said so\n"
            return { entities: [roomOf(orm), ...["it's", 'say "hi"'].map((name) => viewOf(orm, name, { expression }))] }
        },
        typeormFails: "it does not escape quotes in names",
        typeormSeesDifferences: "it does not escape quotes in names",
    },
    {
        name: "views from EntitySchema",
        declare: (orm) => ({
            entities: [
                roomOf(orm),
                new orm.EntitySchema<object>({
                    name: "plain",
                    type: "view",
                    expression: "SELECT id FROM room",
                    columns: { id: { type: Number } },
                }),
            ],
        }),
    },
    {
        name: "views whose texts end as statements do",
        declare: (orm) => ({
            entities: [
                tableOf(orm, "sample", {}),
                viewOf(orm, "plain", { expression: " SELECT id FROM sample;\n" }),
                viewOf(orm, "spaced", { expression: "SELECT id FROM sample ;" }),
                viewOf(orm, "stored", { expression: "SELECT id FROM sample;", materialized: true }),
                viewOf(orm, "printed", { expression: " SELECT id\n   FROM sample;" }),
            ],
        }),
    },
]

function roomOf(orm: Orm): Class {
    return tableOf(orm, "room", { code: { type: "text" } })
}

/** A view by its text, which says what the option makes of the table's name, and views by query builders, which need not. */
function option(name: string, table: string, options: Options, prepare?: string): ExactCase {
    return {
        name,
        ...(prepare === undefined ? {} : { prepare }),
        declare: (orm) => {
            const room = roomOf(orm)
            const built = (from: string | Class) => (dataSource: InstanceType<Orm["DataSource"]>) =>
                dataSource.createQueryBuilder().select("r.id", "id").from(from, "r").where("r.id > 0")
            const entities = [
                room,
                viewOf(orm, "said", { expression: `SELECT id FROM ${table}` }),
                viewOf(orm, "built", { expression: built(room) }),
                viewOf(orm, "stored", { expression: built(room), materialized: true }),
            ]
            return { entities, options }
        },
    }
}
