import * as typeorm from "typeorm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { planEntities } from "../../src/autogen/plan-entities.js"
import { tableOf } from "./support/case.js"
import { apply, dataSourceOf, inPlace } from "./support/check-case.js"
import { pgliteGround, type Ground } from "./support/place.js"

let ground: Ground
beforeAll(async () => void (ground = await pgliteGround()))
afterAll(() => ground.close())

test("a foreign key made by hand goes with the unique constraint that it stands on, and a warning says so", async () => {
    const entities = [tableOf(typeorm, "sample", { value: { type: "int" } })]
    await inPlace(ground, undefined, async (place) => {
        await place.query(`
            CREATE TABLE sample (id integer NOT NULL, value integer NOT NULL, CONSTRAINT ours UNIQUE (value));
            ALTER TABLE sample ADD CONSTRAINT "PK_1e92238b098b5a4d13f6422cba7" PRIMARY KEY (id);
            CREATE TABLE hand (value integer CONSTRAINT theirs REFERENCES sample (value))`)
        const start = await place.dump()
        const isManaged = ({ kind }: { readonly kind: string }): boolean => kind === "unique"
        const plan = await planEntities(dataSourceOf(typeorm, { entities }, place), place, { isManaged })
        expect(plan.diagnostics.map(({ code, object }) => [code, object])).toEqual([
            ["unmanaged", "table:public.hand"],
            ["unmanaged-dependent", "foreign-key:public.hand.theirs"],
        ])
        await apply(place, plan.up)
        await apply(place, plan.down)
        expect(await place.dump()).toBe(start)
    })
})
