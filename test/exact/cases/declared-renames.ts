import { EntitySchema } from "typeorm"
import { RenamedFrom, withRenames, type RenamedColumn } from "../../../src/autogen/declare/renamed-from.js"
import type { ChangeCase, Class, Columns, Orm } from "../support/case.js"
import { tableOf } from "../support/case.js"

/** Renames that stand in the entities, and those of the command line. */
export const declaredRenames: readonly ChangeCase[] = [
    {
        name: "@RenamedFrom on a table and its columns, with other changes",
        before: (orm) => ({
            entities: [
                tableOf(orm, "room", {
                    code: { type: "varchar", length: 20, unique: true },
                    size: { type: "int", default: 3 },
                    note: { type: "text", nullable: true },
                }),
            ],
        }),
        after: (orm) => {
            const chamber = tableOf(orm, "chamber", {
                reference: { type: "varchar", length: 40, unique: true },
                area: { type: "bigint", default: 4 },
                note: { type: "text", nullable: true },
                floor: { type: "int", nullable: true },
            })
            RenamedFrom("room")(chamber)
            column(chamber, "reference", "code")
            column(chamber, "area", "size")
            return { entities: [chamber] }
        },
        renames: [],
        rows: `INSERT INTO "room" ("id", "code", "size", "note") VALUES (1, 'a', 5, 'x'), (2, 'b', 6, NULL)`,
        keeps: either("chamber", "room", `string_agg(id || code || size || coalesce(note, '-'), ',' ORDER BY id)`, {
            code: "reference",
            size: "area",
        }),
        saysNot: /DROP (TABLE|COLUMN)|ADD COLUMN "(reference|area)"/,
    },
    {
        name: "@RenamedFrom on a table of another schema, its name with a dot and a quote",
        prepare: `CREATE SCHEMA "hotel"`,
        before: (orm) => ({ entities: [tableOf(orm, `ro"om`, { code: { type: "text" } }, { schema: "hotel" })] }),
        after: (orm) => {
            const chamber = tableOf(orm, "chamber", { code: { type: "text" } })
            RenamedFrom({ schema: "hotel", name: `ro"om` })(chamber)
            return { entities: [chamber] }
        },
        renames: [],
        rows: `INSERT INTO "hotel"."ro""om" VALUES (1, 'a')`,
        keeps: `SELECT query_to_xml('SELECT * FROM ' || coalesce(to_regclass('chamber'), to_regclass('hotel."ro""om"')), false, true, '')::text`,
        saysNot: /DROP TABLE/,
    },
    {
        name: "@RenamedFrom(schema.table)",
        prepare: `CREATE SCHEMA "hotel"`,
        before: (orm) => ({ entities: [tableOf(orm, "room", { code: { type: "text" } }, { schema: "hotel" })] }),
        after: (orm) => {
            const chamber = tableOf(orm, "chamber", { code: { type: "text" } })
            RenamedFrom("hotel.room")(chamber)
            return { entities: [chamber] }
        },
        renames: [],
        saysNot: /DROP TABLE/,
    },
    {
        name: "@RenamedFrom in a chain: the name of one is the old name of the other",
        before: (orm) => ({ entities: [tableOf(orm, "room", { a: { type: "int" }, b: { type: "text" } })] }),
        after: (orm) => {
            const room = tableOf(orm, "room", { b: { type: "int" }, c: { type: "text" } })
            column(room, "b", "a")
            column(room, "c", "b")
            return { entities: [room] }
        },
        renames: [],
        rows: `INSERT INTO "room" VALUES (1, 2, 'x')`,
        keeps: `SELECT to_jsonb(room) - 'a' - 'b' - 'c' AS rest, regexp_replace(room::text, '"', '', 'g') AS all FROM room`,
        saysNot: /DROP COLUMN|ADD COLUMN/,
    },
    {
        name: "@RenamedFrom in an embedded class, a class that is inherited from, and a join column",
        before: (orm) => ({ entities: inherited(orm, { street: "street", made: "made", owner: "owner" }) }),
        after: (orm) => ({ entities: inherited(orm, { street: "road", made: "created", owner: "host" }, true) }),
        renames: [],
        rows: `INSERT INTO "person" VALUES (1); INSERT INTO "house" ("id", "made", "addressStreet", "ownerId") VALUES (1, 'now', 'Main', 1)`,
        keeps: `SELECT regexp_replace(house::text, '"', '', 'g') AS row FROM house`,
        saysNot: /DROP COLUMN|ADD COLUMN/,
    },
    {
        name: "@RenamedFrom on the column of a child in single-table inheritance",
        before: (orm) => ({ entities: family(orm, "wheels") }),
        after: (orm) => ({ entities: family(orm, "axles", "wheels") }),
        renames: [],
        rows: `INSERT INTO "vehicle" ("id", "type", "wheels") VALUES (1, 'car', 4)`,
        keeps: `SELECT regexp_replace(vehicle::text, '"', '', 'g') AS row FROM vehicle`,
        saysNot: /DROP COLUMN|ADD COLUMN/,
    },
    {
        name: "withRenames on an EntitySchema",
        before: () => ({ entities: [schemaOf("room", "code")] }),
        after: () => ({
            entities: [
                withRenames(schemaOf("chamber", "reference"), { table: "room", columns: { reference: "code" } }),
            ],
        }),
        renames: [],
        rows: `INSERT INTO "room" VALUES (1, 'a')`,
        keeps: `SELECT query_to_xml('SELECT * FROM ' || coalesce(to_regclass('chamber'), to_regclass('room')), false, true, '')::text ~ '>a<' AS kept`,
        saysNot: /DROP|ADD COLUMN/,
    },
    {
        name: "@RenamedFrom on a view",
        before: (orm) => ({ entities: viewed(orm, "free_room") }),
        after: (orm) => ({ entities: viewed(orm, "free_chamber", "free_room") }),
        renames: [],
        saysNot: /DROP VIEW/,
    },
]

