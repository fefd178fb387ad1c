import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import ts from "typescript"
import { describe, expect, it } from "vitest"
import { hazardKinds } from "../../src/autogen/core/statement.js"
import { kinds, kindsByPlural } from "../../src/autogen/kinds/index.js"
import { repository } from "./source-files.js"
import { operationCompilers } from "../../src/autogen/operations/index.js"

const read = (path: string): string => readFileSync(join(repository, path), "utf8")

/** What a module exports, each name with the text of its TSDoc. */
function documented(file: string): ReadonlyMap<string, string> {
    const { options } = ts.parseJsonConfigFileContent(
        ts.readConfigFile(join(repository, "tsconfig.json"), (path) => ts.sys.readFile(path)).config,
        { ...ts.sys, readDirectory: () => [] },
        repository,
    )
    // Without the standard library and @types: only where names lead to is asked, no types.
    const program = ts.createProgram([file], { ...options, noLib: true, types: [] })
    const checker = program.getTypeChecker()
    const source = program.getSourceFile(file)
    const module = source && checker.getSymbolAtLocation(source)
    return new Map(
        (module ? checker.getExportsOfModule(module) : []).map((name) => {
            const symbol = name.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(name) : name
            return [name.name, ts.displayPartsToString(symbol.getDocumentationComment(checker))]
        }),
    )
}

describe("the package's public face", () => {
    const index = join(repository, "src/autogen/index.ts")

    it("has TSDoc on every name", () => {
        expect(existsSync(index), "src/autogen/index.ts is not there: it must export what the package offers").toBe(
            true,
        )
        const names = documented(index)
        expect(names.size).toBeGreaterThan(0)
        expect([...names].filter(([, text]) => text.trim() === "").map(([name]) => name)).toEqual([])
    })

    it("is told from what has none", () => {
        const names = documented(join(repository, "src/autogen/core/names.ts"))
        expect(names.get("quoteIdent")).not.toBe("")
        expect(names.size).toBeGreaterThan(3)
    })
})

describe("COVERAGE.md", () => {
    const rows = read("COVERAGE.md")
        .split("\n")
        .filter((line) => line.startsWith("|"))

    it("has short cells: what takes more words is a note below its table", () => {
        const cells = rows.filter((row) => !/^\|[\s|:-]+$/.test(row)).flatMap((row) => row.split(/(?<!\\)\|/))
        expect(cells.filter((cell) => cell.trim().length > 120)).toEqual([])
    })

    it("has a row for every kind", () => {
        const missing = kinds.filter(({ name }) => !rows.some((row) => row.split("|")[1]?.trim() === `\`${name}\``))
        expect(missing.map(({ name }) => name)).toEqual([])
    })

    it("names every operation", () => {
        const missing = Object.keys(operationCompilers).filter(
            (name) => !rows.some((row) => row.includes(`\`${name}\``)),
        )
        expect(missing).toEqual([])
    })
})

describe("docs/configuration.md", () => {
    it("names every kind as a key of the filters", () => {
        const line = read("docs/configuration.md").match(
            /^- `include` and `exclude` have a key for every kind: (.*?)\. Each/m,
        )?.[1]
        expect(line?.split(", ")).toEqual([...kindsByPlural.keys()].map((name) => `\`${name}\``))
    })
})

describe("docs/hazards.md", () => {
    it("has a section, and so an anchor, for every hazard", () => {
        const section = read("docs/hazards.md").split("## Each hazard")[1]?.split(/^## /m)[0] ?? ""
        const headings = [...section.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading)
        expect(headings.toSorted()).toEqual(hazardKinds.toSorted())
    })
})

describe("README.md", () => {
    it("fits a reader's first quarter of an hour", () => {
        expect(read("README.md").trimEnd().split("\n").length).toBeLessThanOrEqual(250)
    })

    it("links every page of docs/", () => {
        const pages = readdirSync(join(repository, "docs")).filter((name) => name.endsWith(".md"))
        expect(pages.filter((name) => !read("README.md").includes(`](docs/${name})`))).toEqual([])
    })
})

describe("CHANGELOG.md", () => {
    it("has the package's version", () => {
        const { version } = JSON.parse(read("package.json")) as { readonly version: string }
        expect(read("CHANGELOG.md")).toContain(`\n## [${version}]`)
    })
})
