import type { ClassDeclarationStructure, MethodDeclarationStructure, OptionalKind, SourceFile } from "ts-morph"
import { AutogenError } from "../core/errors.js"
import type { SourceFormat } from "../core/source-format.js"
import { docText } from "./text-literal.js"
import { sortedNames } from "./render-value.js"
import { loadTsMorph } from "./load-ts-morph.js"

/** A migration file, ready but for its layout. */
export interface MigrationSource {
    /** The names that the bodies use of the package called `importFrom`. */
    readonly uses: ReadonlySet<string>
    readonly importFrom: string
    readonly format: Omit<SourceFormat, "extension">
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
        compilerOptions: { allowJs: true },
        manipulationSettings: {
            indentationText: IndentationText.FourSpaces,
            newLineKind: NewLineKind.LineFeed,
            quoteKind: QuoteKind.Double,
        },
    })
    const names = source.classes.map(({ className }) => className)
    const classes = source.classes.flatMap((migration) => [
        "",
        { ...classStructure(migration, source.format), kind: StructureKind.Class } as const,
    ])
    const { language, moduleKind } = source.format
    const file = project.createSourceFile(`migration.${language}`, {
        statements: [
            importsText(source),
            ...classes,
            ...(moduleKind === "cjs"
                ? ["", `${language === "js" ? "module.exports" : "export"} = ${braced(names)};`]
                : []),
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
    const { importFrom, typedRevision } = source
    const { language, moduleKind } = source.format
    const from = JSON.stringify(importFrom)
    const types = bodiesUseRunner(source) ? ["MigrationInterface", "QueryRunner"] : ["MigrationInterface"]
    const lines = [`import type { ${types.join(", ")} } from "typeorm";`]
    const values = sortedNames(source.uses)
    if (language === "js") return values.length === 0 ? "" : scriptImport(braced(values), from, moduleKind)
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

function scriptImport(names: string, from: string, moduleKind: SourceFormat["moduleKind"]): string {
    return moduleKind === "cjs" ? `const ${names} = require(${from});` : `import ${names} from ${from};`
}

/** On one line where it fits, else one name per line. */
function braced(names: readonly string[]): string {
    const flat = `{ ${names.join(", ")} }`
    return flat.length <= 80 ? flat : `{\n${names.map((name) => `    ${name},\n`).join("")}}`
}

function bodiesUseRunner({ classes }: MigrationSource): boolean {
    return classes.some(({ up, down }) => up.length + down.length > 0)
}

function classStructure(
    source: MigrationClass,
    { language, moduleKind }: MigrationSource["format"],
): OptionalKind<ClassDeclarationStructure> {
    const { className, transaction } = source
    const isTyped = language === "ts"
    const doc = `${docText(source.doc)}${isTyped ? "" : '\n\n@implements {import("typeorm").MigrationInterface}'}`
    return {
        name: className,
        isExported: moduleKind === "esm",
        ...(isTyped ? { implements: ["MigrationInterface"] } : {}),
        docs: [{ description: doc.includes("\n") ? `\n${doc}` : doc }],
        properties: [
            // TypeORM takes the name from here first: a minifier may rename the class.
            { name: "name", isReadonly: isTyped, initializer: JSON.stringify(className) },
            ...(transaction ? [] : [{ name: "transaction", isReadonly: isTyped, initializer: "false" }]),
        ],
        methods: [method("up", source.up, isTyped), method("down", source.down, isTyped)],
    }
}

function revisionText({ revision }: MigrationClass, { format, typedRevision }: MigrationSource): string {
    if (format.language === "js") return `static revision = ${revision};`
    const type = format.moduleKind === "cjs" ? "autogen.RevisionInfo" : "RevisionInfo"
    return `static readonly revision = ${revision}${typedRevision ? ` satisfies ${type}` : ""};`
}

function method(
    name: string,
    statements: readonly string[],
    isTyped: boolean,
): OptionalKind<MethodDeclarationStructure> {
    const takes = statements.length > 0
    return {
        name,
        isAsync: true,
        ...(takes && !isTyped ? { docs: [{ description: '@param {import("typeorm").QueryRunner} queryRunner' }] } : {}),
        parameters: takes ? [{ name: "queryRunner", ...(isTyped ? { type: "QueryRunner" } : {}) }] : [],
        ...(isTyped ? { returnType: "Promise<void>" } : {}),
        statements: takes ? [...statements] : ["// Nothing to do."],
    }
}

function unreadable(file: SourceFile, message: unknown): AutogenError {
    return new AutogenError({
        code: "INTERNAL",
        message: `the migration file that was written does not parse: ${typeof message === "string" ? message : "see its text"}`,
        next: "report this with the file's text, which is in the error's `fields.text`",
        fields: { text: file.getFullText() },
    })
}
