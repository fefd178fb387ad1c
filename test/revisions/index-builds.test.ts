import { DataSource } from "typeorm"
import { expect, test } from "vitest"
import type { Progress } from "../../src/autogen/revisions/progress.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, createRole } from "../support/databases.js"
import { serverFor } from "../support/servers.js"
import { inSession, migration } from "./support.js"

// An index whose rows take their time.
const room = migration("Room1700000000001", [
    "CREATE FUNCTION slowly(n int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.01); RETURN n; END $$",
    "CREATE TABLE room (id int)",
    "INSERT INTO room SELECT generate_series(1, 100)",
])
const slowly = migration("Slowly1700000000002", "CREATE INDEX room_slowly ON room (slowly(id))")

test.each([
    ["on a second connection", 10, true],
    ["which is missed where the server has none left", 1, false],
] as const)("how far an index is, is heard %s", async (_how, limit, isHeard) => {
    const database = await createDatabase(serverFor(16), { prefix: "builds" })
    const role = await createRole(database, {})
    try {
        await database.query(
            `ALTER ROLE "${role.name}" CONNECTION LIMIT ${limit}; GRANT CREATE, USAGE ON SCHEMA public TO "${role.name}"`,
        )
        const dataSource = new DataSource({
            type: "postgres",
            url: role.url,
            migrations: [room, slowly],
            extra: { max: 1 },
        })
        await inSession(dataSource, async (session) => {
            const heard: Progress[] = []
            const run = upgrade(session, { buildsEvery: 50, onProgress: (progress) => heard.push(progress) })
            expect((await run).executed).toEqual([room.name, slowly.name])
            const builds = heard.filter(({ kind }) => kind === "building")
            expect(builds.length > 0).toBe(isHeard)
            const about = { migration: slowly.name, index: 2, count: 2, table: "room" }
            if (isHeard)
                expect(builds[0]).toMatchObject({
                    ...about,
                    phase: expect.stringMatching(/^(initializing|building index)/),
                })
            const others =
                "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = current_user AND pid <> pg_backend_pid()"
            await expect.poll(async () => (await session.query(others))[0]?.["n"]).toBe(0)
        })
    } finally {
        await role.close()
        await database.close()
    }
})
