import type { DataSource } from "typeorm"
import { expect } from "vitest"
import type { Change } from "../../../src/autogen/core/change.js"
import { changedObject } from "../../../src/autogen/core/change.js"
import type { Diagnostic } from "../../../src/autogen/core/diagnostic.js"
import type { ObjectKey } from "../../../src/autogen/core/object-key.js"
import { hazardsOf, statementsOf, type Operations, type Plan } from "../../../src/autogen/core/plan.js"
import { planEntities, planSchemas } from "../../../src/autogen/planning/plan-entities.js"
import { holdings, lostBetween } from "../../support/holdings.js"
import { expectStepsToMeet } from "../../support/steps.js"
import type { ChangeCase, Declared, ExactCase, Orm } from "./case.js"
import type { BothPlans } from "./golden.js"
import type { Ground, Place } from "./place.js"
import { runMeasured, runMeasuredBothWays, sqlOf } from "./measured.js"
import { restore, withRoles } from "./restored.js"
import { seedRows } from "./seed-rows.js"
import type { PlanOptions } from "../../../src/autogen/planning/plan-options.js"

/** How much of a schema is compared: a dump takes long on a server. */
export type Look = "dump" | "fingerprint"

interface Picture {
    readonly dump: string
    readonly fingerprint: readonly string[]
}

const inAnyOrder = { columnOrder: "ignore" } as const
const afterChanges = { columnOrder: "ignore", notNullNames: "ignore" } as const

/** The oracle for entities: ours from nothing, TypeORM's `synchronize`, both the same, both in sync, and the way back. */
export async function checkCase(orm: Orm, ground: Ground, example: ExactCase, look: Look): Promise<void> {
    const declared = example.declare(orm)
    const restorable: Restorable[] = []
    const same = example.typeormWritesOtherwise?.same ?? ((text: string) => text)
    const ours = await inPlace(ground, example.prepare, async (place) => {
        const before = await startOf(ground, place, example.prepare, look)
        const plan = await planFor(orm, declared, place)
        await expectProven(ground, plan, example.notRehearsed)
        await apply(place, plan.up)
        await expectInSync(orm, declared, place, example.prepare)
        const made = await take(place, look, inAnyOrder, (dump) => restorable.push({ declared, dump }))
        const log = await typeormQueries(orm, declared, place)
        if (example.typeormSeesDifferences === undefined) expect(log).toEqual([])
        else expect(log, "TypeORM sees no difference (any more)").not.toEqual([])
        await apply(place, plan.down)
        expect(withSame(await take(place, look), same)).toEqual(withSame(before, same))
        return made
    })
    await expectInSyncOnceRestored(orm, ground, restorable, example.prepare)
    if (example.typeormFails !== undefined) return
    await inPlace(ground, example.prepare, async (place) => {
        await synchronize(orm, declared, place)
        const plan = await planFor(orm, declared, place)
        expect(plan.diagnostics.filter(({ code }) => code !== "unmanaged" && code !== "unmodelled")).toEqual([])
        expect(changesOf(plan)).toEqual(example.typeormStoresOtherwise?.changes ?? [])
        await apply(place, plan.up)
        expect(withSame(await take(place, look), same)).toEqual(withSame(ours, same))
    })
}

/** How a change is checked. */
export interface ChangeChecks extends Pick<PlanOptions, "online"> {
    /** Gets the plan in both its forms before it runs. */
    golden?(plans: BothPlans): Promise<void>
    /** Whether both forms are run statement by statement, and held against what is said of locks, rewrites and reading. */
    readonly measured?: boolean
}

