// @module-tag rest
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { builtinModules } from "node:module"
import { dirname, join, relative, resolve } from "node:path"
import ts from "typescript"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { configTemplate } from "../../src/autogen/init/config-template.js"
import { cleanUp, consumer, emptyProject, extract, pack, repository, run } from "./tarball.js"

interface Manifest {
    readonly version: string
    readonly files: readonly string[]
    readonly bin: Readonly<Record<string, string>>
    readonly dependencies?: Readonly<Record<string, string>>
    readonly peerDependencies?: Readonly<Record<string, string>>
}

const manifest: Manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"))
const bin = (name: string): string => join(repository, "node_modules/.bin", name)

let tarball: string
let folder: string
let files: readonly string[]

beforeAll(() => {
    tarball = pack()
    folder = extract(tarball, join(dirname(tarball), "extracted"))
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    files = entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
        .sort()
})
afterAll(cleanUp)

const text = (file: string): string => readFileSync(join(folder, file), "utf8")

describe("the tarball", () => {
    it("has the compiled library and its documents, and nothing else", () => {
        const documents = manifest.files
            .filter((file) => file !== "dist")
            .flatMap((file) => (file === "docs" ? pagesOf(file) : [file]))
        expect(files).toEqual(
            expect.arrayContaining([
                "package.json",
                "dist/index.js",
                "dist/index.d.ts",
                "dist/cjs/index.js",
                ...documents,
            ]),
        )
        expect(files.filter((file) => !/^dist\/.+\.(js|d\.ts)$/.test(file))).toEqual(
            ["package.json", "dist/cjs/package.json", ...documents].sort(),
        )
        expect(files.filter((file) => /\.test\.|(^|\/)tests?\//.test(file))).toEqual([])
    })

    it("has what its documents link to, but for what only a clone needs", () => {
        for (const file of files.filter((name) => name.endsWith(".md"))) {
            const targets = [...text(file).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target = ""]) => target)
            const missing = targets.map((target) => join(dirname(file), target)).filter((path) => !files.includes(path))
            expect(missing.filter((path) => path !== "CONTRIBUTING.md")).toEqual([])
        }
    })

    it("points to no source map and names no folder of this machine", () => {
        for (const file of files) {
            expect(text(file), file).not.toContain("sourceMappingURL")
            expect(text(file), file).not.toContain(repository)
        }
    })

    it("has a command that Node runs", () => {
        for (const target of Object.values(manifest.bin)) expect(text(target)).toMatch(/^#!\/usr\/bin\/env node\n/)
    })

    it("imports statically only what every installation has", () => {
        const allowed = new Set([
            ...Object.keys(manifest.dependencies ?? {}),
            ...Object.keys(manifest.peerDependencies ?? {}),
        ])
        const wrong = files
            .filter((file) => file.endsWith(".js"))
            .flatMap((file) => staticImports(file).map((specifier) => ({ file, specifier })))
            .filter(({ file, specifier }) => !isInstalled(file, specifier, allowed))
        expect(wrong).toEqual([])
    })

    it("has as CommonJS what an application loads, without the command line", () => {
        const scripts = files.filter((file) => /^dist\/cjs\/.+\.js$/.test(file))
        const allowed = new Set(Object.keys(manifest.peerDependencies ?? {}))
        const lazy = new Set(["@electric-sql/pglite", "ts-morph"])
        for (const file of scripts) {
            expect(files).toContain(file.replace(/^dist\/cjs\/(.+)\.js$/, "dist/$1.d.ts"))
            expect(staticImports(file), file).toEqual([])
            const wrong = requires(file).filter((name) => !lazy.has(name) && !isInstalled(file, name, allowed))
            expect(wrong, file).toEqual([])
        }
        expect(files.filter((file) => file.startsWith("dist/cjs/cli/"))).toEqual([])
        // What only the project knows is imported as ever: it may be an ES module.
        expect(text("dist/cjs/load/load-config.js")).toMatch(/await import\(/)
    })

    it("pleases publint", () => {
        const { status, output } = run(bin("publint"), ["run", folder, "--strict"], repository)
        expect(status, output).toBe(0)
    })

    it("has types for whoever imports it", () => {
        const { status, output } = run(bin("attw"), [tarball, "--no-color"], repository)
        expect(status, output).toBe(0)
    })
})

/** The files of a folder of the repository. */
function pagesOf(folder: string): readonly string[] {
    const entries = readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
    return entries
        .filter((entry) => entry.isFile())
        .map((entry) => relative(repository, join(entry.parentPath, entry.name)).replaceAll("\\", "/"))
}

/** The specifiers of a file's import and export declarations; `import()` is no declaration. */
function staticImports(file: string): readonly string[] {
    const source = ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest)
    return source.statements.flatMap((statement) => {
        if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
        const specifier = statement.moduleSpecifier
        return specifier !== undefined && ts.isStringLiteral(specifier) ? [specifier.text] : []
    })
}

/** What a CommonJS file requires, now or later, and `import.meta` where it says that, which would be a syntax error. */
function requires(file: string): readonly string[] {
    const found: string[] = []
    const visit = (node: ts.Node): void => {
        if (ts.isMetaProperty(node)) found.push(node.getText())
        const [name] = ts.isCallExpression(node) && node.expression.getText() === "require" ? node.arguments : []
        if (name !== undefined && ts.isStringLiteral(name)) found.push(name.text)
        ts.forEachChild(node, visit)
    }
    visit(ts.createSourceFile(file, text(file), ts.ScriptTarget.Latest, true))
    return found
}

function isInstalled(file: string, specifier: string, allowed: ReadonlySet<string>): boolean {
    if (specifier.startsWith(".")) return existsSync(resolve(folder, dirname(file), specifier))
    if (specifier.startsWith("node:")) return builtinModules.includes(specifier.slice("node:".length))
    const name = specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/")
    return allowed.has(name)
}

const formats = ["module", "commonjs"] as const

const useOfIt = `
    import { AutogenError, type AutogenOptions } from "typeorm-autogen"
    import * as everything from "typeorm-autogen"
    import { RenamedFrom } from "typeorm-autogen/declare"
    import { operations, type RevisionInfo } from "typeorm-autogen/op"
    import type { QueryRunner } from "typeorm"
    export const revision = { revises: [] } satisfies RevisionInfo
    export const up = (runner: QueryRunner): Promise<void> => operations(runner).dropTable("room")
    @RenamedFrom("room")
    export class Chamber {
        @RenamedFrom("code")
        reference!: string
        @RenamedFrom({ name: "state", values: { blue: "sad" } })
        mood!: string
    }
    export const options = { style: "sql" } satisfies AutogenOptions
    export const code = (error: unknown): string => (error instanceof AutogenError ? error.code : String(Object.keys(everything)))
`

const inputs = ["ormconfig.ts", "use.ts"]

describe.each(formats)("a fresh project of type %s", (type) => {
    let root: string
    beforeAll(() => {
        const options = { strict: true, noEmit: true, target: "ES2022", types: ["node"], experimentalDecorators: true }
        const tsconfig = (more: object): string =>
            JSON.stringify({ compilerOptions: { ...options, ...more }, files: inputs })
        root = consumer(type, tarball, {
            "package.json": JSON.stringify({ name: "consumer", type }),
            "tsconfig.json": tsconfig({ module: "nodenext" }),
            "tsconfig.bundler.json": tsconfig({ module: "esnext", moduleResolution: "bundler" }),
            // What many CommonJS projects still have; it knows nothing of "exports", and finds the types by "types".
            "tsconfig.node10.json": tsconfig({
                module: "commonjs",
                moduleResolution: "node10",
                ignoreDeprecations: "6.0",
            }),
            "load.mjs": `
                import { checkDrift } from "typeorm-autogen"
                import required from "./node_modules/typeorm-autogen/dist/cjs/load/load-config.js"
                const { dataSource, file } = await required.loadConfig()
                console.log(file.endsWith("ormconfig.ts"), dataSource.options.type, dataSource.isInitialized)
                console.log(await checkDrift().catch(({ code }) => code))`,
            "use.ts": useOfIt,
            "ormconfig.ts": configTemplate({
                language: "typescript",
                format: type,
                entities: "a/*.ts",
                migrations: "b/*.ts",
            }),
            "import.mjs": `console.log(Object.keys(await import("typeorm-autogen")).sort().join())`,
            "declare.mjs": `console.log(Object.keys(await import("typeorm-autogen/declare")).sort().join())`,
            "op.mjs": `
                import { createRequire } from "node:module"
                const op = await import("typeorm-autogen/op"), main = await import("typeorm-autogen")
                const required = createRequire(import.meta.url)("typeorm-autogen/op")
                const names = Object.keys(op)
                console.log(names.includes("operations"), names.every((name) => name in main), names.every((name) => name in required))`,
            "require.cjs": `console.log(Object.keys(require("typeorm-autogen")).sort().join())`,
            "copies.cjs": `
                const required = [require("typeorm-autogen"), require("typeorm-autogen/declare")]
                const load = () => Promise.all([import("typeorm-autogen"), import("typeorm-autogen/declare")])
                load().then(([main, declare]) => {
                    class Room {}
                    for (const { RenamedFrom } of [declare, ...required]) RenamedFrom("chamber")(Room)
                    const notes = globalThis[Symbol.for("typeorm-autogen.renames")].classes.get(Room).length
                    const error = new required[0].AutogenError({ code: "USAGE", message: "no" })
                    const isOne = required[0].AutogenError === main.AutogenError
                    console.log(isOne, notes, error instanceof main.AutogenError, new Error() instanceof main.AutogenError)
                })`,
        })
    })

    it("imports the decorators alone, and loads nothing else with them", () => {
        const { status, output } = run(process.execPath, ["--no-warnings", "declare.mjs"], root)
        expect({ status, output }).toEqual({ status: 0, output: "BackfillWith,RenamedFrom,withRenames\n" })
        expect(staticImports("dist/declare/renamed-from.js")).toEqual([])
    })

    it("imports what a migration calls, whose names the package has, too", () => {
        const { status, output } = run(process.execPath, ["--no-warnings", "op.mjs"], root)
        expect({ status, output }).toEqual({ status: 0, output: "true true true\n" })
    })

    it("imports the package", () => {
        const imported = run(process.execPath, ["--no-warnings", "import.mjs"], root)
        expect(imported.status, imported.output).toBe(0)
        expect(imported.output).toContain("AutogenError")
    })

    it.each([
        ["one copy where Node can require ES modules", [], true],
        ["two that know each other where it cannot", ["--no-experimental-require-module"], false],
    ] as const)("imports and requires %s", (_, flags, isOne) => {
        const { status, output } = run(process.execPath, ["--no-warnings", ...flags, "copies.cjs"], root)
        expect({ status, output }).toEqual({ status: 0, output: `${isOne} 3 true false\n` })
        const required = run(process.execPath, ["--no-warnings", ...flags, "require.cjs"], root)
        expect(required).toEqual(run(process.execPath, ["--no-warnings", "import.mjs"], root))
    })

    it.each(["tsconfig.json", "tsconfig.bundler.json", "tsconfig.node10.json"])(
        "compiles what uses it (%s)",
        (config) => {
            // Without skipLibCheck TypeORM's own declarations want the types of other drivers; ours have to be right.
            const { output } = run(bin("tsc"), ["-p", config, "--skipLibCheck", "false", "--pretty", "false"], root)
            const others = /^(?:\s|$|(?:\S*\/)?node_modules\/(?!typeorm-autogen\/))/
            expect(output.split("\n").filter((line) => !others.test(line))).toEqual([])
        },
    )

    it("loads the TypeScript configuration that init writes", () => {
        const env = { DATABASE_URL: "postgres://me:secret@localhost:1/none" }
        const { status, output } = run(process.execPath, ["--no-warnings", "load.mjs"], root, env)
        expect({ status, output }).toEqual({ status: 0, output: "true postgres false\nENTITIES_NOT_FOUND\n" })
    })

    it("runs the command", () => {
        const command = join(root, "node_modules/typeorm-autogen", manifest.bin["typeorm-autogen"] ?? "")
        expect(run(process.execPath, [command, "--version"], root)).toEqual({
            status: 0,
            output: `${manifest.version}\n`,
        })
    })
})

describe("npm install", () => {
    it("needs nothing optional to be imported, or for its command to run", () => {
        const root = emptyProject("installed", {
            "package.json": '{ "name": "consumer", "private": true, "type": "module" }',
        })
        const args = ["install", tarball, "--omit=optional", "--prefer-offline", "--no-audit", "--no-fund"]
        const installed = run("npm", args, root)
        expect(installed.status, installed.output).toBe(0)
        expect(existsSync(join(root, "node_modules/@oxc-node"))).toBe(false)
        expect(existsSync(join(root, "node_modules/ts-morph"))).toBe(false)
        const command = run(join(root, "node_modules/.bin/typeorm-autogen"), ["--version"], root)
        expect(command).toEqual({ status: 0, output: `${manifest.version}\n` })
        const script = `import("typeorm-autogen").then(({ AutogenError }) => console.log(typeof AutogenError))`
        expect(run(process.execPath, ["-e", script], root)).toEqual({ status: 0, output: "function\n" })
    })
})
