import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    symlinkSync,
    writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import ts from "typescript"
import { afterAll, describe, expect, it } from "vitest"
import { initProject } from "../../src/autogen/init/init-project.js"

const base = mkdtempSync(join(tmpdir(), "autogen-init-"))
const dependencies = fileURLToPath(new URL("../../node_modules", import.meta.url))
let count = 0
afterAll(() => rmSync(base, { recursive: true, force: true }))

function project(files: Readonly<Record<string, string>>): string {
    const root = join(base, String(count++))
    mkdirSync(root)
    for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), content)
    }
    return root
}

/** Every file with its content and time, to see that nothing was touched. */
function snapshot(root: string): Readonly<Record<string, string>> {
    const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    return Object.fromEntries(
        files.map((entry) => {
            const file = join(entry.parentPath, entry.name)
            return [relative(root, file), `${statSync(file).mtimeMs} ${readFileSync(file, "utf8")}`]
        }),
    )
}

const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8")
const esm = '{\n    "name": "app",\n    "type": "module",\n    "scripts": {\n        "start": "node ."\n    }\n}\n'

describe("a project without a configuration", () => {
    it("gets one, with scripts, a migrations folder and a line in .gitignore", async () => {
        const root = project({ "package.json": esm, "tsconfig.json": "{}", ".gitignore": "node_modules\ndist" })
        expect(await initProject({ cwd: root })).toMatchObject([
            { path: "ormconfig.ts", action: "created" },
            { path: ".gitignore", action: "changed" },
            { path: "package.json", action: "changed" },
            { path: "src/migrations/.gitkeep", action: "created" },
        ])
        expect(read(root, "ormconfig.ts")).toBe(`import { DataSource } from "typeorm"
import { connectionFromEnvironment, type AutogenOptions } from "typeorm-autogen"

export const autogen = {} satisfies AutogenOptions

export default new DataSource({
    ...connectionFromEnvironment(),
    entities: ["src/entities/*.ts"],
    migrations: ["src/migrations/*.ts"],
    migrationsTransactionMode: "each",
})
`)
        expect(read(root, ".gitignore")).toBe("node_modules\ndist\n.postgres/\n")
        expect(read(root, "package.json")).toBe(`{
    "name": "app",
    "type": "module",
    "scripts": {
        "start": "node .",
        "migration:generate": "typeorm-autogen generate",
        "migration:create": "typeorm-autogen create",
        "migration:run": "typeorm-autogen upgrade",
        "migration:revert": "typeorm-autogen downgrade",
        "migration:check": "typeorm-autogen check"
    }
}
`)
    })

    it("is not changed by a second run", async () => {
        const root = project({ "package.json": esm, "tsconfig.json": "{}" })
        await initProject({ cwd: root })
        const before = snapshot(root)
        const report = await initProject({ cwd: root })
        expect(report.map(({ action }) => action)).toEqual(report.map(() => "kept"))
        expect(snapshot(root)).toEqual(before)
    })

    it.each([
        ["src/**/*.entity.ts", { "src/users/user.entity.ts": "" }],
        ["src/entity/*.ts", { "src/entity/user.ts": "" }],
        ["src/entities/*.ts", {}],
    ])("has its entities in %s", async (glob, files) => {
        const root = project({ "package.json": "{}", "tsconfig.json": "{}", ...files })
        await initProject({ cwd: root })
        expect(read(root, "ormconfig.ts")).toContain(`entities: ["${glob}"]`)
    })

    it("may choose its migrations folder, inside of the project", async () => {
        const root = project({ "package.json": "{}", "tsconfig.json": "{}" })
        await initProject({ cwd: root, migrationsFolder: "./db/migrations/" })
        expect(read(root, "ormconfig.ts")).toContain('migrations: ["db/migrations/*.ts"]')
        expect(existsSync(join(root, "db/migrations/.gitkeep"))).toBe(true)
        await expect(initProject({ cwd: root, migrationsFolder: "../db" })).rejects.toMatchObject({ code: "USAGE" })
    })

    it("gets JavaScript of its format if it has no TypeScript", async () => {
        const module = project({ "package.json": '{ "type": "module" }' })
        const commonjs = project({ "package.json": "{}" })
        for (const root of [module, commonjs]) await initProject({ cwd: root })
        expect(read(module, "ormconfig.js")).toContain("export default new DataSource({")
        expect(read(commonjs, "ormconfig.js")).toContain("exports.default = new DataSource({")
        for (const root of [module, commonjs]) expect(syntaxErrors(read(root, "ormconfig.js"))).toEqual([])
    })
})

