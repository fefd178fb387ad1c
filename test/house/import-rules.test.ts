import { readdirSync } from "node:fs"
import { basename, dirname, join } from "node:path"
import { describe, expect, it } from "vitest"
import { breachesOf, MAY_IMPORT } from "./import-rules.js"
import { importedFiles, importCircles } from "./imports.js"
import { parseSource, repository, sourceFiles } from "./source-files.js"

// Without the migrations, which are generated: they come and go while this repository's own example is run.
const files = [...sourceFiles("src/autogen"), ...sourceFiles("src/entities")]

describe("the house", () => {
    it("has its imports in order", () => {
        expect(files.flatMap(breachesOf)).toEqual([])
    })

    it("imports every kind in kinds/index.ts", () => {
        const kinds = readdirSync(join(repository, "src/autogen/kinds"))
            .map((name) => name.replace(/\.ts$/, ""))
            .filter((name) => name !== "index" && !Object.hasOwn(MAY_IMPORT, `kinds/${name}`))
        const index = files.find(({ path }) => path === "src/autogen/kinds/index.ts")?.tree.text ?? ""
        expect(kinds.filter((kind) => !index.includes(`"./${kind}.js"`) && !index.includes(`"./${kind}/`))).toEqual([])
    })

    it("has no circles of imports, not even of types", () => {
        expect(importCircles(files)).toEqual([])
    })

    it("shares among kinds what three of them or more use, in twelve files at most", () => {
        const shared = files.filter(({ path }) => path.startsWith("src/autogen/kinds/shared/"))
        const rooms = ["kinds", "kinds/column", "kinds/default", "kinds/table-index", "kinds/online", "kinds/catalog"]
        const users = (path: string): number =>
            files.filter(
                (file) =>
                    importedFiles(file).includes(path) &&
                    rooms.includes(dirname(file.path).slice("src/autogen/".length)),
            ).length
        expect(shared.length).toBeLessThanOrEqual(12)
        expect(shared.filter(({ path }) => users(path) < 3).map(({ path }) => path)).toEqual([])
    })

    it("has file names in kebab-case", () => {
        const odd = files.filter(({ path }) => !/^[a-z0-9]+(-[a-z0-9]+)*\.ts$/.test(basename(path)))
        expect(odd.map(({ path }) => path)).toEqual([])
    })
})

