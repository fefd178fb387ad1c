import { hostname } from "node:os"
import { DataSource } from "typeorm"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { downgrade } from "../../src/autogen/revisions/downgrade.js"
import { historyTable } from "../../src/autogen/revisions/history-table.js"
import type { Progress } from "../../src/autogen/revisions/progress.js"
import { readRuns, type RecordedRun } from "../../src/autogen/revisions/runs-table.js"
import type { Session } from "../../src/autogen/revisions/session.js"
import { stamp } from "../../src/autogen/revisions/stamp.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, createRole } from "../support/databases.js"
import { serverFor } from "../support/servers.js"
import { inSession, migration, places, rejection, three, threeNames, type Options, type Place } from "./support.js"

const recording = { toolVersion: "0.0.1" }

const create = (place: Pick<Place, "options">, options: Options): DataSource =>
    new DataSource({ type: "postgres", ...place.options, ...options })

const runsOf = (session: Session): Promise<readonly RecordedRun[]> =>
    readRuns(session, historyTable(session).name).then((runs) =>
        runs.toSorted((a, b) => (`${a.name}${a.direction}` < `${b.name}${b.direction}` ? -1 : 1)),
    )

const shortly = (runs: readonly RecordedRun[]): readonly string[] =>
    runs.map(({ name, direction, action, state }) => `${name.slice(0, 7)} ${direction} ${action} ${state}`)

describe.each(places)("runs are recorded, on $place", ({ open }) => {
    let place: Place
    beforeEach(async () => void (place = await open()))
    afterEach(() => place.close())

    test("one row for each migration and direction, with who, where, when and how long", () =>
        inSession(create(place, { migrations: three }), async (session) => {
            await upgrade(session, {
                recording: { toolVersion: "1.2.3", checksumOf: ({ name }) => Promise.resolve(`of ${name}`) },
            })
            const [first, ...others] = await runsOf(session)
            const ids = (await historyTable(session).read()).map(({ id }) => id)
            expect(others).toHaveLength(2)
            expect(first).toMatchObject({
                name: threeNames[1],
                direction: "up",
                action: "run",
                state: "finished",
                host: hostname(),
                toolVersion: "1.2.3",
                checksum: `of ${threeNames[1]}`,
                executedId: ids[1],
                sqlstate: null,
                message: null,
            })
            const [who] = await session.query("SELECT current_user::text AS role")
            expect(first?.role).toBe(who?.["role"])
            expect(first?.milliseconds).toBeGreaterThanOrEqual(0)
            expect(new Date(first?.endedAt ?? 0).getTime()).toBeGreaterThanOrEqual(
                new Date(first?.startedAt ?? 1).getTime(),
            )
            await downgrade(session, { to: "base", recording })
            await upgrade(session, { recording })
            expect(shortly(await runsOf(session))).toEqual(
                ["AddFloo", "AddPric", "CreateR"].flatMap((name) => [
                    `${name} down run finished`,
                    `${name} up run finished`,
                ]),
            )
        }))

    test("what fails leaves its SQLSTATE and message, without secrets, and one line", () => {
        const fails = migration("Fail1700000000009", [
            "CREATE TABLE half (id int)",
            "ALTER ROLE nobody_of_this_name PASSWORD 'hunter2hunter2'",
        ])
        return inSession(create(place, { migrations: [...three, fails] }), async (session) => {
            await rejection(upgrade(session, { recording }))
            const run = (await runsOf(session)).find(({ name }) => name === fails.name)
            expect(run).toMatchObject({ state: "failed", sqlstate: "42704", executedId: null })
            expect(run?.message).toMatch(/^the migration "Fail1700000000009" failed: .*nobody_of_this_name/)
            expect(JSON.stringify(run)).not.toMatch(/hunter2/)
            expect(run?.message).not.toMatch(/\n/)
        })
    })

    test("outside a transaction, too, also where the migration ends its transaction itself", () => {
        const outside = migration("Outside1700000000004", "CREATE INDEX CONCURRENTLY i ON room (id)", [], {
            transaction: false,
        })
        const itself = migration("Itself1700000000005", ["COMMIT", "CREATE TABLE itself (id int)"])
        return inSession(create(place, { migrations: [...three, outside, itself] }), async (session) => {
            await upgrade(session, { recording })
            expect(shortly((await runsOf(session)).slice(-2))).toEqual([
                "Itself1 up run finished",
                "Outside up run finished",
            ])
        })
    })

    test("--fake and stamp say so", () =>
        inSession(create(place, { migrations: three }), async (session) => {
            await upgrade(session, { fake: true, steps: 1, recording })
            await stamp(session, { targets: ["head"], recording })
            await stamp(session, { targets: [threeNames[1] ?? ""], recording })
            expect(shortly(await runsOf(session))).toEqual([
                "AddFloo up stamp finished",
                "AddPric down stamp finished",
                "AddPric up stamp finished",
                "CreateR up fake finished",
            ])
        }))

    test("a first migration that creates the schema of the DataSource is recorded at its end", () => {
        const makes = migration("MakeSchema1700000000001", ["CREATE SCHEMA hall", "CREATE TABLE hall.room (id int)"])
        return inSession(create(place, { migrations: [makes], schema: "hall" }), async (session) => {
            await upgrade(session, { recording })
            expect(shortly(await runsOf(session))).toEqual(["MakeSch up run finished"])
        })
    })

    test("beside a table of migrations in a schema that the first migration makes", () => {
        const makes = migration("MakeAudit1700000000000", "CREATE SCHEMA audit")
        const options = { migrations: [makes, ...three], migrationsTableName: "audit.done" }
        return inSession(create(place, options), async (session) => {
            await upgrade(session, { recording })
            expect(await session.query("SELECT count(*)::int AS n FROM audit.typeorm_autogen_runs")).toEqual([{ n: 4 }])
        })
    })

    test("a table that drops the record, or the schema with it, is run all the same", () => {
        const drops = migration("Drop1700000000004", "DROP TABLE typeorm_autogen_runs")
        const after = migration("After1700000000005", "CREATE TABLE after (id int)")
        return inSession(create(place, { migrations: [...three, drops, after] }), async (session) => {
            const said: Progress[] = []
            expect((await upgrade(session, { recording, onProgress: (one) => said.push(one) })).executed).toHaveLength(
                5,
            )
            expect(said.filter(({ kind }) => kind === "unrecorded")).toHaveLength(1)
        })
    })
})

