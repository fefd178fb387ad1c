import { DataSource } from "typeorm"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { downgrade } from "../../src/autogen/revisions/downgrade.js"
import { historyTable } from "../../src/autogen/revisions/history-table.js"
import type { Progress } from "../../src/autogen/revisions/progress.js"
import { readRuns } from "../../src/autogen/revisions/runs-table.js"
import type { Session } from "../../src/autogen/revisions/session.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import {
    columnsOf,
    inSession,
    migration,
    places,
    rejection,
    three,
    threeNames,
    type Options,
    type Place,
} from "./support.js"

const create = (place: Place, options: Options): DataSource =>
    new DataSource({ type: "postgres", ...place.options, ...options })

const recording = { toolVersion: "0.0.1" }
const fails = migration("Fail1700000000009", ["CREATE TABLE half (id int)", "SELECT 1 / 0"])

const states = async (session: Session): Promise<Readonly<Record<string, string>>> =>
    Object.fromEntries(
        (await readRuns(session, historyTable(session).name)).map(({ name, direction, state, message }) => [
            `${name} ${direction}`,
            message === null ? state : `${state}: ${message}`,
        ]),
    )

describe.each(places)("one transaction, each its own, or none, on $place", ({ open }) => {
    let place: Place
    beforeEach(async () => void (place = await open()))
    afterEach(() => place.close())

    test("all: what one of them fails at takes all back, and the record says so", () =>
        inSession(create(place, { migrations: [...three, fails] }), async (session) => {
            const error = await rejection(upgrade(session, { transaction: "all", recording }))
            expect(error).toMatchObject({
                code: "MIGRATION_FAILED",
                fields: { migration: fails.name, outcome: "rolled back", completed: [] },
            })
            expect(error.message).toMatch(
                /division by zero[^]*it was rolled back and is still pending; so are "CreateRoom1700000000001", "AddFloor1700000000002", "AddPrice1700000000003", in the same transaction$/,
            )
            expect(await historyTable(session).read()).toEqual([])
            expect(await columnsOf(session, "room")).toEqual([])
            expect(await states(session)).toEqual({
                ...Object.fromEntries(
                    threeNames.map((name) => [
                        `${name} up`,
                        `failed: rolled back with "${fails.name}", which failed in the same transaction`,
                    ]),
                ),
                [`${fails.name} up`]: expect.stringMatching(/^failed: .*division by zero/),
            })
            // Each its own: what ran before stays.
            expect((await rejection(upgrade(session, { transaction: "each" }))).fields["completed"]).toEqual(threeNames)
        }))

    test("all, where nothing fails: up and down, one commit, and progress as ever", () =>
        inSession(create(place, { migrations: three }), async (session) => {
            const said: string[] = []
            const onProgress = (progress: Progress): void => void ("migration" in progress && said.push(progress.kind))
            expect(await upgrade(session, { transaction: "all", recording, onProgress })).toEqual({
                executed: threeNames,
                pending: [],
            })
            expect(said).toEqual(["started", "started", "started", "finished", "finished", "finished"])
            const ids = await session.query("SELECT DISTINCT xmin::text FROM migrations")
            expect(ids).toHaveLength(1)
            expect(Object.values(await states(session))).toEqual(["finished", "finished", "finished"])
            expect((await downgrade(session, { to: "base", transaction: "all" })).reverted).toEqual(
                [...threeNames].reverse(),
            )
            expect(await columnsOf(session, "room")).toEqual([])
        }))

    test("all refuses by name what runs outside, and steps that are committed between", () => {
        const outside = migration("Outside1700000000004", "SELECT 1", [], { transaction: false })
        const steps = ["Tighten1700000000005", "TightenTwo1700000000006"].map((name) =>
            Object.assign(migration(name, "SELECT 1"), { revision: { stepOf: "Tighten1700000000005" } }),
        )
        return inSession(create(place, { migrations: [...three, outside, ...steps] }), async (session) => {
            const error = await rejection(upgrade(session, { transaction: "all" }))
            expect(error).toMatchObject({ code: "TRANSACTION_REFUSED", fields: { outside: [outside.name] } })
            expect(error.message).toContain(
                '"Outside1700000000004" runs outside a transaction; "Tighten1700000000005", "TightenTwo1700000000006" are steps of one change',
            )
            expect(await historyTable(session).read()).toEqual([])
            expect((await upgrade(session, { transaction: "all", to: "AddFloor" })).executed).toHaveLength(2)
            expect((await upgrade(session)).executed).toHaveLength(4)
            expect(await rejection(downgrade(session, { to: "AddFloor", transaction: "all" }))).toMatchObject({
                code: "TRANSACTION_REFUSED",
            })
        })
    })

    test("all: one that commits by itself ends the run, and what was committed counts", () => {
        const commits = migration("Commits1700000000004", ["COMMIT", "CREATE TABLE after (id int)"])
        return inSession(create(place, { migrations: [...three, commits] }), async (session) => {
            const error = await rejection(upgrade(session, { transaction: "all" }))
            expect(error.message).toMatch(
                /it has committed its transaction itself[^]*what ran before it stays: CreateRoom/,
            )
            expect(error.fields).toMatchObject({ outcome: "partly done", completed: threeNames })
            expect((await historyTable(session).read()).map(({ name }) => name)).toEqual(threeNames)
        })
    })

    test("none: what ran before a failure stays, unless the migration says otherwise", () => {
        const own = migration("Own1700000000008", ["CREATE TABLE own (id int)", "SELECT 1 / 0"], [], {
            transaction: true,
        })
        return inSession(create(place, { migrations: [...three, own] }), async (session) => {
            await rejection(upgrade(session, { transaction: "none" }))
            expect(await columnsOf(session, "own")).toEqual([])
        }).then(() =>
            inSession(create(place, { migrations: [...three, fails] }), async (session) => {
                const error = await rejection(upgrade(session, { transaction: "none" }))
                expect(error.fields).toMatchObject({ outcome: "partly done" })
                expect(await columnsOf(session, "half")).toEqual(["id"])
            }),
        )
    })

    test("all, interrupted: nothing stays", () => {
        const abort = new AbortController()
        const stops = migration("Stops1700000000004", () => Promise.resolve(abort.abort()))
        return inSession(create(place, { migrations: [...three, stops] }), async (session) => {
            expect(await rejection(upgrade(session, { transaction: "all", signal: abort.signal }))).toMatchObject({
                code: "INTERRUPTED",
                fields: { completed: [] },
            })
            expect(await columnsOf(session, "room")).toEqual([])
        })
    })
})
