import { describe, expect, it } from "vitest"
import { load, project, urlOf, type Files } from "./project.js"
import { sampledSuites } from "../support/sampled.js"

const formats = ["module", "commonjs"] as const

/** The whole language that entities use, in a project of either format. */
function everything(type: (typeof formats)[number], extra: Files = {}): Files {
    const js = type === "module" ? ".js" : ""
    const here = type === "module" ? "import.meta.dirname" : "__dirname"
    return {
        "package.json": { name: "app", type },
        "tsconfig.base.json": `{
            // a comment, and a comma too many
            "compilerOptions": {
                "target": "ES2022", "module": "${type === "module" ? "nodenext" : "commonjs"}", "strict": true,
                "experimentalDecorators": true, "emitDecoratorMetadata": true, /* here too */
                "esModuleInterop": true, "resolveJsonModule": true,
            },
        }`,
        "tsconfig.json": `{ "extends": "./tsconfig.base.json", "compilerOptions": { "baseUrl": ".", "paths": { "@app/*": ["src/*"] } } }`,
        "src/entities/room.ts": `
            import { Column, Entity, ManyToOne, PrimaryGeneratedColumn, type Relation } from "typeorm"
            import { House } from "./house${js}"
            import { Color } from "@app/shared/color${js}"
            import { Mode, type Meta } from "./modes${js}"
            import type { Unused } from "./modes${js}"
            import data from "./data.json"${js === "" ? "" : ' with { type: "json" }'}
            class Helper { constructor(private readonly a: string, public b = 1) {} both() { return this.a + this.b } }
            @Entity()
            export class Room {
                @PrimaryGeneratedColumn() id!: number
                @Column() code!: string
                @Column() when!: Date
                @Column({ type: "enum", enum: Color, default: Color.Red }) color!: Color
                @Column({ type: "simple-json" }) meta!: Meta
                @Column({ default: Mode.B }) mode!: string
                @Column({ default: new Helper(data.name).both() }) helper!: string
                @ManyToOne(() => House, (house) => house.rooms) house!: Relation<House>
                unused?: Unused
            }`,
        "src/entities/house.ts": `
            import { Entity, OneToMany, PrimaryGeneratedColumn, type Relation } from "typeorm"
            import { Room } from "./room${js}"
            @Entity()
            export class House {
                @PrimaryGeneratedColumn() id!: number
                @OneToMany(() => Room, (room) => room.house) rooms!: Relation<Room>[]
            }`,
        "src/entities/modes.ts": `
            export const enum Mode { A = "a", B = "b" }
            export interface Meta { x: number }
            export type Unused = string`,
        "src/entities/data.json": { name: "n" },
        "src/shared/color.ts": `export enum Color { Red = "red", Blue = "blue" }`,
        "src/migrations/1-first.ts": `
            import type { MigrationInterface, QueryRunner } from "typeorm"
            export class First1763800000000 implements MigrationInterface {
                async up(queryRunner: QueryRunner): Promise<void> {}
                async down(): Promise<void> {}
            }`,
        "ormconfig.ts": `
            import "reflect-metadata"
            import { DataSource } from "typeorm"
            export default new DataSource({
                type: "postgres",
                entities: [${here} + "/src/entities/*.ts"],
                migrations: [${here} + "/src/migrations/*.ts"],
            })`,
        ...extra,
    }
}

const house = "id:Number"
const room = "id:Number code:String when:Date color:enum meta:simple-json mode:String helper:String house:Number"
const allOfIt = { entities: { House: house, Room: room }, migrations: ["First1763800000000"], initialized: false }

