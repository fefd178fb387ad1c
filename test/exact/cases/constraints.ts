import { tableOf, type ExactCase } from "../support/case.js"

/** Keys, checks, exclusions and indexes. */
export const constraintCases: readonly ExactCase[] = [
    {
        name: "primary keys",
        declare: (orm) => {
            @orm.Entity()
            class Composite {
                @orm.PrimaryColumn() b!: number
                @orm.PrimaryColumn() a!: string
                @orm.PrimaryColumn({ type: "date" }) c!: string
            }
            @orm.Entity()
            class Named {
                @orm.PrimaryColumn({ primaryKeyConstraintName: "pk named" }) id!: number
            }
            @orm.Entity()
            class NamedComposite {
                @orm.PrimaryColumn({ primaryKeyConstraintName: "pk_both" }) one!: number
                @orm.PrimaryColumn({ primaryKeyConstraintName: "pk_both" }) two!: number
            }
            return { entities: [Composite, Named, NamedComposite] }
        },
    },
    {
        name: "unique constraints",
        declare: (orm) => {
            @orm.Entity()
            @orm.Unique(["code", "floor"])
            @orm.Unique("UQ_named", ["floor", "code"])
            @orm.Unique("UQ_one", ["code"])
            @orm.Unique("UQ_deferred", ["slug"], { deferrable: "INITIALLY DEFERRED" })
            @orm.Unique("UQ_immediate", ["slug", "code"], { deferrable: "INITIALLY IMMEDIATE" })
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.Column() code!: string
                @orm.Column() floor!: number
                @orm.Column({ unique: true }) door!: string
                @orm.Column() @orm.Unique("UQ_property", ["slug"]) slug!: string
            }
            return { entities: [Room] }
        },
    },
    {
        name: "unique constraints over the same columns",
        declare: (orm) => {
            @orm.Entity()
            @orm.Unique("UQ_first", ["code"])
            @orm.Unique("UQ_second", ["code"])
            @orm.Unique("UQ_key", ["id"])
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.Column() code!: string
            }
            return { entities: [Room] }
        },
        typeormStoresOtherwise: {
            why: "inside CREATE TABLE Postgres takes them for one",
            changes: ['create unique:public.room."UQ_first"', 'create unique:public.room."UQ_key"'],
        },
    },
    {
        name: "checks",
        declare: (orm) => {
            @orm.Entity()
            @orm.Check(`"price" > 0`)
            @orm.Check("CHK_in", `"kind" IN ('a', 'b', 'c')`)
            @orm.Check("CHK_like", `name LIKE 'x%' OR name IS NULL`)
            @orm.Check("CHK between", `price BETWEEN 1 AND 100 AND NOT (name = 'it''s')`)
            @orm.Check("CHK_cast", `price::text <> '0'`)
            @orm.Check("CHK_none", `1 = 1`)
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.Column() price!: number
                @orm.Column() kind!: string
                @orm.Column() name!: string
            }
            return { entities: [Room] }
        },
    },
    {
        name: "exclusions",
        declare: (orm) => {
            @orm.Entity()
            @orm.Exclusion(`USING gist ("room" WITH =, "during" WITH &&)`)
            @orm.Exclusion("XCL_named", `USING gist (during WITH &&) WHERE (room > 10)`)
            @orm.Exclusion("XCL_deferred", `USING gist (room WITH =, during WITH -|-)`, {
                deferrable: "INITIALLY DEFERRED",
            })
            class Booking {
                @orm.PrimaryColumn() id!: number
                @orm.Column() room!: number
                @orm.Column({ type: "tstzrange" }) during!: string
            }
            return { entities: [Booking] }
        },
    },
    {
        name: "indexes",
        declare: (orm) => {
            @orm.Entity()
            @orm.Index(["code", "floor"])
            @orm.Index("IDX_named", ["floor", "code"])
            @orm.Index("IDX_unique", ["code"], { unique: true })
            @orm.Index("IDX_map", () => ({ floor: 1, code: -1 }))
            @orm.Index("IDX_partial", ["code"], { where: `"floor" > 3 AND code <> 'x'` })
            @orm.Index("IDX_partial_unique", ["floor"], { unique: true, where: "deleted IS NULL" })
            @orm.Index("IDX_text", ["code"], { where: "code LIKE 'a%'" })
            @orm.Index("IDX_in", ["code"], { where: "code IN ('a', 'b')" })
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.Column() code!: string
                @orm.Column() floor!: number
                @orm.Column({ nullable: true }) deleted!: Date
                @orm.Index() @orm.Column() door!: string
                @orm.Index({ unique: true }) @orm.Column() key!: string
            }
            return { entities: [Room] }
        },
    },
    {
        name: "a concurrent index",
        declare: (orm) => {
            @orm.Entity()
            @orm.Index("IDX_concurrent", ["floor"], { concurrent: true })
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.Column() floor!: number
            }
            return { entities: [Room] }
        },
        typeormFails: "it writes CREATE INDEX CONCURRENTLY into a transaction",
    },
    {
        name: "index methods",
        declare: (orm) => {
            @orm.Entity()
            @orm.Index("IDX_btree", ["code"], { type: "btree" } as never)
            @orm.Index("IDX_hash", ["code"], { type: "hash" } as never)
            @orm.Index("IDX_gin", ["tags"], { type: "gin" } as never)
            @orm.Index("IDX_gist", ["place"], { type: "gist" } as never)
            @orm.Index("IDX_spgist", ["place"], { type: "spgist" } as never)
            @orm.Index("IDX_brin", ["id"], { type: "brin" } as never)
            @orm.Index("IDX_spatial", ["place"], { spatial: true })
            @orm.Index("IDX_document", ["document"], { type: "gin" } as never)
            class Room {
                @orm.PrimaryColumn() id!: number
                @orm.Column() code!: string
                @orm.Column({ type: "text", array: true }) tags!: string[]
                @orm.Column({ type: "point" }) place!: string
                @orm.Column({ type: "jsonb" }) document!: object
            }
            return { entities: [Room] }
        },
    },
    {
        name: "names over 63 bytes",
        declare: (orm) => {
            const long = "a_name_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names"
            @orm.Entity()
            @orm.Index(`IDX_${long}`, ["code"])
            @orm.Unique(`UQ_${long}`, ["code"])
            @orm.Check(`CHK_${long}`, `"code" <> 'x'`)
            class Room {
                @orm.PrimaryColumn({ primaryKeyConstraintName: `PK_${long}` }) id!: number
                @orm.Column() code!: string
                @orm.Column({ type: "enum", enum: ["a", "b"], enumName: `enum_${long}` }) kind!: string
                @orm.Column({ name: `column_${long}` }) column!: string
                @orm.Column({ name: `ümläüt_${long}` }) umlaut!: string
            }
            return { entities: [Room] }
        },
        typeormSeesDifferences: "it compares the whole names with the shortened",
    },
    {
        name: "a table and a serial with names over 63 bytes",
        declare: (orm) => {
            @orm.Entity("a_table_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps")
            class Room {
                @orm.PrimaryGeneratedColumn({ name: "an_identifier_that_is_rather_long_as_well_as_the_table" })
                id!: number
                @orm.Column({ unique: true }) code!: string
            }
            return { entities: [Room] }
        },
        typeormSeesDifferences: "it looks for the whole name and creates the table again",
    },
    {
        name: "two entities on one table",
        declare: (orm) => {
            const second = tableOf(orm, "sample", { two: { type: "text", unique: true } })
            return { entities: [tableOf(orm, "sample", { one: { type: "text", default: "x" } }), second] }
        },
        typeormFails: "it drops the columns of the other entity",
        typeormSeesDifferences: "it drops the columns of the other entity",
    },
    {
        name: "an entity that is also a join table",
        declare: (orm) => {
            @orm.Entity()
            class Person {
                @orm.PrimaryColumn() id!: number
                @orm.ManyToMany(() => Person)
                @orm.JoinTable({
                    name: "friendship",
                    joinColumn: { name: "one" },
                    inverseJoinColumn: { name: "other" },
                })
                friends!: object[]
            }
            @orm.Entity("friendship")
            class Friendship {
                @orm.PrimaryColumn() one!: number
                @orm.PrimaryColumn() other!: number
                @orm.Column({ type: "date", nullable: true }) since!: string
                @orm.ManyToOne(() => Person, { onDelete: "CASCADE", onUpdate: "CASCADE" })
                @orm.JoinColumn({ name: "one" })
                first!: object
            }
            return { entities: [Person, Friendship] }
        },
        typeormFails: "it drops the columns of the other entity",
        typeormSeesDifferences: "it drops the columns of the other entity",
    },
    {
        name: "an entity that is left alone",
        prepare: `CREATE TABLE "left_alone" ("id" integer, "other" text)`,
        declare: (orm) => ({
            entities: [
                tableOf(orm, "sample", { one: { type: "text", nullable: true } }),
                tableOf(orm, "left_alone", { one: { type: "text" } }, { synchronize: false }),
            ],
        }),
    },
]
