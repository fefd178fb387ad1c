import { describe, expect, it } from "vitest"
import { kinds } from "../../src/autogen/kinds/index.js"
import { namedKinds } from "./named-kinds.js"
import { parseSource, sourceFiles } from "./source-files.js"

const names = kinds.map((kind) => kind.name)

const folders = ["inspect", "read", "compare", "plan", "rehearse", "emit", "op", "check", "revisions", "schema"]

/**
 * Words that a stage says and that are a kind's name by chance, or for a reason that was weighed. A line that is no longer needed
 * makes the test fail.
 */
const judged: readonly { readonly path: string; readonly text: string; readonly reason: string }[] = [
    {
        path: "src/autogen/read/read-entities.ts",
        text: "table",
        reason: "an entity declares a table: entities of one table are put together by the table's key (DeclaredTable)",
    },
    {
        path: "src/autogen/read/read-entities.ts",
        text: "view",
        reason: "a TableType of TypeORM's metadata, which tells the entities that are no tables",
    },
    {
        path: "src/autogen/schema/relocate.ts",
        text: "table",
        reason: "expressions are over the columns of one table: a renamed column's name holds within its table (Relocation)",
    },
]

describe("stages", () => {
    const found = folders
        .flatMap((folder) => sourceFiles(`src/autogen/${folder}`))
        .flatMap((file) => namedKinds(file, names))
    const isJudged = (path: string, text: string): boolean =>
        judged.some((exception) => exception.path === path && exception.text === text)

    it("name no kind", () => {
        const unjudged = found.filter(({ path, text }) => !isJudged(path, text))
        expect(unjudged.map(({ place, text }) => `${place} says "${text}"`)).toEqual([])
    })

    it("still say what has been judged", () => {
        const needless = judged
            .filter(({ text }) => names.includes(text))
            .filter(({ path, text }) => !found.some((one) => one.path === path && one.text === text))
        expect(needless).toEqual([])
    })
})

describe("the guard", () => {
    const said = (text: string): readonly string[] =>
        namedKinds(parseSource("src/autogen/plan/a.ts", text), names).map((found) => found.text)

    it.each([
        ["a comparison", 'object.kind === "table"', "table"],
        ["a case", 'switch (kind) { case "foreign-key": }', "foreign-key"],
        ["an argument", 'objectKey("column", path)', "column"],
        ["a list", 'const rank = ["enum", "table"]', "enum", "table"],
        ["a value", 'const object = { kind: "index" }', "index"],
        ["a type", 'type Kind = "check" | Other', "check"],
        ["a template without parts", "kindOf(`table`)", "table"],
        ["a key's beginning", 'key.startsWith("table:")', "table:"],
        ["a whole key", 'const key = "column:public.room.code"', "column:"],
        ["a key put together", "const key = `table:${name}`", "table:"],
        ["a pattern", "/^table:/.test(key)", "/^table:/"],
        ["a pattern of several", "/^(?:table|view):/.test(key)", "/^(?:table|view):/"],
    ])("sees %s", (_what, text, ...words) => {
        expect(said(text)).toEqual(words)
    })

    it.each([
        ["a comment", "// the table: it has columns"],
        ["a property", 'const row = { table: 1, "column": 2 }'],
        ["an element", 'row["schema"]'],
        ["a test for a property", '"default" in loaded || Object.hasOwn(row, "comment")'],
        ["types of properties", 'type A = Pick<Row, "schema" | "table"> & Row["column"]'],
        ["an import", 'import { a } from "table"'],
        ["a longer word", 'say("tables") + say(`the table ${name}`)'],
        ["a sentence", 'say("check: nothing to do")'],
    ])("lets %s be", (_what, text) => {
        expect(said(text)).toEqual([])
    })
})
