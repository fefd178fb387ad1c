import Module, { createRequire } from "node:module"
import { AutogenError, messageOf } from "../core/errors.js"
import { isJestRealm } from "../core/jest-realm.js"
import type { ModuleFormat } from "./nearest-file.js"
import { registerRequire } from "./require-typescript.js"
import { loadSync } from "./types-hooks.js"

/** A string, not a literal: the package is optional, and TypeScript would want its types. */
const esmLoader: string = "@oxc-node/core/register"

/**
 * Makes this process able to load a TypeScript configuration and what it imports, now or later (TypeORM imports the files of its
 * globs when it builds its metadata). Does nothing where the process was started with a loader that does.
 */
export async function registerTypeScript(file: string, format: ModuleFormat): Promise<void> {
    if (foreignLoader() !== undefined) return
    // Always: an ES module project may have .cts files. It costs nothing until one is required.
    registerRequire(file)
    if (format === "commonjs" || hasOxcNode()) return
    loadPeers(file)
    registerTypes()
    try {
        await import(/* @vite-ignore */ esmLoader)
    } catch (error) {
        throw new AutogenError({
            code: "OPTIONAL_DEPENDENCY_MISSING",
            message: `"@oxc-node/core" cannot be loaded, and it is needed to load TypeScript ("${file}"): ${firstLine(error)}`,
            next: "run `npm i -D @oxc-node/core`, or point `--config` to compiled JavaScript, which needs no loader",
            fields: { package: "@oxc-node/core", file },
            cause: error,
        })
    }
}

/**
 * What every configuration imports, before the loader is there: from then on each of their hundreds of files, which need no loader, would
 * be asked about in another thread, and its source map read. One that cannot be loaded is the configuration's to tell.
 */
function loadPeers(config: string): void {
    const require = createRequire(config)
    for (const name of ["reflect-metadata", "typeorm", "pg"]) {
        try {
            require(name)
        } catch {
            // Missing, or broken: what imports it says so, in its own words.
        }
    }
}

/**
 * Before the loader, as the hook that is registered last is asked first, and gets its source of those before it. In the way that the
 * loader takes, so that they are one chain.
 */
function registerTypes(): void {
    const extension = import.meta.url.endsWith(".ts") ? "ts" : "js"
    const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
    const { registerHooks } = Module as { readonly registerHooks?: (hooks: { readonly load: unknown }) => void }
    if (registerHooks !== undefined && (major > 26 || (major === 26 && minor >= 2))) registerHooks({ load: loadSync })
    else if (extension === "js") Module.register("./types-hooks.js", import.meta.url)
}

function firstLine(thrown: unknown): string {
    return messageOf(thrown).split("\n")[0] ?? ""
}

/** @oxc-node/core keeps this table from its registration on. */
function hasOxcNode(): boolean {
    return Symbol.for("@oxc-node/core:helperResolvers") in globalThis
}

/** The TypeScript loader this process was started with, if it is one that serves both formats by itself. */
export function foreignLoader(): string | undefined {
    if (isJestRealm()) return "Jest"
    if (Symbol.for("ts-node.register.instance") in process) return "ts-node"
    const flags = [...process.execArgv, process.env["NODE_OPTIONS"] ?? ""].join(" ")
    const named = /(?:^|[\s/\\="'])(tsx|ts-node|@swc-node\/register|esbuild-register|jiti|sucrase)(?=[\s/\\"']|$)/.exec(
        flags,
    )
    if (named?.[1] !== undefined) return named[1]
    // Newer versions of Node strip types by themselves, which is not enough for decorators and therefore does not count.
    const native = (process.features as { readonly typescript?: unknown }).typescript
    const requires = (Module as unknown as { readonly _extensions: Readonly<Record<string, unknown>> })._extensions
    const hooked = ".ts" in requires && (native === undefined || native === false)
    return hooked && !hasOxcNode() && !hasOurs() ? "a require hook for .ts" : undefined
}

function hasOurs(): boolean {
    return Symbol.for("typeorm-autogen:require-typescript") in globalThis
}
