import { ormconfig, stories, type Files, type Step, type Story } from "./support/story.js"

// The shapes that projects have: module formats, folders, what their entities use. Each goes through the whole story.

/** Its first migration, a change and its way back, and a fresh database. `change` brings the column "note" to the table "room". */
function wholeStory(change: Files, options: { readonly config?: string; readonly in?: string } = {}): readonly Step[] {
    const config = options.config === undefined ? [] : ["--config", options.config]
    const at = options.in === undefined ? {} : { in: options.in }
    const run = (words: readonly string[], more: object = {}): Step => ({
        run: [...words, ...config],
        exit: 0,
        ...at,
        ...more,
    })
    return [
        run(["generate", "first"]),
        run(["upgrade"]),
        run(["check"], { says: /in sync/ }),
        run(["check", "--against", "history"]),
        { write: change },
        run(["check"], { exit: 2, says: /note/ }),
        run(["generate", "second"]),
        run(["upgrade"]),
        run(["check"]),
        run(["generate", "third"], { says: /in sync/ }),
        run(["downgrade"]),
        run(["upgrade"]),
        run(["downgrade", "base"]),
        { fresh: true },
        run(["upgrade"]),
        run(["check"]),
    ]
}

const room = (
    more = "",
    imports = "",
    type = "type",
): string => `import { Entity, Column, PrimaryGeneratedColumn, ManyToOne, ${type} Relation } from "typeorm"
import { Owner } from "./owner${type === "" ? "" : ".js"}"
${imports}
@Entity() export class Room {
    @PrimaryGeneratedColumn("uuid") id!: string
    @Column({ unique: true }) code!: string
    @ManyToOne(() => Owner, { nullable: false, onDelete: "CASCADE" }) owner!: Relation<Owner>
    ${more}
}
`
const owner = `import { Entity, Column, PrimaryGeneratedColumn, CreateDateColumn } from "typeorm"
@Entity() export class Owner {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "jsonb", default: {} }) settings!: object
    @CreateDateColumn({ type: "timestamptz" }) created!: Date
}
`
const note = "@Column({ nullable: true }) note?: string"

const compilerOptions = {
    target: "ES2022",
    strict: true,
    skipLibCheck: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
}

const esm: Story = {
    about: "an ES module with a uuid key and a relation",
    files: { "src/entities/room.ts": room(), "src/entities/owner.ts": owner },
    steps: wholeStory({ "src/entities/room.ts": room(note) }),
}

const commonjs: Story = {
    about: "CommonJS",
    files: {
        "package.json": JSON.stringify({ name: "story", private: true }),
        "tsconfig.json": JSON.stringify({
            compilerOptions: {
                ...compilerOptions,
                module: "commonjs",
                moduleResolution: "node10",
                ignoreDeprecations: "6.0",
            },
            include: ["src", "*.ts"],
        }),
        "src/entities/room.ts": room("", "", ""),
        "src/entities/owner.ts": owner,
    },
    steps: wholeStory({ "src/entities/room.ts": room(note, "", "") }),
}

const aliased = (more = ""): string => room(more).replace("./owner.js", "@people/owner")

const aliases: Story = {
    about: "path aliases of tsconfig, in CommonJS",
    files: {
        "package.json": JSON.stringify({ name: "story", private: true }),
        "tsconfig.json": JSON.stringify({
            compilerOptions: {
                ...compilerOptions,
                module: "commonjs",
                moduleResolution: "node10",
                ignoreDeprecations: "6.0",
                baseUrl: ".",
                paths: { "@people/*": ["src/people/*"] },
            },
            include: ["src", "*.ts"],
        }),
        "ormconfig.ts": ormconfig().replace("src/entities/*.ts", "src/{entities,people}/*.ts"),
        "src/entities/room.ts": aliased().replace(", type Relation", ", Relation"),
        "src/people/owner.ts": owner,
    },
    steps: wholeStory({ "src/entities/room.ts": aliased(note).replace(", type Relation", ", Relation") }),
}

const workspace = (steps: readonly Step[], about: string): Story => ({
    about,
    files: {
        "package.json": JSON.stringify({ name: "root", private: true, workspaces: ["packages/*"] }),
        "tsconfig.json": null,
        "ormconfig.ts": null,
        "packages/db/package.json": JSON.stringify({ name: "@story/db", private: true, type: "module" }),
        "packages/db/tsconfig.json": JSON.stringify({
            compilerOptions: { ...compilerOptions, module: "nodenext" },
            include: ["src"],
        }),
        // Wherever it is started from: the embedded database is a folder of the package.
        "packages/db/src/data-source.ts": `import "reflect-metadata"
import { fileURLToPath } from "node:url"
import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
const embeddedFolder = fileURLToPath(new URL("../../../.postgres", import.meta.url))
export const AppDataSource = new DataSource({ ...connectionFromEnvironment(process.env, { embeddedFolder }), entities: [import.meta.dirname + "/entities/*.ts"], migrations: [import.meta.dirname + "/migrations/*.ts"] })
`,
        "packages/db/src/entities/room.ts": room(),
        "packages/db/src/entities/owner.ts": owner,
    },
    steps,
})

