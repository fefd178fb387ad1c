import { join } from "node:path"
import { AutogenError } from "../core/errors.js"
import type { ProjectPackage } from "./project-package.js"

const scripts: Readonly<Record<string, string>> = {
    "migration:generate": "typeorm-autogen generate",
    "migration:create": "typeorm-autogen create",
    "migration:run": "typeorm-autogen upgrade",
    "migration:revert": "typeorm-autogen downgrade",
    "migration:check": "typeorm-autogen check",
}

/** What becomes of package.json. */
interface PackageStep {
    readonly path: string
    readonly action: "changed" | "kept"
    readonly note?: string
    readonly content?: string
}

/**
 * package.json with our scripts beside its own, and with the name of the configuration (relative to it) where commands would not find it
 * by themselves. A script that exists is the project's and stays.
 */
export function packageScripts(root: string, { content, text }: ProjectPackage, config?: string): PackageStep {
    const path = "package.json"
    const own = content["scripts"] ?? {}
    if (typeof own !== "object" || Array.isArray(own)) throw invalidScripts(join(root, path))
    const present = own as Readonly<Record<string, unknown>>
    const added = Object.keys(scripts).filter((name) => !Object.hasOwn(present, name))
    const kept = Object.keys(scripts).filter((name) => Object.hasOwn(present, name) && present[name] !== scripts[name])
    const keptNote = kept.map((name) => `kept "${name}": to replace it, write "${scripts[name]}"`)
    const settings = content["typeorm-autogen"]
    const before = typeof settings === "object" && settings !== null ? (settings as { readonly config?: unknown }) : {}
    const isNamed = config === undefined || before.config === config
    if (added.length === 0 && isNamed)
        return { path, action: "kept", ...(kept.length === 0 ? {} : { note: keptNote.join("; ") }) }
    const merged = { ...present, ...Object.fromEntries(added.map((name) => [name, scripts[name]])) }
    const note = [
        ...(isNamed ? [] : [`"typeorm-autogen" names ${config}, so that all commands find it`]),
        ...(added.length === 0 ? [] : [`added ${added.join(", ")}`]),
        ...keptNote,
    ].join("; ")
    const named = isNamed ? {} : { "typeorm-autogen": { ...before, config } }
    return { path, action: "changed", note, content: likeBefore({ ...content, scripts: merged, ...named }, text) }
}

/** JSON as npm writes it: with the file's own indentation, line ends and last line. */
function likeBefore(content: object, before: string): string {
    const indent = /^[^\S\r\n]*\{\r?\n([ \t]+)"/.exec(before.replace(/^\ufeff/, ""))?.[1] ?? "  "
    const newline = before.includes("\r\n") ? "\r\n" : "\n"
    const isOneLine = !before.trim().includes("\n")
    const json = isOneLine ? JSON.stringify(content) : JSON.stringify(content, null, indent).replaceAll("\n", newline)
    const end = /\s*$/.exec(before)?.[0] ?? ""
    return `${before.startsWith("\ufeff") ? "\ufeff" : ""}${json}${end}`
}

function invalidScripts(file: string): AutogenError {
    return new AutogenError({
        code: "USAGE",
        message: `"scripts" in ${file} is not an object`,
        next: 'correct it, for example to "scripts": {}, and run the command again',
        fields: { file },
    })
}
