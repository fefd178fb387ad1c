import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { DataSource } from "typeorm"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { Progress } from "../../src/autogen/revisions/progress.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, type Database } from "../support/databases.js"
import { serverFor, sharedVersions } from "../support/servers.js"
import { inSession, migration, rejection, type Options } from "./support.js"

const sourceOf = ({ url }: Database, options: Options): DataSource =>
    new DataSource({ type: "postgres", url, ...options })

describe.each(sharedVersions().map((version) => ({ version })))("locks that others hold on $version", ({ version }) => {
    const addFloor = migration("AddFloor1700000000002", "ALTER TABLE room ADD floor int")
    let database: Database
    let other: pg.Client
    beforeEach(async () => {
        database = await createDatabase(serverFor(version), { prefix: "locks" })
        await database.query("CREATE TABLE room (id int)")
        other = new pg.Client(database.url)
        await other.connect()
        await other.query("BEGIN; SELECT * FROM room")
    })
    afterEach(async () => {
        await other.end()
        await database.close()
    })

    test("are waited for in short turns, between which the application goes on", () =>
        inSession(sourceOf(database, { migrations: [addFloor] }), async (session) => {
            const heard: Progress[] = []
            const readers: Promise<unknown>[] = []
            const running = upgrade(session, {
                lockTimeout: 200,
                onProgress: (progress) => {
                    heard.push(progress)
                    // Nobody queues behind the migration any more.
                    if (progress.kind === "locked") readers.push(database.query("SELECT * FROM room"))
                },
            })
            while (heard.filter(({ kind }) => kind === "locked").length < 2) await sleep(50)
            await other.query("COMMIT")
            expect(await running).toEqual({ executed: [addFloor.name], pending: [] })
            await Promise.all(readers)
            expect(heard.filter(({ kind }) => kind === "locked").slice(0, 2)).toMatchObject([
                { migration: addFloor.name, attempt: 1, attempts: 10, pause: 1_000 },
                { attempt: 2, pause: 2_000 },
            ])
        }))

    test("end it after so many attempts, with nothing done", () =>
        inSession(sourceOf(database, { migrations: [addFloor] }), async (session) => {
            const error = await rejection(upgrade(session, { lockTimeout: 100, lockAttempts: 2 }))
            expect(error).toMatchObject({ code: "MIGRATION_FAILED", fields: { code: "55P03", outcome: "rolled back" } })
            expect(error.message).toContain("lock timeout")
        }))

    test("are waited for as long as the connection itself says", () =>
        inSession(
            sourceOf(database, { migrations: [addFloor], extra: { options: "-c lock_timeout=50" } }),
            async (session) => {
                const started = performance.now()
                await rejection(upgrade(session, { lockTimeout: 60_000, lockAttempts: 1 }))
                expect(performance.now() - started).toBeLessThan(30_000)
            },
        ))

    test("are no reason for a second attempt outside a transaction", () =>
        inSession(
            sourceOf(database, {
                migrations: [
                    migration("Outside1700000000003", ["SET lock_timeout = 50", "ALTER TABLE room ADD floor int"], [], {
                        transaction: false,
                    }),
                ],
            }),
            async (session) => {
                const heard: Progress[] = []
                const error = await rejection(upgrade(session, { onProgress: (progress) => heard.push(progress) }))
                expect(error).toMatchObject({ code: "MIGRATION_FAILED", fields: { outcome: "partly done" } })
                expect(heard.map(({ kind }) => kind)).toEqual(["started"])
            },
        ))
})
