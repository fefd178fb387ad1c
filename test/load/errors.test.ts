// @module-tag rest
import { mkdirSync, symlinkSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import { compiled, folder, load, project, type Files } from "./project.js"

const formats = ["module", "commonjs"] as const
const tsconfig = {
    compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true, esModuleInterop: true },
}
const good = `import { DataSource } from "typeorm"\nexport default new DataSource({ type: "postgres" })\n`

function app(type: "module" | "commonjs", files: Files): string {
    return project({ "package.json": { type }, "tsconfig.json": tsconfig, ...files })
}

describe("where a configuration is looked for", () => {
    it("lists the places when there is none", () => {
        const outcome = load(project({ "package.json": {} }))
        expect(outcome.code).toBe("CONFIG_NOT_FOUND")
        expect(outcome.message).toContain("ormconfig.ts, ormconfig.mts")
        expect(outcome.message).toContain("src/data-source.ts")
        expect(outcome.next).toContain("typeorm-autogen init")
    })

    it("names some of many files that it may be", () => {
        const files = Array.from({ length: 12 }, (_, index) => [`packages/p${10 + index}/src/data-source.ts`, good])
        const { next } = load(app("module", Object.fromEntries(files) as Files))
        expect(next).toMatch(
            /^choose one of packages\/p10\/src\/data-source\.ts, .*p17\/src\/data-source\.ts, and 4 more: /,
        )
        expect(next).not.toContain("p18")
    })

    it("prefers ormconfig.ts, and finds data-source files after it", () => {
        const files = { "ormconfig.ts": good, "data-source.ts": good, "src/data-source.ts": good }
        expect(load(app("module", files)).file).toMatch(/\/ormconfig\.ts$/)
        const { "ormconfig.ts": _, ...others } = files
        expect(load(app("module", others)).file).toMatch(/\/\d+\/data-source\.ts$/)
        expect(load(app("module", { "src/data-source.ts": good })).file).toMatch(/\/src\/data-source\.ts$/)
    })

    it("suggests the file that was meant", () => {
        const root = app("module", { "src/data-source.ts": good })
        expect(load(root, { config: "src/datasource.ts" })).toMatchObject({
            code: "CONFIG_NOT_FOUND",
            next: 'did you mean "data-source.ts" in the same folder?',
        })
        expect(load(root, { config: "tsconfig.json" }).code).toBe("CONFIG_INVALID")
    })
})

