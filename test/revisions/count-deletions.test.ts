import pg from "pg"
import { DataSource } from "typeorm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { objectKey } from "../../src/autogen/core/object-key.js"
import type { Deletion } from "../../src/autogen/core/statement.js"
import { countDeletions, filledSince, type DeletionCount } from "../../src/autogen/revisions/count-deletions.js"
import { createDatabase, createRole, type Database } from "../support/databases.js"
import { serverFor } from "../support/servers.js"
import { inSession } from "./support.js"

const of = (name: string, column: string | null = null): Deletion => ({
    object: objectKey(column === null ? "table" : "column", ["public", name, ...(column === null ? [] : [column])]),
    table: { schema: "public", name },
    column,
})

describe("what is deleted is counted", () => {
    let database: Database
    beforeAll(async () => {
        database = await createDatabase(serverFor(16))
        await database.client.query(`
            CREATE TYPE pair AS (a int, b int);
            CREATE TABLE room (id int, floor int, size pair);
            INSERT INTO room VALUES (1, 1, (1, NULL)), (2, NULL, NULL), (3, 3, (NULL, NULL));
            CREATE TABLE "Odd ""name""" ("a b" int); INSERT INTO "Odd ""name""" VALUES (1);
            CREATE TABLE part (id int) PARTITION BY RANGE (id);
            CREATE TABLE part_one PARTITION OF part FOR VALUES FROM (0) TO (10); INSERT INTO part VALUES (1), (2);
            CREATE TABLE hidden (id int); INSERT INTO hidden SELECT generate_series(1, 40); ANALYZE hidden;
            ALTER TABLE hidden ENABLE ROW LEVEL SECURITY; ALTER TABLE hidden FORCE ROW LEVEL SECURITY`)
    })
    afterAll(() => database.close())

    const counts = (list: readonly Deletion[], url = database.url): Promise<readonly DeletionCount[]> =>
        inSession(new DataSource({ type: "postgres", url }), (session) => countDeletions(session, list))
    const exact = (rows: number): DeletionCount => ({ rows, isExact: true, isPresent: true })

    test("rows of tables, partitioned ones too, and values that are not null, composite ones too", async () => {
        const list = [of("room"), of("room", "floor"), of("room", "size"), of('Odd "name"', "a b"), of("part")]
        expect(await counts(list)).toEqual([3, 2, 2, 1, 2].map(exact))
    })

    test("what does not exist has nothing to delete", async () => {
        const absent = { rows: 0, isExact: true, isPresent: false }
        expect(await counts([of("gone"), of("room", "gone")])).toEqual([absent, absent])
    })

    test("what somebody has locked is estimated, or unknown, and never waited for", async () => {
        const other = new pg.Client({ connectionString: database.url })
        await other.connect()
        try {
            await other.query("BEGIN; LOCK TABLE hidden, room IN ACCESS EXCLUSIVE MODE")
            const started = Date.now()
            expect(await counts([of("hidden"), of("room"), of("part")])).toEqual([
                { rows: 40, isExact: false, isPresent: true },
                { rows: null, isExact: false, isPresent: true },
                exact(2),
            ])
            expect(Date.now() - started).toBeLessThan(10_000)
        } finally {
            await other.end()
        }
    })

    test("what the role may not read, or a policy hides, is no number of its own", async () => {
        const role = await createRole(database)
        try {
            await database.client.query(`GRANT SELECT ON hidden TO ${role.name}`)
            expect(await counts([of("room"), of("hidden")], role.url)).toEqual([
                { rows: null, isExact: false, isPresent: true },
                { rows: 40, isExact: false, isPresent: true },
            ])
        } finally {
            await role.close()
        }
    })

    test("what was counted as nothing is looked at again, under the lock that the deletion takes", async () => {
        await database.client.query("CREATE TABLE late (id int, note text)")
        const other = new pg.Client({ connectionString: database.url })
        await other.connect()
        try {
            await other.query("BEGIN; INSERT INTO late VALUES (1, NULL)")
            const list = [of("late"), of("late", "note")]
            // The row is not committed yet: nobody sees it.
            expect(await counts(list)).toEqual([exact(0), exact(0)])
            const found = inSession(new DataSource({ type: "postgres", url: database.url }), async (session) => {
                await session.queryRunner.startTransaction()
                const filled = await filledSince(session, list)
                await session.queryRunner.rollbackTransaction()
                return filled
            })
            await new Promise((resolve) => setTimeout(resolve, 200))
            await other.query("COMMIT")
            expect(await found).toEqual([of("late")])
        } finally {
            await other.end()
        }
    })
})
