import ts from "typescript"
import * as typeorm from "typeorm"
import { describe, expect, it } from "vitest"
import { importsOf } from "./imports.js"
import { parseSource, placeOf, sourceFiles, visit, type SourceFile } from "./source-files.js"

// A project may have another copy, or another version, of TypeORM than we see: an `instanceof` would say no where it is yes, and
// what lies inside the package is another in each version.

const classes = new Set(Object.entries(typeorm).flatMap(([name, value]) => (typeof value === "function" ? [name] : [])))

function breachesOf(file: SourceFile): readonly string[] {
    const found: string[] = []
    for (const { specifier, place } of importsOf(file)) {
        if (specifier?.startsWith("typeorm/")) found.push(`${place}: ${specifier} is TypeORM's inside`)
    }
    visit(file.tree, (node) => {
        if (!ts.isBinaryExpression(node) || node.operatorToken.kind !== ts.SyntaxKind.InstanceOfKeyword) return
        const name = node.right.getText(file.tree).split(".").at(-1) ?? ""
        if (classes.has(name)) found.push(`${placeOf(file, node)}: instanceof ${name}, a class of TypeORM`)
    })
    return found
}

describe("TypeORM", () => {
    it("is never asked with instanceof, and never imported from its inside", () => {
        expect(sourceFiles("src/autogen").flatMap(breachesOf)).toEqual([])
    })

    it.each([
        ["a class", "if (x instanceof DataSource) run()"],
        ["a class of a namespace", "if (x instanceof typeorm.EntitySchema) run()"],
        ["a type from inside", 'import type { ColumnMetadata } from "typeorm/metadata/ColumnMetadata.js"'],
        ["a module from inside", 'await import("typeorm/util/StringUtils")'],
    ])("the guard sees %s", (_what, text) => {
        expect(breachesOf(parseSource("src/autogen/a.ts", text))).toHaveLength(1)
    })

    it.each([
        ["another class", "if (x instanceof Error) run()"],
        ["its types", 'import type { DataSource } from "typeorm"'],
    ])("the guard lets %s be", (_what, text) => {
        expect(breachesOf(parseSource("src/autogen/a.ts", text))).toEqual([])
    })
})
