import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { current, downgrade, ensureVersion, stamp, upgrade } from "../../src/autogen/index.js"
import { places, rejection, three, threeNames, versions, type Place } from "./support.js"

// An application hands over its own DataSource: nothing is looked for, and it is as it was afterwards.

// Also in a CI.
const embedded = true

describe.each(versions)("with TypeORM $version", ({ create }) => {
    describe.each(places)("on $place", ({ open }) => {
        let place: Place
        beforeAll(async () => void (place = await open()))
        afterAll(() => place.close())

        it("one that is connected lends a connection, also where it has only one", async () => {
            const dataSource = create(place, { migrations: three, poolSize: 1 })
            await dataSource.initialize()
            try {
                expect(await current({ dataSource })).toMatchObject({ pending: threeNames })
                expect((await upgrade({ dataSource, embedded })).executed).toEqual(threeNames)
                expect((await upgrade({ dataSource, embedded })).executed).toEqual([])
                expect(await current({ dataSource })).toMatchObject({ pending: [], isAtHead: true })
                expect(dataSource.isInitialized).toBe(true)
                expect(await dataSource.query("SELECT count(*)::int AS rows FROM room")).toEqual([{ rows: 0 }])
                expect((await downgrade({ dataSource, embedded, steps: 2 })).reverted).toEqual(
                    threeNames.slice(1).reverse(),
                )
            } finally {
                await dataSource.destroy()
            }
        })

        it("one that is not connected is connected for the work, and can be initialised afterwards", async () => {
            const dataSource = create(place, { migrations: three })
            expect((await upgrade({ dataSource, embedded })).executed).toEqual(threeNames.slice(1))
            expect((await downgrade({ dataSource, embedded, to: "base" })).reverted).toEqual([...threeNames].reverse())
            expect(await stamp({ dataSource, embedded, targets: ["head"] })).toMatchObject({ added: threeNames })
            expect(await ensureVersion({ dataSource, embedded })).toMatchObject({ created: false })
            expect(dataSource.isInitialized).toBe(false)
            await dataSource.initialize()
            expect(await dataSource.showMigrations()).toBe(false)
            await dataSource.destroy()
        })
    })
})

it("what is no DataSource is told as such, before anything is connected", async () => {
    const error = await rejection(upgrade({ dataSource: { options: {} } as never }))
    expect(error).toMatchObject({ code: "CONFIG_NO_DATA_SOURCE" })
})
