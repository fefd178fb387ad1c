import type { Class, ExactCase, Orm } from "../support/case.js"

const actions = ["CASCADE", "SET NULL", "SET DEFAULT", "RESTRICT", "NO ACTION"] as const

/** Foreign keys, junctions and what else relations make. */
export const relationCases: readonly ExactCase[] = [
    {
        name: "foreign keys: each action",
        declare: (orm) => {
            const target = house(orm)
            @orm.Entity()
            class Room {
                @orm.PrimaryColumn() id!: number
            }
            for (const action of actions) {
                const name = action.toLowerCase().replace(" ", "_")
                orm.ManyToOne(() => target, { onDelete: action as "DEFAULT" })(Room.prototype, `delete_${name}`)
                orm.ManyToOne(() => target, { onUpdate: action as "DEFAULT" })(Room.prototype, `update_${name}`)
            }
            return { entities: [target, Room] }
        },
    },
    {
        name: "foreign keys: the action DEFAULT",
        declare: (orm) => {
            const target = house(orm)
            @orm.Entity()
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.ManyToOne(() => target, { onDelete: "DEFAULT", onUpdate: "DEFAULT" }) house!: object
            }
            return { entities: [target, Room] }
        },
        typeormFails: "it writes ON DELETE DEFAULT, which is no SQL",
        typeormSeesDifferences: "it compares the word",
    },
    {
        name: "foreign keys: deferrable, named, without constraint, not null, by another column",
        declare: (orm) => {
            const target = house(orm)
            @orm.Entity()
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.ManyToOne(() => target, { deferrable: "INITIALLY DEFERRED" }) deferred!: object
                @orm.ManyToOne(() => target, { deferrable: "INITIALLY IMMEDIATE" }) immediate!: object
                @orm.ManyToOne(() => target, { nullable: false })
                @orm.JoinColumn({ name: "house_no", foreignKeyConstraintName: "FK_named" })
                named!: object
                @orm.ManyToOne(() => target, { createForeignKeyConstraints: false }) loose!: object
                @orm.ManyToOne(() => target) @orm.JoinColumn({ referencedColumnName: "code" }) byCode!: object
                @orm.Column({ nullable: true }) ownId!: number
                @orm.ManyToOne(() => target) @orm.JoinColumn({ name: "ownId" }) own!: object
            }
            return { entities: [target, Room] }
        },
    },
    {
        name: "foreign keys: without relation",
        declare: (orm) => {
            const target = house(orm)
            @orm.Entity()
            @orm.ForeignKey(() => target, ["twoA", "twoB"], ["a", "b"], { name: "FK_two", onDelete: "CASCADE" })
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.ForeignKey(() => target) @orm.Column() houseId!: number
                @orm.ForeignKey(() => target, "code", { deferrable: "INITIALLY DEFERRED" }) @orm.Column() code!: string
                @orm.Column() twoA!: number
                @orm.Column() twoB!: number
            }
            return { entities: [target, Room] }
        },
    },
    {
        name: "foreign keys: composite, to itself, in a circle",
        declare: (orm) => {
            @orm.Entity()
            class Floor {
                @orm.PrimaryColumn() house!: number
                @orm.PrimaryColumn() level!: number
                @orm.ManyToOne(() => Room, { nullable: true }) lobby!: object
            }
            @orm.Entity()
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.ManyToOne(() => Floor)
                @orm.JoinColumn([
                    { name: "floor_level", referencedColumnName: "level" },
                    { name: "floor_house", referencedColumnName: "house" },
                ])
                floor!: object
                @orm.ManyToOne(() => Room) parent!: object
                @orm.OneToMany(() => Room, (room: Room) => room.parent) children!: object[]
            }
            return { entities: [Floor, Room] }
        },
    },
    {
        name: "one-to-one",
        declare: (orm) => {
            const target = house(orm)
            @orm.Entity()
            class Key {
                @orm.PrimaryColumn() id!: number
                @orm.OneToOne(() => target) @orm.JoinColumn() house!: object
                @orm.OneToOne(() => target, { onDelete: "CASCADE", nullable: false })
                @orm.JoinColumn({ name: "spare" })
                spare!: object
            }
            @orm.Entity()
            class Shared {
                @orm.PrimaryColumn() houseId!: number
                @orm.OneToOne(() => target) @orm.JoinColumn({ name: "houseId" }) house!: object
            }
            return { entities: [target, Key, Shared] }
        },
    },
    {
        name: "many-to-many",
        declare: (orm) => {
            const target = house(orm)
            @orm.Entity()
            class Person {
                @orm.PrimaryColumn("uuid") id!: string
                @orm.ManyToMany(() => target) @orm.JoinTable() houses!: object[]
                @orm.ManyToMany(() => Person) @orm.JoinTable() friends!: object[]
                @orm.ManyToMany(() => target, { onDelete: "NO ACTION", onUpdate: "RESTRICT" })
                @orm.JoinTable({
                    name: "owned house",
                    joinColumn: { name: "person", foreignKeyConstraintName: "FK_person" },
                    inverseJoinColumn: {
                        name: "house",
                        referencedColumnName: "code",
                        foreignKeyConstraintName: "FK_house",
                    },
                })
                owned!: object[]
                @orm.ManyToMany(() => target, { createForeignKeyConstraints: false })
                @orm.JoinTable({ name: "loose" })
                loose!: object[]
                @orm.ManyToMany(() => target, { deferrable: "INITIALLY DEFERRED" } as never)
                @orm.JoinTable({ name: "later" })
                later!: object[]
            }
            return { entities: [target, Person] }
        },
    },
    {
        name: "many-to-many in another schema, of composite keys, and left alone",
        prepare: `CREATE SCHEMA "links"; CREATE TABLE "unmade" ("x" int)`,
        declare: (orm) => {
            @orm.Entity()
            class Floor {
                @orm.PrimaryColumn() house!: number
                @orm.PrimaryColumn() level!: number
                @orm.ManyToMany(() => Floor) @orm.JoinTable({ name: "stairs", schema: "links" }) stairs!: object[]
                @orm.ManyToMany(() => Floor) @orm.JoinTable({ name: "unmade", synchronize: false }) lifts!: object[]
            }
            return { entities: [Floor] }
        },
    },
    {
        name: "schemas by dots in names",
        prepare: `CREATE SCHEMA "audit"`,
        declare: (orm) => {
            @orm.Entity("audit.log")
            class Log {
                @orm.PrimaryGeneratedColumn() id!: number
                @orm.Column({ type: "enum", enum: ["a", "b"], default: "a" }) kind!: string
                @orm.Index() @orm.ManyToOne(() => Log) cause!: object
                @orm.ManyToMany(() => Log) @orm.JoinTable({ name: "audit.logs" }) others!: object[]
            }
            return { entities: [Log] }
        },
        typeormSeesDifferences: "it does not find such tables, and would create them again",
        typeormStoresOtherwise: {
            why: "it does not find the tables that it has just made, and leaves their foreign keys out",
            changes: [
                'create foreign-key:audit.log."FK_253b23cf86f9d370a268b0d97cd"',
                'create foreign-key:audit.logs."FK_61d4572e6748167c6bd27b55729"',
                'create foreign-key:audit.logs."FK_ad97d762e5295b0d2308080edde"',
            ],
        },
    },
    {
        name: "several schemas",
        prepare: `CREATE SCHEMA "one"; CREATE SCHEMA "Two"`,
        declare: (orm) => {
            @orm.Entity({ schema: "one" })
            class House {
                @orm.PrimaryGeneratedColumn() id!: number
                @orm.Column({ type: "enum", enum: ["a", "b"], default: "a" }) kind!: string
            }
            @orm.Entity({ schema: "Two" })
            class Room {
                @orm.PrimaryGeneratedColumn("uuid") id!: string
                @orm.ManyToOne(() => House, { onDelete: "CASCADE" }) house!: object
                @orm.Index() @orm.Column({ type: "enum", enum: ["a", "b"], array: true }) kinds!: string[]
            }
            @orm.Entity()
            class Guest {
                @orm.PrimaryColumn() id!: number
                @orm.ManyToOne(() => Room) room!: object
            }
            return { entities: [House, Room, Guest] }
        },
    },
]

/** A table with several keys to refer to. */
export function house(orm: Orm): Class {
    @orm.Entity()
    @orm.Unique(["a", "b"])
    class House {
        @orm.PrimaryColumn() id!: number
        @orm.Column({ unique: true }) code!: string
        @orm.Column({ nullable: true }) a!: number
        @orm.Column({ nullable: true }) b!: number
    }
    return House
}
