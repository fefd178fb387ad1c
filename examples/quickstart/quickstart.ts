// `npm run quickstart`: an entity's first migration, its change and its second, from nothing but `npm ci`. Every command that is
// shown runs as shown, in a temporary copy of this project and on the embedded Postgres there.
import { spawn } from "node:child_process"
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
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { chapter, complain, conclude, isColoured, pause, prompt, say, showEdit, showFile, showRows } from "./screen.js"

const repository = fileURLToPath(new URL("../../", import.meta.url))
const entity = "src/entities/room.ts"
const migrations = "src/migrations"

/** A child process ended otherwise than the story wants, or Ctrl-C came. */
class Ended extends Error {}

const copy = realpathSync(mkdtempSync(join(tmpdir(), "typeorm-autogen-quickstart-")))
process.on("exit", () => rmSync(copy, { recursive: true, force: true }))
let isCommandRunning = false
let isInterrupted = false
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => {
        isInterrupted = true
        // A command has got the signal as well: it ends in its own way first.
        if (!isCommandRunning) process.exit(130)
    })
}

try {
    await tellStory()
} catch (error) {
    complain(
        `\n${error instanceof Ended ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    process.exitCode = 1
}

async function tellStory(): Promise<void> {
    makeCopy()
    say("typeorm-autogen: an entity changes, its rows stay. In a temporary copy, on the embedded Postgres.")

    await chapter(1, "An entity, and no table yet")
    await showFile(entity, read(entity))
    await autogen("generate")
    await showFile(...newestMigration())
    await autogen("upgrade")

    await chapter(2, "Rows that must survive")
    await sql("INSERT INTO room (code, size, price) VALUES ('B-101', 20, 90), ('B-102', 35, 140), ('Attic', 12, 60)")
    await showRows(await sql("SELECT * FROM room ORDER BY id"))

    await chapter(3, "The entity changes: a longer code, and a floor")
    const before = read(entity)
    writeFileSync(join(copy, entity), changed(before))
    await showEdit(entity, before, read(entity))
    await autogen("generate", "widen code and add floor")
    await showFile(...newestMigration())
    await autogen("upgrade")

    await chapter(4, "The rows are there, and nothing is left to do")
    await showRows(await sql("SELECT id, code, size, price, floor FROM room ORDER BY id"))
    await autogen("check")

    await chapter(5, "And back")
    await autogen("downgrade")
    await showRows(await sql("SELECT id, code, size, price FROM room ORDER BY id"))
    conclude(
        "That is all of it. Next: npm run migration:generate here, or npx typeorm-autogen init in a project of yours.",
    )
}

/** The project as it is in the repository, without migrations. Its node_modules are large, and nobody writes there. */
function makeCopy(): void {
    for (const name of ["package.json", "tsconfig.json", "ormconfig.ts", ".prettierrc.json", "src"]) {
        cpSync(join(repository, name), join(copy, name), { recursive: true })
    }
    rmSync(join(copy, migrations), { recursive: true, force: true })
    mkdirSync(join(copy, migrations))
    symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"), "junction")
}

/** The entity with `code` widened, and a floor. */
function changed(source: string): string {
    const floor = `    @Column({ type: "integer", nullable: true })\n    floor!: number | null\n`
    const result = source
        .replace(/@Column\(\{ length: 36 \}\)\n(\s+code!)/, "@Column({ length: 64 })\n$1")
        .replace(/\n\}\n$/, `\n\n${floor}}\n`)
    if (result.includes("length: 64") && result.includes(floor)) return result
    throw new Ended(`${entity} is not as the quickstart knows it, with a code of length 36: restore it and run again.`)
}

/** Runs our command line as it is installed, and shows it as people type it. */
async function autogen(...args: readonly string[]): Promise<void> {
    await prompt("$", ["npx typeorm-autogen", ...args.map((arg) => (arg.includes(" ") ? `"${arg}"` : arg))].join(" "))
    const main = join(copy, "src/autogen/cli/main.ts")
    const child = spawn(process.execPath, ["--import", "@oxc-node/core/register", main, ...args], {
        cwd: copy,
        env: environment(),
        stdio: ["ignore", "inherit", "inherit"],
    })
    isCommandRunning = true
    const code = await new Promise<number | null>((resolve, reject) => child.on("error", reject).on("close", resolve))
    isCommandRunning = false
    if (isInterrupted) process.exit(130)
    if (code !== 0) throw new Ended(`The quickstart stops here: the command ended with ${code ?? "a signal"}.`)
    say()
    await pause(2)
}

/** The caller's, without what would lead to another database, or make the command line refuse the embedded one. */
function environment(): NodeJS.ProcessEnv {
    const leads = /^(PG[A-Z]+|POSTGRES_\w+|APPLICATION_DB|DATABASE_URL|CI|NODE_ENV)$/
    const kept = Object.entries(process.env).filter(([name]) => !leads.test(name) && !/^(NO|FORCE)_COLOR$/.test(name))
    return { ...Object.fromEntries(kept), ...(isColoured ? { FORCE_COLOR: "1" } : { NO_COLOR: "1" }) }
}

/** Runs SQL in the copy's embedded Postgres; closes it again, as only one process at a time can have it open. */
async function sql(text: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    await prompt("sql", text)
    const { openEmbeddedPostgres } = await import("typeorm-autogen")
    const postgres = await openEmbeddedPostgres({ dataDir: join(copy, ".postgres") })
    try {
        return await postgres.query(text)
    } finally {
        await postgres.close()
    }
}

function newestMigration(): readonly [path: string, text: string] {
    const name = readdirSync(join(copy, migrations)).sort().at(-1) ?? ""
    const path = `${migrations}/${name}`
    return [path, read(path)]
}

function read(path: string): string {
    return readFileSync(join(copy, path), "utf8")
}