/** The oracle for changes: found, applied, then equal to what is built straight from the result, in sync, and the way back. */
export async function checkChange(
    orm: Orm,
    ground: Ground,
    example: ChangeCase,
    look: Look,
    { online = false, golden, measured = false }: ChangeChecks = {},
): Promise<void> {
    const [before, after] = [example.before(orm), example.after(orm)]
    const restorable: Restorable[] = []
    const options = example.renames ? inAnyOrder : afterChanges
    const books = (place: Place) => (example.booksStay === undefined ? booksOf(place) : [])
    const target = await inPlace(ground, example.prepare, async (place) => {
        await apply(place, (await planFor(orm, after, place)).up)
        if (example.byHand !== undefined) await place.query(example.byHand)
        return { ...(await take(place, look, options)), books: await books(place) }
    })
    await inPlace(ground, example.prepare, async (place) => {
        await apply(place, (await planFor(orm, before, place)).up)
        if (example.byHand !== undefined) await place.query(example.byHand)
        const start = await place.fingerprint(options)
        if (example.rows !== undefined) await place.query(example.rows)
        else {
            const { tables, rows } = await seedRows(place)
            expect(tables === 0 || rows > 0, "the case has no rows").toBe(true)
        }
        const kept = async () => (example.keeps === undefined ? [] : await place.query(example.keeps))
        const rows = await kept()
        const conversions = { map: example.map ?? [], using: example.using ?? {} }
        const plan = await planFor(orm, after, place, example.renames, { ...conversions, online })
        expect(plan.changes, "the change is missed").not.toEqual([])
        const both = { plain: plan, online: golden || measured ? await inOnlineForms(orm, example, place, plan) : plan }
        await golden?.(both)
        if (online) expectRepeatable(plan)
        const sql = statementsOf(plan.up).map((statement) => statement.sql)
        if (example.saysNot) expect(sql.join("\n")).not.toMatch(example.saysNot)
        if (example.losesNothing) expect(deletionsOf(plan)).toEqual([])
        await expectProven(ground, plan)
        const held = await holdings((text) => place.query(text))
        const run = measured ? runMeasured : apply
        for (const step of plan.steps) await run(place, step.up)
        const now = await holdings((text) => place.query(text))
        expect(lostBetween(held, now, losersOf(plan.up)), "lost without a hazard").toEqual([])
        await expectInSync(orm, after, place, example.prepare ?? example.byHand)
        const made = await take(place, look, options, (dump) => restorable.push({ declared: after, dump }))
        expect({ ...made, books: await books(place) }).toEqual(target)
        if (example.typeormAgrees) expect(await typeormQueries(orm, after, place)).toEqual([])
        expect(await kept()).toEqual(rows)
        if (example.works !== undefined) await place.query(`BEGIN; ${example.works}; ROLLBACK`)
        for (const step of plan.steps.toReversed()) await run(place, step.down)
        const back = await holdings((text) => place.query(text))
        expect(lostBetween(now, back, losersOf(plan.down)), "lost on the way back without a hazard").toEqual([])
        expect(await place.fingerprint(options)).toEqual(start)
        expect(await kept()).toEqual(rows)
        await expectInSync(orm, before, place, example.prepare ?? example.byHand)
        if (look === "dump") {
            const { restorable: dump } = await place.dumpForBoth()
            restorable.push({ declared: before, dump: await withRoles(place, dump) })
        }
        await expectStepsToMeet(
            plan.steps,
            (operations) => apply(place, operations),
            () => place.fingerprint(),
        )
        if (measured && sqlOf(both.online) !== sqlOf(plan)) await runMeasuredBothWays(place, both.online)
    })
    await expectInSyncOnceRestored(orm, ground, restorable, example.prepare ?? example.byHand)
}

/** The plan of the same change in the forms that keep tables usable. */
async function inOnlineForms(orm: Orm, example: ChangeCase, place: Place, plan: Plan): Promise<Plan> {
    // Where nothing is renamed the schemas that have been read say all.
    if (!plan.changes.some(({ kind }) => kind === "rename"))
        return planSchemas(plan.current, plan.desired, { online: true })
    const { map = [], using = {}, renames } = example
    return planFor(orm, example.after(orm), place, renames, { map, using, online: true })
}

/** A dump of what entities have made. */
interface Restorable {
    readonly declared: Declared
    readonly dump: string
}

/** Postgres prints some expressions otherwise once they are read back: a database that is restored from a dump must be in sync too. */
async function expectInSyncOnceRestored(
    orm: Orm,
    ground: Ground,
    restorable: readonly Restorable[],
    prepared: string | undefined,
): Promise<void> {
    for (const { declared, dump } of restorable) {
        await inPlace(ground, undefined, async (place) => {
            await restore(place, dump)
            await expectInSync(orm, declared, place, prepared)
        })
    }
}

/** Builds the entities and plans again: there must be nothing to do, and nothing that could not be compared. */
export async function expectInSync(orm: Orm, declared: Declared, place: Place, prepared?: string): Promise<void> {
    const plan = await planFor(orm, declared, place)
    expect(changesOf(plan)).toEqual([])
    // What nobody declares is what the case has put there.
    const isPrepared = ({ code }: Diagnostic): boolean =>
        prepared !== undefined && (code === "unmanaged" || code === "unmodelled")
    expect(plan.diagnostics.filter((diagnostic) => !isPrepared(diagnostic))).toEqual([])
}

/** Plans these entities against the place, as a project does whose migrations have made all that is there. */
export async function planFor(
    orm: Orm,
    declared: Declared,
    place: Place,
    renames: PlanOptions["renames"] = [],
    more: PlanOptions = {},
): Promise<Plan> {
    const options: PlanOptions = { isManaged: (object) => object.path.length > 1, renames, ...more }
    return planEntities(dataSourceOf(orm, declared, place), place, options)
}

/** What nothing rolls back when it fails must be such that it can be run again. */
function expectRepeatable({ steps }: Plan): void {
    const open = steps
        .map(({ up, down }) => [...statementsOf(up), ...statementsOf(down)])
        .filter((statements) => statements.some(({ transaction }) => transaction === "outside"))
    const repeatable = /^(DROP|CREATE( UNIQUE)?) INDEX CONCURRENTLY |VALIDATE CONSTRAINT|^COMMENT ON|^DO /
    const others = open.flat().filter(({ sql }) => !repeatable.test(sql))
    expect(others.map(({ sql }) => sql)).toEqual([])
}

