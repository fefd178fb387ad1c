import { existsSync } from "node:fs"
import { dirname, isAbsolute, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { AutogenError, isError, messageOf } from "../core/errors.js"
import { nextStepFor } from "./load-hints.js"
import { findSyntaxError, locateSyntaxError, type Place } from "./locate-syntax-error.js"

/**
 * Anything thrown while a configuration or its entities were loaded, as an {@link AutogenError} that names the place and the next step.
 * Also for what `dataSource.buildMetadatas()` throws, as TypeORM imports the files of its globs only then.
 *
 * @example
 * ```ts
 * try { await dataSource.buildMetadatas() }
 * catch (error) { throw loadError(error, configFile) }
 * ```
 */
export function loadError(thrown: unknown, configFile: string): AutogenError {
    const ours = asAutogenError(thrown)
    if (ours !== undefined) return ours
    const message = tidy(messageOf(thrown))
    return (
        missingModule(thrown, message, configFile) ??
        loaderError(thrown, message) ??
        nodeSyntaxError(thrown, message, configFile) ??
        failed(message, frameOf(thrown) ?? { file: configFile }, configFile, thrown)
    )
}

/** The configuration may have thrown one of ours through another copy of this package. */
function asAutogenError(thrown: unknown): AutogenError | undefined {
    if (thrown instanceof AutogenError) return thrown
    if (!isError(thrown) || thrown.name !== "AutogenError") return undefined
    const { code, next, fields } = thrown as Error & Partial<AutogenError>
    if (code === undefined) return undefined
    return new AutogenError({
        code,
        message: thrown.message,
        ...(next === undefined ? {} : { next }),
        ...(fields === undefined ? {} : { fields }),
        cause: thrown,
    })
}

function failed(message: string, place: Place, configFile: string, cause: unknown, more = {}): AutogenError {
    const where = place.file === configFile ? "" : `${shownFile(configFile)} could not be loaded: `
    return new AutogenError({
        code: "CONFIG_LOAD_FAILED",
        message: `${where}${shown(place)}: ${message}`,
        next: nextStepFor(cause, message) ?? "correct it and run the command again; nothing has been changed",
        fields: { ...defined(place), ...more },
        cause,
    })
}

/** `import` and `require` report a missing module in different words, and only `require` as data. */
function missingModule(thrown: unknown, message: string, configFile: string): AutogenError | undefined {
    const { code, requireStack } = (thrown ?? {}) as { readonly code?: unknown; readonly requireStack?: unknown }
    if (code !== "ERR_MODULE_NOT_FOUND" && code !== "MODULE_NOT_FOUND") return undefined
    const specifier = /Cannot find (?:package|module) '([^']*)'/.exec(message)?.[1]
    const stacked: unknown = Array.isArray(requireStack) ? requireStack[0] : undefined
    const importer =
        / imported from (\S.*)$/m.exec(message)?.[1] ?? (typeof stacked === "string" ? stacked : configFile)
    const file = toPath(importer.trim())
    if (specifier === undefined) return failed(message, { file }, configFile, thrown)
    const wanted = isAbsolute(specifier) ? relativeTo(file, specifier) : specifier
    return failed(`cannot find "${wanted}", which it imports`, { file }, configFile, thrown, {
        specifier,
        importer: file,
    })
}

/** @oxc-node/core names the file and what is wrong, but not where. */
function loaderError(thrown: unknown, message: string): AutogenError | undefined {
    const found = /^Failed to (?:parse|transform) (\S+): ([\s\S]+)$/.exec(message)
    if (found?.[1] === undefined || found[2] === undefined) return undefined
    const file = toPath(found[1])
    if (found[2].includes("experimentalDecorators")) {
        const text = `its decorators need "experimentalDecorators": true, and no tsconfig.json that includes the file says so`
        return failed(text, { file }, file, thrown)
    }
    return syntax(found[2], locateSyntaxError(file), thrown)
}

