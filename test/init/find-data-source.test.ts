import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join, relative } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { initProject } from "../../src/autogen/init/init-project.js"
import { discoverDataSources } from "../../src/autogen/load/discover-data-sources.js"
import { findConfigFile } from "../../src/autogen/load/find-config-file.js"

const base = mkdtempSync(join(tmpdir(), "autogen-find-"))
let count = 0
afterAll(() => rmSync(base, { recursive: true, force: true }))

type Files = Readonly<Record<string, string>>

function project(files: Files, scripts: Readonly<Record<string, string>> = {}, more: object = {}): string {
    const root = join(base, String(count++))
    const all = { "package.json": JSON.stringify({ name: "app", type: "module", scripts, ...more }), ...files }
    for (const [path, content] of Object.entries(all)) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), content)
    }
    return root
}

const found = (root: string): readonly string[] => discoverDataSources(root).map(({ file }) => relative(root, file))
const taken = (root: string): string => relative(root, findConfigFile(root))
const read = (root: string, path: string): string => readFileSync(join(root, path), "utf8")

const constructs = `import { DataSource } from "typeorm"\nexport const AppDataSource = new DataSource({ type: "postgres" })\n`
const options = `import { DataSourceOptions } from "typeorm"\nexport const options: DataSourceOptions = { type: "postgres" }\n`

describe("a data source is found by what is written in the file", () => {
    it.each<[string, string]>([
        ["src/database/data-source.ts", constructs],
        ["src/config/typeorm.ts", `import { DataSource } from "typeorm"\nexport default new DataSource(options)`],
        [
            "src/db/datasource.ts",
            `import { DataSource } from "typeorm"\nconst it = new DataSource({ type: "postgres" })\nexport { it }`,
        ],
        [
            "src/connection/index.ts",
            `import * as orm from "typeorm"\nexport async function connect() { return new orm.DataSource({ type: "postgres" }) }`,
        ],
        [
            "src/dataSource.js",
            `const { DataSource } = require("typeorm")\nmodule.exports = { source: new DataSource({ type: "postgres" }) }\nconst source = new DataSource({})\nmodule.exports = { source }`,
        ],
        ["src/ormconfig.ts", `export default { type: "postgres", entities: [] }`],
        ["migrations.config.ts", options],
        [
            "src/typeorm.config.ts",
            `import type { TypeOrmModuleOptions } from "@nestjs/typeorm"\nexport const config = (): TypeOrmModuleOptions => ({ type: "postgres" })`,
        ],
    ])("%s", (file, text) => {
        expect(found(project({ [file]: text }))).toEqual([file])
    })

    it("one that constructs it rather than one that has its options only", () => {
        expect(found(project({ "src/options.ts": options, "src/source.ts": constructs }))).toEqual(["src/source.ts"])
    })

    it.each<[string, string, string]>([
        ["a script that makes one for itself", "src/seed.ts", constructs.replace("export ", "")],
        ["one for tests", "test/data-source.ts", constructs],
        ["one of another database", "src/data.ts", constructs.replace("postgres", "mysql")],
        [
            "one in a comment",
            "src/data.ts",
            `import "typeorm"\nexport const a = 1 // new DataSource({ type: "postgres" })`,
        ],
        ["what is compiled", "dist/data-source.js", constructs],
    ])("not %s", (_, file, text) => {
        expect(found(project({ [file]: text }))).toEqual([])
    })

    it("the root module of a NestJS application, where no file is a data source", () => {
        const root = project({
            "src/main.ts": `import { NestFactory } from "@nestjs/core"\nimport { AppModule } from "./app.module"\nNestFactory.create(AppModule)`,
            "src/app.module.ts": `import { DatabaseModule } from "./database.module"\n@Module({ imports: [DatabaseModule] }) export class AppModule {}`,
            "src/database.module.ts": `import { TypeOrmModule } from "@nestjs/typeorm"\n@Module({ imports: [TypeOrmModule.forRoot({ type: "postgres", autoLoadEntities: true })] }) export class DatabaseModule {}`,
        })
        expect(found(root)).toEqual(["src/app.module.ts"])
    })
})

describe("scripts of package.json", () => {
    it.each([
        "typeorm -d src/database/data-source.ts",
        "typeorm-ts-node-esm --dataSource=src/database/data-source.ts",
        "typeorm-ts-node-commonjs migration:run -d ./src/database/data-source.ts",
        "ts-node -r tsconfig-paths/register ./node_modules/typeorm/cli.js -d 'src/database/data-source.ts' migration:run",
        "npm run build && typeorm migration:run -d dist/database/data-source.js",
        "typeorm --dataSource src/database/data-source",
    ])("name it: %s", (script) => {
        const root = project(
            { "src/database/data-source.ts": constructs, "ormconfig.ts": options },
            { typeorm: script },
        )
        expect(taken(root)).toBe("src/database/data-source.ts")
    })

    it("of other programs have a -d, too", () => {
        const scripts = { build: "tsc -d", db: "docker compose up -d postgres", dump: "pg_dump -d app > src/dump.ts" }
        const root = project({ "ormconfig.ts": options, "src/dump.ts": "" }, scripts)
        expect(taken(root)).toBe("ormconfig.ts")
    })

    it("that name several leave the choice", () => {
        const files = { "src/a.ts": constructs, "src/b.ts": constructs }
        const root = project(files, { a: "typeorm -d src/a.ts", b: "typeorm -d src/b.ts" })
        expect(() => taken(root)).toThrow("2 DataSource files: src/a.ts, src/b.ts")
    })
})

