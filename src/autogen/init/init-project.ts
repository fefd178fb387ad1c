import { writeFile } from "node:fs/promises"
import { dirname, isAbsolute, join, relative, resolve } from "node:path"
import { AutogenError, messageOf } from "../core/errors.js"
import { makeFolder } from "../core/make-folder.js"
import { loadConfig, type LoadedConfig } from "../load/load-config.js"
import { chooseConfig, type ChooseConfig, type ChosenConfig } from "./choose-config.js"
import { configTemplate, optionsLine } from "./config-template.js"
import { packageScripts } from "./package-scripts.js"
import { isFolder, readIfThere, requireWritable } from "./project-files.js"
import { entitiesGlob, readPackage, type ProjectPackage } from "./project-package.js"
import { tsconfigFlags } from "./tsconfig-flags.js"

/** What {@link initProject} is asked for. */
export interface InitRequest {
    /** The folder of the project's package.json. */
    readonly cwd: string
    /** Where migration files shall be, relative to `cwd`. Without it: where the existing configuration has them, else `src/migrations`. */
    readonly migrationsFolder?: string
    /** The file of the project's DataSource, relative to `cwd`. Without it, it is looked for. */
    readonly config?: string
    /** Says which of several DataSource files is meant. Without it, several are an error. */
    readonly chooseConfig?: ChooseConfig
    /** Whether the decorators' flags are to be set in tsconfig.json. Default: what is missing is only said. */
    readonly tsconfig?: boolean
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
 * Wires a project: a configuration if it has none, npm scripts, the migrations folder. A DataSource file that the project has is found,
 * by its scripts, its name or what is written in it, and named in package.json where commands would not find it. What exists is never
 * overwritten, a second run changes nothing, and everything is checked before the first file is written.
 *
 * @example
 * ```ts
 * for (const { path, action, note } of await initProject({ cwd: process.cwd() })) console.log(action, path, note ?? "")
 * ```
 * @throws AutogenError USAGE without a readable package.json, CONFIG_SEVERAL_DATA_SOURCES, CONFIG_NOT_FOUND, FILE_UNWRITABLE
 */
export async function initProject(request: InitRequest): Promise<InitReport> {
    const root = resolve(request.cwd)
    const { migrationsFolder } = request
    const chosen = migrationsFolder === undefined ? undefined : insideOf(root, migrationsFolder)
    const project = readPackage(root)
    const existing = await chooseConfig(root, request.config, request.chooseConfig)
    const flags = tsconfigFlags(root, project.format, request.tsconfig ?? false)
    const planned: readonly PlannedStep[] =
        existing === undefined
            ? newSteps(root, project, chosen, flags)
            : await existingSteps(root, project, existing, chosen, flags)
    const [config] = planned
    const reported = planned.filter((step) => step !== flags || request.tsconfig === true)
    for (const { path, content } of planned) if (content !== undefined) requireWritable(join(root, path))
    for (const { path, content } of planned) if (content !== undefined) await write(join(root, path), content)
    // What is only to be said about the compiler is said with the configuration.
    const left = flags !== undefined && !reported.includes(flags) ? flags.note : undefined
    return reported.map((step) => {
        const { content: _, ...shown } = step
        if (step !== config || left === undefined) return shown
        return { ...shown, note: step.note === undefined ? left : `${step.note}\n${left}` }
    })
}

function newSteps(
    root: string,
    project: ProjectPackage,
    chosen: string | undefined,
    flags: PlannedStep | undefined,
): readonly PlannedStep[] {
    return [
        newConfig(root, project, chosen),
        gitignore(root),
        packageScripts(root, project),
        gitkeep(root, chosen ?? defaultFolder),
        ...(flags === undefined ? [] : [flags]),
    ]
}

async function existingSteps(
    root: string,
    project: ProjectPackage,
    existing: ChosenConfig,
    chosen: string | undefined,
    flags: PlannedStep | undefined,
): Promise<readonly PlannedStep[]> {
    const loaded = await tryToLoad(root, existing.file)
    const folder = chosen ?? (loaded instanceof Error ? undefined : folderOf(root, loaded))
    const path = slashed(relative(root, existing.file))
    return [
        existingConfig(root, existing, chosen, loaded),
        packageScripts(root, project, existing.isToStore ? path : undefined),
        ...(folder === undefined ? [] : [gitkeep(root, folder)]),
        ...(flags === undefined ? [] : [flags]),
    ]
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

function existingConfig(
    root: string,
    { file, why }: ChosenConfig,
    chosen: string | undefined,
    loaded: LoadedConfig | Error,
): PlannedStep {
    const path = slashed(relative(root, file))
    const content = readIfThere(file) ?? ""
    const notes = [
        ...(why === undefined ? [] : [why]),
        ...(/\bautogen\b/.test(content) ? [] : [`To set options, add: ${optionsLine(file, content, chosen)}`]),
        ...warnings(loaded),
    ]
    return { path, action: "kept", ...(notes.length === 0 ? {} : { note: notes.join("\n") }) }
}

/** What is left to do about a configuration that exists. */
function warnings(loaded: LoadedConfig | Error): readonly string[] {
    if (loaded instanceof Error) {
        const next = loaded instanceof AutogenError && loaded.next !== undefined ? ` ${loaded.next}` : ""
        return [`It cannot be loaded now: ${loaded.message}${next}`]
    }
    const { synchronize, migrationsRun } = loaded.dataSource.options
    return [
        ...(synchronize === true
            ? [
                  "It has synchronize: true, with which the application changes the database without migrations: set it to false",
              ]
            : []),
        ...(migrationsRun === true
            ? ["It has migrationsRun: true: the application runs migrations when it starts"]
            : []),
    ]
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

/** The configuration, or why it cannot be loaded now: without a database's settings, for example. */
async function tryToLoad(root: string, config: string): Promise<LoadedConfig | Error> {
    try {
        return await loadConfig({ cwd: root, config })
    } catch (error) {
        return error instanceof Error ? error : new Error(messageOf(error))
    }
}

/** Where an existing configuration has its migrations; unknown outside of the project. */
function folderOf(root: string, { migrationsFolder }: LoadedConfig): string | undefined {
    const path = slashed(relative(root, migrationsFolder))
    return path.startsWith("..") || isAbsolute(path) ? undefined : path
}

function insideOf(root: string, folder: string): string {
    const path = slashed(relative(root, resolve(root, folder)))
    if (path !== "" && !path.startsWith("..") && !isAbsolute(path)) return path
    throw new AutogenError({
        code: "USAGE",
        message: `the migrations folder "${folder}" is not inside of the project ${root}`,
        next: "name a folder relative to the one of package.json, such as src/migrations",
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
            next: "free the path or set the permissions, then run the command again: it goes on where it stopped",
            fields: { file },
            cause: error,
        })
    }
}