/** Decorates a property as `@RenamedFrom` would. */
export function column(entity: Class, property: string, old: string | RenamedColumn): void {
    const decorate = typeof old === "string" ? RenamedFrom(old) : RenamedFrom(old)
    decorate(entity.prototype as object, property)
}

/** A query over a table under either name, and its columns' new names where it has the first. */
function either(after: string, before: string, expression: string, columns: Readonly<Record<string, string>>): string {
    const renamed = Object.entries(columns).reduce((text, [old, name]) => text.replaceAll(old, name), expression)
    const query = (table: string, text: string): string => `SELECT ${text} AS v FROM ${table}`.replaceAll("'", "''")
    return `SELECT (xpath('//v/text()', query_to_xml(CASE WHEN to_regclass('${after}') IS NULL THEN '${query(before, expression)}' ELSE '${query(after, renamed)}' END, false, true, '')))[1]::text AS kept`
}

function inherited(
    orm: Orm,
    names: { readonly street: string; readonly made: string; readonly owner: string },
    declares = false,
): readonly Class[] {
    const person = tableOf(orm, "person", {})
    const address = { Address: class {} }.Address as Class
    orm.Column({ type: "text" })(address.prototype as object, names.street)
    const base = { Base: class {} }.Base as Class
    orm.PrimaryColumn({ type: "int" })(base.prototype as object, "id")
    orm.Column({ type: "text" })(base.prototype as object, names.made)
    const house = { house: class extends base {} }.house as Class
    orm.Column(() => address)(house.prototype as object, "address")
    orm.ManyToOne(() => person)(house.prototype as object, names.owner)
    orm.Entity()(house)
    if (declares) {
        column(address, names.street, "street")
        column(base, names.made, "made")
        column(house, names.owner, "ownerId")
    }
    return [person, house]
}

function family(orm: Orm, property: string, old?: string): readonly Class[] {
    const vehicle = tableOf(orm, "vehicle", {})
    orm.TableInheritance({ column: { type: "varchar", name: "type" } })(vehicle)
    const car = { car: class extends vehicle {} }.car as Class
    orm.Column({ type: "int" })(car.prototype as object, property)
    orm.ChildEntity("car")(car)
    if (old !== undefined) column(car, property, old)
    return [vehicle, car]
}

function viewed(orm: Orm, name: string, old?: string): readonly Class[] {
    const columns: Columns = { free: { type: "boolean" } }
    const view = { [name]: class {} }[name] as Class
    orm.ViewColumn()(view.prototype as object, "id")
    orm.ViewEntity({ name, expression: `SELECT "id" FROM "room" WHERE "free"` })(view)
    if (old !== undefined) RenamedFrom(old)(view)
    return [tableOf(orm, "room", columns), view]
}

function schemaOf(name: string, property: string): EntitySchema<Record<string, unknown>> {
    return new EntitySchema({
        name,
        columns: { id: { type: "int", primary: true }, [property]: { type: "text", unique: true } },
    })
}
