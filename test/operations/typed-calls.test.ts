import { fileURLToPath } from "node:url"
import ts from "typescript"
import { beforeAll, describe, expect, it } from "vitest"

const file = fileURLToPath(new URL("typed-calls.ts", import.meta.url))
const EXPECTED = /^\s*\/\/ @ts-expect-error (TS\d+): (.+)$/

let program: ts.Program
let lines: readonly string[]

beforeAll(() => {
    const options: ts.CompilerOptions = {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
        lib: ["lib.es2023.d.ts"],
        types: ["node"],
        strict: true,
        exactOptionalPropertyTypes: true,
        noUncheckedIndexedAccess: true,
        skipLibCheck: true,
        noEmit: true,
    }
    const host = ts.createCompilerHost(options)
    const { readFile, getSourceFile } = host
    lines = (readFile(file) ?? "").split("\n")
    // Without the directives the errors are seen as they are, with their codes.
    const bare = lines.join("\n").replaceAll("@ts-expect-error", "expected error:")
    host.getSourceFile = (name, languageVersion, ...rest) =>
        name === file ? ts.createSourceFile(name, bare, languageVersion) : getSourceFile(name, languageVersion, ...rest)
    program = ts.createProgram([file], options, host)
})

describe("the types of the operations", () => {
    it("refuse what is wrong, for the right reason, and nothing else", () => {
        const expected = lines.flatMap((line, index) => {
            const [, code, what] = EXPECTED.exec(line) ?? []
            return code === undefined ? [] : [`${index + 2} ${code} ${what}`]
        })
        const what = new Map(expected.map((text) => [Number(text.split(" ")[0]), text.split(" ").slice(2).join(" ")]))
        const source = program.getSourceFile(file)
        const found = program.getSemanticDiagnostics(source).map(({ start = 0, code }) => {
            const line = (source?.getLineAndCharacterOfPosition(start).line ?? 0) + 1
            return `${line} TS${code} ${what.get(line) ?? lines[line - 1]?.trim()}`
        })
        expect(expected.length).toBeGreaterThan(25)
        expect(found).toEqual(expected)
    })

    it("show each operation's documentation and the names of its parameters", () => {
        const checker = program.getTypeChecker()
        const source = program.getSourceFile(file)
        if (source === undefined) throw new Error("the file was not read")
        const [right] = source.statements.filter(ts.isFunctionDeclaration)
        const [op] = right?.parameters ?? []
        if (op === undefined) throw new Error("the function takes no operations")
        const undocumented: string[] = []
        for (const method of checker.getTypeAtLocation(op).getProperties()) {
            if (method.getDocumentationComment(checker).length === 0) undocumented.push(method.name)
        }
        expect(undocumented).toEqual([])
        const createIndex = checker.getTypeAtLocation(op).getProperty("createIndex")
        const type = createIndex && checker.typeToString(checker.getTypeOfSymbolAtLocation(createIndex, op))
        expect(type).toMatch(
            /^\(name: string, table: TableName, elements: readonly IndexElement\[\], options\?: .*\) => Promise<void>$/,
        )
    })
})