describe.each(formats)("what goes wrong in a project of type %s", (type) => {
    const js = type === "module" ? ".js" : ""
    const importing = `import { thing } from "./src/thing${js}"\nconsole.log(thing)\n${good}`

    it("a syntax error has its place, in the configuration", () => {
        const root = app(type, { "ormconfig.ts": `${good}\nconst a = = 3\n` })
        const outcome = load(root)
        expect(outcome).toMatchObject({
            code: "CONFIG_SYNTAX",
            fields: { file: `${root}/ormconfig.ts`, line: 4, column: 11 },
        })
        expect(outcome.message).toContain("ormconfig.ts:4:11: ")
        expect(outcome.message).not.toContain("\u001b")
    })

    it("a syntax error has its place, in an imported file and in a globbed entity", () => {
        const broken = "export const thing = 1\nexport class A {\n    b c d\n}\n"
        const place = { line: 3 }
        const imported = app(type, { "ormconfig.ts": importing, "src/thing.ts": broken })
        expect(load(imported)).toMatchObject({
            code: "CONFIG_SYNTAX",
            fields: { ...place, file: `${imported}/src/thing.ts` },
        })
        const glob = good.replace('"postgres"', '"postgres", entities: ["src/*.ts"]')
        const globbed = app(type, { "ormconfig.ts": glob, "src/thing.ts": broken })
        expect(load(globbed)).toMatchObject({
            code: "CONFIG_SYNTAX",
            fields: { ...place, file: `${globbed}/src/thing.ts` },
        })
    })

    it("an exception has its place and its message, without the password", () => {
        const thing = `export const thing = 1\n\nthrow new Error("no postgres://me:s3cret@host/db, password: 's3cret'")\n`
        const root = app(type, { "ormconfig.ts": importing, "src/thing.ts": thing })
        const outcome = load(root)
        expect(outcome).toMatchObject({ code: "CONFIG_LOAD_FAILED", fields: { file: `${root}/src/thing.ts`, line: 3 } })
        expect(outcome.message).toMatch(
            /^ormconfig\.ts could not be loaded: src\/thing\.ts:3:\d+: no postgres:\/\/me:\*\*\*@host/,
        )
        expect(JSON.stringify(outcome)).not.toContain("s3cret")
    })

    it("a missing package is named with its importer", () => {
        const thing = `import nothing from "no-such-package"\nexport const thing = nothing\n`
        const root = app(type, { "ormconfig.ts": importing, "src/thing.ts": thing })
        const outcome = load(root)
        expect(outcome).toMatchObject({
            code: "CONFIG_LOAD_FAILED",
            fields: { specifier: "no-such-package", importer: `${root}/src/thing.ts` },
        })
        expect(outcome.message).toContain('src/thing.ts: cannot find "no-such-package", which it imports')
        expect(outcome.next).toContain("npm install no-such-package")
    })

    it("a missing file is named as it was written", () => {
        const outcome = load(app(type, { "ormconfig.ts": importing }))
        expect(outcome).toMatchObject({ code: "CONFIG_LOAD_FAILED" })
        expect(outcome.message).toContain(`ormconfig.ts: cannot find "./src/thing${js}", which it imports`)
        expect(outcome.next).toContain("correct the path")
    })

    it("an AutogenError passes through", () => {
        const thrown = `
            class AutogenError extends Error {
                code = "CONNECTION_SETTINGS_INCOMPLETE"; next = "Set DATABASE_URL."; fields = { missing: ["host"] }; name = "AutogenError"
            }
            throw new AutogenError("Settings are missing.")`
        expect(load(app(type, { "ormconfig.ts": `${good}${thrown}` }))).toMatchObject({
            code: "CONNECTION_SETTINGS_INCOMPLETE",
            message: "Settings are missing.",
            next: "Set DATABASE_URL.",
            fields: { missing: ["host"] },
        })
    })

    it("a JSON file that is none is a syntax error, JSON.parse in the code is not", () => {
        const inFile = `import data from "./data.json"${js === "" ? "" : ' with { type: "json" }'}\nconsole.log(data)\n${good}`
        const bad = app(type, { "ormconfig.ts": inFile, "data.json": "{ 'a' }" })
        expect(load(bad)).toMatchObject({ code: "CONFIG_SYNTAX", fields: { file: `${bad}/data.json` } })
        const inCode = app(type, { "ormconfig.ts": `${good}JSON.parse("{ a")\n` })
        expect(load(inCode)).toMatchObject({
            code: "CONFIG_LOAD_FAILED",
            fields: { file: `${inCode}/ormconfig.ts`, line: 3 },
        })
    })
})

