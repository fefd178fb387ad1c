import prettier from "prettier"
import ts from "typescript"
import { describe, expect, it } from "vitest"
import { emitEmptyMigration, emitMigration } from "../../src/autogen/emit/emit-migration.js"
import { migrationFileName } from "../../src/autogen/emit/migration-names.js"
import { alterPlan, createPlan, options, outsidePlan } from "./examples.js"
import { compileErrors, type Project } from "./support.js"
import { sampled } from "../support/sampled.js"

const golden = async (text: string, name: string) => expect(text).toMatchFileSnapshot(`golden/${name}.ts.txt`)

/** One file of each sort, by the file's name. */
async function everySort(moduleKind: "esm" | "cjs"): Promise<Record<string, string>> {
    const files: Record<string, string> = {}
    for (const style of ["operations", "sql"] as const) {
        const common = { ...options, style, moduleKind }
        const add = async (name: string, text: Promise<string>) => (files[`${style}-${name}.ts`] = await text)
        await add("create", emitMigration(createPlan, { ...common, name: "create room", revises: [] }))
        await add("alter", emitMigration(alterPlan, common))
        await add("outside", emitMigration(outsidePlan, { ...common, name: "index floor" }))
        await add("empty", emitEmptyMigration({ ...common, name: "fill floors" }))
        await add(
            "merge",
            emitEmptyMigration({ ...common, name: "merge", revises: ["A1763800000000", "B1763800000000"] }),
        )
        await add("one-way", emitMigration({ up: alterPlan.up, down: [] }, common))
    }
    return files
}

describe("emitMigration", () => {
    it("writes a file for each sort of migration, as the golden files hold it", async () => {
        for (const [name, text] of Object.entries(await everySort("esm"))) await golden(text, name.slice(0, -3))
        const { "operations-alter.ts": commonJs = "" } = await everySort("cjs")
        await golden(commonJs, "operations-alter-cjs")
    })

    it("gives the same bytes for the same input", async () => {
        expect(await everySort("esm")).toEqual(await everySort("esm"))
    })

    it("breaks lines as Prettier does", async () => {
        for (const [name, text] of Object.entries(await everySort("esm"))) {
            const pretty = await prettier.format(text, { parser: "typescript", printWidth: 120, tabWidth: 4 })
            expect(text, name).toBe(pretty)
        }
    })

    it("names the class, the file and the parents", async () => {
        const text = await emitMigration(alterPlan, {
            ...options,
            branchLabels: ["floors"],
            dependsOn: ["X1763800000001"],
        })
        expect(text).toContain("export class AddFloor1763817600000 implements MigrationInterface {")
        expect(text).toContain('readonly name = "AddFloor1763817600000";')
        expect(text).toContain(
            'revises: ["CreateRoom1763800000000"],\n        dependsOn: ["X1763800000001"],\n        branchLabels: ["floors"],',
        )
        expect(migrationFileName(options.name, options.timestamp)).toBe("1763817600000-add-floor.ts")
    })

    it("says when a migration must run outside a transaction, and only then", async () => {
        expect(await emitMigration(outsidePlan, options)).toContain("    readonly transaction = false;\n")
        expect(await emitMigration(alterPlan, options)).not.toContain("transaction")
    })

    it("imports nothing but types from TypeORM, and nothing of ours in the style sql", async () => {
        const text = await emitMigration(alterPlan, { ...options, style: "sql" })
        expect(text).not.toContain("typeorm-autogen")
        const { outputText } = ts.transpileModule(text, {
            compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
        })
        expect(outputText).not.toContain("import")
    })

    it("imports from where it is told", async () => {
        const text = await emitMigration(alterPlan, { ...options, importFrom: "../autogen/index.js" })
        expect(text).toContain('from "../autogen/index.js";')
    })

    it("keeps messages inside their comment", async () => {
        const message = "one */ process.exit() /*\r\n@ts-ignore\u2028two\u202e \u0007"
        const text = await emitMigration(outsidePlan, { ...options, message })
        expect(text).toContain(
            "/**\n * one *\\/ process.exit() /*\n * \\@ts-ignore\n * two\\u202e \\u0007\n */\nexport class",
        )
    })
})

const verbatim = [false, true].map((verbatimModuleSyntax) => ({
    verbatimModuleSyntax,
    exactOptionalPropertyTypes: true,
}))
const pedantic = { noUnusedLocals: true, noUnusedParameters: true, isolatedModules: true }
const nodeNext = { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }
const bundler = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }
const commonJs = { module: ts.ModuleKind.CommonJS, moduleResolution: ts.ModuleResolutionKind.Bundler }

const projects: readonly (readonly [string, "esm" | "cjs", Project])[] = [
    ...verbatim.flatMap((options) => {
        const label = options.verbatimModuleSyntax ? "verbatim" : "not verbatim"
        const all = { ...options, ...pedantic }
        return [
            [`an ES module, nodenext, ${label}`, "esm", { type: "module", options: { ...nodeNext, ...all } }],
            [`for a bundler, ${label}`, "esm", { type: "commonjs", options: { ...bundler, ...all } }],
        ] as const
    }),
    ["CommonJS, nodenext", "esm", { type: "commonjs", options: { ...nodeNext, ...verbatim[0], ...pedantic } }],
    ["CommonJS, module commonjs", "esm", { type: "commonjs", options: { ...commonJs, ...verbatim[0], ...pedantic } }],
    [
        "CommonJS, nodenext, verbatim",
        "cjs",
        { type: "commonjs", options: { ...nodeNext, ...verbatim[1], ...pedantic } },
    ],
    ["CommonJS, nodenext, TypeORM 0.3", "esm", { type: "commonjs", typeorm: "typeorm-0.3", options: nodeNext }],
]

describe("an emitted file compiles under --strict", () => {
    sampled(projects)("as %s", async ([, moduleKind, project]) => {
        expect(compileErrors(project, await everySort(moduleKind))).toEqual([])
    })

    it("and the check would notice an error", () => {
        const text = 'import { integer } from "typeorm-autogen"\nexport const wrong: string = integer()\n'
        expect(compileErrors({ type: "module", options: nodeNext }, { "wrong.ts": text })).toHaveLength(1)
    })
})