/**
 * For CommonJS Node puts the place of a syntax error before its stack: the file and line, the line of code, and carets under the
 * column. For ES modules it says nothing. A SyntaxError that the code itself threw, by JSON.parse for example, has a frame of the user's.
 */
function nodeSyntaxError(thrown: unknown, message: string, configFile: string): AutogenError | undefined {
    if (!(thrown instanceof SyntaxError) || message.includes("does not provide an export named")) return undefined
    const [head = "", , carets = ""] = (thrown.stack ?? "").split("\n")
    const place = /^(.+):(\d+)$/.exec(head)
    const inJson = /^(.+\.json): ([\s\S]+)$/.exec(message)
    if (inJson?.[1] !== undefined && inJson[2] !== undefined)
        return syntax(inJson[2], { file: toPath(inJson[1]) }, thrown)
    if (place?.[1] === undefined) {
        return frameOf(thrown) === undefined ? syntax(message, findSyntaxError(configFile), thrown) : undefined
    }
    const column = carets.includes("^") ? carets.indexOf("^") + 1 : undefined
    return syntax(message, { file: toPath(place[1]), line: Number(place[2]), column }, thrown)
}

function syntax(text: string, place: Place, cause: unknown): AutogenError {
    return new AutogenError({
        code: "CONFIG_SYNTAX",
        message: `${shown(place)}: ${text}`,
        next: nextStepFor(cause, text) ?? "correct the file and run the command again",
        fields: defined(place),
        cause,
    })
}

/** The first frame of the stack that is the user's: neither Node's, nor a package's, nor this folder's. */
function frameOf(thrown: unknown): Place | undefined {
    if (!isError(thrown) || thrown.stack === undefined) return undefined
    const here = fileURLToPath(new URL(".", import.meta.url))
    for (const frame of thrown.stack.split("\n")) {
        const found = /^\s+at (?:.*\()?((?:file:\/\/|\/|[A-Za-z]:[\\/]).+?):(\d+):(\d+)\)?$/.exec(frame)
        if (found?.[1] === undefined) continue
        const file = toPath(found[1])
        if (/[\\/]node_modules[\\/]/.test(file) || file.startsWith(here) || !existsSync(file)) continue
        return { file, line: Number(found[2]), column: Number(found[3]) }
    }
    // A syntax error at link time carries its place before the stack.
    const head = /^(file:\/\/.+):(\d+)\n/.exec(thrown.stack)
    return head?.[1] === undefined ? undefined : { file: toPath(head[1]), line: Number(head[2]) }
}

function toPath(file: string): string {
    return file.startsWith("file://") ? fileURLToPath(file) : file
}

function shown({ file, line, column }: Place): string {
    return [shownFile(file), line, line === undefined ? undefined : column]
        .filter((part) => part !== undefined)
        .join(":")
}

function shownFile(file: string): string {
    const path = relative(process.cwd(), file)
    return path === "" || path.startsWith("..") || isAbsolute(path) ? file : path
}

/** As the importing file would write it: `import` reports the resolved path of a relative specifier. */
function relativeTo(importer: string, target: string): string {
    const path = relative(dirname(importer), target).replaceAll("\\", "/")
    return path.startsWith(".") ? path : `./${path}`
}

function defined({ file, line, column }: Place): Readonly<Record<string, unknown>> {
    return { file, ...(line === undefined ? {} : { line }), ...(column === undefined ? {} : { column }) }
}

/** Without colours, without the list of requiring modules, and without passwords in URLs and settings. */
function tidy(message: string): string {
    return message
        .replaceAll(/\u001b\[[0-9;]*m/g, "")
        .replace(/\n(?:Require stack:|Required module:| +From )[\s\S]*$/, "")
        .replaceAll(/(\w+:\/\/[^\s:/@]*):[^\s@/]+@/g, "$1:***@")
        .replaceAll(/(passw(?:or)?d["']?\s*[=:]\s*)(?:"[^"]*"|'[^']*'|[^\s,;)]+)/gi, "$1***")
        .trim()
}
