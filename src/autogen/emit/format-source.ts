import { existsSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Diagnostic } from "../core/diagnostic.js"
import { messageOf } from "../core/errors.js"
import { runFilter } from "./run-filter.js"

/** The formatters that are known. */
export type FormatterName = "prettier" | "biome" | "oxfmt"

/** A text after {@link formatSource}. */
export interface FormattedSource {
    readonly text: string
    /** What formatted it, or null where nothing did. */
    readonly formatter: FormatterName | null
    /** Why the text is as it was although a formatter is there. */
    readonly diagnostic: Diagnostic | null
}

interface Formatter {
    readonly name: FormatterName
    readonly packageName: string
    /** Files that say how the user wants it. */
    readonly configs: readonly string[]
    format(text: string, file: string, projectFolder: string, packageFolder: string): Promise<string>
}

const FORMATTERS: readonly Formatter[] = [
    {
        name: "biome",
        packageName: "@biomejs/biome",
        configs: ["biome.json", "biome.jsonc"],
        format: (text, file, projectFolder, packageFolder) =>
            runFilter(binary(packageFolder, "biome"), ["format", `--stdin-file-path=${file}`], text, projectFolder),
    },
    {
        name: "oxfmt",
        packageName: "oxfmt",
        configs: [".oxfmtrc.json", ".oxfmtrc.jsonc", "oxfmt.config.ts"],
        format: (text, file, projectFolder, packageFolder) =>
            runFilter(binary(packageFolder, "oxfmt"), [`--stdin-filepath=${file}`], text, projectFolder),
    },
    { name: "prettier", packageName: "prettier", configs: [], format: formatWithPrettier },
]

/**
 * Formats a file's text with the formatter of the user's project, as the user configured it. Where there is none, or where it
 * fails, the text comes back as it is: a file that was written is never lost over its looks.
 *
 * @param file where the text will be saved: it need not exist
 * @param projectFolder where the formatter is looked for, upwards
 *
 * @example
 * ```ts
 * const { text, diagnostic } = await formatSource(source, join(folder, name), process.cwd())
 * ```
 */
export async function formatSource(text: string, file: string, projectFolder: string): Promise<FormattedSource> {
    const found = findFormatter(file, projectFolder)
    if (found === undefined) return { text, formatter: null, diagnostic: null }
    const { formatter, packageFolder } = found
    try {
        const formatted = await formatter.format(text, file, projectFolder, packageFolder)
        if (formatted.trim() === "") throw new Error("it returned an empty text")
        return { text: formatted, formatter: formatter.name, diagnostic: null }
    } catch (error) {
        const diagnostic: Diagnostic = {
            severity: "warning",
            code: "formatter-failed",
            object: null,
            message: `${formatter.packageName} could not format ${file}, so it is saved unformatted: ${messageOf(error)}`,
        }
        return { text, formatter: null, diagnostic }
    }
}

/** Of several, the one that is configured; without any configuration, the one that is there, Prettier first. */
function findFormatter(file: string, projectFolder: string) {
    const installed = FORMATTERS.flatMap((formatter) => {
        const packageFolder = upwards(projectFolder, join("node_modules", formatter.packageName))
        return packageFolder === undefined || !isWanted(projectFolder, formatter) ? [] : [{ formatter, packageFolder }]
    })
    const configured = installed.find(({ formatter }) => isConfigured(dirname(file), formatter))
    return configured ?? installed.at(-1)
}

function isConfigured(folder: string, { configs }: Formatter): boolean {
    return configs.some((config) => upwards(folder, config) !== undefined)
}

/** A formatter that merely came along with some other package is not the user's choice. */
function isWanted(projectFolder: string, formatter: Formatter): boolean {
    for (let folder = projectFolder; ; folder = dirname(folder)) {
        if (declares(join(folder, "package.json"), formatter.packageName)) return true
        if (folder === dirname(folder)) return isConfigured(projectFolder, formatter)
    }
}

function declares(packageFile: string, name: string): boolean {
    if (!existsSync(packageFile)) return false
    try {
        const content = JSON.parse(readFileSync(packageFile, "utf8")) as Readonly<Record<string, unknown>>
        const lists = [content["dependencies"], content["devDependencies"], content["optionalDependencies"]]
        return lists.some((list) => typeof list === "object" && list !== null && Object.hasOwn(list, name))
    } catch {
        return false // an unreadable package.json is Node's to complain about
    }
}

function upwards(folder: string, path: string): string | undefined {
    for (let current = folder; ; current = dirname(current)) {
        if (existsSync(join(current, path))) return join(current, path)
        if (current === dirname(current)) return undefined
    }
}

function binary(packageFolder: string, name: string): string {
    const content = JSON.parse(readFileSync(join(packageFolder, "package.json"), "utf8")) as {
        readonly bin?: string | Readonly<Record<string, string>>
    }
    const path = typeof content.bin === "string" ? content.bin : content.bin?.[name]
    if (path === undefined) throw new Error(`${packageFolder} has no command "${name}"`)
    return join(packageFolder, path)
}

/** The part of Prettier's API that is needed: the same in versions 2 and 3. */
interface Prettier {
    getFileInfo(file: string, options: object): Promise<{ readonly ignored: boolean }>
    resolveConfig(file: string, options: object): Promise<object | null>
    format(text: string, options: object): string | Promise<string>
}

async function formatWithPrettier(text: string, file: string, projectFolder: string): Promise<string> {
    const path = createRequire(join(projectFolder, "package.json")).resolve("prettier")
    const loaded = (await import(pathToFileURL(path).href)) as Prettier & { readonly default?: Prettier }
    const prettier = loaded.default ?? loaded
    const ignorePath = upwards(projectFolder, ".prettierignore")
    if (ignorePath !== undefined && (await prettier.getFileInfo(file, { ignorePath })).ignored) return text
    // As Prettier's own command does, which the API does not by itself.
    const config = await prettier.resolveConfig(file, { editorconfig: true, useCache: false })
    return prettier.format(text, { ...config, filepath: file })
}