const workspaceChange = { "packages/db/src/entities/room.ts": room(note) }

const DB = ["--config", "db/data-source.js"] as const

/** JavaScript without any compiler; the DataSource leads to it, and migrations are written in it. */
const script = (room: (more: string) => string, source: string, about: string): Story => ({
    about,
    files: {
        ...(source.includes("require(") ? { "package.json": JSON.stringify({ name: "story", private: true }) } : {}),
        "tsconfig.json": null,
        "ormconfig.ts": null,
        "db/data-source.js": source,
        "db/entities/room.js": room(""),
        "src/migrations/.keep": null,
    },
    steps: [
        { run: ["generate", "first", ...DB], exit: 0, says: /written db\/migrations\/\d+-first\.js/ },
        { run: ["upgrade", ...DB], exit: 0 },
        { write: { "db/entities/room.js": room("note: { type: String, nullable: true },") } },
        { run: ["generate", "second", "--against", "history", ...DB], exit: 0 },
        { run: ["upgrade", ...DB], exit: 0 },
        { run: ["check", ...DB], exit: 0 },
        {
            run: ["create", "by hand", ...DB],
            exit: 0,
            says: /db\/migrations\/\d+-by-hand\.js/,
        },
        { run: ["upgrade", ...DB], exit: 0, says: /1\/1 up ByHand/ },
        { typeorm: ["migration:show", "-d", "db/data-source.js"], exit: 0, says: [/\[X\].*First/, /\[X\].*ByHand/] },
    ],
})

const options = `{ ...connectionFromEnvironment(), entities: ["db/entities/*.js"], migrations: ["db/migrations/*.js"] }`
const columns = (more: string): string =>
    `{ name: "room", columns: { id: { type: "uuid", primary: true, generated: "uuid" }, code: { type: String }, ${more} } }`

const modules = script(
    (more) => `import { EntitySchema } from "typeorm"
export const Room = new EntitySchema(${columns(more)})
`,
    `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
export const AppDataSource = new DataSource(${options})
`,
    "JavaScript alone, in ES modules",
)

const requires = script(
    (more) => `const { EntitySchema } = require("typeorm")
module.exports = { Room: new EntitySchema(${columns(more)}) }
`,
    `require("reflect-metadata")
const { DataSource } = require("typeorm")
const { connectionFromEnvironment } = require("typeorm-autogen")
module.exports = { AppDataSource: new DataSource(${options}) }
`,
    "JavaScript alone, in CommonJS",
)

const DIST = ["--config", "dist/data-source.js"] as const
const BUILD: Step = { execute: ["node", "node_modules/typescript/bin/tsc"], exit: 0 }

const compiledRoom = (more: string): string => `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room {
    @PrimaryGeneratedColumn("uuid") id!: string
    @Column({ type: "varchar" }) code!: string
    ${more}
}
`

/** The DataSource leads to what tsc makes: files are written beside the sources, and count once they are compiled. */
const compiled: Story = {
    about: "compiled by tsc: the DataSource leads to dist, migrations are written to src",
    files: {
        "package.json": JSON.stringify({ name: "story", private: true }),
        "tsconfig.json": JSON.stringify({
            compilerOptions: {
                ...compilerOptions,
                module: "commonjs",
                rootDir: "src",
                outDir: "dist",
                types: ["node"],
            },
            include: ["src"],
        }),
        "ormconfig.ts": null,
        "src/data-source.ts": `import "reflect-metadata"
import { join } from "node:path"
import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
export const AppDataSource = new DataSource({ ...connectionFromEnvironment(), entities: [join(__dirname, "entities/*.js")], migrations: [join(__dirname, "migrations/*.js")] })
`,
        "src/entities/room.ts": compiledRoom(""),
    },
    steps: [
        BUILD,
        { run: ["generate", "first", ...DIST], exit: 0, says: /written src\/migrations\/\d+-first\.ts/ },
        {
            run: ["upgrade", ...DIST],
            exit: 0,
            says: /warning src\/migrations\/\d+-first\.ts is not compiled/,
            saysNot: /1\/1/,
        },
        { run: ["generate", "first", ...DIST], exit: 1, says: /MIGRATIONS_NOT_COMPILED .*-first\.ts is not compiled/ },
        BUILD,
        { run: ["upgrade", ...DIST], exit: 0, says: /1\/1 up First/ },
        { run: ["check", ...DIST], exit: 0, says: /in sync/ },
        { run: ["check", "--against", "history", ...DIST], exit: 0 },
        { write: { "src/entities/room.ts": compiledRoom(note) } },
        BUILD,
        { run: ["generate", "second", ...DIST], exit: 0, says: /written src\/migrations/ },
        BUILD,
        { run: ["upgrade", ...DIST], exit: 0 },
        { run: ["downgrade", "base", ...DIST], exit: 0 },
        { typeorm: ["migration:run", "-d", "dist/data-source.js"], exit: 0 },
        { run: ["check", ...DIST], exit: 0 },
    ],
}

