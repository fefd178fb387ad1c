import type { ClassDeclarationStructure, MethodDeclarationStructure, OptionalKind, SourceFile } from "ts-morph"
import { AutogenError } from "../core/errors.js"
import { docText } from "./text-literal.js"
import { sortedNames } from "./render-value.js"
import { loadTsMorph } from "./load-ts-morph.js"

/** How a file is a module: `import`/`export`, or the `import x = require()` of CommonJS under `verbatimModuleSyntax`. */
export type ModuleKind = "esm" | "cjs"

/** A migration file, ready but for its layout. */
export interface MigrationSource {
    /** The names that the bodies use of the package called `importFrom`. */
    readonly uses: ReadonlySet<string>
    readonly importFrom: string
    readonly moduleKind: ModuleKind
    readonly typedRevision: boolean
    /** In the order in which they run; at least one. */
    readonly classes: readonly MigrationClass[]
}

/** One migration of a file. */
export interface MigrationClass {
    readonly className: string
    /** The class's doc comment. */
    readonly doc: string
    /** The value of the static member `revision`, as an expression. */
    readonly revision: string
    readonly transaction: boolean
    readonly up: readonly string[]
    readonly down: readonly string[]
}

/** Writes the file's text. Deterministic: the same source gives the same bytes. */
export async function writeSource(source: MigrationSource): Promise<string> {
    const { IndentationText, NewLineKind, Project, QuoteKind, StructureKind } = await loadTsMorph()
    const project = new Project({
        useInMemoryFileSystem: true,
        skipLoadingLibFiles: true,
        manipulationSettings: {
            indentationText: IndentationText.FourSpaces,
            newLineKind: NewLineKind.LineFeed,
            quoteKind: QuoteKind.Double,
        },
    })
    const names = source.classes.map(({ className }) => className)
    const classes = source.classes.flatMap((migration) => [
        "",
        { ...classStructure(migration, source.moduleKind), kind: StructureKind.Class } as const,
    ])
    const file = project.createSourceFile("migration.ts", {
        statements: [
            importsText(source),
            ...classes,
            ...(source.moduleKind === "cjs" ? ["", `export = ${braced(names)};`] : []),
        ],
    })
    // As text: ts-morph would indent the lines of a property's initializer once more than Prettier does.
    for (const migration of source.classes)
        file.getClassOrThrow(migration.className).insertMember(0, revisionText(migration, source))
    const problems = project.getProgram().getSyntacticDiagnostics(file)
    if (problems.length > 0) throw unreadable(file, problems[0]?.getMessageText())
    return `${file.getFullText().trimEnd()}\n`
}

function importsText(source: MigrationSource): string {
    const { importFrom, moduleKind, typedRevision } = source
    const from = JSON.stringify(importFrom)
    const types = bodiesUseRunner(source) ? ["MigrationInterface", "QueryRunner"] : ["MigrationInterface"]
    const lines = [`import type { ${types.join(", ")} } from "typeorm";`]
    const values = sortedNames(source.uses)
    if (moduleKind === "cjs") {
        if (values.length > 0)
            lines.push(`import autogen = require(${from});`, "", `const ${braced(values)} = autogen;`)
        else if (typedRevision) lines.push(`import type autogen = require(${from});`)
    } else if (values.length > 0) {
        const names = typedRevision ? [...values, "type RevisionInfo"] : values
        lines.push(`import ${braced(names)} from ${from};`)
    } else if (typedRevision) {
        lines.push(`import type { RevisionInfo } from ${from};`)
    }
    return lines.join("\n")
}

/** On one line where it fits, else one name per line. */
function braced(names: readonly string[]): string {
    const flat = `{ ${names.join(", ")} }`
    return flat.length <= 80 ? flat : `{\n${names.map((name) => `    ${name},\n`).join("")}}`
}

function bodiesUseRunner({ classes }: MigrationSource): boolean {
    return classes.some(({ up, down }) => up.length + down.length > 0)
}

function classStructure(source: MigrationClass, moduleKind: ModuleKind): OptionalKind<ClassDeclarationStructure> {
    const { className, transaction } = source
    const doc = docText(source.doc)
    return {
        name: className,
        isExported: moduleKind === "esm",
        implements: ["MigrationInterface"],
        docs: [{ description: doc.includes("\n") ? `\n${doc}` : doc }],
        properties: [
            // TypeORM takes the name from here first: a minifier may rename the class.
            { name: "name", isReadonly: true, initializer: JSON.stringify(className) },
            ...(transaction ? [] : [{ name: "transaction", isReadonly: true, initializer: "false" }]),
        ],
        methods: [method("up", source.up), method("down", source.down)],
    }
}

function revisionText({ revision }: MigrationClass, { moduleKind, typedRevision }: MigrationSource): string {
    const type = moduleKind === "cjs" ? "autogen.RevisionInfo" : "RevisionInfo"
    return `static readonly revision = ${revision}${typedRevision ? ` satisfies ${type}` : ""};`
}

function method(name: string, statements: readonly string[]): OptionalKind<MethodDeclarationStructure> {
    return {
        name,
        isAsync: true,
        parameters: statements.length > 0 ? [{ name: "queryRunner", type: "QueryRunner" }] : [],
        returnType: "Promise<void>",
        statements: statements.length > 0 ? [...statements] : ["// Nothing to do."],
    }
}

function unreadable(file: SourceFile, message: unknown): AutogenError {
    return new AutogenError({
        code: "INTERNAL",
        message: `the migration file that was written is no TypeScript: ${typeof message === "string" ? message : "see its text"}`,
        next: "report this with the file's text, which is in the error's `fields.text`",
        fields: { text: file.getFullText() },
    })
}
