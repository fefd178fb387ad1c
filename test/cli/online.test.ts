// @module-tag rest
import pg from "pg"
import { describe, expect, it } from "vitest"
import type { Database } from "../support/databases.js"
import { newDatabase } from "./databases.js"
import { makeProject, ormconfig, type Project } from "./project.js"

const room = (
    columns: string,
    indexes = "",
): string => `import { Column, Entity, Index, PrimaryGeneratedColumn, Unique } from "typeorm"

@Entity()
${indexes}export class Room {
    @PrimaryGeneratedColumn()
    id!: number

    @Column({ length: 36 })
    code!: string

${columns}}
`

const mood = (
    values: string,
    initial: string,
): string => `    @Column({ type: "enum", enum: ${values}, enumName: "mood", default: "${initial}" })
    mood!: string
`

const before = room(mood('["calm", "merry"]', "calm"))
const after = room(
    mood('["calm", "lively", "merry"]', "lively"),
    '@Index("room_mood", ["mood"], { where: "mood <> \'lively\'" })\n@Unique("room_code", ["code"])\n',
)

const transactionEach = `entities: [Room],\n    migrations: ["src/migrations/*.ts"],\n    migrationsTransactionMode: "each",`

interface Story {
    readonly project: Project
    readonly database: Database
    readonly environment: Readonly<Record<string, string>>
    /** Runs our command line, which must succeed. */
    done(...command: readonly string[]): Promise<string>
    /** The migrations that the database has run, in order. */
    ran(): Promise<readonly string[]>
}

/** A database at the entities from before, with rows, and the migration to those after. */
async function story(): Promise<Story> {
    const files = { "src/entities/room.ts": before, "ormconfig.ts": ormconfig(transactionEach) }
    const project = await makeProject({ files })
    const { database, environment } = await newDatabase()
    const done = async (...command: readonly string[]): Promise<string> => {
        const said = await project.run(command, environment)
        expect(said, said.all).toMatchObject({ code: 0 })
        return said.all
    }
    await done("generate", "--no-rehearse")
    await done("upgrade")
    await database.query(
        "INSERT INTO room (code, mood) SELECT n, (CASE WHEN n > 2 THEN 'merry' ELSE 'calm' END)::mood FROM generate_series(1, 4) AS n",
    )
    project.write("src/entities/room.ts", after)
    expect(await done("generate", "livelier rooms")).toContain("proven")
    const ran = async (): Promise<readonly string[]> =>
        (await database.query("SELECT name FROM migrations ORDER BY id")).map(({ name }) => String(name))
    return { project, database, environment, done, ran }
}

const MOODS = "SELECT array_agg(mood::text ORDER BY id) AS moods FROM room"
const BUILDING = `SELECT pid FROM pg_stat_activity
    WHERE query LIKE 'CREATE%INDEX CONCURRENTLY%' AND datname = current_database() AND wait_event_type = 'Lock'`
const UNFINISHED = "SELECT relname FROM pg_class JOIN pg_index ON indexrelid = oid WHERE NOT indisvalid"

describe("a change in several transactions", () => {
    it("is one file and one upgrade, with a new value of an enum that is the default and in an index", async () => {
        const { project, database, environment, done, ran } = await story()
        const file = project.read(`src/migrations/${project.migrations().at(-1) ?? ""}`)
        const classes = [...file.matchAll(/^export class (\w+)/gm)].map(([, name]) => name)
        expect(classes.length).toBeGreaterThan(2)
        await done("upgrade")
        expect((await ran()).slice(1)).toEqual(classes)
        await done("check")
        await database.query("INSERT INTO room (code) VALUES ('5')")
        expect(await database.query(MOODS)).toEqual([{ moods: ["calm", "calm", "merry", "merry", "lively"] }])
        await database.query("DELETE FROM room WHERE code = '5'")

        await done("downgrade")
        expect(await ran()).toHaveLength(1)
        expect(await database.query("SELECT enum_range(NULL::mood)::text AS moods")).toEqual([
            { moods: "{calm,merry}" },
        ])
        await done("upgrade")
        for (const _ of classes) {
            const said = await project.typeorm("migration:revert", "ormconfig.ts", environment, ["-t", "none"])
            expect(said, said.all).toMatchObject({ code: 0 })
        }
        expect(await ran()).toHaveLength(1)
        const said = await project.typeorm("migration:run", "ormconfig.ts", environment)
        expect(said, said.all).toMatchObject({ code: 0 })
        await done("check")
        expect(await database.query(MOODS)).toEqual([{ moods: ["calm", "calm", "merry", "merry"] }])
    }, 300_000)

    it("goes on after we were killed while an index was built, and builds that again", async () => {
        const { project, database, environment, done, ran } = await story()
        // Whoever builds an index concurrently waits in the end for all that may still see the table as it was.
        const other = new pg.Client({ connectionString: database.url })
        await other.connect()
        await other.query("BEGIN ISOLATION LEVEL REPEATABLE READ")
        await other.query("SELECT 1")
        const running = project.start(["upgrade"], environment)
        while ((await database.query(BUILDING)).length === 0) await new Promise((resolve) => setTimeout(resolve, 50))
        running.child.kill("SIGKILL")
        await running.said
        await database.query(`SELECT pg_terminate_backend(pid) FROM (${BUILDING}) AS building`)
        await other.query("COMMIT")
        await other.end()
        expect(await database.query(UNFINISHED)).toHaveLength(1)
        const stopped = await ran()
        await done("upgrade")
        expect((await ran()).length).toBeGreaterThan(stopped.length)
        expect(await database.query(UNFINISHED)).toEqual([])
        await done("check")
        expect(await database.query("SELECT count(*)::int AS rooms FROM room")).toEqual([{ rooms: 4 }])
    }, 300_000)
})
