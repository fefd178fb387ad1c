// @module-tag rest
import { describe, expect, it } from "vitest"
import { load, project } from "./project.js"

const formats = ["module", "commonjs"] as const

const types = `
    export enum Period { Minute = "minute", Hour = "hour" }
    export enum Level { Low, High = 3, Both = Low | High }
    export enum Mixed { A = "a", B = 1 }
    export interface Limits { most: number }
    export class Name { first!: string }
    export type Color = "red" | "blue"
    export type Count = 1 | 2 | null
    export type Size = { width: number }
    export type Tags = string[]
    export type Brand = string & { readonly brand: "x" }
    export type When = Date
    export const Mode = { A: "a", B: "b" } as const
    export type Mode = (typeof Mode)[keyof typeof Mode]
    export const shapes = ["round", "square"] as const
    export type Shape = (typeof shapes)[number]
    type Text<T> = T extends string ? string : number
    export type Hard = Text<"a">
    export default interface Anything { it: unknown }`

/** Each with the import that brings it, what the decorator says, the property's type, and what the compiler emits for it. */
const cases: readonly (readonly [name: string, from: string, column: string, type: string, emitted: string])[] = [
    ["an enum of strings", "{ Period }", "", "Period", "String"],
    ["an enum of strings or null", "{ Period }", "{ nullable: true }", "Period | null", "String"],
    ["an enum of numbers", "{ Level }", "", "Level", "Number"],
    ["a member of an enum", "{ Period }", "", "Period.Hour", "String"],
    ["an enum, of its namespace", "* as all", "", "all.Period", "String"],
    ["an enum that is imported as a type", "type { Period }", "", "Period", "String"],
    ["a mixed enum", "{ Mixed }", '"text"', "Mixed", "text"],
    ["an interface", "{ Limits }", '"jsonb"', "Limits", "jsonb"],
    ["the default interface", "Anything", '"jsonb"', "Anything", "jsonb"],
    ["an alias of texts", "{ Color }", "", "Color", "String"],
    ["an alias of numbers", "{ Count }", "{ nullable: true }", "Count", "Number"],
    ["an alias of an object", "{ Size }", '"jsonb"', "Size", "jsonb"],
    ["a branded text", "{ Brand }", "", "Brand", "String"],
    ["values of a constant object", "{ Mode }", "", "Mode", "String"],
    ["elements of a constant list", "{ Shape }", "", "Shape", "String"],
    ["what only the checker knows", "{ Hard }", "", "Hard", "String"],
]

