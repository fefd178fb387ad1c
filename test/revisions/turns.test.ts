// @module-tag rest
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { current } from "../../src/autogen/revisions/current.js"
import { downgrade } from "../../src/autogen/revisions/downgrade.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { fingerprint } from "../support/fingerprint.js"
import { createRoom, inSession, places, three, threeNames, versions, type Options, type Place } from "./support.js"

const combinations = places.flatMap((place) => versions.map((version) => ({ ...place, ...version })))

describe.each(combinations)("TypeORM $version and we take turns on $place", ({ open, create }) => {
    let place: Place
    beforeEach(async () => void (place = await open()))
    afterEach(() => place.close())

    const theirs = async (options: Options, work: "run" | "undo", at = place): Promise<readonly string[]> => {
        const dataSource = await create(at, { installExtensions: false, ...options }).initialize()
        const run = work === "run" ? await dataSource.runMigrations() : await dataSource.undoLastMigration()
        await dataSource.destroy()
        return (run ?? []).map(({ name }) => name)
    }

    test.each<[string, Options]>([
        ["by default", {}],
        ["with another name", { migrationsTableName: "History" }],
        ["in another schema", { schema: "Hotel" }],
    ])("the migrations table is TypeORM's own, %s", async (_how, options) => {
        const other = await open()
        const migrations = [createRoom]
        for (const at of [place, other]) {
            await inSession(create(at), (session) => session.query(`CREATE SCHEMA "Hotel"`))
        }
        await theirs({ ...options, migrations }, "run", other)
        await inSession(create(place, { ...options, migrations }), (session) => upgrade(session))
        const catalog = (at: Place): Promise<readonly string[]> =>
            inSession(create(at), (session) => fingerprint((sql) => session.query(sql), { ignoreTables: [] }))
        const expected = await catalog(other)
        expect(await catalog(place)).toEqual(expected)
        expect(expected.some((line) => line.includes("PK_"))).toBe(true)
        await other.close()
    })

    test("they begin, we go on, they undo, we run again", async () => {
        expect(await theirs({ migrations: three.slice(0, 1) }, "run")).toEqual(threeNames.slice(0, 1))
        const ours = await inSession(create(place, { migrations: three }), (session) => upgrade(session))
        expect(ours).toEqual({ executed: threeNames.slice(1), pending: [] })
        expect(await theirs({ migrations: three }, "run")).toEqual([])
        await theirs({ migrations: three }, "undo")
        await inSession(create(place, { migrations: three }), async (session) => {
            expect(await current(session)).toMatchObject({ head: threeNames[1], pending: threeNames.slice(2) })
            expect((await upgrade(session)).executed).toEqual(threeNames.slice(2))
        })
    })

    test("we begin, they go on, we undo all of it, they run again", async () => {
        await inSession(create(place, { migrations: three }), (session) => upgrade(session, { steps: 1 }))
        expect(await theirs({ migrations: three }, "run")).toEqual(threeNames.slice(1))
        await inSession(create(place, { migrations: three }), async (session) => {
            expect((await downgrade(session)).reverted).toEqual(threeNames.slice(2))
            expect((await downgrade(session, { to: "base" })).reverted).toEqual([...threeNames.slice(0, 2)].reverse())
        })
        expect(await theirs({ migrations: three }, "run")).toEqual(threeNames)
    })
})
