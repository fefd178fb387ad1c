import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import { createHash } from "node:crypto"
import {
    cpSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    statSync,
    symlinkSync,
    writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { stripVTControlCharacters } from "node:util"
import ts from "typescript"
import { afterAll } from "vitest"
import { cached } from "../support/cache.js"

const repository = fileURLToPath(new URL("../../", import.meta.url))
const tsc = join(repository, "node_modules/typescript/bin/tsc")
const base = realpathSync(mkdtempSync(join(tmpdir(), "autogen-cli-")))
let count = 0
const running = new Set<ChildProcess>()
afterAll(() => {
    // What a test that failed or ran out of time has left behind.
    for (const child of running) child.kill("SIGKILL")
    rmSync(base, { recursive: true, force: true })
})

/** A project's module format, as package.json has it. */
export type Format = "module" | "commonjs"

/** How to make a project. */
export interface ProjectSettings {
    readonly format?: Format
    /** Files beside those of {@link roomFiles}, or instead of them; null leaves one out. */
    readonly files?: Readonly<Record<string, string | null>>
    /** `production`: without devDependencies and without what is optional for our package. */
    readonly packages?: "all" | "production"
}

/** A project in a temporary folder, with our package installed as npm would install it. */
export interface Project {
    readonly root: string
    path(file: string): string
    read(file: string): string
    write(file: string, content: string): void
    /** The names of the migration files, in order. */
    migrations(): readonly string[]
    /** All files with their contents, to see that nothing was written. */
    snapshot(): Readonly<Record<string, string>>
    /** Runs our command line to its end. */
    run(args: readonly string[], environment?: Environment): Promise<Said>
    start(args: readonly string[], environment?: Environment): Running
    /** Compiles all to `dist`, without judging types: our package has no declarations here. */
    compile(): void
    /** Runs Node, to its end. */
    node(args: readonly string[], environment?: Environment): Promise<Said>
    /** Runs TypeORM's own command line on a configuration, to its end. */
    typeorm(command: string, config: string, environment?: Environment, more?: readonly string[]): Promise<Said>
}

type Environment = Readonly<Record<string, string>>

/** What a command said, without colours. */
export interface Said {
    readonly code: number | null
    readonly out: string
    readonly err: string
    /** Both outputs. */
    readonly all: string
}

/** A command that has not ended yet. */
export interface Running {
    readonly child: ChildProcess
    readonly said: Promise<Said>
    /** Waits until the error output has this text. */
    saw(text: string): Promise<void>
}

/** The Room of the tutorial, with a code of this length and perhaps more columns. */
export function room(codeLength = 36, more = ""): string {
    return `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"

@Entity()
export class Room {
    @PrimaryGeneratedColumn()
    id!: number

    @Column({ length: ${codeLength} })
    code!: string

    @Column({ type: "integer", nullable: true })
    size!: number | null
${more}}
`
}

export const floor = `
    @Column({ type: "integer", nullable: true })
    floor!: number | null
`

/** A configuration with these options beside the connection. */
export function ormconfig(options = 'entities: [Room],\n    migrations: ["src/migrations/*.ts"],'): string {
    return `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment, type AutogenOptions } from "typeorm-autogen"
import { Room } from "./src/entities/room.js"

export default new DataSource({
    ...connectionFromEnvironment(),
    ${options}
})

export const autogen = { migrationsFolder: "src/migrations" } satisfies AutogenOptions
`
}

function roomFiles(format: Format): Readonly<Record<string, string>> {
    const compilerOptions = {
        target: "ES2022",
        module: "nodenext",
        strict: true,
        experimentalDecorators: true,
        emitDecoratorMetadata: true,
        skipLibCheck: true,
        types: ["node"],
        outDir: "dist",
        rootDir: ".",
    }
    return {
        "package.json": JSON.stringify({ name: "rooms", private: true, type: format }),
        "tsconfig.json": JSON.stringify({ compilerOptions, include: ["ormconfig.ts", "src"] }),
        "ormconfig.ts": ormconfig(),
        "src/entities/room.ts": room(),
    }
}

/** Makes a project of the Room. */
export async function makeProject({
    format = "module",
    files = {},
    packages = "all",
}: ProjectSettings = {}): Promise<Project> {
    const root = join(base, String(count++))
    for (const [name, content] of Object.entries({ ...roomFiles(format), ...files })) {
        if (content !== null) writeInto(root, name, content)
    }
    await install(join(root, "node_modules"), packages)
    const path = (file: string): string => join(root, file)
    const main = path("node_modules/typeorm-autogen/dist/cli/main.js")
    const typeorm = [
        "--liftoff-only",
        "--interrupt-budget=1056000",
        "--import",
        "@oxc-node/core/register",
        path("node_modules/typeorm/cli.js"),
    ]
    return {
        root,
        path,
        read: (file) => readFileSync(path(file), "utf8"),
        write: (file, content) => writeInto(root, file, content),
        migrations: () => namesIn(path("src/migrations")),
        snapshot: () => snapshot(root),
        run: (args, environment) => start(root, [main, ...args], environment).said,
        start: (args, environment) => start(root, [main, ...args], environment),
        node: (args, environment) => start(root, args, environment).said,
        compile: () => {
            const { status, stdout } = spawnSync(process.execPath, [tsc, "-p", root, "--noCheck"], { encoding: "utf8" })
            if (status !== 0) throw new Error(stdout)
        },
        typeorm: (command, config, environment, more = []) =>
            start(root, [...typeorm, command, "-d", config, ...more], environment).said,
    }
}

function writeInto(root: string, file: string, content: string): void {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), content)
}

