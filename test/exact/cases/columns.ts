import { columnsCase, tableOf, type Class, type ExactCase } from "../support/case.js"

/** What columns can be beside their type and default. */
export const columnCases: readonly ExactCase[] = [
    columnsCase("comments", {
        plain: { type: "text", comment: "what is on the door" },
        quotes: { type: "text", comment: 'it\'s "quoted" -- and; more' },
        lines: { type: "text", comment: "one\ntwo" },
        unicode: { type: "text", comment: "Zimmer № 5 🏠" },
    }),
    {
        name: "comments with backslashes, and on tables",
        declare: (orm) => ({
            entities: [
                tableOf(orm, "sample", { path: { type: "text", comment: "C:\\new" } }, { comment: 'it\'s a "table"' }),
                tableOf(orm, "plain", {}, { comment: "plain" }),
            ],
        }),
    },
    {
        name: "serials",
        declare: (orm) => {
            @orm.Entity()
            class Standard {
                @orm.PrimaryGeneratedColumn() id!: number
            }
            @orm.Entity()
            class Big {
                @orm.PrimaryGeneratedColumn({ type: "bigint" }) id!: string
            }
            @orm.Entity()
            class Small {
                @orm.PrimaryGeneratedColumn("increment", { type: "smallint" }) id!: number
            }
            @orm.Entity()
            class Beside {
                @orm.PrimaryColumn("uuid") id!: string
                @orm.Column() @orm.Generated("increment") number!: number
                @orm.Column({ type: "int8" }) @orm.Generated("increment") camelCase!: string
            }
            return { entities: [Standard, Big, Small, Beside] }
        },
    },
    {
        name: "identities",
        declare: (orm) => {
            @orm.Entity()
            class Plain {
                @orm.PrimaryGeneratedColumn("identity") id!: number
            }
            @orm.Entity()
            class Always {
                @orm.PrimaryGeneratedColumn("identity", { generatedIdentity: "ALWAYS", type: "bigint" }) id!: string
            }
            @orm.Entity()
            class ByDefault {
                @orm.PrimaryGeneratedColumn("identity", { generatedIdentity: "BY DEFAULT", type: "smallint" })
                id!: number
            }
            return { entities: [Plain, Always, ByDefault] }
        },
    },
    {
        name: "generated uuids",
        declare: (orm) => {
            @orm.Entity()
            class Keyed {
                @orm.PrimaryGeneratedColumn("uuid") id!: string
                @orm.Column({ type: "uuid", nullable: true }) @orm.Generated("uuid") token!: string
            }
            return { entities: [Keyed] }
        },
    },
    {
        name: "generated uuids of pgcrypto",
        declare: (orm) => {
            @orm.Entity()
            class Keyed {
                @orm.PrimaryGeneratedColumn("uuid") id!: string
            }
            return { entities: [Keyed], options: { uuidExtension: "pgcrypto" } }
        },
        typeormWritesOtherwise: {
            why: "it creates pgcrypto when it connects; gen_random_uuid() is part of PostgreSQL since 13",
            same: (text) => text.replaceAll(/.*pgcrypto.*(\n|$)+/g, ""),
        },
    },
    {
        name: "extensions in a schema of their own",
        prepare: `CREATE SCHEMA "extensions"; CREATE EXTENSION "uuid-ossp" SCHEMA "extensions";
            CREATE EXTENSION "citext" SCHEMA "extensions"; SET search_path = "$user", public, extensions`,
        declare: (orm) => {
            @orm.Entity()
            class Keyed {
                @orm.PrimaryGeneratedColumn("uuid") id!: string
                @orm.Column({ type: "citext", default: "x" }) name!: string
                @orm.Column({ type: "uuid", default: () => "uuid_generate_v1()" }) other!: string
            }
            return { entities: [Keyed], options: { installExtensions: false } }
        },
        typeormFails: "its connections look into other schemas here",
        typeormSeesDifferences: "its connections look into other schemas here",
    },
    {
        name: "columns that TypeORM keeps",
        declare: (orm) => {
            @orm.Entity()
            class Kept {
                @orm.PrimaryColumn() id!: number
                @orm.CreateDateColumn() created!: Date
                @orm.UpdateDateColumn({ type: "timestamptz" }) updated!: Date
                @orm.DeleteDateColumn() deleted!: Date | null
                @orm.CreateDateColumn({ type: "timestamptz", precision: 3, name: "created_too" }) createdToo!: Date
                @orm.VersionColumn() version!: number
                @orm.VirtualColumn({ query: (alias) => `SELECT ${alias}.id` }) virtual!: number
            }
            return { entities: [Kept] }
        },
    },
    {
        name: "generated columns",
        declare: (orm) => ({
            entities: [
                tableOf(orm, "sample", {
                    first: { type: "varchar" },
                    last: { type: "varchar", nullable: true },
                    full: generated("varchar", `"first" || ' ' || coalesce("last", '')`),
                    upper: generated("text", `upper(first)`),
                    twice: generated("int", "id * 2"),
                }),
            ],
        }),
    },
    columnsCase("nullable", {
        yes: { type: "text", nullable: true },
        no: { type: "text", nullable: false },
    }),
    {
        name: "names of columns",
        declare: (orm) => ({
            entities: [
                tableOf(orm, "sample", {
                    camelCase: { type: "text" },
                    PascalCase: { type: "text" },
                    snake_case: { type: "text" },
                    renamed: { type: "text", name: "other name" },
                    user: { type: "text" },
                    order: { type: "text", unique: true },
                    select: { type: "text" },
                    dotted: { type: "text", name: "a.b" },
                    apostrophe: { type: "text", name: "it's" },
                    emoji: { type: "text", name: "🏠", unique: true },
                    digit: { type: "text", name: "1st" },
                }),
            ],
        }),
    },
    {
        name: "a column called with quotes",
        declare: (orm) => ({ entities: [quoted(orm)] }),
        typeormFails: "it does not escape quotes in names",
    },
]

function generated(type: "varchar" | "text" | "int", asExpression: string) {
    return { type, asExpression, generatedType: "STORED", nullable: true } as const
}

function quoted(orm: Parameters<ExactCase["declare"]>[0]): Class {
    return tableOf(orm, 'the "table"', { value: { type: "int", name: 'the "column"', default: 1, comment: "it" } })
}
