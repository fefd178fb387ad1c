// @module-tag rest
import { describe, expect, it } from "vitest"
import { load, project } from "./project.js"

/** A JavaScript configuration: what is exported does not depend on the loader. */
function exporting(text: string, files = {}): string {
    return project({
        "package.json": { type: "module" },
        "ormconfig.js": `import { DataSource } from "typeorm"\nconst make = (type = "postgres") => new DataSource({ type, database: "x" })\n${text}`,
        ...files,
    })
}

function requiring(text: string): string {
    return project({
        "package.json": {},
        "ormconfig.js": `const { DataSource } = require("typeorm")\nconst make = () => new DataSource({ type: "postgres" })\n${text}`,
    })
}

describe("the DataSource", () => {
    it.each([
        ["the default export", "export default make()"],
        ["a named export", "export const AppDataSource = make()"],
        ["exported by two names", "export const AppDataSource = make()\nexport default AppDataSource"],
        ["a promise", "export default Promise.resolve(make())"],
        ["a named promise", "export const source = Promise.resolve(make())"],
        ["a function", "export default () => make()"],
        ["an asynchronous function", "export default async () => make()"],
        ["a named function that says so", "export async function createDataSource() { return make() }"],
        [
            "beside other exports",
            "export const a = 1\nexport class B {}\nexport function wipe() { throw new Error('called') }\nexport default make()",
        ],
    ])("may be %s", (_, text) => {
        expect(load(exporting(text))).toMatchObject({ type: "postgres", options: {}, initialized: false })
    })

    it.each([
        ["module.exports itself", "module.exports = make()"],
        ["a promise as module.exports", "module.exports = Promise.resolve(make())"],
        ["a function as module.exports", "module.exports = () => make()"],
        ["a property of exports", "exports.source = make()"],
        [
            "a compiled default export",
            "Object.defineProperty(exports, '__esModule', { value: true }); exports.default = exports.Same = make()",
        ],
    ])("may be %s in CommonJS", (_, text) => {
        expect(load(requiring(text))).toMatchObject({ type: "postgres" })
    })

    it("is recognised without its class, as the project may have another copy of TypeORM", () => {
        const members =
            "buildMetadatas() {}, initialize() {}, destroy() {}, createQueryRunner() {}, entityMetadatas: [], migrations: []"
        expect(load(exporting(`export default { options: { type: "postgres" }, ${members} }`))).toMatchObject({
            type: "postgres",
        })
    })

    it("is missed, with what there is instead", () => {
        expect(load(exporting("export const a = 1"))).toMatchObject({
            code: "CONFIG_NO_DATA_SOURCE",
            fields: { exports: ["a"] },
        })
        expect(load(exporting("")).message).toContain("it exports nothing")
    })

    it.each([
        ["exported", 'export const options = { type: "postgres", database: "x" }'],
        ["yielded by a function", 'export default () => ({ type: "postgres", database: "x" })'],
        ["yielded by a function that says so", 'export async function typeOrmConfig() { return { type: "postgres" } }'],
        [
            "beside the DataSource of them",
            'export const options = { type: "postgres" }\nexport default new DataSource(options)',
        ],
    ])("is made of options that are %s", (_, text) => {
        expect(load(exporting(text))).toMatchObject({ type: "postgres", initialized: false })
    })

    it("is made of the options that are chosen by their name, and not of those of another database", () => {
        const root = exporting('export const a = { type: "postgres" }\nexport const b = { type: "mysql" }')
        expect(load(root, { dataSource: "a" })).toMatchObject({ type: "postgres" })
        expect(load(root, { dataSource: "b" })).toMatchObject({ code: "DRIVER_UNSUPPORTED", fields: { type: "mysql" } })
        expect(load(exporting('export default { type: "button" }')).code).toBe("CONFIG_NO_DATA_SOURCE")
    })

    it("is one of several by the name of its export", () => {
        const root = exporting(
            'export const first = make()\nexport const second = make("postgres")\nexport default second',
        )
        expect(load(root)).toMatchObject({
            code: "CONFIG_SEVERAL_DATA_SOURCES",
            fields: { names: ["second", "first"] },
        })
        expect(load(root).next).toContain("--data-source second")
        expect(load(root, { dataSource: "first" })).toMatchObject({ type: "postgres" })
        expect(load(root, { dataSource: "firts" })).toMatchObject({
            code: "CONFIG_NO_DATA_SOURCE",
            next: 'did you mean "first"?',
        })
    })

    it("may fail to be made", () => {
        const root = exporting("export default async () => {\n    throw new Error('no such secret')\n}")
        expect(load(root)).toMatchObject({
            code: "CONFIG_LOAD_FAILED",
            fields: { file: `${root}/ormconfig.js`, line: 4 },
        })
    })

    it("has to be PostgreSQL's", () => {
        const outcome = load(
            exporting(
                'export default { options: { type: "mysql" }, buildMetadatas() {}, initialize() {}, destroy() {}, createQueryRunner() {} }',
            ),
        )
        expect(outcome).toMatchObject({ code: "DRIVER_UNSUPPORTED", fields: { type: "mysql" } })
    })
})

describe("the options", () => {
    const withOptions = (options: string) => load(exporting(`export default make()\nexport const autogen = ${options}`))

    it("are the export autogen", () => {
        expect(withOptions('{ style: "sql", migrationsFolder: "db" }')).toMatchObject({
            options: { style: "sql", migrationsFolder: "db" },
        })
    })

    it("are checked, and a slip of the pen is recognised", () => {
        expect(withOptions('{ stile: "sql" }')).toMatchObject({ code: "CONFIG_INVALID", fields: { key: "stile" } })
        expect(withOptions('{ stile: "sql" }').next).toContain('did you mean "style"?')
        expect(withOptions('{ style: "SQL" }').message).toContain('"autogen.style" is "SQL"')
        expect(withOptions("{ migrationsFolder: 3 }")).toMatchObject({
            code: "CONFIG_INVALID",
            fields: { key: "migrationsFolder" },
        })
        expect(withOptions("[]").code).toBe("CONFIG_INVALID")
    })
})

describe("the migrations folder", () => {
    const folderFor = (migrations: string, files = {}): string | undefined => {
        const root = exporting(`export default new DataSource({ type: "postgres", migrations: ${migrations} })`, files)
        return load(root).migrationsFolder?.slice(root.length + 1)
    }

    it.each([
        ["[]", "src/migrations"],
        ['["db/migrations/*.ts"]', "db/migrations"],
        ['["./db/**/*{.ts,.js}"]', "db"],
        ['["src/**/migrations/*.ts"]', "src/migrations"],
        ['[import.meta.dirname + "/db/steps/*.js"]', "db/steps"],
        ["[class First1763800000000 { up() {} down() {} }]", "src/migrations"],
        ['{ all: "db/*.js" }', "db"],
    ])("of %s is %s", (migrations, folder) => {
        expect(folderFor(migrations)).toBe(folder)
    })

    it("is the sources' where the glob is on compiled output", () => {
        expect(folderFor('["dist/db/*.js"]', { "src/x.ts": "" })).toBe("src/db")
        expect(folderFor('["dist/src/db/*.js"]', { "src/x.ts": "" })).toBe("src/db")
        expect(folderFor('["dist/db/*.js"]')).toBe("dist/db")
    })
})
