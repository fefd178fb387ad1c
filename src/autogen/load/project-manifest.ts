import { existsSync, readFileSync, statSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { AutogenError } from "../core/errors.js"
import { nearestFile } from "./nearest-file.js"

/** A project as its package.json has it. */
export interface ProjectManifest {
    /** The folder of the package.json. */
    readonly root: string
    readonly content: Readonly<Record<string, unknown>>
}

/** A DataSource file that a script of package.json names. */
export interface ScriptedConfig {
    /** Absolute. */
    readonly file: string
    /** The script's name. */
    readonly script: string
}

const MODULE = /\.[cm]?[jt]s$/

/** The nearest package.json of a folder; undefined where there is none, or where it is no JSON object. */
export function projectManifest(folder: string): ProjectManifest | undefined {
    const file = nearestFile(resolve(folder), "package.json")
    if (file === undefined) return undefined
    try {
        const content: unknown = JSON.parse(readFileSync(file, "utf8").replace(/^\ufeff/, ""))
        if (typeof content !== "object" || content === null || Array.isArray(content)) return undefined
        return { root: dirname(file), content: content as Readonly<Record<string, unknown>> }
    } catch {
        return undefined // whoever needs it says so: `init`, npm
    }
}

/**
 * The configuration that package.json names, absolute: `"typeorm-autogen": { "config": "src/database/data-source.ts" }`, as `init`
 * writes it.
 */
export function storedConfig({ root, content }: ProjectManifest): string | undefined {
    const own = content["typeorm-autogen"]
    if (own === undefined) return undefined
    const config = typeof own === "object" && own !== null ? (own as { readonly config?: unknown }).config : undefined
    if (typeof config !== "string" || config.trim() === "") throw invalid(root)
    const file = resolve(root, config)
    if (isFile(file)) return file
    throw new AutogenError({
        code: "CONFIG_NOT_FOUND",
        message: `"${config}", which "typeorm-autogen" in ${join(root, "package.json")} names, does not exist`,
        next: "name another one with `npx typeorm-autogen init --config path/to/data-source.ts`, which writes it there",
        fields: { file, lookedFor: [file] },
    })
}

/**
 * The DataSource files that scripts give to TypeORM's command line with `-d` or `--dataSource`, each once. A compiled file stands for
 * its source, where that is there.
 */
export function scriptedConfigs({ root, content }: ProjectManifest): readonly ScriptedConfig[] {
    const { scripts } = content
    if (typeof scripts !== "object" || scripts === null) return []
    const found = new Map<string, ScriptedConfig>()
    for (const [script, text] of Object.entries(scripts)) {
        if (typeof text !== "string") continue
        for (const named of namedIn(text)) {
            const file = sourceOf(root, named)
            if (file !== undefined && !found.has(file)) found.set(file, { file, script })
        }
    }
    return [...found.values()]
}

/** What follows `-d`, `--dataSource` or `--data-source`, and for our own commands `-c` and `--config`. */
function namedIn(script: string): readonly string[] {
    const options = /(?:^|\s)(?:-d|--dataSource|--data-source)(?:\s+|=)(?:"([^"]+)"|'([^']+)'|([^\s"';&|]+))/g
    const ours = /\btypeorm-autogen\b[^;&|]*?\s(?:-c|--config)(?:\s+|=)(?:"([^"]+)"|'([^']+)'|([^\s"';&|]+))/g
    return [...script.matchAll(options), ...script.matchAll(ours)].map(
        ([, double, single, bare]) => double ?? single ?? bare ?? "",
    )
}

/** The file of a path that a script names. Others than TypeORM have a `-d`, too: what is no module of the project is none. */
function sourceOf(root: string, named: string): string | undefined {
    const file = resolve(root, named)
    const inProject = relative(root, file)
    const candidates = MODULE.test(file)
        ? [file]
        : [".ts", ".js", ".mts", ".cts", ".mjs", ".cjs"].map((end) => file + end)
    const compiled = /^(?:dist|build|out|lib)[\\/](.+)\.([cm]?)js$/.exec(inProject)
    const sources = compiled?.[1] === undefined ? [] : sourcesOf(root, compiled[1], compiled[2] ?? "")
    return [...sources, ...candidates].find(isFile)
}

function sourcesOf(root: string, path: string, kind: string): readonly string[] {
    const within = path.startsWith("src/") ? path : `src/${path}`
    return [join(root, `${within}.${kind}ts`), join(root, `${path}.${kind}ts`)]
}

function isFile(file: string): boolean {
    return existsSync(file) && statSync(file).isFile()
}

function invalid(root: string): AutogenError {
    return new AutogenError({
        code: "CONFIG_INVALID",
        message: `"typeorm-autogen" in ${join(root, "package.json")} names no configuration`,
        next: 'write "typeorm-autogen": { "config": "src/data-source.ts" }, or leave it out',
        fields: { file: join(root, "package.json") },
    })
}
