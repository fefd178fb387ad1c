import type { ColumnOptions, JoinTableOptions } from "typeorm"
import { RenamedFrom } from "../../../src/autogen/declare/renamed-from.js"
import type { ChangeCase, Class, Declared, Orm, Options } from "../support/case.js"
import { snakeNaming } from "../support/snake-naming.js"

/** What of two linked tables changes its name; the names of before are the defaults. */
interface Names {
    readonly room?: string
    readonly guest?: string
    readonly key?: string
    readonly property?: string
    readonly schema?: string
    readonly options?: (orm: Orm) => Options
    readonly joinTable?: JoinTableOptions
    /** A second relation between the same two. */
    readonly second?: boolean
    /** A relation of rooms to rooms. */
    readonly own?: boolean
    readonly declared?: boolean
}

const LINKED = `INSERT INTO "room" VALUES (1), (2); INSERT INTO "guest" VALUES (7), (8)`

/** Junction and closure tables, whose names TypeORM makes of their entities': they follow their renames. */
export const junctions: readonly ChangeCase[] = [
    junctionCase(
        "an entity is renamed, and its junction table follows",
        {},
        { room: "chamber", declared: true },
        {
            rows: `${LINKED}; INSERT INTO "room_guests_guest" VALUES (1, 7), (2, 8)`,
            tables: ["room_guests_guest", "chamber_guests_guest"],
        },
    ),
    junctionCase(
        "both entities are renamed by --rename, and their junction table follows",
        {},
        { room: "chamber", guest: "visitor" },
        {
            renames: ["room:chamber", "guest:visitor"],
            rows: `${LINKED}; INSERT INTO "room_guests_guest" VALUES (1, 7), (2, 8)`,
            tables: ["room_guests_guest", "chamber_guests_visitor"],
        },
    ),
    junctionCase(
        "a key is renamed, and the columns of its junction table follow",
        {},
        { key: "number" },
        {
            renames: ["room.id:number"],
            rows: `${LINKED}; INSERT INTO "room_guests_guest" VALUES (1, 7), (2, 8)`,
            tables: ["room_guests_guest"],
        },
    ),
    junctionCase(
        "a relation's property is renamed, and its junction table follows",
        {},
        { property: "visitors", declared: true },
        {
            rows: `${LINKED}; INSERT INTO "room_guests_guest" VALUES (1, 7), (2, 8)`,
            tables: ["room_guests_guest", "room_visitors_guest"],
        },
    ),
    junctionCase(
        "two relations of the same entities follow, each by its property",
        { second: true },
        { second: true, room: "chamber", declared: true },
        {
            rows: `${LINKED}; INSERT INTO "room_guests_guest" VALUES (1, 7); INSERT INTO "room_friends_guest" VALUES (2, 8), (1, 8)`,
            tables: ["room_guests_guest", "chamber_guests_guest"],
        },
    ),
    junctionCase(
        "a relation of an entity to itself follows, each side where it was",
        { own: true },
        { own: true, room: "chamber", declared: true },
        {
            rows: `${LINKED}; INSERT INTO "room_doors_room" VALUES (1, 2)`,
            tables: ["room_doors_room", "chamber_doors_chamber"],
        },
    ),
    junctionCase(
        "a junction table with a name of its own keeps it, and its columns follow",
        { joinTable: { name: "stay" } },
        { joinTable: { name: "stay" }, room: "chamber", declared: true },
        {
            rows: `${LINKED}; INSERT INTO "stay" VALUES (1, 7), (2, 8)`,
            tables: ["stay"],
        },
    ),
    junctionCase(
        "a junction table with names of its own stays as it is",
        { joinTable: { name: "stay", joinColumn: { name: "a" }, inverseJoinColumn: { name: "b" } } },
        {
            joinTable: { name: "stay", joinColumn: { name: "a" }, inverseJoinColumn: { name: "b" } },
            room: "chamber",
            declared: true,
        },
        { rows: `${LINKED}; INSERT INTO "stay" VALUES (1, 7), (2, 8)`, tables: ["stay"] },
    ),
    junctionCase(
        "an entity moves to another schema under a new name, by a strategy with a prefix, and its junction table follows",
        { options: (orm) => ({ namingStrategy: snakeNaming(orm), entityPrefix: "app_" }), schema: "hotel" },
        { options: (orm) => ({ namingStrategy: snakeNaming(orm), entityPrefix: "app_" }), room: "bigChamber" },
        {
            renames: ["hotel.app_room:public.app_bigChamber", "hotel.app_guest:public.app_guest"],
            prepare: `CREATE SCHEMA "hotel"`,
            rows: `INSERT INTO "hotel"."app_room" VALUES (1); INSERT INTO "hotel"."app_guest" VALUES (7); INSERT INTO "hotel"."app_room_guests_guest" VALUES (1, 7)`,
            tables: ["hotel.app_room_guests_guest", "app_big_chamber_guests_guest"],
        },
    ),
    junctionCase(
        "two entities change names, and their junction tables too",
        { own: true },
        { own: true, room: "guest", guest: "room" },
        {
            renames: ["table room:guest", "table guest:room"],
            rows: `${LINKED}; INSERT INTO "room_guests_guest" VALUES (1, 7); INSERT INTO "room_doors_room" VALUES (2, 1)`,
            tables: ["room_doors_room", "guest_doors_guest"],
        },
    ),
    {
        name: "a tree is renamed with its key, and its closure table follows",
        before: (orm) => ({ entities: [tree(orm, "room", "id")] }),
        after(orm) {
            const made = tree(orm, "chamber", "number")
            RenamedFrom("room")(made)
            RenamedFrom("id")(made.prototype as object, "number")
            return { entities: [made] }
        },
        renames: [],
        rows: `INSERT INTO "room" VALUES (1, NULL), (2, 1); INSERT INTO "room_closure" VALUES (1, 1), (1, 2), (2, 2)`,
        keeps: kept(["room_closure", "chamber_closure"]),
        losesNothing: true,
    },
]

