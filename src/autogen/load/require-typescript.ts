import { readFileSync } from "node:fs"
import Module from "node:module"
import { dirname, extname, isAbsolute, join, resolve } from "node:path"
import type ts from "typescript"
import { AutogenError } from "../core/errors.js"
import { findCompiler, type Compiler } from "./find-compiler.js"
import { moduleFormatOf } from "./nearest-file.js"
import { mayNeedTypes, withTypesOfOthers } from "./types-of-others.js"
import { settingsOf, type TypeScriptSettings } from "./typescript-settings.js"

/**
 * Teaches `require` TypeScript, for CommonJS projects.
 *
 * Our other loader, @oxc-node/core, leaves `import` and `export` as they stand. Below Node 26 a file that is required then becomes an
 * ES module without `__dirname`, and its imports without an extension are not found. TypeORM requires the files of its globs, so in a
 * CommonJS project everything has to become CommonJS: the project's own compiler does that, file by file and without type checking.
 */

type Loader = (module: CompilableModule, filename: string) => void

interface CompilableModule {
    _compile(code: string, filename: string): void
}

/** The parts of `node:module` that Node documents for loaders but does not type. */
interface ModuleInternals {
    readonly _extensions: Record<string, Loader>
    _resolveFilename(request: string, parent: { readonly filename?: string } | undefined, ...rest: unknown[]): string
}

const internals = Module as unknown as ModuleInternals
const extensions = [".ts", ".tsx", ".cts"] as const
const installed = Symbol.for("typeorm-autogen:require-typescript")

interface Session {
    readonly compiler: Compiler
    readonly settings: (file: string) => TypeScriptSettings
}

/** Installs the hooks, once per process. The compiler is loaded when the first TypeScript file is required. */
export function registerRequire(configFile: string): void {
    const global = globalThis as { [installed]?: boolean }
    if (global[installed] === true) return
    global[installed] = true
    const session = lazy(() => startSession(configFile))
    for (const extension of extensions) {
        const previous = internals._extensions[extension]
        internals._extensions[extension] = (module, filename) => {
            if (isOurs(filename)) module._compile(compile(filename, session()), filename)
            else (previous ?? internals._extensions[".js"])?.(module, filename)
        }
    }
    resolveAsTypeScript(session)
}

/** A TypeScript file that Node takes for CommonJS; published packages ship JavaScript. */
function isOurs(filename: string): boolean {
    return !/[\\/]node_modules[\\/]/.test(filename) && moduleFormatOf(filename) === "commonjs"
}

function startSession(configFile: string): Session {
    const compiler = findCompiler(configFile)
    if (compiler === undefined) {
        throw new AutogenError({
            code: "OPTIONAL_DEPENDENCY_MISSING",
            message: `"typescript" is not installed, and it is needed to load the TypeScript of a CommonJS project ("${configFile}")`,
            next: "run `npm i -D typescript`, or point `--config` to compiled JavaScript, which needs no loader",
            fields: { package: "typescript", file: configFile },
        })
    }
    process.setSourceMapsEnabled(true)
    const perFolder = new Map<string, TypeScriptSettings>()
    const settings = (file: string): TypeScriptSettings => {
        const known = perFolder.get(dirname(file))
        if (known !== undefined) return known
        const read = settingsOf(file, compiler)
        perFolder.set(dirname(file), read)
        return read
    }
    return { compiler, settings }
}

function compile(filename: string, session: Session): string {
    const { compiler, settings } = session
    const text = readFileSync(filename, "utf8")
    const source = mayNeedTypes(text) ? withTypesOfOthers(filename, text, session) : text
    const { outputText, diagnostics } = compiler.transpileModule(source, {
        fileName: filename,
        reportDiagnostics: true,
        compilerOptions: commonJsOptions(settings(filename), compiler),
    })
    const first = diagnostics?.find(({ file }) => file !== undefined)
    if (first !== undefined) throw syntaxError(filename, first, compiler)
    return outputText
}

function commonJsOptions({ file, options }: TypeScriptSettings, compiler: Compiler): ts.CompilerOptions {
    const { ModuleKind, ScriptTarget } = compiler
    // From node16 on, "module" implies esModuleInterop; as we override the one, the other has to be said.
    const interop = options.esModuleInterop ?? (file === undefined || (options.module ?? 0) >= ModuleKind.Node16)
    const { moduleResolution: _, ...kept } = options
    return {
        ...kept,
        target: options.target ?? ScriptTarget.ES2022,
        module: ModuleKind.CommonJS,
        esModuleInterop: interop,
        // TypeORM's decorators are the experimental ones, so nothing else could be meant. Metadata is the project's choice:
        // reading columns that its application cannot read would only hide the mistake.
        experimentalDecorators: true,
        emitDecoratorMetadata: options.emitDecoratorMetadata ?? options.experimentalDecorators === undefined,
        verbatimModuleSyntax: false,
        isolatedModules: true,
        inlineSourceMap: true,
        sourceMap: false,
        noEmit: false,
        emitDeclarationOnly: false,
    }
}

