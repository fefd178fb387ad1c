import { dirname, isAbsolute, relative, resolve } from "node:path"
import type ts from "typescript"
import { AutogenError } from "../core/errors.js"
import type { Compiler } from "./find-compiler.js"
import { nearestFile } from "./nearest-file.js"

/** What a tsconfig.json says, with everything it extends. */
export interface TypeScriptSettings {
    /** Undefined where the project has no tsconfig.json. */
    readonly file: string | undefined
    readonly options: ts.CompilerOptions
}

/** The tsconfig.json that governs a file: the one named by the environment as for ts-node, else the nearest one. */
export function settingsOf(file: string, compiler: Compiler): TypeScriptSettings {
    const named = process.env["OXC_TSCONFIG_PATH"] ?? process.env["TS_NODE_PROJECT"]
    const config = named ? resolve(named) : nearestFile(dirname(file), "tsconfig.json")
    if (config === undefined) return { file: undefined, options: {} }
    const own = read(config, compiler)
    // A "solution" file compiles nothing itself, it lists the projects that do.
    const content = own.raw as { readonly files?: unknown; readonly include?: unknown }
    const isSolution = Array.isArray(content.files) && content.files.length === 0 && content.include === undefined
    if (!isSolution || own.projectReferences === undefined) return { file: config, options: own.options }
    for (const reference of own.projectReferences) {
        const path = compiler.resolveProjectReferencePath(reference)
        const referenced = compiler.sys.fileExists(path) ? read(path, compiler, compiler.sys) : undefined
        const includes = referenced?.fileNames.some((name) => resolve(name) === file)
        if (referenced !== undefined && includes === true) return { file: path, options: referenced.options }
    }
    return { file: config, options: own.options }
}

/** What the compiler reads, without its `any`. */
interface ConfigFile {
    readonly config?: unknown
    readonly error?: ts.Diagnostic
}

/** Without a host the files that `include` means are not looked for: walking every folder is slow in large projects. */
function read(config: string, compiler: Compiler, host?: ts.ParseConfigHost): ts.ParsedCommandLine {
    const found: ConfigFile = compiler.readConfigFile(config, (path) => compiler.sys.readFile(path))
    if (found.error !== undefined) throw unreadable(config, found.error, compiler)
    const blind: ts.ParseConfigHost = { ...compiler.sys, readDirectory: () => [] }
    const parsed = compiler.parseJsonConfigFileContent(found.config, host ?? blind, dirname(config), undefined, config)
    const broken = parsed.errors.find(({ code }) => unreadableCodes.has(code))
    if (broken !== undefined) throw unreadable(config, broken, compiler)
    return parsed
}

/** 5083 and 6053: an extended file is missing; 18000: files extend each other in a circle. */
const unreadableCodes: ReadonlySet<number> = new Set([5083, 6053, 18000])

function unreadable(config: string, error: ts.Diagnostic, compiler: Compiler): AutogenError {
    const shown = relative(process.cwd(), config)
    const name = shown.startsWith("..") || isAbsolute(shown) ? config : shown
    return new AutogenError({
        code: "CONFIG_INVALID",
        message: `${name} cannot be read: ${compiler.flattenDiagnosticMessageText(error.messageText, " ")}`,
        next: `run \`npx tsc --showConfig -p ${name}\`, which reports the same, and correct it`,
        fields: { file: config },
    })
}
