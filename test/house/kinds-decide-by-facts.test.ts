import ts from "typescript"
import { describe, expect, it } from "vitest"
import { kinds } from "../../src/autogen/kinds/index.js"
import { parseSource, placeOf, sourceFiles, visit, type SourceFile } from "./source-files.js"

// A kind decides by what it asks of an object (core/kind-facts), and not by the name of its kind: then a new kind answers the same
// questions, and no other file changes. A parent's or a requirement's key names a kind, as Postgres does, and is no decision.

const names = kinds.map((kind) => kind.name)

/** Comparisons that were weighed. A line that is no longer needed makes the test fail. */
const judged: readonly { readonly path: string; readonly texts: readonly string[]; readonly reason: string }[] = [
    {
        path: "src/autogen/kinds/online/key-online.ts",
        texts: ["index", "unique"],
        reason: "a unique constraint is an index in Postgres, and takes one over: the two are one subject, told apart by what they can say",
    },
    {
        path: "src/autogen/kinds/catalog/printed-condition.ts",
        texts: ["column"],
        reason: "a token of an expression's text, and no object",
    },
]

describe("kinds", () => {
    const found = sourceFiles("src/autogen/kinds").flatMap((file) => decisions(file))

    it("decide by no other kind's name", () => {
        const unjudged = found.filter(
            ({ path, text }) => !judged.some((one) => one.path === path && one.texts.includes(text)),
        )
        expect(unjudged.map(({ place, text }) => `${place} decides by "${text}"`)).toEqual([])
    })

    it("still decide by what has been judged", () => {
        const needless = judged.flatMap(({ path, texts }) =>
            texts.filter((text) => !found.some((one) => one.path === path && one.text === text)),
        )
        expect(needless).toEqual([])
    })
})

describe("the guard", () => {
    const said = (text: string, path = "src/autogen/kinds/a.ts"): readonly string[] =>
        decisions(parseSource(path, text)).map((found) => found.text)

    it.each([
        ["a comparison", 'object.kind === "table"', ["table"]],
        ["one the other way round", '"table" !== kind', ["table"]],
        ["a list", '["view", "rule"].includes(dependent.kind)', ["view", "rule"]],
        ["a named list", 'const KEYS = ["unique", "primary-key"]; KEYS.includes(kind)', ["unique", "primary-key"]],
        ["a set", 'new Set(["check"]).has(one.kind)', ["check"]],
        ["a case", 'switch (object.kind) { case "index": }', ["index"]],
        ["a pattern", 'find({ kind: "x" }, ({ kind }) => kind === "enum")', ["enum"]],
    ])("sees %s", (_what, text, found) => {
        expect(said(text)).toEqual(found)
    })

    it.each([
        ["a key", 'objectKey("table", path)'],
        ["its own name", 'const a: ObjectKind<A> = { name: "check" }; dependent.kind === "check"'],
        ["a variable", "other.kind === to.kind"],
        ["another attribute", 'definition.on === "view"'],
        ["a list of something else", '["view"].includes(definition.on)'],
    ])("lets %s be", (_what, text) => {
        expect(said(text)).toEqual([])
    })
})

interface Decision {
    readonly place: string
    readonly path: string
    readonly text: string
}

function decisions(file: SourceFile): readonly Decision[] {
    const found: Decision[] = []
    const own = ownNames(file)
    const lists = namedLists(file)
    const add = (node: ts.Node): void => {
        if (ts.isStringLiteral(node) && names.includes(node.text) && !own.includes(node.text))
            found.push({ place: placeOf(file, node), path: file.path, text: node.text })
    }
    visit(file.tree, (node) => {
        if (ts.isBinaryExpression(node) && EQUALITIES.includes(node.operatorToken.kind)) {
            if (isKindName(node.left)) add(node.right)
            if (isKindName(node.right)) add(node.left)
        }
        if (ts.isCaseClause(node) && isKindName(node.parent.parent.expression)) add(node.expression)
        if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
            const [argument] = node.arguments
            const asked = ["includes", "has"].includes(node.expression.name.text)
            if (asked && argument && isKindName(argument)) elementsOf(node.expression.expression, lists).forEach(add)
        }
    })
    return found
}

const EQUALITIES: readonly ts.SyntaxKind[] = [
    ts.SyntaxKind.EqualsEqualsEqualsToken,
    ts.SyntaxKind.ExclamationEqualsEqualsToken,
]

/** `kind`, `object.kind`. */
function isKindName(node: ts.Expression): boolean {
    return (
        (ts.isIdentifier(node) && node.text === "kind") ||
        (ts.isPropertyAccessExpression(node) && node.name.text === "kind")
    )
}

/** `["a"]`, `new Set(["a"])`, or what has been declared so. */
function elementsOf(node: ts.Expression, lists: ReadonlyMap<string, readonly ts.Node[]>): readonly ts.Node[] {
    if (ts.isArrayLiteralExpression(node)) return node.elements
    if (ts.isNewExpression(node)) return (node.arguments ?? []).flatMap((one) => elementsOf(one, lists))
    return ts.isIdentifier(node) ? (lists.get(node.text) ?? []) : []
}

function namedLists({ tree }: SourceFile): ReadonlyMap<string, readonly ts.Node[]> {
    const found = new Map<string, readonly ts.Node[]>()
    visit(tree, (node) => {
        if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer)
            found.set(node.name.text, elementsOf(node.initializer, new Map()))
    })
    return found
}

/** The kinds that a file defines. */
function ownNames({ tree }: SourceFile): readonly string[] {
    const found: string[] = []
    visit(tree, (node) => {
        if (!ts.isVariableDeclaration(node) || !node.type?.getText(tree).startsWith("ObjectKind<")) return
        if (!node.initializer || !ts.isObjectLiteralExpression(node.initializer)) return
        for (const property of node.initializer.properties) {
            const isName = ts.isPropertyAssignment(property) && property.name.getText(tree) === "name"
            if (isName && ts.isStringLiteral(property.initializer)) found.push(property.initializer.text)
        }
    })
    return found
}