sampledSuites(formats, 2)("TypeScript in a project of type %s", (type) => {
    it("is loaded with decorators, metadata, aliases, enums, JSON and circular entities", () => {
        const root = project(everything(type))
        expect(load(root)).toMatchObject({ ...allOfIt, options: {}, migrationsFolder: `${root}/src/migrations` })
    })

    it("uses the tsconfig.json nearest to the configuration, wherever the process runs", () => {
        const root = project({ ...prefixed("app", everything(type)), "other/tsconfig.json": "{}" })
        expect(load(root, { cwd: "other", config: "../app/ormconfig.ts" })).toMatchObject(allOfIt)
    })

    it("finds relative globs of a configuration in another folder", () => {
        const files = everything(type)
        const relative = `
            import { DataSource } from "typeorm"
            export const source = new DataSource({
                type: "postgres", entities: ["src/entities/*.ts"], migrations: { first: "./src/migrations/*.ts" },
            })`
        const root = project({
            ...prefixed("app", { ...files, "ormconfig.ts": relative }),
            "other/tsconfig.json": "{}",
        })
        const { migrations: _, ...entities } = allOfIt
        expect(load(root, { cwd: "other", config: "../app/ormconfig.ts" })).toMatchObject(entities)
        expect(load(root, { cwd: "app" })).toMatchObject(entities)
    })

    it("takes paths without a baseUrl, and imports by the name of the output", () => {
        const root = project(
            everything(type, {
                "config/tsconfig.base.json": {
                    compilerOptions: {
                        experimentalDecorators: true,
                        emitDecoratorMetadata: true,
                        esModuleInterop: true,
                        paths: { "@app/*": ["../src/*"] },
                    },
                },
                "tsconfig.json": { extends: ["./config/tsconfig.base.json"] },
                "src/entities/house.ts": everything("module")["src/entities/house.ts"] as string,
            }),
        )
        expect(load(root)).toMatchObject(allOfIt)
    })

    it("follows the references of a solution's tsconfig.json", () => {
        const files = everything(type)
        const root = project({
            ...files,
            "tsconfig.json": { files: [], references: [{ path: "./tsconfig.app.json" }] },
            "tsconfig.app.json": JSON.stringify({
                extends: "./tsconfig.base.json",
                compilerOptions: { composite: true, baseUrl: ".", paths: { "@app/*": ["src/*"] } },
                include: ["src", "ormconfig.ts"],
            }),
        })
        expect(load(root)).toMatchObject(allOfIt)
    })

    it("does no harm where @oxc-node/core is registered already", () => {
        const root = project(everything(type))
        const node = ["--import", urlOf("node_modules/@oxc-node/core/register.mjs")]
        expect(load(root, { node })).toMatchObject(allOfIt)
    })

    it("says which setting is missing when metadata is off", () => {
        const tsconfig = {
            compilerOptions: { experimentalDecorators: true, esModuleInterop: true, paths: { "@app/*": ["./src/*"] } },
        }
        const outcome = load(project(everything(type, { "tsconfig.json": tsconfig })))
        expect(outcome).toMatchObject({ code: "CONFIG_LOAD_FAILED" })
        expect(outcome.next).toContain('"emitDecoratorMetadata": true')
        expect(outcome.message).toMatch(/src\/entities\/\w+\.ts:\d+:\d+: Column type for Room#\w+ is not defined/)
    })
})

describe("TypeScript without a tsconfig.json", () => {
    const entity = `
        import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"
        @Entity() export class Room { @PrimaryGeneratedColumn() id!: number; @Column() code!: string }`
    const config = `
        import { DataSource } from "typeorm"
        import { Room } from "./room.js"
        export default new DataSource({ type: "postgres", entities: [Room] })`

    it("works in CommonJS, with decorators and metadata", () => {
        const root = project({ "package.json": {}, "room.ts": entity, "ormconfig.ts": config })
        expect(load(root)).toMatchObject({ entities: { Room: "id:Number code:String" } })
    })

    it("says what to write in an ES module project, which its loader needs", () => {
        const root = project({ "package.json": { type: "module" }, "room.ts": entity, "ormconfig.ts": config })
        expect(load(root)).toMatchObject({ code: "CONFIG_LOAD_FAILED", fields: { file: `${root}/room.ts` } })
        expect(load(root).next).toContain('"experimentalDecorators": true')
    })
})

describe("CommonJS's own syntax", () => {
    it("knows export =, import = require, .cts, and classes without Relation in a circle", () => {
        const entity = (name: string, other: string): string => `
            import { Entity, OneToOne, PrimaryGeneratedColumn } from "typeorm"
            import { ${other} } from "./${other.toLowerCase()}"
            @Entity() export class ${name} { @PrimaryGeneratedColumn() id!: number; @OneToOne(() => ${other}) it!: ${other} }`
        const root = project({
            "package.json": {},
            "tsconfig.json": { compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } },
            "a.ts": entity("A", "B"),
            "b.ts": entity("B", "A"),
            "ormconfig.cts": `
                import typeorm = require("typeorm")
                import { A } from "./a"
                import { B } from "./b"
                const dataSource = new typeorm.DataSource({ type: "postgres", entities: [A, B] })
                export = dataSource`,
        })
        expect(load(root)).toMatchObject({
            entities: { A: "id:Number", B: "id:Number" },
            file: `${root}/ormconfig.cts`,
        })
    })
})

describe("JavaScript", () => {
    const schema = (create: string): string =>
        `${create}({ name: "Room", columns: { id: { type: "integer", primary: true } } })`

    it("needs no loader as an ES module", () => {
        const root = project({
            "package.json": { type: "module" },
            "ormconfig.js": `
                import { DataSource, EntitySchema } from "typeorm"
                export default new DataSource({ type: "postgres", entities: [${schema("new EntitySchema")}] })`,
        })
        expect(load(root)).toMatchObject({ entities: { Room: "id:integer" }, loader: false })
    })

    it("needs no loader as CommonJS", () => {
        const root = project({
            "package.json": {},
            "src/data-source.js": `
                const { DataSource, EntitySchema } = require("typeorm")
                exports.AppDataSource = new DataSource({ type: "postgres", entities: [${schema("new EntitySchema")}] })`,
        })
        expect(load(root)).toMatchObject({ entities: { Room: "id:integer" }, loader: false })
    })
})

describe("TypeORM 0.3", () => {
    it("is recognised as well", () => {
        const root = project({
            "package.json": { type: "module" },
            "ormconfig.ts": `
                import { DataSource, EntitySchema } from "typeorm-0.3"
                const Room = new EntitySchema<{ id: number }>({ name: "Room", columns: { id: { type: Number, primary: true } } })
                export default new DataSource({ type: "postgres", entities: [Room] })`,
        })
        expect(load(root)).toMatchObject({ type: "postgres", entities: { Room: "id:Number" } })
    })
})

function prefixed(folder: string, files: Files): Files {
    return Object.fromEntries(Object.entries(files).map(([path, content]) => [`${folder}/${path}`, content]))
}