function junctionCase(
    name: string,
    before: Names,
    after: Names,
    { tables, ...more }: Partial<ChangeCase> & { readonly tables: readonly string[] },
): ChangeCase {
    return {
        name,
        before: (orm) => linked(orm, before),
        after: (orm) => linked(orm, after),
        renames: [],
        keeps: kept(tables),
        losesNothing: true,
        saysNot: /DROP (TABLE|COLUMN)|CREATE TABLE|ADD COLUMN/,
        ...more,
    }
}

/** The rows of whichever of these tables is there, without the columns' names. */
function kept(tables: readonly string[]): string {
    const there = tables.map((table) => `to_regclass('${table}')`).join(", ")
    return `SELECT regexp_replace(query_to_xml('SELECT * FROM ' || coalesce(${there}) || ' ORDER BY 1, 2', false, true, '')::text, '<[^>]*>', ' ', 'g') AS rows`
}

function linked(orm: Orm, names: Names): Declared {
    const { room = "room", guest = "guest", key = "id", property = "guests", schema } = names
    const rooms = { [room]: class {} }[room] as Class
    const guests = { [guest]: class {} }[guest] as Class
    const type: ColumnOptions = { type: "int" }
    orm.PrimaryColumn(type as { readonly type: "int" })(rooms.prototype as object, key)
    orm.PrimaryColumn(type as { readonly type: "int" })(guests.prototype as object, "id")
    const link = (to: Class, name: string, options?: JoinTableOptions): void => {
        orm.ManyToMany(() => to)(rooms.prototype as object, name)
        orm.JoinTable(options ?? {})(rooms.prototype as object, name)
    }
    link(guests, property, names.joinTable)
    if (names.second) link(guests, "friends")
    if (names.own) link(rooms, "doors")
    for (const [made, name] of [
        [rooms, room],
        [guests, guest],
    ] as const)
        orm.Entity({ name, ...(schema === undefined ? {} : { schema }) })(made)
    if (names.declared && room !== "room") RenamedFrom("room")(rooms)
    if (names.declared && property !== "guests") RenamedFrom("guests")(rooms.prototype as object, property)
    return { entities: [rooms, guests], ...(names.options ? { options: names.options(orm) } : {}) }
}

function tree(orm: Orm, name: string, key: string): Class {
    const made = { [name]: class {} }[name] as Class
    orm.PrimaryColumn({ type: "int" })(made.prototype as object, key)
    orm.TreeChildren()(made.prototype as object, "children")
    orm.TreeParent()(made.prototype as object, "parent")
    Reflect.defineMetadata("design:type", made, made.prototype as object, "parent")
    orm.Entity(name)(made)
    orm.Tree("closure-table")(made)
    return made
}
