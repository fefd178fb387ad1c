import { readFileSync } from "node:fs"
import { dirname } from "node:path"
import { fileURLToPath } from "node:url"
import { findCompiler } from "./find-compiler.js"
import { settingsOf, type TypeScriptSettings } from "./typescript-settings.js"
import { mayNeedTypes, withTypesOfOthers } from "./types-of-others.js"
import type { TypeTools } from "./type-tools.js"

// Node's hooks for ES modules, before those of the loader that compiles single files: see types-of-others.ts. They run in a thread of
// their own, where Node has hooks there.

interface Loaded {
    readonly format?: string | null
    readonly source?: unknown
}

type NextLoad<R> = (url: string, context: unknown) => R

/** The asynchronous hook, for `module.register`. */
export async function load(url: string, context: unknown, next: NextLoad<Promise<Loaded>>): Promise<Loaded> {
    return rewritten(url, await next(url, context))
}

/** The synchronous hook, for `module.registerHooks`. */
export function loadSync(url: string, context: unknown, next: NextLoad<Loaded>): Loaded {
    return rewritten(url, next(url, context))
}

function rewritten(url: string, loaded: Loaded): Loaded {
    if (!url.startsWith("file:") || !/\.m?tsx?(?:[?#]|$)/.test(url) || url.includes("/node_modules/")) return loaded
    if (loaded.source === null || loaded.source === undefined) return loaded
    const file = fileURLToPath(url)
    const text = typeof loaded.source === "string" ? loaded.source : readFileSync(file, "utf8")
    const changed = settled(file, text)
    return changed === text ? loaded : { ...loaded, source: changed }
}

let tools: TypeTools | undefined | null = null

/** What cannot be judged stays as it is: what is wrong with a file is the loader's to say. */
function settled(file: string, text: string): string {
    try {
        if (!mayNeedTypes(text)) return text
        tools = tools === null ? toolsFor(file) : tools
        return tools === undefined ? text : withTypesOfOthers(file, text, tools)
    } catch {
        return text
    }
}

function toolsFor(file: string): TypeTools | undefined {
    const compiler = findCompiler(file)
    if (compiler === undefined) return undefined
    const perFolder = new Map<string, TypeScriptSettings>()
    const settings = (each: string): TypeScriptSettings => {
        const folder = dirname(each)
        const known = perFolder.get(folder) ?? settingsOf(each, compiler)
        perFolder.set(folder, known)
        return known
    }
    return { compiler, settings }
}