/** What `generate` asks of a plan before it writes it. */
async function expectProven(ground: Ground, plan: Plan, notRehearsed?: RegExp): Promise<void> {
    if (!ground.rehearse) return
    const proof = await ground.rehearse(plan)
    const reason = proof.proven ? "" : proof.diagnostic.message
    if (notRehearsed) expect(reason).toMatch(notRehearsed)
    else expect(reason).toBe("")
}

/** Runs one direction of a plan, statement by statement. */
export async function apply(place: Place, operations: Operations): Promise<void> {
    for (const { sql } of statementsOf(operations)) {
        try {
            await place.query(sql)
        } catch (error) {
            throw new Error(`${error instanceof Error ? error.message : String(error)}\nin ${sql}`, { cause: error })
        }
    }
}

/** A DataSource of these entities over the place. */
export function dataSourceOf(orm: Orm, declared: Declared, place: Place): DataSource {
    return new orm.DataSource({
        type: "postgres",
        ...place.connection,
        ...declared.options,
        entities: [...declared.entities],
    })
}

/** Opens a place with what the case wants there, and closes it whatever happens. */
export async function inPlace<R>(
    ground: Ground,
    prepare: string | undefined,
    work: (place: Place) => Promise<R>,
): Promise<R> {
    const place = await ground.open()
    try {
        if (prepare !== undefined) await place.query(prepare)
        return await work(place)
    } finally {
        await place.close()
    }
}

/** Lets TypeORM make the tables. */
export async function synchronize(orm: Orm, declared: Declared, place: Place): Promise<void> {
    const dataSource = await dataSourceOf(orm, declared, place).initialize()
    try {
        await dataSource.synchronize()
    } finally {
        await dataSource.destroy()
    }
}

/** What TypeORM's own builder would do. */
export async function typeormQueries(orm: Orm, declared: Declared, place: Place): Promise<readonly string[]> {
    const dataSource = await dataSourceOf(orm, declared, place).initialize()
    try {
        const log = await dataSource.driver.createSchemaBuilder().log()
        return log.upQueries.map(({ query }) => query)
    } catch (error) {
        return [`fails: ${String(error)}`]
    } finally {
        await dataSource.destroy()
    }
}

function deletionsOf(plan: Plan): readonly string[] {
    return [...losersOf(plan.up), ...losersOf(plan.down)]
}

/** The objects of which is said that their data is deleted. */
export function losersOf(operations: Operations): ReadonlySet<ObjectKey> {
    return new Set(
        hazardsOf(operations)
            .filter(({ kind }) => kind === "deletes-data")
            .map(({ object }) => object),
    )
}

/** What TypeORM's own table of views and generated columns says. */
async function booksOf(place: Place): Promise<readonly string[]> {
    const [found] = await place.query("SELECT to_regclass('typeorm_metadata') IS NOT NULL AS there")
    if (!found?.["there"]) return []
    const rows = await place.query(`SELECT "type", "schema", "table", "name", "value" FROM "typeorm_metadata"`)
    return rows.map((row) => JSON.stringify(row)).sort()
}

/** `keep` gets the dump that was looked at, to be restored. */
async function take(
    place: Place,
    look: Look,
    options: Parameters<Place["dump"]>[0] = inAnyOrder,
    keep?: (restorable: string) => void,
): Promise<Picture> {
    const dumps = look === "dump" ? await place.dumpForBoth(options) : undefined
    if (dumps) keep?.(await withRoles(place, dumps.restorable))
    return { dump: dumps?.normalised ?? "", fingerprint: await place.fingerprint(options) }
}

const starts = new WeakMap<Ground, Map<string, Picture>>()

/** What a case starts from: the same for all that prepare the same. */
async function startOf(ground: Ground, place: Place, prepare: string | undefined, look: Look): Promise<Picture> {
    const known = starts.get(ground) ?? new Map<string, Picture>()
    starts.set(ground, known)
    const key = `${look} ${prepare ?? ""}`
    const start = known.get(key) ?? (await take(place, look))
    known.set(key, start)
    return start
}

function withSame(picture: Picture, same: (text: string) => string): Picture {
    return { dump: same(picture.dump), fingerprint: picture.fingerprint.map(same).filter((line) => line !== "") }
}

/** What a plan changes, in words that show why. */
export function changesOf(plan: Plan): readonly string[] {
    return plan.changes.map(changeText)
}

function changeText(change: Change): string {
    const { key } = changedObject(change)
    switch (change.kind) {
        case "create":
            return `create ${key}`
        case "drop":
            return `drop ${key}`
        case "rename":
            return `rename ${change.from.key} to ${key}`
        case "alter":
        case "replace":
            return `${change.kind} ${key}: ${change.attributes.map((name) => attributeText(change, name)).join(", ")}`
    }
}

function attributeText(change: Change & { readonly kind: "alter" | "replace" }, name: string): string {
    const value = (definition: object): string =>
        JSON.stringify((definition as Readonly<Record<string, unknown>>)[name])
    return `${name} ${value(change.from.definition)} to ${value(change.to.definition)}`
}
