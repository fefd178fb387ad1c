import { writeFile } from "node:fs/promises"
import { dirname, isAbsolute, join, relative, resolve } from "node:path"
import { AutogenError, messageOf } from "../core/errors.js"
import { makeFolder } from "../core/make-folder.js"
import { usualConfigFile } from "../load/find-config-file.js"
import { loadConfig } from "../load/load-config.js"
import { configTemplate, optionsLine } from "./config-template.js"
import { packageScripts } from "./package-scripts.js"
import { isFolder, readIfThere, requireWritable } from "./project-files.js"
import { entitiesGlob, readPackage, type ProjectPackage } from "./project-package.js"

/** What {@link initProject} is asked for. */
export interface InitRequest {
    /** The folder of the project's package.json. */
    readonly cwd: string
    /** Where migration files shall be, relative to `cwd`. Without it: where the existing configuration has them, else `src/migrations`. */
    readonly migrationsFolder?: string
}

/** One file of the project: what was done about it, and what is left to do by hand. */
export interface InitStep {
    /** Relative to the project, with "/" on every system. */
    readonly path: string
    readonly action: "created" | "changed" | "kept"
    readonly note?: string
}

/** What {@link initProject} did, file by file. */
export type InitReport = readonly InitStep[]

interface PlannedStep extends InitStep {
    /** What the file shall contain; absent where it stays as it is. */
    readonly content?: string
}

/**
 * Wires a project: a configuration if it has none, npm scripts, the migrations folder. What exists is never overwritten, a second run
 * changes nothing, and everything is checked before the first file is written.
 *
 * @example
 * ```ts
 * for (const { path, action, note } of await initProject({ cwd: process.cwd() })) console.log(action, path, note ?? "")
 * ```
 * @throws AutogenError USAGE without a readable package.json, FILE_UNWRITABLE
 */
export async function initProject({ cwd, migrationsFolder }: InitRequest): Promise<InitReport> {
    const root = resolve(cwd)
    const chosen = migrationsFolder === undefined ? undefined : insideOf(root, migrationsFolder)
    const project = readPackage(root)
    const existing = usualConfigFile(root)
    const steps =
        existing === undefined
            ? [newConfig(root, project, chosen), gitignore(root)]
            : [existingConfig(root, existing, chosen)]
    const folder = chosen ?? (existing === undefined ? defaultFolder : await folderOf(root, existing))
    const planned = [...steps, packageScripts(root, project), ...(folder === undefined ? [] : [gitkeep(root, folder)])]
    for (const { path, content } of planned) if (content !== undefined) requireWritable(join(root, path))
    for (const { path, content } of planned) if (content !== undefined) await write(join(root, path), content)
    return planned.map(({ content: _, ...step }) => step)
}

const defaultFolder = "src/migrations"

function newConfig(root: string, project: ProjectPackage, migrations = defaultFolder): PlannedStep {
    const extension = project.usesTypeScript ? "ts" : "js"
    const content = configTemplate({
        language: project.usesTypeScript ? "typescript" : "javascript",
        format: project.format,
        entities: entitiesGlob(root, extension),
        migrations: `${migrations}/*.${extension}`,
    })
    const note =
        "Connects as DATABASE_URL or POSTGRES_USER, _PASSWORD, _HOSTNAME, _PORT and APPLICATION_DB say, and to an embedded Postgres in .postgres/ without them."
    return { path: `ormconfig.${extension}`, action: "created", content, note }
}

function existingConfig(root: string, file: string, chosen: string | undefined): PlannedStep {
    const path = slashed(relative(root, file))
    const content = readIfThere(file) ?? ""
    if (/\bautogen\b/.test(content)) return { path, action: "kept" }
    const line = optionsLine(file, content, chosen)
    return { path, action: "kept", note: `To set options, add: ${line}` }
}

function gitignore(root: string): PlannedStep {
    const path = ".gitignore"
    const line = ".postgres/"
    const before = readIfThere(join(root, path))
    if (before === undefined) return { path, action: "created", content: `${line}\n` }
    const lines = before.split(/\r?\n/).map((each) => each.trim().replace(/^\//, "").replace(/\/$/, ""))
    if (lines.includes(".postgres")) return { path, action: "kept" }
    const newline = before.includes("\r\n") ? "\r\n" : "\n"
    const separator = before === "" || before.endsWith("\n") ? "" : newline
    return { path, action: "changed", content: `${before}${separator}${line}${newline}`, note: `Added ${line}` }
}

/** Git keeps no empty folder, and `migrations` globs of a fresh clone should find theirs. */
function gitkeep(root: string, folder: string): PlannedStep {
    return isFolder(join(root, folder))
        ? { path: folder, action: "kept" }
        : { path: `${folder}/.gitkeep`, action: "created", content: "" }
}

/** Where an existing configuration has its migrations; unknown if it cannot be loaded now, without a database's settings for example. */
async function folderOf(root: string, config: string): Promise<string | undefined> {
    try {
        const { migrationsFolder } = await loadConfig({ cwd: root, config })
        const path = slashed(relative(root, migrationsFolder))
        return path.startsWith("..") || isAbsolute(path) ? undefined : path
    } catch {
        return undefined
    }
}

function insideOf(root: string, folder: string): string {
    const path = slashed(relative(root, resolve(root, folder)))
    if (path !== "" && !path.startsWith("..") && !isAbsolute(path)) return path
    throw new AutogenError({
        code: "USAGE",
        message: `The migrations folder "${folder}" is not inside of the project ${root}.`,
        next: "Name a folder relative to the one of package.json, such as src/migrations.",
        fields: { folder, project: root },
    })
}

function slashed(path: string): string {
    return path.replaceAll("\\", "/")
}

async function write(file: string, content: string): Promise<void> {
    try {
        await makeFolder(dirname(file))
        await writeFile(file, content)
    } catch (error) {
        throw new AutogenError({
            code: "FILE_UNWRITABLE",
            message: `"${file}" cannot be written: ${messageOf(error)}`,
            next: "Make room or set the permissions, then run the command again: it goes on where it stopped.",
            fields: { file },
            cause: error,
        })
    }
}
