import { DataSource } from "typeorm"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { downgrade } from "../../src/autogen/revisions/downgrade.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { inSession, migration, places, rejection, type Options, type Place } from "./support.js"

const create = (place: Place, options: Options): DataSource =>
    new DataSource({ type: "postgres", ...place.options, ...options })

const step = (name: string, column: string, revises: string, stepOf?: string) =>
    Object.assign(migration(name, `ALTER TABLE room ADD ${column} int`, `ALTER TABLE room DROP ${column}`), {
        revision: { revises: [revises], ...(stepOf === undefined ? {} : { stepOf }) },
    })

const first = migration("CreateRoom1700000000001", "CREATE TABLE room (id int)", "DROP TABLE room")
const [one, two, three] = [
    step("Tighten1700000000002", "a", first.name),
    step("TightenStepTwo1700000000003", "b", "Tighten1700000000002", "Tighten1700000000002"),
    step("TightenStepThree1700000000004", "c", "TightenStepTwo1700000000003", "Tighten1700000000002"),
]
const last = step("AddFloor1700000000005", "floor", three.name)
const migrations = [first, one, two, three, last]
const steps = [one.name, two.name, three.name]

describe.each(places)("a change of several migrations, on $place", ({ open }) => {
    let place: Place
    beforeEach(async () => void (place = await open()))
    afterEach(() => place.close())

    test("counts as one, up and down", () =>
        inSession(create(place, { migrations }), async (session) => {
            expect((await upgrade(session, { steps: 2 })).executed).toEqual([first.name, ...steps])
            expect((await downgrade(session)).reverted).toEqual(steps.toReversed())
            expect((await upgrade(session)).executed).toEqual([...steps, last.name])
            expect((await downgrade(session, { steps: 2 })).reverted).toEqual([last.name, ...steps.toReversed()])
        }))

    test("is meant as a whole by its name, its beginning and its timestamp; a step by its own", () =>
        inSession(create(place, { migrations }), async (session) => {
            for (const to of [one.name, "Tighten", "1700000000002"]) {
                expect((await upgrade(session, { to })).executed.slice(-3)).toEqual(steps)
                await upgrade(session)
                expect((await downgrade(session, { to })).reverted).toEqual([last.name])
                await downgrade(session, { to: "base" })
            }
            expect((await upgrade(session, { to: "TightenStepTwo" })).executed).toEqual([
                first.name,
                one.name,
                two.name,
            ])
            // What a crash has left half-way is gone on with, or gone back from.
            expect((await downgrade(session)).reverted).toEqual([two.name, one.name])
        }))

    test("with a name that nothing has is refused as ever", () =>
        inSession(create(place, { migrations }), async (session) => {
            expect(await rejection(upgrade(session, { to: "Tight2" }))).toMatchObject({ code: "REVISION_UNKNOWN" })
        }))
})