describe("init", () => {
    it("stores what it found, so that commands find it, and does so once", async () => {
        const root = project({ "src/config/db.ts": constructs })
        expect(() => taken(root)).toThrow("no configuration")
        const [config, manifest] = await initProject({ cwd: root })
        expect(config).toMatchObject({ path: "src/config/db.ts", action: "kept" })
        expect(manifest?.note).toContain('"typeorm-autogen" names src/config/db.ts')
        expect(JSON.parse(read(root, "package.json"))).toMatchObject({
            "typeorm-autogen": { config: "src/config/db.ts" },
        })
        expect(taken(root)).toBe("src/config/db.ts")
        expect(() => findConfigFile(join(root, "src"))).toThrow(`a folder of the project ${root}`)
        const before = read(root, "package.json")
        await initProject({ cwd: root })
        expect(read(root, "package.json")).toBe(before)
    })

    it("lists several, asks where it can, and takes the one that is named", async () => {
        const root = project({ "src/a/source.ts": constructs, "src/b/source.ts": constructs })
        await expect(initProject({ cwd: root })).rejects.toMatchObject({
            code: "CONFIG_SEVERAL_DATA_SOURCES",
            next: expect.stringContaining("init --config src/a/source.ts") as unknown,
        })
        expect(read(root, "package.json")).not.toContain("source.ts")
        const choices: (readonly string[])[] = []
        const chooseConfig = (files: readonly string[]): Promise<string> => {
            choices.push(files)
            return Promise.resolve("src/b/source.ts")
        }
        await initProject({ cwd: root, chooseConfig })
        expect(choices).toEqual([["src/a/source.ts", "src/b/source.ts"]])
        expect(taken(root)).toBe("src/b/source.ts")
        await initProject({ cwd: root, config: "src/a/source.ts" })
        expect(taken(root)).toBe("src/a/source.ts")
    })

    it("says where another one lies beside the one with the usual name", async () => {
        const root = project({ "ormconfig.ts": options, "src/other.ts": constructs })
        const [config] = await initProject({ cwd: root })
        expect(config).toMatchObject({ path: "ormconfig.ts", action: "kept" })
        expect(config?.note).toContain("also found src/other.ts")
    })

    it("names a file that is gone", () => {
        const root = project({}, {}, { "typeorm-autogen": { config: "src/gone.ts" } })
        expect(() => taken(root)).toThrow('"src/gone.ts", which "typeorm-autogen" in')
    })
})

describe("init with --tsconfig", () => {
    const flags = { experimentalDecorators: true, emitDecoratorMetadata: true }

    it("writes one where there is none", async () => {
        const root = project({})
        const report = await initProject({ cwd: root, tsconfig: true })
        expect(report.at(-1)).toMatchObject({ path: "tsconfig.json", action: "created" })
        expect(JSON.parse(read(root, "tsconfig.json"))).toMatchObject({ compilerOptions: flags })
    })

    it.each<[string, string, string]>([
        [
            "with comments, and a comma too many",
            `{\n  // mine\n  "compilerOptions": {\n    "strict": true, /* "emitDecoratorMetadata": true */\n  },\n}\n`,
            `{\n  // mine\n  "compilerOptions": {\n    "strict": true,\n    "experimentalDecorators": true,\n    "emitDecoratorMetadata": true, /* "emitDecoratorMetadata": true */\n  },\n}\n`,
        ],
        [
            "that says no",
            `{ "compilerOptions": { "experimentalDecorators": false, "paths": { "a{": ["b}"] } } }`,
            `{ "compilerOptions": { "experimentalDecorators": true, "paths": { "a{": ["b}"] }, "emitDecoratorMetadata": true } }`,
        ],
        [
            "without options, on Windows",
            `{\r\n  "include": ["src"]\r\n}`,
            `{\r\n  "include": ["src"],\r\n  "compilerOptions": {\r\n      "experimentalDecorators": true,\r\n      "emitDecoratorMetadata": true\r\n  }\r\n}`,
        ],
        [
            "that has them",
            `{"compilerOptions":${JSON.stringify(flags)}}`,
            `{"compilerOptions":${JSON.stringify(flags)}}`,
        ],
    ])("keeps the form of one %s", async (_, before, after) => {
        const root = project({ "tsconfig.json": before })
        await initProject({ cwd: root, tsconfig: true })
        expect(read(root, "tsconfig.json")).toBe(after)
        await initProject({ cwd: root, tsconfig: true })
        expect(read(root, "tsconfig.json")).toBe(after)
    })

    it("is not needed where the file that is extended has them", async () => {
        const base = JSON.stringify({ compilerOptions: flags })
        const root = project({ "tsconfig.base.json": base, "tsconfig.json": '{ "extends": "./tsconfig.base.json" }' })
        const report = await initProject({ cwd: root, tsconfig: true })
        expect(report.at(-1)).toMatchObject({ path: "tsconfig.json", action: "kept" })
    })
})
