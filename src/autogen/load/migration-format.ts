import { existsSync, readFileSync } from "node:fs"
import { dirname, extname, join, relative, resolve } from "node:path"
import type { SourceFormat } from "../core/source-format.js"
import { findCompiler } from "./find-compiler.js"
import { isOutputFolder, type FoundMigrations } from "./migrations-folder.js"
import { moduleFormatOf, nearestFile } from "./nearest-file.js"
import { globsOf } from "./relative-globs.js"
import { settingsOf } from "./typescript-settings.js"

/**
 * How new migration files are written: as JavaScript where the DataSource's `migrations` lead to nothing else and no TypeScript is
 * compiled to it, else as TypeScript; as the module that Node and the compiler take there.
 *
 * @example
 * ```ts
 * migrationFormat(loaded) // { language: "ts", extension: "ts", moduleKind: "esm" }
 * ```
 */
export function migrationFormat({ file, dataSource, migrationsFolder }: FoundMigrations): SourceFormat {
    const globs = globsOf(dataSource.options.migrations)
    const named = new Set((globs.length > 0 ? globs : [file]).flatMap(extensionsOf))
    const scripts = [...named].filter((extension) => extension.endsWith("js"))
    const isScript = scripts.length === named.size && !isCompiled(file, globs)
    const script = scripts[0]
    if (isScript && script !== undefined) {
        const isModule = moduleFormatOf(join(migrationsFolder, `migration.${script}`)) === "module"
        return { language: "js", extension: script, moduleKind: isModule ? "esm" : "cjs" }
    }
    const types = [...named].filter((extension) => extension.endsWith("ts"))
    const extension = types.includes("ts") ? "ts" : (types[0] ?? "ts")
    return { language: "ts", extension, moduleKind: isVerbatimCommonJs(migrationsFolder, extension) ? "cjs" : "esm" }
}

/** The extensions that a file or glob ends in: "*.js", "*{.ts,.js}", "*.{ts,js}". */
function extensionsOf(glob: string): readonly string[] {
    const last = glob.split(/[\\/]/).at(-1) ?? ""
    const ending = last.slice(Math.max(last.search(/\{[^}]*\}$/), 0))
    const found = ending.startsWith("{") ? ending.slice(1, -1).split(",") : [extname(last)]
    return found.map((one) => one.replace(/^.*\./, "")).filter((one) => /^[cm]?[jt]s$/.test(one))
}

/** Whether a compiler makes the JavaScript that runs, from sources that are elsewhere. */
function isCompiled(file: string, globs: readonly string[]): boolean {
    const config = nearestFile(dirname(file), "tsconfig.json")
    if (config === undefined) return false
    const root = dirname(config)
    return [file, ...globs].some((path) => isOutputFolder(relative(root, resolve(root, path)).split(/[\\/]/)[0] ?? ""))
}

/** Under `verbatimModuleSyntax` TypeScript refuses `import` and `export` in CommonJS files. */
function isVerbatimCommonJs(folder: string, extension: string): boolean {
    const file = join(folder, `migration.${extension}`)
    if (moduleFormatOf(file) !== "commonjs") return false
    const config = nearestFile(folder, "tsconfig.json")
    if (config === undefined || !existsSync(config)) return false
    // Loading the compiler takes longer than most commands.
    if (!/"(?:verbatimModuleSyntax|extends|references)"/.test(readFileSync(config, "utf8"))) return false
    const compiler = findCompiler(file)
    if (compiler === undefined) return false
    const { verbatimModuleSyntax, module } = settingsOf(file, compiler).options
    const kinds = compiler.ModuleKind
    const emitsModules = module !== undefined && module >= kinds.ES2015 && module <= kinds.ESNext
    return verbatimModuleSyntax === true && !emitsModules
}
