import { spawnSync } from "node:child_process"
import {
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import ts from "typescript"
import { afterAll } from "vitest"

/** Files of a project by path; objects are written as JSON. */
export type Files = Readonly<Record<string, string | object>>

/** What a child process found: the loaded configuration, or the error. */
export interface Outcome {
    readonly file?: string
    readonly type?: string
    readonly options?: object
    readonly migrationsFolder?: string
    readonly initialized?: boolean
    /** Entity name to "property:type" of its columns, as buildMetadatas() read them. */
    readonly entities?: Readonly<Record<string, string>>
    readonly migrations?: readonly string[]
    readonly loader?: boolean
    readonly code?: string
    readonly message?: string
    readonly next?: string
    readonly fields?: Readonly<Record<string, unknown>>
    readonly stderr: string
}

export interface RunOptions {
    readonly config?: string
    readonly dataSource?: string
    /** The folder the process runs in, relative to the project; the project itself if absent. */
    readonly cwd?: string
    readonly node?: readonly string[]
    readonly env?: Readonly<Record<string, string>>
    /** Another node_modules for our package: what is optional may be missing there. */
    readonly ours?: string
}

const repository = fileURLToPath(new URL("../../", import.meta.url))
const base = realpathSync(mkdtempSync(join(tmpdir(), "autogen-load-")))
let count = 0
afterAll(() => rmSync(base, { recursive: true, force: true }))

/** Writes a real project with the repository's dependencies, and answers its folder. */
export function project(files: Files): string {
    const root = folder(files)
    symlinkSync(join(repository, "node_modules"), join(root, "node_modules"))
    return root
}

/** Writes files into a new temporary folder. */
export function folder(files: Files): string {
    const root = join(base, String(count++))
    mkdirSync(root, { recursive: true })
    for (const [path, content] of Object.entries(files)) {
        const file = join(root, path)
        mkdirSync(dirname(file), { recursive: true })
        writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content, null, 4))
    }
    return root
}

/** Our own sources as JavaScript, as they are when installed: so the loaders are registered at run time, by us. */
export function compiled(nodeModules: readonly string[] | "all" = "all"): string {
    const root = folder({ "package.json": { name: "typeorm-autogen", type: "module" } })
    for (const part of ["core", "operations", "kinds", "load"]) {
        const sources = join(repository, "src/autogen", part)
        const names = readdirSync(sources, { recursive: true, encoding: "utf8" })
        for (const name of names.filter((file) => file.endsWith(".ts"))) {
            mkdirSync(dirname(join(root, part, name)), { recursive: true })
            const { outputText } = ts.transpileModule(readFileSync(join(sources, name), "utf8"), {
                compilerOptions: {
                    module: ts.ModuleKind.ESNext,
                    target: ts.ScriptTarget.ES2022,
                    verbatimModuleSyntax: true,
                },
            })
            writeFileSync(join(root, part, name.replace(/ts$/, "js")), outputText)
        }
    }
    if (nodeModules === "all") symlinkSync(join(repository, "node_modules"), join(root, "node_modules"))
    else mkdirSync(join(root, "node_modules"))
    return root
}

let everything: string | undefined

/** Loads a project's configuration in a process of its own and reads its entities. */
export function load(root: string, { ours, ...options }: RunOptions = {}): Outcome {
    const script = join(ours ?? (everything ??= compiled()), "child.mjs")
    writeFileSync(script, child)
    const request = { config: options.config, dataSource: options.dataSource }
    const { stdout, stderr, status } = spawnSync(
        process.execPath,
        [...(options.node ?? []), script, JSON.stringify(request)],
        { cwd: join(root, options.cwd ?? "."), encoding: "utf8", env: { ...clean(), ...options.env } },
    )
    const result = stdout.split("\n").findLast((line) => line.startsWith("RESULT "))
    if (result === undefined) throw new Error(`The child process ended with ${status}: ${stdout}${stderr}`)
    const outcome: Omit<Outcome, "stderr"> = JSON.parse(result.slice("RESULT ".length))
    return { ...outcome, stderr }
}

/** The environment without what vitest puts there for its own modules. */
function clean(): NodeJS.ProcessEnv {
    const { NODE_OPTIONS: _options, VITEST: _vitest, NODE_ENV: _mode, ...rest } = process.env
    return rest
}

export const urlOf = (path: string): string => pathToFileURL(join(repository, path)).href

const child = `
import { loadConfig } from "./load/load-config.js"
import { loadError } from "./load/load-error.js"
import { importInOrder } from "./load/import-in-order.js"
const say = (outcome) => console.log("RESULT " + JSON.stringify(outcome))
try {
    const { dataSource, options, migrationsFolder, file } = await loadConfig(JSON.parse(process.argv[2]))
    try { await importInOrder(dataSource, file); await dataSource.buildMetadatas() } catch (error) { throw loadError(error, file) }
    const typeOf = (column) => typeof column.type === "function" ? column.type.name : column.type
    const entities = Object.fromEntries(dataSource.entityMetadatas.map((entity) => [
        entity.name, entity.columns.map((column) => column.propertyName + ":" + typeOf(column)).join(" "),
    ]))
    say({
        file, options, migrationsFolder, entities, type: dataSource.options.type, initialized: dataSource.isInitialized,
        migrations: dataSource.migrations.map((migration) => migration.constructor.name),
        loader: Symbol.for("@oxc-node/core:helperResolvers") in globalThis,
    })
} catch (error) {
    say({ code: error.code ?? "NONE " + error.stack, message: error.message, next: error.next, fields: error.fields })
}
process.exit(0)
`