describe("mistakes of ES modules", () => {
    it("a syntax error in JavaScript has its place, in both formats", () => {
        const root = app("module", { "ormconfig.js": `${good}\nconst a = = 3\n` })
        expect(load(root)).toMatchObject({ code: "CONFIG_SYNTAX", fields: { file: `${root}/ormconfig.js`, line: 4 } })
        const required = app("commonjs", { "ormconfig.js": `require("typeorm")\nconst a = = 3\n` })
        expect(load(required)).toMatchObject({
            code: "CONFIG_SYNTAX",
            fields: { file: `${required}/ormconfig.js`, line: 2, column: 11 },
        })
    })

    it("a syntax error in imported JavaScript has its place too", () => {
        const root = app("module", {
            "ormconfig.js": `import "./a.js"\n${good}`,
            "a.js": 'import "./b.js"',
            "b.js": "\n=\n",
        })
        expect(load(root)).toMatchObject({
            code: "CONFIG_SYNTAX",
            fields: { file: `${root}/b.js`, line: 2, column: 1 },
        })
    })

    it("an export that is not there has its place", () => {
        const root = app("module", {
            "ormconfig.ts": `import { nope } from "./b.js"\nconsole.log(nope)\n${good}`,
            "b.ts": "export {}",
        })
        const outcome = load(root)
        expect(outcome).toMatchObject({ code: "CONFIG_LOAD_FAILED", fields: { file: `${root}/ormconfig.ts` } })
        expect(outcome.message).toContain("does not provide an export named 'nope'")
    })

    it("a circle of entities is explained", () => {
        const entity = (name: string, other: string): string => `
            import { Entity, OneToOne, PrimaryGeneratedColumn } from "typeorm"
            import { ${other} } from "./${other}.js"
            @Entity() export class ${name} { @PrimaryGeneratedColumn() id!: number; @OneToOne(() => ${other}) it!: ${other} }`
        const root = app("module", {
            "A.ts": entity("A", "B"),
            "B.ts": entity("B", "A"),
            "ormconfig.ts": `import { A } from "./A.js"\n${good.replace('"postgres"', '"postgres", entities: [A]')}`,
        })
        expect(load(root)).toMatchObject({ code: "CONFIG_LOAD_FAILED", fields: { file: `${root}/B.ts` } })
        expect(load(root).next).toContain("Relation<A>")
    })

    it("__dirname, export = and top-level await are explained", () => {
        const esm = (text: string) => load(app("module", { "ormconfig.ts": `${good}${text}\n` }))
        expect(esm("console.log(__dirname)").next).toContain("`import.meta.dirname`")
        expect(esm("export = 1")).toMatchObject({ code: "CONFIG_SYNTAX" })
        expect(esm("export = 1").next).toContain("export default")
        const awaiting = load(app("commonjs", { "ormconfig.ts": `${good}await Promise.resolve()\n` }))
        expect(awaiting.code).toBe("CONFIG_LOAD_FAILED")
        expect(awaiting.next).toContain('"type": "module"')
    })

    it("a path alias that nothing knows is explained", () => {
        const outcome = load(app("module", { "ormconfig.ts": `import { a } from "@/a.js"\nconsole.log(a)\n${good}` }))
        expect(outcome).toMatchObject({ code: "CONFIG_LOAD_FAILED", fields: { specifier: "@/a.js" } })
        expect(outcome.next).toContain('"paths"')
    })
})

describe("an unreadable tsconfig.json", () => {
    it.each([
        ["that is no JSON", `{ "compilerOptions": `],
        ["that extends nothing", { extends: "@nobody/base" }],
    ])("is named (%s)", (_, content) => {
        const root = project({ "package.json": {}, "tsconfig.json": content, "ormconfig.ts": good })
        expect(load(root)).toMatchObject({ code: "CONFIG_INVALID", fields: { file: `${root}/tsconfig.json` } })
    })
})

describe("optional dependencies", () => {
    const typeorm = fileURLToPath(new URL("../../node_modules/typeorm", import.meta.url))

    it("are asked for by name when TypeScript is to be loaded, and only then", () => {
        const ours = compiled([])
        const outcome = load(app("module", { "ormconfig.ts": good }), { ours })
        expect(outcome).toMatchObject({ code: "OPTIONAL_DEPENDENCY_MISSING", fields: { package: "@oxc-node/core" } })
        expect(outcome.next).toContain("npm i -D @oxc-node/core")
        expect(outcome.next).toContain("compiled JavaScript")
        expect(load(app("module", { "ormconfig.js": good }), { ours })).toMatchObject({
            type: "postgres",
            loader: false,
        })
    })

    it("a CommonJS project needs its compiler", () => {
        const ours = compiled([])
        const root = folder({ "package.json": {}, "ormconfig.ts": good })
        mkdirSync(join(root, "node_modules"))
        symlinkSync(typeorm, join(root, "node_modules/typeorm"))
        expect(load(root, { ours })).toMatchObject({
            code: "OPTIONAL_DEPENDENCY_MISSING",
            fields: { package: "typescript", file: `${root}/ormconfig.ts` },
        })
        expect(load(app("commonjs", { "ormconfig.ts": good }), { ours })).toMatchObject({
            type: "postgres",
            loader: false,
        })
    })
})