describe("a project with a configuration", () => {
    const config = `
        import { DataSource } from "typeorm"
        export default new DataSource({ type: "postgres", migrations: ["database/steps/*.js"] })`

    it("keeps it, and is told the line for options", async () => {
        const root = project({ "package.json": esm, "src/data-source.js": config })
        symlinkSync(dependencies, join(root, "node_modules"))
        expect(await initProject({ cwd: root })).toMatchObject([
            { path: "src/data-source.js", action: "kept", note: "To set options, add: export const autogen = {}" },
            { path: "package.json", action: "changed" },
            { path: "database/steps/.gitkeep", action: "created" },
        ])
        expect(read(root, "src/data-source.js")).toBe(config)
        expect(existsSync(join(root, ".gitignore"))).toBe(false)
    })

    it("that cannot be loaded now gets no folder on suspicion", async () => {
        const root = project({ "package.json": esm, "ormconfig.js": 'throw new Error("no database")' })
        const report = await initProject({ cwd: root })
        expect(report.map(({ path }) => path)).toEqual(["ormconfig.js", "package.json"])
    })

    it("is not told what it has", async () => {
        const root = project({ "package.json": esm, "ormconfig.js": `${config}\nexport const autogen = {}` })
        const [step] = await initProject({ cwd: root, migrationsFolder: "db" })
        expect(step).toEqual({ path: "ormconfig.js", action: "kept" })
    })
})

describe("package.json", () => {
    async function after(text: string): Promise<string> {
        const root = project({ "package.json": text, "ormconfig.js": "" })
        await initProject({ cwd: root, migrationsFolder: "m" })
        return read(root, "package.json")
    }

    it.each([
        [
            "two spaces and no last line end",
            '{\n  "version": "1.0.0",\n  "name": "app"\n}',
            /^\{\n {2}"version": "1\.0\.0",\n {2}"name": "app",\n {2}"scripts": \{\n {4}"migration.*\}$/s,
        ],
        ["tabs", '{\n\t"name": "app"\n}\n', /^\{\n\t"name": "app",\n\t"scripts": \{\n\t\t"migration.*\}\n$/s],
        [
            "Windows' line ends",
            '{\r\n  "name": "app"\r\n}\r\n',
            /^\{\r\n {2}"name": "app",\r\n {2}"scripts": \{\r\n[^\n]+\r\n.*\}\r\n$/s,
        ],
        ["one line", '{"name":"app"}', /^\{"name":"app","scripts":\{[^\n]*\}\}$/],
    ])("keeps %s", async (_, text, expected) => {
        expect(await after(text)).toMatch(expected)
    })

    it("keeps a script that exists", async () => {
        const root = project({ "package.json": '{ "scripts": { "migration:run": "mine" } }', "ormconfig.js": "" })
        const report = await initProject({ cwd: root })
        expect(JSON.parse(read(root, "package.json"))).toMatchObject({ scripts: { "migration:run": "mine" } })
        expect(report[1]?.note).toContain('kept "migration:run": to replace it, write "typeorm-autogen upgrade"')
    })

    it.each([
        ["is missing", {}],
        ["is no JSON", { "package.json": "{ name" }],
        ["is not an object", { "package.json": "[]" }],
        ["has no scripts but a list", { "package.json": '{ "scripts": [] }' }],
    ])("that %s is an error, and nothing is written", async (_, files) => {
        const root = project(files)
        await expect(initProject({ cwd: root })).rejects.toMatchObject({ name: "AutogenError", code: "USAGE" })
        expect(Object.keys(snapshot(root))).toEqual(Object.keys(files))
    })
})

describe("what cannot be written", () => {
    it.each([
        ["a file where a folder is needed", { src: "a file" }],
        ["a folder where a file is needed", { ".gitignore/x": "" }],
    ])("is found before anything is (%s)", async (_, files) => {
        const root = project({ "package.json": esm, ...files })
        const before = snapshot(root)
        await expect(initProject({ cwd: root })).rejects.toMatchObject({ code: "FILE_UNWRITABLE" })
        expect(snapshot(root)).toEqual(before)
    })
})

function syntaxErrors(source: string): readonly string[] {
    const { diagnostics } = ts.transpileModule(source, { fileName: "a.js", reportDiagnostics: true })
    return (diagnostics ?? []).map((each) => ts.flattenDiagnosticMessageText(each.messageText, " "))
}
