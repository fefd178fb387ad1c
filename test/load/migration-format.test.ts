import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import type { DataSourceLike } from "../../src/autogen/core/data-source-like.js"
import { migrationFormat } from "../../src/autogen/load/migration-format.js"
import { migrationsFolder, uncompiledMigrations } from "../../src/autogen/load/migrations-folder.js"

const base = mkdtempSync(join(tmpdir(), "autogen-format-"))
afterAll(() => rmSync(base, { recursive: true, force: true }))
let count = 0

const MODULE = JSON.stringify({ type: "module" })
const COMMON = JSON.stringify({})
const VERBATIM = JSON.stringify({ compilerOptions: { module: "commonjs", verbatimModuleSyntax: true } })

/** A project with these files, its configuration, and what it says of its migrations. */
function project(files: Readonly<Record<string, string>>, config: string, migrations?: unknown) {
    const root = join(base, String(count++))
    for (const [path, text] of Object.entries({ [config]: "", ...files })) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), text)
    }
    const dataSource = { options: { migrations } } as unknown as DataSourceLike
    const file = join(root, config)
    return { file, dataSource, migrationsFolder: migrationsFolder(file, dataSource, {}) }
}

const ts = { language: "ts", extension: "ts", moduleKind: "esm" }

describe("the format of new migrations", () => {
    it.each([
        ["TypeScript", project({ "package.json": MODULE }, "ormconfig.ts", ["src/migrations/*.ts"]), ts],
        ["TypeScript in CommonJS", project({ "package.json": COMMON }, "ormconfig.ts", ["src/migrations/*.ts"]), ts],
        ["both", project({ "package.json": COMMON }, "ormconfig.ts", ["src/migrations/*{.ts,.js}"]), ts],
        ["both, otherwise", project({ "package.json": COMMON }, "ormconfig.ts", ["src/migrations/*.{js,ts}"]), ts],
        ["any", project({ "package.json": COMMON }, "ormconfig.ts", ["src/migrations/*"]), ts],
        ["an unusual pattern", project({ "package.json": COMMON }, "ormconfig.ts", ["src/migrations/*.[jt]s"]), ts],
        ["classes", project({ "package.json": COMMON }, "ormconfig.ts", []), ts],
        ["nothing said", project({ "package.json": COMMON }, "ormconfig.ts"), ts],
        [
            "compiled",
            project({ "package.json": COMMON, "tsconfig.json": "{}", "src/a.ts": "" }, "dist/data-source.js", [
                "dist/migrations/*.js",
            ]),
            ts,
        ],
        [
            "compiled, and TypeScript loads the rest",
            project({ "package.json": COMMON, "tsconfig.json": "{}", "src/a.ts": "" }, "ormconfig.ts", [
                "dist/migrations/*.js",
            ]),
            ts,
        ],
        [
            "CommonJS under verbatimModuleSyntax",
            project({ "package.json": COMMON, "tsconfig.json": VERBATIM }, "ormconfig.ts", ["src/migrations/*.ts"]),
            { ...ts, moduleKind: "cjs" },
        ],
        [
            ".cts and .mts",
            project({ "package.json": COMMON }, "ormconfig.ts", ["src/migrations/*.mts"]),
            { ...ts, extension: "mts" },
        ],
        [
            "JavaScript",
            project({ "package.json": MODULE }, "data-source.js", ["migrations/*.js"]),
            { language: "js", extension: "js", moduleKind: "esm" },
        ],
        [
            "JavaScript in CommonJS",
            project({ "package.json": COMMON }, "data-source.js", ["migrations/*.js"]),
            { language: "js", extension: "js", moduleKind: "cjs" },
        ],
        [
            "JavaScript whose classes are listed",
            project({ "package.json": COMMON }, "data-source.js", []),
            { language: "js", extension: "js", moduleKind: "cjs" },
        ],
        [
            "JavaScript by extension",
            project({ "package.json": MODULE }, "data-source.cjs", ["migrations/*.cjs"]),
            { language: "js", extension: "cjs", moduleKind: "cjs" },
        ],
        [
            "JavaScript that a tsconfig.json checks",
            project({ "package.json": MODULE, "tsconfig.json": "{}" }, "db/data-source.mjs", ["db/migrations/*.mjs"]),
            { language: "js", extension: "mjs", moduleKind: "esm" },
        ],
    ])("%s", (_, found, format) => {
        expect(migrationFormat(found)).toEqual(format)
    })
})

describe("migrations that are not compiled", () => {
    const files = {
        "package.json": COMMON,
        "src/migrations/1700000000000-first.ts": "",
        "src/migrations/1700000000001-second.ts": "",
        "src/migrations/1700000000001-second.d.ts": "",
        "src/migrations/helper.ts": "",
        "dist/migrations/1700000000000-first.js": "",
    }

    it("are those whose compiled file is missing", () => {
        const found = project(files, "dist/data-source.js", ["dist/migrations/*.js"])
        expect(uncompiledMigrations(found)).toEqual([join("src", "migrations", "1700000000001-second.ts")])
    })

    it("are none where the sources are loaded, also beside compiled files", () => {
        expect(uncompiledMigrations(project(files, "ormconfig.ts", ["src/migrations/*.ts"]))).toEqual([])
        const both = ["dist/migrations/*.js", "src/migrations/*.ts"]
        expect(uncompiledMigrations(project(files, "ormconfig.ts", both))).toEqual([])
    })
})
