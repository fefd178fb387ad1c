import type { Class, ExactCase, Options, Orm } from "../support/case.js"
import { snakeNaming } from "../support/snake-naming.js"

/** Trees, inheritance, embedded entities, and what a DataSource's options do to all names. */
export const shapeCases: readonly ExactCase[] = [
    tree("closure table", (orm) => orm.Tree("closure-table")),
    tree("closure table with names", (orm) =>
        orm.Tree("closure-table", {
            closureTableName: "category paths",
            ancestorColumnName: (column) => `above_${column.propertyName}`,
            descendantColumnName: (column) => `below_${column.propertyName}`,
        }),
    ),
    {
        ...tree("closure table in another schema", (orm) =>
            orm.Tree("closure-table", { closureTableName: "paths", closureTableSchema: "trees" }),
        ),
        prepare: `CREATE SCHEMA "trees"`,
    },
    tree("materialized path", (orm) => orm.Tree("materialized-path")),
    tree("nested set", (orm) => orm.Tree("nested-set")),
    tree("adjacency list", (orm) => orm.Tree("adjacency-list")),
    {
        name: "tree with a level",
        declare: (orm) => {
            @orm.Entity()
            @orm.Tree("closure-table")
            class Category {
                @orm.PrimaryGeneratedColumn("uuid") id!: string
                @orm.TreeParent({ onDelete: "CASCADE" }) parent!: object
                @orm.TreeChildren() children!: object[]
                @orm.TreeLevelColumn() level!: number
            }
            return { entities: [Category] }
        },
    },
    {
        name: "single-table inheritance",
        declare: (orm) => {
            @orm.Entity()
            @orm.TableInheritance({ column: { type: "varchar", name: "type" } })
            class Content {
                @orm.PrimaryGeneratedColumn() id!: number
                @orm.Column() title!: string
            }
            @orm.ChildEntity()
            class Photo extends Content {
                @orm.Column() size!: string
                @orm.Column({ type: "enum", enum: ["a", "b"] }) kind!: string
            }
            @orm.ChildEntity("question!")
            class Question extends Content {
                @orm.Column({ nullable: false, default: 0 }) answers!: number
                @orm.Index() @orm.Column({ unique: true }) slug!: string
                @orm.ManyToOne(() => Photo) photo!: object
            }
            return { entities: [Content, Photo, Question] }
        },
    },
    {
        name: "class inheritance",
        declare: (orm) => {
            abstract class Base {
                @orm.PrimaryGeneratedColumn() id!: number
                @orm.CreateDateColumn() created!: Date
                @orm.Index() @orm.Column() code!: string
            }
            @orm.Entity()
            class House extends Base {
                @orm.Column() street!: string
            }
            @orm.Entity()
            class Villa extends House {
                @orm.Column({ type: "enum", enum: ["warm", "cold"] }) pool!: string
            }
            return { entities: [House, Villa] }
        },
    },
    {
        name: "embedded entities",
        declare: (orm) => {
            class Price {
                @orm.Column({ type: "numeric", precision: 10, scale: 2 }) amount!: string
                @orm.Column({ type: "char", length: 3, default: "EUR" }) currency!: string
            }
            class Terms {
                @orm.Column(() => Price) price!: Price
                @orm.Index() @orm.Column({ type: "enum", enum: ["day", "night"] }) unit!: string
            }
            @orm.Entity()
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.Column(() => Price) plain!: Price
                @orm.Column(() => Price, { prefix: "dear_" }) prefixed!: Price
                @orm.Column(() => Price, { prefix: false }) bare!: Price
                @orm.Column(() => Terms) nested!: Terms
            }
            return { entities: [Room] }
        },
    },
    option("schema option", () => ({ schema: "app" }), `CREATE SCHEMA "app"`),
    option("schema option that needs quotes", () => ({ schema: "My App" }), `CREATE SCHEMA "My App"`),
    option("entityPrefix", () => ({ entityPrefix: "shop_" })),
    option("a naming strategy", (orm) => ({ namingStrategy: snakeNaming(orm) })),
    option(
        "a naming strategy with a prefix and a schema",
        (orm) => ({ namingStrategy: snakeNaming(orm), entityPrefix: "x_", schema: "app" }),
        `CREATE SCHEMA "app"`,
    ),
    {
        name: "extensions option",
        declare: (orm) => ({ entities: [plain(orm)], options: { extensions: ["pg_trgm", "citext"] } }),
    },
    {
        name: "names of tables",
        declare: (orm) => {
            const names = ["select", "CamelCase", "two words", "🏠", "1st", "semi;colon", "per%cent"]
            return { entities: names.map((name) => named(orm, name)) }
        },
        typeormSeesDifferences: "it does not recognise the default of an enum whose name has such characters",
    },
    {
        name: "names of tables with quotes and dots",
        declare: (orm) => ({ entities: [named(orm, "it's"), named(orm, 'say "hi"')] }),
        typeormFails: "it does not escape quotes in names",
        typeormSeesDifferences: "it does not escape quotes in names",
    },
    {
        name: "EntitySchema",
        declare: (orm) => {
            const target = new orm.EntitySchema<object>({
                name: "house",
                columns: { id: { type: "integer", primary: true, generated: "increment" } },
            })
            const room = new orm.EntitySchema<Record<string, unknown>>({
                name: "room",
                tableName: "rooms",
                columns: {
                    id: { type: "uuid", primary: true, generated: "uuid" },
                    code: { type: "varchar", length: 36, unique: true, comment: "on the door" },
                    price: { type: "numeric", precision: 10, scale: 2, default: 0, nullable: true },
                    kind: { type: "enum", enum: ["a", "b"], default: "a" },
                    tags: { type: "text", array: true, default: [] },
                    since: { type: "timestamptz", createDate: true },
                },
                relations: {
                    house: { type: "many-to-one", target: "house", onDelete: "CASCADE", joinColumn: true },
                    doors: { type: "many-to-many", target: "room", joinTable: true },
                },
                indices: [{ name: "IDX_kind", columns: ["kind", "code"], unique: true, where: `"price" > 0` }],
                uniques: [{ name: "UQ_kind", columns: ["kind", "price"] }],
                checks: [{ name: "CHK_price", expression: `"price" >= 0` }],
                foreignKeys: [],
            })
            return { entities: [target, room] }
        },
    },
    {
        name: "EntitySchema: embedded, foreign keys, exclusions",
        declare: (orm) => {
            const house = new orm.EntitySchema<Record<string, unknown>>({
                name: "house",
                schema: "public",
                columns: {
                    id: { type: "integer", primary: true, generated: "increment" },
                    street: { type: "text" },
                    number: { type: "smallint" },
                },
                uniques: [
                    { name: "UQ_place", columns: ["street", "number"] },
                    { name: "UQ_number", columns: ["number"], deferrable: "INITIALLY DEFERRED" },
                ],
                exclusions: [{ name: "XCL_number", expression: `USING btree ("number" WITH =)` }],
            })
            const address = new orm.EntitySchema<Record<string, unknown>>({
                name: "address",
                columns: {
                    street: { type: "varchar", length: 80, nullable: true },
                    zip: { type: "char", length: 5, default: "00000" },
                },
            })
            const guest = new orm.EntitySchema<Record<string, unknown>>({
                name: "guest",
                columns: {
                    id: { type: "bigint", primary: true, generated: "increment" },
                    houseId: { type: "integer", nullable: true, foreignKey: { target: "house", onDelete: "SET NULL" } },
                    via: { type: "text", nullable: true },
                    number: { type: "smallint", nullable: true },
                    version: { type: "integer", version: true },
                    deleted: { type: "timestamp", deleteDate: true },
                },
                embeddeds: {
                    home: { schema: address, prefix: "home_" },
                    work: { schema: address, prefix: false },
                },
                foreignKeys: [
                    {
                        target: "house",
                        columnNames: ["via", "number"],
                        referencedColumnNames: ["street", "number"],
                        onUpdate: "CASCADE",
                        deferrable: "INITIALLY DEFERRED",
                    },
                ],
            })
            return { entities: [house, guest] }
        },
    },
    {
        name: "EntitySchema: an index of what is embedded twice",
        declare: (orm) => {
            const address = new orm.EntitySchema<Record<string, unknown>>({
                name: "address",
                columns: { zip: { type: "char", length: 5 } },
                indices: [{ columns: ["zip"] }],
            })
            const guest = new orm.EntitySchema<Record<string, unknown>>({
                name: "guest",
                columns: { id: { type: "integer", primary: true } },
                embeddeds: { home: { schema: address }, work: { schema: address } },
            })
            return { entities: [guest] }
        },
        typeormFails: "it creates each index of what is embedded twice twice, by the same name",
    },
    {
        name: "EntitySchema: trees and inheritance",
        declare: (orm) => {
            const forest = (["closure-table", "materialized-path", "nested-set"] as const).map((type) =>
                treeSchema(orm, type),
            )
            const content = new orm.EntitySchema<Record<string, unknown>>({
                name: "content",
                columns: {
                    id: { type: "uuid", primary: true, generated: "uuid" },
                    type: { type: "varchar" },
                    title: { type: "text" },
                },
                inheritance: { pattern: "STI", column: "type" },
            })
            return { entities: [...forest, content] }
        },
    },
]