function namesIn(folder: string): readonly string[] {
    try {
        return readdirSync(folder)
            .filter((name) => !name.startsWith("."))
            .sort()
    } catch {
        return []
    }
}

function snapshot(root: string): Readonly<Record<string, string>> {
    const ignored = /^(node_modules|\.postgres)(\/|$)/
    const names = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) => !ignored.test(name))
    return Object.fromEntries(
        names.sort().map((name) => {
            const file = join(root, name)
            return [name, statSync(file).isDirectory() ? "a folder" : readFileSync(file, "utf8")]
        }),
    )
}

const everywhere = ["pg", "reflect-metadata", "typeorm"]
const development = ["@oxc-node", "@types", "typescript"]

async function install(modules: string, packages: "all" | "production"): Promise<void> {
    mkdirSync(modules, { recursive: true })
    const link = (name: string): void => symlinkSync(join(repository, "node_modules", name), join(modules, name))
    const ours = await compiledPackage()
    if (packages === "all") {
        symlinkSync(ours, join(modules, "typeorm-autogen"))
        for (const name of [...everywhere, ...development]) link(name)
        return
    }
    // A copy, which finds nothing but what is linked here.
    const filter = (source: string): boolean => !source.endsWith("node_modules")
    cpSync(ours, join(modules, "typeorm-autogen"), { recursive: true, filter })
    for (const name of [...everywhere, "commander", "picocolors"]) link(name)
}

/** Our package as it is installed: JavaScript, whose loader for TypeScript is registered at run time. Made once per state of the sources. */
async function compiledPackage(): Promise<string> {
    const sources = join(repository, "src/autogen")
    const names = readdirSync(sources, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".ts"))
        .sort()
    const texts = names.map((name) => readFileSync(join(sources, name), "utf8"))
    const manifest = readFileSync(join(repository, "package.json"), "utf8")
    const state = createHash("sha256")
        .update(JSON.stringify([repository, manifest, names, texts]))
        .digest("hex")
        .slice(0, 16)
    return cached(`package-${state}`, async (at) => {
        writeInto(at, "package.json", manifest)
        const compilerOptions = {
            module: ts.ModuleKind.ESNext,
            target: ts.ScriptTarget.ES2022,
            verbatimModuleSyntax: true,
        }
        for (const [index, name] of names.entries()) {
            const { outputText } = ts.transpileModule(texts[index] ?? "", { compilerOptions })
            writeInto(at, join("dist", name.replace(/ts$/, "js")), outputText)
        }
        symlinkSync(join(repository, "node_modules"), join(at, "node_modules"))
    })
}

function start(cwd: string, args: readonly string[], environment: Environment = {}): Running {
    const child = spawn(process.execPath, args, { cwd, env: { ...cleanEnvironment(), ...environment } })
    running.add(child)
    child.stdin.end()
    const texts = { out: "", err: "" }
    let wake = (): void => undefined
    const collect = (name: keyof typeof texts) => (chunk: string) => {
        texts[name] += chunk
        wake()
    }
    child.stdout.setEncoding("utf8").on("data", collect("out"))
    child.stderr.setEncoding("utf8").on("data", collect("err"))
    let ended = false
    const said = new Promise<Said>((resolve, reject) => {
        child.on("error", reject)
        child.on("close", (code) => {
            ended = true
            running.delete(child)
            wake()
            const [out, err] = [texts.out, texts.err].map(stripVTControlCharacters)
            resolve({ code, out: out ?? "", err: err ?? "", all: `${out}${err}` })
        })
    })
    const saw = async (text: string): Promise<void> => {
        while (!texts.err.includes(text)) {
            if (ended) throw new Error(`The command ended without saying "${text}": ${texts.out}${texts.err}`)
            await new Promise<void>((resolve) => (wake = resolve))
        }
    }
    return { child, said, saw }
}

/** The environment without databases, colours, and what vitest puts there for its own modules. */
function cleanEnvironment(): NodeJS.ProcessEnv {
    const unwanted =
        /^(PG[A-Z]+|POSTGRES_\w+|APPLICATION_DB|DATABASE_URL|NODE_OPTIONS|NODE_ENV|VITEST\w*|(NO|FORCE)_COLOR|CI)$/
    return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)))
}
