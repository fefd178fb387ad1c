import { createRequire } from "node:module"
import { dirname, isAbsolute, join, relative, resolve } from "node:path"
import type ts from "typescript"
import { AutogenError } from "../core/errors.js"
import { nearestFile } from "./nearest-file.js"

/** The compiler's interface, as the `typescript` package of 4.x to 6.x has it. */
export type Compiler = typeof ts

/** What a tsconfig.json says, with everything it extends. */
export interface TypeScriptSettings {
    /** Undefined where the project has no tsconfig.json. */
    readonly file: string | undefined
    readonly options: ts.CompilerOptions
}

/**
 * A TypeScript compiler: the project's own, so that its entities mean what they mean in its application; else ours.
 * TypeScript 7 has no JavaScript interface; there, ts-morph brings one along.
 */
export function findCompiler(file: string): Compiler | undefined {
    return (
        // Not from the file itself: our hook resolves what TypeScript files require, and would need a compiler for it.
        compilerFrom(join(dirname(file), "any.js"), "typescript") ??
        compilerFrom(import.meta.url, "typescript") ??
        compilerFrom(import.meta.url, "ts-morph")
    )
}

function compilerFrom(from: string, name: string): Compiler | undefined {
    try {
        const loaded: unknown = createRequire(from)(name)
        const compiler = name === "ts-morph" ? (loaded as { readonly ts?: unknown }).ts : loaded
        return typeof (compiler as Partial<Compiler>).transpileModule === "function"
            ? (compiler as Compiler)
            : undefined
    } catch {
        return undefined
    }
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

/** Without a host the files that `include` means are not looked for: walking every folder is slow in large projects. */
function read(config: string, compiler: Compiler, host?: ts.ParseConfigHost): ts.ParsedCommandLine {
    const { config: content, error } = compiler.readConfigFile(config, (path) => compiler.sys.readFile(path))
    if (error !== undefined) throw unreadable(config, error, compiler)
    const blind: ts.ParseConfigHost = { ...compiler.sys, readDirectory: () => [] }
    const parsed = compiler.parseJsonConfigFileContent(content, host ?? blind, dirname(config), undefined, config)
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
        next: `Run \`npx tsc --showConfig -p ${name}\`, which reports the same, and correct it.`,
        fields: { file: config },
    })
}
