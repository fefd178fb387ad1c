// @module-tag rest
import { spawn, spawnSync, type ChildProcess } from "node:child_process"
import {
    cpSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs"
import { createServer, type AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { newDatabase, type Place } from "../cli/databases.js"
import { installedModules, repository } from "./support/installed.js"

// examples/nestjs as somebody has it who copies it and installs the packed tarball: instances that start at once, and one that waits.

const root = realpathSync(mkdtempSync(join(tmpdir(), "autogen-nestjs-")))
const children: ChildProcess[] = []
let place: Place

beforeAll(async () => {
    cpSync(join(repository, "examples/nestjs"), root, { recursive: true })
    const modules = await installedModules()
    mkdirSync(join(root, "node_modules"))
    for (const name of readdirSync(modules)) symlinkSync(join(modules, name), join(root, "node_modules", name))
    for (const name of ["@nestjs", "rxjs"])
        symlinkSync(join(repository, "node_modules", name), join(root, "node_modules", name))
    place = await newDatabase()
})
afterAll(() => {
    for (const child of children) child.kill("SIGKILL")
    rmSync(root, { recursive: true, force: true })
})

const environment = (more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
    const { NODE_OPTIONS: _, DATABASE_URL: __, ...env } = process.env
    return { ...env, ...place.environment, NO_COLOR: "1", ...more }
}

function autogen(...words: readonly string[]): string {
    const main = join(root, "node_modules/typeorm-autogen/dist/cli/main.js")
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...words], {
        cwd: root,
        env: environment(),
        encoding: "utf8",
    })
    expect(status, stdout + stderr).toBe(0)
    return stdout + stderr
}

async function freePort(): Promise<number> {
    const server = createServer().listen(0, "127.0.0.1")
    await new Promise((resolve) => server.once("listening", resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))
    return port
}

interface Instance {
    /** What `GET` answers, once somebody listens. */
    get(path: string): Promise<{ readonly status: number; readonly body: unknown }>
    text(): string
    stop(): Promise<void>
}

/** `npm start` */
async function start(more: NodeJS.ProcessEnv = {}): Promise<Instance> {
    const port = await freePort()
    const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { scripts: { start: string } }
    const [, ...words] = scripts.start.split(" ")
    const child = spawn(process.execPath, words, { cwd: root, env: environment({ PORT: String(port), ...more }) })
    children.push(child)
    let text = ""
    for (const stream of [child.stdout, child.stderr])
        stream.setEncoding("utf8").on("data", (chunk: string) => (text += chunk))
    const ended = new Promise<void>((resolve) => child.once("close", () => resolve()))
    return {
        async get(path) {
            for (;;) {
                const answer = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null)
                if (answer !== null) return { status: answer.status, body: await answer.json() }
                if (child.exitCode !== null) throw new Error(`it has ended: ${text}`)
                await new Promise((resolve) => setTimeout(resolve, 100))
            }
        },
        text: () => text,
        async stop() {
            child.kill("SIGTERM")
            await ended
        },
    }
}

it("instances that start at once run each migration once, and are healthy", async () => {
    const instances = await Promise.all([start(), start(), start()])
    for (const instance of instances) {
        expect(await instance.get("/health")).toEqual({ status: 200, body: { status: "ok" } })
        expect(await instance.get("/rooms")).toEqual({ status: 200, body: [] })
    }
    const executed = instances.filter((instance) => /CreateRoom\d+ executed/.test(instance.text()))
    expect(executed.map((instance) => instance.text())).toHaveLength(1)
    expect(await place.database.query("SELECT count(*)::int AS rows FROM migrations")).toEqual([{ rows: 1 }])
    await Promise.all(instances.map((instance) => instance.stop()))
    expect(autogen("check")).toMatch(/in sync/)
})

it("an instance whose migrations run elsewhere is red until they have", async () => {
    const entity = join(root, "src/rooms/entities/room.ts")
    const floor = `    @Column({ type: "integer", nullable: true })\n    floor!: number | null\n}\n`
    writeFileSync(entity, readFileSync(entity, "utf8").replace(/\}\n$/, `\n${floor}`))
    // Reading the modules changes no database.
    expect(autogen("generate", "add floor")).toMatch(/written src\/migrations\/\d+-add-floor\.ts/)
    expect(await place.database.query("SELECT count(*)::int AS rows FROM migrations")).toEqual([{ rows: 1 }])
    const instance = await start({ MIGRATE_AT_START: "no" })
    expect(await instance.get("/health")).toEqual({
        status: 503,
        body: { status: "migrations are pending", pending: [expect.stringMatching(/^AddFloor\d+$/)] },
    })
    autogen("upgrade")
    expect(await instance.get("/health")).toMatchObject({ status: 200 })
    expect(await instance.get("/rooms")).toMatchObject({ status: 200 })
    await instance.stop()
})

it("what cannot be upgraded does not start, and says why", async () => {
    const file = join(root, "src/migrations/1999999999999-broken.ts")
    writeFileSync(
        file,
        `export class Broken1999999999999 { async up(queryRunner: any) { await queryRunner.query("SELECT 1/0") } async down() {} }\n`,
    )
    const instance = await start()
    await expect(instance.get("/health")).rejects.toThrow(/it has ended/)
    expect(instance.text()).toMatch(/MIGRATION_FAILED|Broken1999999999999.*division by zero/)
})
