import { fileURLToPath } from "node:url"
import ts from "typescript"
import type { Operation } from "../../src/autogen/core/operation.js"
import type { Plan, PlannedOperation } from "../../src/autogen/core/plan.js"
import { compileOperation, type ArgumentsOf, type OperationName } from "../../src/autogen/operations/index.js"

/** The repository's root, with a slash at its end. */
export const root = fileURLToPath(new URL("../../", import.meta.url))

/** One operation as the planner hands it over. */
export function planned<K extends OperationName>(name: K, ...args: ArgumentsOf<K>): PlannedOperation {
    const operation: Operation = { name, args }
    return { operation, statements: compileOperation({ defaultSchema: "public" }, name, args), objects: [] }
}

/** As much of a plan as the emitter reads. */
export function planOf(
    up: readonly PlannedOperation[],
    down: readonly PlannedOperation[] = [],
): Pick<Plan, "up" | "down"> {
    return { up, down }
}

/** What the files are compiled as. */
export interface Project {
    readonly type: "module" | "commonjs"
    readonly options: ts.CompilerOptions
    readonly typeorm?: "typeorm" | "typeorm-0.3"
}

/** Type checks files that exist in memory only, in a project of their own. Gives the errors, each as `file:line code message`. */
export function compileErrors(project: Project, files: Readonly<Record<string, string>>): readonly string[] {
    const folder = `${root}test/emit/in-memory/`
    const texts = new Map(Object.entries(files).map(([name, text]) => [folder + name, text]))
    texts.set(`${folder}package.json`, JSON.stringify({ type: project.type }))
    const options: ts.CompilerOptions = {
        target: ts.ScriptTarget.ES2022,
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        types: ["node"],
        lib: ["lib.es2023.d.ts"],
        paths: {
            "typeorm-autogen/op": [`${root}src/autogen/op/index.ts`],
            ...(project.typeorm === "typeorm-0.3" ? { typeorm: [`${root}node_modules/typeorm-0.3/index.d.ts`] } : {}),
        },
        ...project.options,
    }
    const host = ts.createCompilerHost(options)
    const { fileExists, directoryExists, readFile, getSourceFile } = host
    host.directoryExists = (path) => `${path}/`.startsWith(folder) || (directoryExists?.(path) ?? true)
    host.fileExists = (file) => texts.has(file) || fileExists(file)
    host.readFile = (file) => texts.get(file) ?? readFile(file)
    host.getSourceFile = (file, languageVersion, ...rest) => {
        const text = texts.get(file)
        if (text === undefined) return getSourceFile(file, languageVersion, ...rest)
        return ts.createSourceFile(file, text, languageVersion)
    }
    const program = ts.createProgram(
        Object.keys(files).map((name) => folder + name),
        options,
        host,
    )
    // The library's own sources are checked by the repository's settings, not by the user's.
    return [
        ...program.getOptionsDiagnostics(),
        ...[...texts.keys()].flatMap((file) => diagnosticsOf(program, file)),
    ].map((diagnostic) => {
        const { file, start = 0, code, messageText } = diagnostic
        const line = file === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1
        const name = file?.fileName.slice(folder.length) ?? ""
        return `${name}:${line} TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`
    })
}

function diagnosticsOf(program: ts.Program, file: string): readonly ts.Diagnostic[] {
    const source = program.getSourceFile(file)
    if (source === undefined) return []
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
}