function treeSchema(orm: Orm, type: "closure-table" | "materialized-path" | "nested-set") {
    const name = `tree of ${type}`
    return new orm.EntitySchema<Record<string, unknown>>({
        name,
        columns: { id: { type: "integer", primary: true, generated: "increment" } },
        relations: {
            parent: { type: "many-to-one", target: name, treeParent: true, onDelete: "CASCADE" },
            children: { type: "one-to-many", target: name, inverseSide: "parent", treeChildren: true },
        },
        trees: [{ type }],
    })
}

function tree(name: string, decorate: (orm: Orm) => ClassDecorator): ExactCase {
    return {
        name,
        declare: (orm) => {
            @orm.Entity()
            @decorate(orm)
            class Category {
                @orm.PrimaryGeneratedColumn() id!: number
                @orm.Column() name!: string
                @orm.TreeParent() parent!: object
                @orm.TreeChildren() children!: object[]
            }
            return { entities: [Category] }
        },
    }
}

function option(name: string, options: (orm: Orm) => Options, prepare?: string): ExactCase {
    return {
        name,
        ...(prepare === undefined ? {} : { prepare }),
        declare: (orm) => {
            return { entities: varied(orm), options: options(orm) }
        },
    }
}

/** A little of everything that gets a name. */
function varied(orm: Orm): readonly Class[] {
    @orm.Entity()
    class HouseKeeper {
        @orm.PrimaryGeneratedColumn() id!: number
        @orm.Column({ unique: true }) phoneNumber!: string
    }
    @orm.Entity()
    @orm.Unique(["roomCode", "floorNumber"])
    @orm.Check(`"id" > 0`)
    @orm.Index(["floorNumber", "roomCode"])
    class GuestRoom {
        @orm.PrimaryGeneratedColumn("identity") id!: number
        @orm.Column() roomCode!: string
        @orm.Column() floorNumber!: number
        @orm.Column({ type: "enum", enum: ["a", "b"] }) roomKind!: string
        @orm.ManyToOne(() => HouseKeeper) houseKeeper!: object
        @orm.OneToOne(() => HouseKeeper) @orm.JoinColumn() mainKeeper!: object
        @orm.ManyToMany(() => HouseKeeper) @orm.JoinTable() allKeepers!: object[]
    }
    return [HouseKeeper, GuestRoom]
}

function plain(orm: Orm): Class {
    @orm.Entity()
    class Plain {
        @orm.PrimaryColumn() id!: number
    }
    return Plain
}

function named(orm: Orm, name: string): Class {
    @orm.Entity(name)
    class Named {
        @orm.PrimaryGeneratedColumn() id!: number
        @orm.Column({ unique: true, comment: "a" }) code!: string
        @orm.Column({ type: "enum", enum: ["a"], default: "a" }) kind!: string
        @orm.Index() @orm.ManyToOne(() => Named) parent!: object
    }
    return Named
}
