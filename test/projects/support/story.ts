import { spawnSync } from "node:child_process"
import {
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { openEmbeddedPostgres } from "../../../src/autogen/index.js"
import { newDatabase } from "../../cli/databases.js"
import { rest } from "../../support/sampled.js"
import { installedModules, linkModules, type TypeOrmVersion } from "./installed.js"

// What a user does, with what a user gets: a fresh folder, the packed tarball, the command line as a process, the embedded Postgres or a
// server, and TypeORM's own command line in between.

/** Files of a project by path; null removes one. */
export type Files = Readonly<Record<string, string | null>>

type Environment = Readonly<Record<string, string>>

/** What a command is expected to do. */
export interface Expectations {
    readonly exit?: number
    /** Both outputs together. */
    readonly says?: RegExp | readonly RegExp[]
    readonly saysNot?: RegExp
    /** Standard output is JSON and nothing else; given what it says. */
    readonly json?: true | ((value: unknown) => void)
    readonly env?: Environment
    /** The folder that the command runs in. Default: the project's. */
    readonly in?: string
}

/** One thing that happens. */
export type Step =
    | { readonly write: Files }
    | ({ readonly run: readonly string[] } & Expectations)
    | ({ readonly typeorm: readonly string[] } & Expectations)
    /** Any other program: its path and arguments; `node` is this Node. */
    | ({ readonly execute: readonly string[] } & Expectations)
    | { readonly sql: string; readonly gives?: readonly (readonly unknown[])[]; readonly fails?: RegExp }
    /** The newest migration's text. */
    | { readonly newest: RegExp; readonly not?: RegExp }
    /** A new, empty database. */
    | { readonly fresh: true }
    | { readonly check: (project: StoryProject) => void | Promise<void> }

/** The project as a step sees it. */
export interface StoryProject {
    readonly root: string
    read(path: string): string
    exists(path: string): boolean
    query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
}

/** What happens in one project. */
export interface Story {
    readonly about: string
    /** Beside {@link plainProject}, or instead of parts of it. */
    readonly files?: Files
    readonly env?: Environment
    readonly steps: readonly Step[]
    /** Where its database is. Default: the embedded Postgres in the project's folder. */
    readonly on?: "embedded" | "server"
    readonly typeorm?: TypeOrmVersion
    /** `npm test` plays it. Each command is a process, and takes a second or two: the others are left to `npm run test:rest`. */
    readonly quick?: boolean
}

/** The project that each story begins with: an ES module in TypeScript, as `init` leaves it. */
export const plainProject: Files = {
    "package.json": JSON.stringify({ name: "story", private: true, type: "module" }),
    "tsconfig.json": JSON.stringify({
        compilerOptions: {
            target: "ES2022",
            module: "nodenext",
            strict: true,
            skipLibCheck: true,
            experimentalDecorators: true,
            emitDecoratorMetadata: true,
        },
        include: ["src", "*.ts"],
    }),
    "ormconfig.ts": ormconfig(),
    "src/migrations/.keep": "",
}

/** A configuration with these options beside the usual ones, and these lines before it. */
export function ormconfig(options = "", before = ""): string {
    return `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
${before}
export default new DataSource({ ...connectionFromEnvironment(), ${options} entities: ["src/entities/*.ts"], migrations: ["src/migrations/*.ts"] })
`
}

const base = realpathSync(mkdtempSync(join(tmpdir(), "autogen-stories-")))
let count = 0
afterAll(() => rmSync(base, { recursive: true, force: true }))

/**
 * Plays each story in a project of its own, as a test.
 *
 * @example
 * ```ts
 * stories("extensions", [{ about: "citext", files: { "src/entities/a.ts": … }, steps: [{ run: ["generate", "one"], exit: 0 }] }])
 * ```
 */
export function stories(subject: string, list: readonly Story[]): void {
    describe(subject, () => {
        for (const story of list) {
            const tags = story.quick ? {} : rest
            it(story.about, { ...tags, timeout: 300_000 }, () => play(story))
        }
    })
}

/** Plays one story. */
export async function play(story: Story): Promise<void> {
    const root = join(base, String(count++))
    const modules = await installedModules(story.typeorm)
    write(root, { ...plainProject, ...story.files })
    linkModules(modules, root)
    const database = await openDatabase(root, story.on ?? "embedded")
    for (const [at, step] of story.steps.entries()) {
        try {
            await playStep(step, { root, story, database })
        } catch (error) {
            if (error instanceof Error) error.message = `step ${at + 1} of "${story.about}": ${error.message}`
            throw error
        }
    }
}

interface StoryDatabase {
    readonly environment: () => Environment
    query(sql: string): Promise<readonly Readonly<Record<string, unknown>>[]>
    renew(): Promise<void>
}

async function openDatabase(root: string, on: "embedded" | "server"): Promise<StoryDatabase> {
    const folder = join(root, ".postgres")
    if (on === "embedded") {
        return {
            environment: () => ({}),
            async query(sql) {
                const postgres = await openEmbeddedPostgres({ dataDir: folder })
                try {
                    return await postgres.query(sql)
                } finally {
                    await postgres.close()
                }
            },
            renew: async () => rmSync(folder, { recursive: true, force: true }),
        }
    }
    let place = await newDatabase()
    return {
        environment: () => place.environment,
        query: (sql) => place.database.query(sql),
        renew: async () => void (place = await newDatabase()),
    }
}

interface Stage {
    readonly root: string
    readonly story: Story
    readonly database: StoryDatabase
}

async function playStep(step: Step, stage: Stage): Promise<void> {
    const { root, database } = stage
    if ("write" in step) return write(root, step.write)
    if ("fresh" in step) return database.renew()
    if ("newest" in step) {
        const text = newest(root)
        expect(text).toMatch(step.newest)
        if (step.not) expect(text).not.toMatch(step.not)
        return
    }
    if ("check" in step) {
        return step.check({
            root,
            read: (path) => readFileSync(join(root, path), "utf8"),
            exists: (path) => existsSync(join(root, path)),
            query: (sql) => database.query(sql),
        })
    }
    if ("sql" in step) {
        const asked = database.query(step.sql)
        if (step.fails) return expect(asked).rejects.toThrow(step.fails)
        const rows = await asked
        if (step.gives) expect(rows.map((row) => Object.values(row))).toEqual(step.gives)
        return
    }
    expectSaid(runStep(step, stage), step)
}

interface Said {
    readonly name: string
    readonly code: number | string | null
    readonly out: string
    readonly all: string
}

function runStep(
    step: Extract<Step, { run: unknown } | { typeorm: unknown } | { execute: unknown }>,
    { root, story, database }: Stage,
): Said {
    const modules = join(root, "node_modules")
    const words =
        "run" in step
            ? [process.execPath, join(modules, "typeorm-autogen/dist/cli/main.js"), ...step.run]
            : "typeorm" in step
              ? [process.execPath, ...typeormCommand(modules), ...step.typeorm]
              : step.execute.map((word, at) => (at === 0 && word === "node" ? process.execPath : word))
    const [command = "", ...args] = words
    const { status, signal, stdout, stderr, error } = spawnSync(command, args, {
        cwd: join(root, step.in ?? "."),
        env: { ...cleanEnvironment(), NO_COLOR: "1", ...database.environment(), ...story.env, ...step.env },
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        timeout: 180_000,
    })
    if (error) throw error
    const name = "run" in step ? `typeorm-autogen ${step.run.join(" ")}` : args.join(" ")
    return { name, code: signal ?? status, out: stdout, all: `${stdout}${stderr}` }
}

function typeormCommand(modules: string): readonly string[] {
    // As our command line does, which takes a third off the time of a command on the embedded Postgres.
    return [
        "--liftoff-only",
        "--interrupt-budget=1056000",
        "--import",
        "@oxc-node/core/register",
        join(modules, "typeorm/cli.js"),
    ]
}

function expectSaid({ name, code, out, all }: Said, step: Expectations): void {
    const what = `${name}\n${all}`
    if (step.exit !== undefined) expect(code, what).toBe(step.exit)
    for (const pattern of [step.says ?? []].flat()) expect(all, name).toMatch(pattern)
    if (step.saysNot) expect(all, name).not.toMatch(step.saysNot)
    if (!name.includes("--debug"))
        expect(all, "no command shows a stack trace").not.toMatch(
            /^\s+at .*node_modules|Error \[ERR_|UnhandledPromise|EPIPE/m,
        )
    if (step.json === undefined) return
    const value: unknown = JSON.parse(out)
    if (step.json !== true) step.json(value)
}

/** The environment without databases, and what vitest puts there. */
function cleanEnvironment(): NodeJS.ProcessEnv {
    const unwanted =
        /^(PG[A-Z]+|POSTGRES_\w+|APPLICATION_DB|DATABASE_URL|NODE_OPTIONS|NODE_ENV|VITEST\w*|(NO|FORCE)_COLOR|CI|GITHUB_\w+|TEST|MODE|DEV|PROD|SSR|BASE_URL)$/
    return Object.fromEntries(Object.entries(process.env).filter(([name]) => !unwanted.test(name)))
}

function write(root: string, files: Files): void {
    for (const [path, text] of Object.entries(files)) {
        const file = join(root, path)
        if (text === null) rmSync(file, { force: true, recursive: true })
        else {
            mkdirSync(dirname(file), { recursive: true })
            writeFileSync(file, text)
        }
    }
}

function newest(root: string): string {
    const folder = join(root, "src/migrations")
    const names = existsSync(folder) ? readdirSync(folder).filter((name) => /\.[jt]s$/.test(name)) : []
    const last = names.sort().at(-1)
    return last === undefined ? "" : readFileSync(join(folder, last), "utf8")
}
