// @module-tag rest
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { createDatabase, type Database } from "../support/databases.js"
import { serverFor } from "../support/servers.js"
import { cleanUp, consumer, pack, repository, run, type Said } from "./tarball.js"

// Jest loads CommonJS alone, as long as Node is not started with --experimental-vm-modules; it is what a new NestJS project tests with.

const compilerOptions = {
    module: "nodenext",
    moduleResolution: "nodenext",
    target: "ES2023",
    strict: true,
    skipLibCheck: true,
    esModuleInterop: true,
    experimentalDecorators: true,
    emitDecoratorMetadata: true,
    types: ["node"],
    isolatedModules: true,
}

/** As `nest new` writes it. */
const jest = {
    moduleFileExtensions: ["js", "json", "ts"],
    rootDir: "src",
    testRegex: ".*\\.spec\\.ts$",
    transform: { "^.+\\.(t|j)s$": "ts-jest" },
    testEnvironment: "node",
}

const files = {
    "package.json": JSON.stringify({ name: "rooms", private: true, jest }),
    "tsconfig.json": JSON.stringify({ compilerOptions, include: ["src"] }),
    "src/rooms/room.entity.ts": `
import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"
import { RenamedFrom } from "typeorm-autogen/declare"

@Entity()
@RenamedFrom("chamber")
export class Room {
    @PrimaryGeneratedColumn() id!: number
    @RenamedFrom("code") @Column() reference!: string
}
`,
    "src/data-source.ts": `
import "reflect-metadata"
import { DataSource } from "typeorm"

export const dataSource = new DataSource({
    type: "postgres",
    url: process.env.DATABASE_URL,
    entities: [__dirname + "/**/*.entity.{ts,js}"],
    migrations: [__dirname + "/migrations/*.{ts,js}"],
})
`,
    "src/migrations/.keep": "",
    "src/rooms/rooms.spec.ts": `
import { afterAll, expect, it } from "@jest/globals"
import { createRequire } from "node:module"
import { join } from "node:path"
import { AutogenError, current, downgrade, openEmbeddedPostgres, RenamedFrom as SameDecorator, upgrade } from "typeorm-autogen"
import { RenamedFrom } from "typeorm-autogen/declare"
import { dataSource } from "../data-source"
import { Room } from "./room.entity"

const config = join(__dirname, "../data-source.ts")
const tables = "SELECT relname FROM pg_class WHERE oid = to_regclass('room')"

afterAll(async () => { if (dataSource.isInitialized) await dataSource.destroy() })

it("loads the package as CommonJS, once", () => {
    expect(createRequire(__filename).resolve("typeorm-autogen")).toMatch(/dist.cjs.index\\.js$/)
    expect(SameDecorator).toBe(RenamedFrom)
})

it("notes what the decorators say where every copy of the package finds it", () => {
    const place = globalThis as unknown as Record<symbol, { classes: WeakMap<object, unknown> }>
    expect(place[Symbol.for("typeorm-autogen.renames")]?.classes.get(Room)).toEqual([
        { property: "reference", name: "code" },
        { property: null, name: "chamber" },
    ])
})

it("upgrades and downgrades", async () => {
    const { executed, pending } = await upgrade({ config })
    expect({ executed: executed.length, pending }).toEqual({ executed: 1, pending: [] })
    expect(await current({ config })).toMatchObject({ pending: [] })
    expect((await downgrade({ config })).reverted).toHaveLength(1)
})

it("lets TypeORM run the migrations, whose tables the entities fit", async () => {
    await dataSource.initialize()
    expect(await dataSource.query(tables)).toEqual([])
    expect(await dataSource.runMigrations()).toHaveLength(1)
    const { id } = await dataSource.manager.save(Object.assign(new Room(), { reference: "B-101" }))
    expect(await dataSource.manager.findOneByOrFail(Room, { id })).toBeInstanceOf(Room)
    await dataSource.undoLastMigration()
    expect(await dataSource.query(tables)).toEqual([])
})

it("throws errors with their codes, also for what Node throws outside of Jest's realm", async () => {
    await dataSource.destroy()
    dataSource.setOptions({ url: "postgres://me:secret@127.0.0.1:1/none" })
    const error: unknown = await upgrade({ config }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(AutogenError)
    expect(error).toMatchObject({ code: "CONNECTION_REFUSED" })
})

it("has the embedded Postgres in memory, which runs in a thread outside of Jest's realm; not in a folder", async () => {
    const postgres = await openEmbeddedPostgres()
    await postgres.exec("CREATE TABLE room (id serial PRIMARY KEY, seen timestamptz DEFAULT now(), tags text[])")
    await postgres.query("INSERT INTO room (tags) VALUES ($1)", [["quiet", "north"]])
    const [row] = await postgres.query("SELECT id, seen, tags FROM room")
    expect(row).toEqual({ id: 1, seen: expect.any(Date), tags: ["quiet", "north"] })
    await postgres.close()
    const next = expect.stringContaining("set DATABASE_URL")
    const inFolder = openEmbeddedPostgres({ dataDir: join(__dirname, "../../data") })
    await expect(inFolder).rejects.toMatchObject({ code: "EMBEDDED_FAILED", next })
}, 60_000)
`,
}

let root: string
let database: Database
beforeAll(async () => {
    root = consumer("jest", pack(), files)
    database = await createDatabase(serverFor(16), { prefix: "jest" })
})
afterAll(async () => {
    cleanUp()
    await database.close()
})

function execute(file: string, ...args: readonly string[]): Said {
    return run(process.execPath, [file, ...args], root, { DATABASE_URL: database.url })
}

it("lets Jest load entities and run migrations in a CommonJS project", () => {
    const command = join(root, "node_modules/typeorm-autogen/dist/cli/main.js")
    const generated = execute(command, "generate", "create room", "--config", "src/data-source.ts")
    expect(generated.status, generated.output).toBe(0)
    const tested = execute(join(repository, "node_modules/jest/bin/jest.js"), "--ci", "--no-cache")
    expect(tested.status, tested.output).toBe(0)
    expect(tested.output).toMatch(/Tests: +6 passed, 6 total/)
    expect(tested.output).not.toContain("did not exit")
})