test("who may not make the table runs migrations all the same, and reads once why nothing is recorded", async () => {
    const database = await createDatabase(serverFor(16), { prefix: "runs" })
    const role = await createRole(database, {})
    try {
        await database.query(
            `CREATE TABLE migrations (id serial PRIMARY KEY, "timestamp" bigint NOT NULL, name varchar NOT NULL);
             ALTER TABLE migrations OWNER TO ${role.name}; CREATE SCHEMA work AUTHORIZATION ${role.name}`,
        )
        const one = migration("One1700000000001", "CREATE TABLE work.one (id int)")
        const two = migration("Two1700000000002", "CREATE TABLE work.two (id int)")
        await inSession(create({ options: { url: role.url } }, { migrations: [one, two] }), async (session) => {
            const said: Progress[] = []
            expect(
                (await upgrade(session, { recording, onProgress: (progress) => said.push(progress) })).executed,
            ).toHaveLength(2)
            const unrecorded = said.filter(({ kind }) => kind === "unrecorded")
            expect(unrecorded).toEqual([
                {
                    kind: "unrecorded",
                    reason: `"public"."typeorm_autogen_runs" cannot be written: permission denied for schema public`,
                    next: expect.stringContaining("GRANT USAGE, CREATE ON SCHEMA"),
                },
            ])
        })
    } finally {
        await role.close()
        await database.close()
    }
})

test("what is no ordinary table of somebody who is trusted is not written", async () => {
    const database = await createDatabase(serverFor(16), { prefix: "runs" })
    try {
        await database.query("CREATE VIEW typeorm_autogen_runs AS SELECT 1 AS history")
        await inSession(create({ options: { url: database.url } }, { migrations: three }), async (session) => {
            const said: Progress[] = []
            await upgrade(session, { recording, onProgress: (progress) => said.push(progress) })
            expect(said.filter(({ kind }) => kind === "unrecorded")).toMatchObject([
                { reason: '"public"."typeorm_autogen_runs" is a view' },
            ])
            expect(await runsOf(session)).toEqual([])
        })
    } finally {
        await database.close()
    }
})
