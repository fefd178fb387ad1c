import * as typeorm from "typeorm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { hazardsOf } from "../../src/autogen/core/plan.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
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

test("a policy, a trigger and rights on a column that goes are told, and come back with it", async () => {
    const entities = [tableOf(typeorm, "sample", {})]
    const before = [tableOf(typeorm, "sample", { value: { type: "text", nullable: true } })]
    await inPlace(ground, undefined, async (place) => {
        await apply(place, (await planEntities(dataSourceOf(typeorm, { entities: before }, place), place)).up)
        await place.query(`
            CREATE ROLE reader; CREATE ROLE writer;
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE POLICY kept ON sample USING (id > 0); CREATE POLICY lost ON sample USING (value > '');
            CREATE TRIGGER lost BEFORE UPDATE OF value ON sample FOR EACH ROW EXECUTE FUNCTION touch();
            GRANT SELECT (value) ON sample TO reader; GRANT INSERT ON sample TO writer`)
        const start = [await place.dump(), await place.fingerprint()]
        const plan = await planEntities(dataSourceOf(typeorm, { entities }, place), place, { isManaged: () => true })
        expect(plan.diagnostics.map(({ code, object }) => [code, object])).toEqual([
            ["unmanaged", "policy:public.sample.kept"],
            ["unmanaged-dependent", "policy:public.sample.lost"],
            ["unmanaged-dependent", "trigger:public.sample.lost"],
            ["unmodelled", null],
        ])
        const said = hazardsOf(plan.up).flatMap(({ kind, object }) =>
            kind === "changes-authorization" ? [object] : [],
        )
        expect(said).toEqual(["policy:public.sample.lost"])
        await apply(place, plan.up)
        await apply(place, plan.down)
        expect([await place.dump(), await place.fingerprint()]).toEqual(start)
    })
})

test("what the rehearsal cannot make is left out of it, and told", async () => {
    const entities = (type: "varchar" | "text") => [tableOf(typeorm, "sample", { value: { type } })]
    await inPlace(ground, undefined, async (place) => {
        const before = dataSourceOf(typeorm, { entities: entities("varchar") }, place)
        await apply(place, (await planEntities(before, place)).up)
        await place.query(`
            CREATE SCHEMA auth; CREATE FUNCTION auth.mine(text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
            CREATE FUNCTION auth.touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE ROLE reader;
            CREATE POLICY unknown ON sample USING (auth.mine(value)); CREATE POLICY known ON sample TO reader USING (value > '');
            CREATE TRIGGER touched BEFORE UPDATE OF value ON sample FOR EACH ROW EXECUTE FUNCTION auth.touch()`)
        const plan = await planEntities(dataSourceOf(typeorm, { entities: entities("text") }, place), place)
        const proof = await ground.rehearse?.(plan)
        expect(proof).toMatchObject({
            proven: true,
            leftOut: [{ code: "not-rehearsed", object: "policy:public.sample.unknown" }],
        })
        await apply(place, plan.up)
    })
})

test("a right and a comment on a view's column that goes are told, and come back with it", async () => {
    const entities = (more: string) => {
        const seen = class {}
        typeorm.ViewColumn()(seen.prototype, "id")
        typeorm.ViewEntity({ name: "seen", expression: `SELECT "id"${more} FROM "sample"` })(seen)
        return [tableOf(typeorm, "sample", {}), seen]
    }
    await inPlace(ground, undefined, async (place) => {
        const before = dataSourceOf(typeorm, { entities: entities(", 1 AS one") }, place)
        await apply(place, (await planEntities(before, place)).up)
        await place.query(`
            CREATE ROLE reader; GRANT SELECT (one), UPDATE (id) ON seen TO reader; GRANT INSERT ON seen TO reader;
            COMMENT ON COLUMN seen.one IS 'one'; COMMENT ON COLUMN seen.id IS 'id'`)
        const start = [await place.dump(), await place.fingerprint()]
        const plan = await planEntities(dataSourceOf(typeorm, { entities: entities("") }, place), place)
        const told = plan.diagnostics.filter(({ code }) => code === "unmanaged-dependent")
        expect(told.map(({ object }) => object)).toEqual([
            "comment on view column:public.seen.one",
            "privilege:public.seen.one",
        ])
        await apply(place, plan.up)
        expect((await place.dump()).split("\n").filter((line) => /^(GRANT|COMMENT)/.test(line))).toEqual([
            "COMMENT ON COLUMN public.seen.id IS 'id';",
            "GRANT INSERT ON TABLE public.seen TO reader;",
            "GRANT UPDATE(id) ON TABLE public.seen TO reader;",
        ])
        await apply(place, plan.down)
        expect([await place.dump(), await place.fingerprint()]).toEqual(start)
    })
})