describe("the guard", () => {
    const cases: readonly (readonly [what: string, path: string, text: string, ...breaches: string[]])[] = [
        ["core with core", "core/a.ts", 'import { b } from "./b.js"'],
        ["core with a kind", "core/a.ts", 'import type { b } from "../kinds/b.js"', "core must not import kinds/b"],
        ["a kind with shared", "kinds/a.ts", 'import { b } from "./shared/b.js"\nimport { c } from "../core/c.js"'],
        ["a kind with a kind", "kinds/a.ts", 'import type { b } from "./b.js"', "kinds/a must not import kinds/b"],
        ["a kind's folder with itself", "kinds/a/index.ts", 'import { b } from "./b.js"'],
        [
            "a kind's folder with a kind",
            "kinds/a/b.ts",
            'import { c } from "../c.js"',
            "kinds/a must not import kinds/c",
        ],
        ["a kind with the registry", "kinds/a.ts", 'import { b } from "./index.js"', "must not import kinds/index"],
        ["the registry with kinds", "kinds/index.ts", 'import { a } from "./a.js"\nimport { b } from "./b/index.js"'],
        ["shared with a kind", "kinds/shared/a.ts", 'import { b } from "../b.js"', "must not import kinds/b"],
        ["schema with a stage", "schema/a.ts", 'import { b } from "../plan/b.js"', "schema must not import plan"],
        ["a stage with the registry", "plan/a.ts", 'import { b } from "../kinds/index.js"'],
        ["a stage with a kind", "plan/a.ts", 'import { b } from "../kinds/table.js"', "must not import kinds/table"],
        ["a stage with a stage", "plan/a.ts", 'import type { b } from "../read/b.js"', "plan must not import read"],
        ["a stage re-exporting another", "plan/a.ts", 'export * from "../read/b.js"', "plan must not import read"],
        ["a stage loading another", "plan/a.ts", 'await import("../read/b.js")', "plan must not import read"],
        [
            "a stage with a command",
            "plan/a.ts",
            'import { b } from "../commands/b.js"',
            "plan must not import commands",
        ],
        [
            "a command with stages",
            "commands/a.ts",
            'import { b } from "../read/b.js"\nimport { c } from "../plan/c.js"',
        ],
        ["a command with the cli", "commands/a.ts", 'import { b } from "../cli/b.js"', "commands must not import cli"],
        [
            "planning with a command",
            "planning/a.ts",
            'import { b } from "../commands/b.js"',
            "must not import commands",
        ],
        ["planning with renames", "planning/a.ts", 'import { b } from "../renames/b.js"'],
        ["renames with planning", "renames/a.ts", 'import { b } from "../planning/b.js"', "must not import planning"],
        [
            "a migration's run time with a kind",
            "op/a.ts",
            'import { b } from "../kinds/index.js"',
            "op must not import",
        ],
        ["an operation with a kind", "operations/a.ts", 'import { b } from "../kinds/shared/b.js"', "must not import"],
        ["the package with commands", "index.ts", 'export { b } from "./commands/b.js"'],
        ["init with load", "init/a.ts", 'import { b } from "../load/b.js"'],
        [
            "init with a stage of the pipeline",
            "init/a.ts",
            'import { b } from "../read/b.js"',
            "init must not import read",
        ],
        ["declare with types", "declare/a.ts", 'import type { b } from "../core/b.js"'],
        ["declare with more", "declare/a.ts", 'import { b } from "../core/b.js"', "declare imports types only"],
        ["declare with node", "declare/a.ts", 'import { b } from "node:fs"', "declare imports types only"],
        ["an unknown room", "shed/a.ts", "", '"shed" is no room'],
        ["typeorm's types", "read/a.ts", 'import type { DataSource } from "typeorm"'],
        ["typeorm, types inline", "read/a.ts", 'import { type DataSource } from "typeorm"', "types, not static"],
        ["typeorm's insides", "read/a.ts", 'await import("typeorm/util/StringUtils.js")', "types, not dynamic"],
        ["commander outside the cli", "check/a.ts", 'import { Command } from "commander"', "only cli may import"],
        ["ts-morph, lazily", "emit/a.ts", 'await import("ts-morph")'],
        ["ts-morph, at once", "emit/a.ts", 'import { Project } from "ts-morph"', "not static"],
        ["ts-morph elsewhere", "plan/a.ts", 'import type { Project } from "ts-morph"', "only emit may import ts-morph"],
        ["PGlite elsewhere", "read/a.ts", 'await import("@electric-sql/pglite")', "only rehearse may import"],
        ["PGlite required", "read/a.ts", 'createRequire(x)("@electric-sql/pglite")', "only rehearse may import"],
        ["oxc in a constant", "cli/a.ts", 'const a: string = "@oxc-node/core/register"\nawait import(a)', "only load"],
        ["a user's file", "load/a.ts", "await import(file)"],
        ["some file", "plan/a.ts", "await import(file)", "only the running program knows"],
        ["an unknown package", "plan/a.ts", 'import _ from "lodash"', "no rule lets plan import the package lodash"],
    ]

    it.each(cases)("judges %s", (_what, path, text, ...breaches) => {
        const found = breachesOf(parseSource(`src/autogen/${path}`, text))
        expect(found).toHaveLength(breaches.length)
        breaches.forEach((breach, index) => expect(found[index]).toContain(breach))
    })

    it("keeps entities out of TypeORM's insides", () => {
        const text = 'import { Column } from "typeorm"\nimport { a } from "typeorm/util/StringUtils.js"'
        expect(breachesOf(parseSource("src/entities/a.ts", text))).toEqual([expect.stringContaining("a.ts:2")])
    })
})