const naming: Story = {
    about: "a naming strategy, a prefix, and a subscriber that must not be called",
    files: {
        "src/naming.ts": `import { DefaultNamingStrategy } from "typeorm"
const snake = (text: string): string => text.replace(/[A-Z]/g, (letter) => "_" + letter.toLowerCase())
export class Snake extends DefaultNamingStrategy {
    override columnName(property: string, given: string | undefined, prefixes: string[]): string { return snake([...prefixes, given ?? property].join("_")) }
    override joinColumnName(relation: string, column: string): string { return snake(relation + "_" + column) }
    override primaryKeyName(table: { name: string } | string): string { return "pk_" + (typeof table === "string" ? table : table.name).replaceAll(".", "_") }
}
`,
        "src/watcher.ts": `import { EventSubscriber, type EntitySubscriberInterface } from "typeorm"
@EventSubscriber() export class Watcher implements EntitySubscriberInterface { constructor() { throw new Error("subscribers stay off") } }
`,
        "ormconfig.ts": ormconfig(
            `namingStrategy: new Snake(), entityPrefix: "app_", subscribers: ["src/watcher.ts"], synchronize: true, logging: true,`,
            `import { Snake } from "./src/naming.js"`,
        ),
        "src/entities/room.ts": room(),
        "src/entities/owner.ts": owner,
    },
    steps: [
        ...wholeStory({ "src/entities/room.ts": room(note) }),
        {
            sql: "SELECT count(*)::int FROM information_schema.columns WHERE table_name = 'app_room' AND column_name = 'owner_id'",
            gives: [[1]],
        },
    ],
}

const trees = (
    more = "",
): string => `import { Entity, Column, Index, PrimaryGeneratedColumn, Tree, TreeChildren, TreeParent, type Relation, ViewEntity, ViewColumn, TableInheritance, ChildEntity } from "typeorm"
@Entity() @Tree("closure-table") export class Area { @PrimaryGeneratedColumn() id!: number; @TreeChildren() inner!: Relation<Area[]>; @TreeParent() outer!: Relation<Area> }
@Entity() @Tree("materialized-path") export class Path { @PrimaryGeneratedColumn() id!: number; @TreeChildren() inner!: Relation<Path[]>; @TreeParent() outer!: Relation<Path> }
@Entity() @Tree("nested-set") export class Nest { @PrimaryGeneratedColumn() id!: number; @TreeChildren() inner!: Relation<Nest[]>; @TreeParent() outer!: Relation<Nest> }
@Entity() @TableInheritance({ column: { type: "varchar", name: "kind" } }) export class Room { @PrimaryGeneratedColumn() id!: number; @Column({ default: 0 }) size!: number; ${more} }
@ChildEntity() export class Suite extends Room { @Column() doors!: number }
@ViewEntity({ name: "large_room", expression: 'SELECT id, size FROM room WHERE size > 100' }) export class LargeRoom { @ViewColumn() id!: number; @ViewColumn() size!: number }
@Index("sizes_id", ["id"], { unique: true })
@ViewEntity({ name: "sizes", materialized: true, expression: 'SELECT id, size FROM large_room' }) export class Sizes { @ViewColumn() id!: number }
`

stories("projects of all shapes", [
    esm,
    { ...esm, about: "the same on a server", on: "server" },
    { ...esm, about: "the same with TypeORM 0.3.20", typeorm: "0.3.20" },
    { ...commonjs },
    { ...commonjs, about: "CommonJS with the latest TypeORM 0.3, on a server", typeorm: "0.3", on: "server" },
    aliases,
    workspace(wholeStory(workspaceChange, { in: "packages/db" }), "a workspace of a monorepo, from its own folder"),
    workspace(
        wholeStory(workspaceChange, { config: "packages/db/src/data-source.ts" }),
        "a workspace of a monorepo, from the root",
    ),
    compiled,
    modules,
    requires,
    naming,
    {
        about: "trees, single table inheritance, views",
        files: { "src/entities/all.ts": trees() },
        steps: wholeStory({ "src/entities/all.ts": trees("@Column({ nullable: true }) note?: string") }),
    },
])