describe.each(formats)("types of other files in a project of type %s", (type) => {
    const js = type === "module" ? ".js" : ""
    const tsconfig = {
        compilerOptions: {
            module: type === "module" ? "nodenext" : "commonjs",
            // As in many projects; under "strict" the compiler itself emits Object for what may be null.
            strict: false,
            experimentalDecorators: true,
            emitDecoratorMetadata: true,
            paths: { "@types-of/*": ["./src/*"] },
        },
    }
    const files = (module: string, chosen: typeof cases): Readonly<Record<string, string | object>> => ({
        "package.json": { name: "app", type },
        "tsconfig.json": tsconfig,
        "src/types.ts": types,
        "src/barrel.ts": `export { Period, Limits, Level } from "./types${js}"\nexport * from "./types${js}"\nexport { default } from "./types${js}"`,
        ...Object.fromEntries(
            chosen.map(([, from, column, property], at) => [
                `src/entities/e${at}.ts`,
                `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"
                import ${from} from "${module}"
                @Entity() export class E${at} { @PrimaryGeneratedColumn() id!: number; @Column(${column}) it!: ${property} }`,
            ]),
        ),
        "ormconfig.ts": `
            import { DataSource } from "typeorm"
            export default new DataSource({ type: "postgres", entities: ["src/entities/*.ts"] })`,
    })

    it.each([
        ["their file", `../types${js}`, cases],
        ["a file that hands them on", `../barrel${js}`, cases.filter(([, from]) => !from.includes("*"))],
        ["a path alias", `@types-of/types${js}`, cases],
    ])("are what the compiler emits, imported from %s", (_, module, chosen) => {
        const outcome = load(project(files(module, chosen)))
        const found = chosen.map(([name], at) => [name, outcome.entities?.[`E${at}`]])
        expect(found, outcome.message).toEqual(chosen.map(([name, , , , emitted]) => [name, `id:Number it:${emitted}`]))
    })

    it("of the file itself are, too; Relation need not be imported as a type", () => {
        const entity = `
            import { Column, Entity, ManyToOne, PrimaryGeneratedColumn, Relation } from "typeorm"
            type Color = "red" | "blue"
            enum Level { Low, High }
            @Entity() export class Room {
                @PrimaryGeneratedColumn() id!: number
                @Column() color!: Color
                @Column() level!: Level
                @ManyToOne(() => Room) it!: Relation<Room>
            }`
        const root = project({ ...files("", []), "src/entities/room.ts": entity })
        expect(load(root).entities).toEqual({ Room: "id:Number color:String level:Number it:Number" })
    })

    it("that cannot be found are the loader's to report", () => {
        const entity = `
            import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"
            import { Period } from "./nowhere${js}"
            @Entity() export class Room { @PrimaryGeneratedColumn() id!: number; @Column() period!: Period }`
        const root = project({ ...files("", []), "src/entities/room.ts": entity })
        expect(load(root)).toMatchObject({ code: "CONFIG_LOAD_FAILED" })
        expect(load(root).message).toContain(`cannot find "./nowhere${js}"`)
    })
})

describe("ES modules that import each other", () => {
    const entity = (name: string, body: string, imports: readonly string[]): string => `
        import { Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from "typeorm"
        ${imports.map((each) => `import { ${each} } from "./${each.toLowerCase()}.js"`).join("\n")}
        @Entity() export class ${name} { @PrimaryGeneratedColumn() id!: number; ${body} }`

    it("load in one fixed order, whichever comes first", () => {
        const root = project({
            "package.json": { type: "module" },
            "tsconfig.json": { compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } },
            "src/house.ts": entity("House", "@OneToMany(() => Room, (room) => room.house) rooms!: Room[]", ["Room"]),
            "src/room.ts": entity(
                "Room",
                "@ManyToOne(() => House, (house) => house.rooms) house!: House; @OneToMany(() => Bed, (bed) => bed.room) beds!: Bed[]",
                ["House", "Bed"],
            ),
            "src/bed.ts": entity(
                "Bed",
                "@ManyToOne(() => Room) room!: Room | null; @ManyToOne(() => House) house!: House",
                ["Room", "House"],
            ),
            "ormconfig.ts": `
                import { DataSource } from "typeorm"
                export default new DataSource({ type: "postgres", entities: ["src/*.ts"] })`,
        })
        const expected = {
            Bed: "id:Number room:Number house:Number",
            House: "id:Number",
            Room: "id:Number house:Number",
        }
        for (let at = 0; at < 5; at++) expect(load(root).entities).toEqual(expected)
    })

    it("are evaluated by their names", () => {
        const note = (name: string): string =>
            `globalThis.order = [...(globalThis.order ?? []), "${name}"]\nexport const ${name} = 1`
        const root = project({
            "package.json": { type: "module" },
            "ormconfig.js": `
                import { DataSource } from "typeorm"
                export default new DataSource({ type: "postgres", entities: ["src/*.js", "more/*.js"] })`,
            "src/c.js": note("c"),
            "src/a.js": `import "./z.js"\n${note("a")}`,
            "src/z.js": note("z"),
            "more/b.js": note("b"),
            "src/zz.js": `console.error(globalThis.order.join(" "))`,
        })
        expect(load(root).stderr).toContain("b z a c")
    })
})