function syntaxError(filename: string, diagnostic: ts.Diagnostic, compiler: Compiler): AutogenError {
    const at = diagnostic.file?.getLineAndCharacterOfPosition(diagnostic.start ?? 0)
    const line = (at?.line ?? 0) + 1
    const column = (at?.character ?? 0) + 1
    const text = compiler.flattenDiagnosticMessageText(diagnostic.messageText, " ")
    return new AutogenError({
        code: "CONFIG_SYNTAX",
        message: `${filename}:${line}:${column}: ${text}`,
        next: "correct the file and run the command again",
        fields: { file: filename, line, column },
    })
}

/** Lets TypeScript files require each other as the compiler allows: through path aliases, and by the name of the output ("./room.js"). */
function resolveAsTypeScript(session: () => Session): void {
    const original = internals._resolveFilename
    internals._resolveFilename = function (this: unknown, request, parent, ...rest) {
        const from = parent?.filename
        const asIs = (name: string): string => original.call(this, name, parent, ...rest)
        if (from === undefined || !isTypeScript(from) || !isOurs(from)) return asIs(request)
        const tried = isRelative(request) ? sources(request) : aliases(request, from, session()).flatMap(withSources)
        for (const candidate of isRelative(request) ? [request, ...tried] : tried) {
            try {
                return asIs(candidate)
            } catch {
                // the next candidate; if none fits, the error below names what the file really asked for
            }
        }
        return asIs(request)
    }
}

function isTypeScript(filename: string): boolean {
    return extensions.some((extension) => filename.endsWith(extension))
}

function isRelative(request: string): boolean {
    return /^\.{1,2}(\/|$)/.test(request) || isAbsolute(request)
}

const outputs: Readonly<Record<string, readonly string[]>> = {
    ".js": [".ts", ".tsx"],
    ".cjs": [".cts"],
    ".mjs": [".mts"],
}

/** "./room.js" may mean "./room.ts". */
function sources(request: string): readonly string[] {
    const extension = extname(request)
    return (outputs[extension] ?? []).map((source) => request.slice(0, -extension.length) + source)
}

function withSources(request: string): readonly string[] {
    return [request, ...sources(request)]
}

/** Where the tsconfig's `paths` and `baseUrl` lead: the exact alias first, then the one with the longest beginning. */
function aliases(request: string, from: string, { settings }: Session): readonly string[] {
    if (request.startsWith("#") || request.startsWith("node:") || Module.builtinModules.includes(request)) return []
    const { file, options } = settings(from)
    const base = options.baseUrl ?? (file === undefined ? undefined : dirname(file))
    if (base === undefined) return []
    // TypeScript keeps here the folder of the tsconfig that wrote `paths`, which may be one that is extended.
    const pathsBase = typeof options["pathsBasePath"] === "string" ? options["pathsBasePath"] : base
    const matched = Object.entries(options.paths ?? {})
        .map(([pattern, targets]) => ({ targets, rest: match(pattern, request), length: pattern.indexOf("*") }))
        .filter((entry): entry is typeof entry & { rest: string } => entry.rest !== undefined)
        .sort((a, b) => rank(b.length) - rank(a.length))[0]
    const targets = matched?.targets.map((target) => target.replace("*", () => matched.rest)) ?? []
    const byPath = targets.map((target) => resolve(options.baseUrl ?? pathsBase, target))
    return options.baseUrl === undefined ? byPath : [...byPath, join(options.baseUrl, request)]
}

function rank(star: number): number {
    return star === -1 ? Number.POSITIVE_INFINITY : star
}

function match(pattern: string, request: string): string | undefined {
    const star = pattern.indexOf("*")
    if (star === -1) return pattern === request ? "" : undefined
    const [before, after] = [pattern.slice(0, star), pattern.slice(star + 1)]
    const fits = request.length >= before.length + after.length && request.startsWith(before) && request.endsWith(after)
    return fits ? request.slice(before.length, request.length - after.length) : undefined
}

function lazy<T>(make: () => T): () => T {
    let made: { readonly value: T } | undefined
    return () => (made ??= { value: make() }).value
}
