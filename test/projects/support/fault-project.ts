import { spawn, type ChildProcess } from "node:child_process"
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { createDatabase, type Database } from "../../support/databases.js"
import { breakingProxy, type BreakingProxy } from "../../support/breaking-proxy.js"
import type { Server } from "../../support/server.js"
import { installedModules } from "./installed.js"

/** The migrations of the project, in order: two in transactions, an index and a backfill outside. */
export const MIGRATIONS = ["First1", "Second2", "Index3", "Fill4"].map((name) => name.replace(/\d$/, "170000000000$&"))

const migration = (
    name: string,
    up: string,
    down: string,
    more = "",
): string => `import { operations, sql } from "typeorm-autogen"
export class ${name} {
    name = "${name}"
    ${more}
    async up(q) { const op = operations(q); ${up} }
    async down(q) { const op = operations(q); ${down} }
}
`

const BODIES: readonly (readonly [up: string, down: string, more?: string])[] = [
    [
        `await q.query("CREATE TABLE room (id int PRIMARY KEY, code text)"); await q.query("INSERT INTO room SELECT n FROM generate_series(1, 2500) n")`,
        `await q.query("DROP TABLE room")`,
    ],
    [
        `await q.query("ALTER TABLE room ADD floor int"); await q.query("ALTER TABLE room ADD price int")`,
        `await q.query("ALTER TABLE room DROP price"); await q.query("ALTER TABLE room DROP floor")`,
    ],
    [
        `await op.createIndex("room_floor", "room", ["floor"], { concurrently: true })`,
        `await op.dropIndex("room_floor", "room", { concurrently: true })`,
        "transaction = false",
    ],
    [
        `await op.backfill("room", "code", sql("'c' || id"), { batchSize: 1000 })`,
        `await q.query("UPDATE room SET code = NULL")`,
        "transaction = false",
    ],
]

const FILES: Readonly<Record<string, string>> = {
    "package.json": JSON.stringify({ name: "faults", private: true, type: "module" }),
    "ormconfig.mjs": `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
export default new DataSource({ ...connectionFromEnvironment(), ...JSON.parse(process.env.MORE ?? "{}"), migrations: ["src/migrations/*.mjs"] })
`,
    ...Object.fromEntries(
        BODIES.map(([up, down, more], at) => {
            const name = MIGRATIONS[at] ?? ""
            return [`src/migrations/${at + 1}.mjs`, migration(name, up, down, more)]
        }),
    ),
}

/** A project with these migrations, as a user has it. */
export interface FaultProject {
    /** A database of its own, and a proxy before its server. */
    place(): Promise<FaultPlace>
    close(): void
}

/** Where a command runs, and how. */
export interface FaultPlace {
    readonly database: Database
    readonly proxy: BreakingProxy
    /** Starts the command line; through the proxy where the words begin with "through the proxy". */
    start(args: readonly string[], how?: Start): Run
    /** What stands in the history, and what is in the table. */
    state(): Promise<State>
    close(): Promise<void>
}

interface Start {
    /** Whether the proxy stands between. Default true. */
    readonly isProxied?: boolean
    /** TypeORM's command line instead of ours. */
    readonly isTypeorm?: boolean
    /** More options of the DataSource. */
    readonly options?: object
}

export interface State {
    readonly executed: readonly unknown[]
    readonly columns: readonly unknown[]
    readonly isIndexed: unknown
    readonly filled: unknown
}

/** A command that runs. */
export interface Run {
    readonly child: ChildProcess
    readonly ended: Promise<{ readonly code: number | string | null; readonly text: string }>
}

/** Makes the project. */
export async function faultProject(server: Server): Promise<FaultProject> {
    const modules = await installedModules()
    const root = realpathSync(mkdtempSync(join(tmpdir(), "autogen-faults-")))
    mkdirSync(join(root, "src/migrations"), { recursive: true })
    for (const [path, text] of Object.entries(FILES)) writeFileSync(join(root, path), text)
    symlinkSync(modules, join(root, "node_modules"))
    const start = (database: Database, port: number, args: readonly string[], how: Start): Run => {
        const program = how.isTypeorm ? "typeorm/cli.js" : "typeorm-autogen/dist/cli/main.js"
        const more = how.isTypeorm ? ["-d", "ormconfig.mjs"] : []
        const child = spawn(process.execPath, [join(modules, program), ...args, ...more], {
            cwd: root,
            env: {
                PATH: process.env["PATH"],
                NO_COLOR: "1",
                POSTGRES_USER: server.user,
                POSTGRES_PASSWORD: server.password,
                POSTGRES_HOSTNAME: server.host,
                POSTGRES_PORT: String(port),
                APPLICATION_DB: database.name,
                MORE: JSON.stringify(how.options ?? {}),
            },
            stdio: ["ignore", "pipe", "pipe"],
        })
        let text = ""
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (text += String(chunk)))
        return {
            child,
            ended: new Promise((done) => child.on("close", (code, signal) => done({ code: signal ?? code, text }))),
        }
    }
    return {
        async place() {
            const [database, proxy] = [await createDatabase(server, { prefix: "fault" }), await breakingProxy(server)]
            return {
                database,
                proxy,
                start: (args, how = {}) =>
                    start(database, how.isProxied === false ? server.port : proxy.port, args, how),
                state: () => stateOf(database),
                async close() {
                    await proxy.close()
                    await database.close()
                },
            }
        },
        close: () => rmSync(root, { recursive: true, force: true }),
    }
}

async function stateOf({ query }: Database): Promise<State> {
    const [there] = await query(
        "SELECT to_regclass('migrations') IS NOT NULL AS history, to_regclass('room') IS NOT NULL AS room",
    )
    const executed = there?.["history"] ? await query("SELECT name FROM migrations ORDER BY id") : []
    const columns = await query(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass('room') AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
    )
    const [index] = await query("SELECT indisvalid AS v FROM pg_index WHERE indexrelid = to_regclass('room_floor')")
    const [rows] = there?.["room"] ? await query("SELECT count(code)::int AS n FROM room") : []
    return {
        executed: executed.map((row) => row["name"]),
        columns: columns.map((row) => row["attname"]),
        isIndexed: index?.["v"] ?? null,
        filled: rows?.["n"] ?? null,
    }
}
