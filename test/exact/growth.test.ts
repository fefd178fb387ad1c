// @module-tag rest
import { Session } from "node:inspector/promises"
import { DataSource, EntitySchema, type EntitySchemaColumnOptions } from "typeorm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { pgliteGround, type Ground, type Place } from "./support/place.js"
import type { PlanOptions } from "../../src/autogen/planning/plan-options.js"

const FEW = 20
const TIMES = 4

/** Sorting costs a logarithm more than the number of tables. What is called seldom says nothing. */
const TOLERANCE = 1.7
const SELDOM = 2000

type State = "before" | "after"

/** Tables that refer to one another, with something of everything that the planner treats one by one; `after`, all of it has changed. */
function tables(count: number, state: State): readonly EntitySchema[] {
    const pick = <T>(before: T, after: T): T => (state === "before" ? before : after)
    return Array.from({ length: count }, (_, index) => {
        const nameOf = (at: number): string => `t${String(Math.max(at, 0)).padStart(4, "0")}`
        const name = nameOf(index)
        const columns: Record<string, EntitySchemaColumnOptions> = {
            id: { type: "int", primary: true, generated: "increment" },
            size: { type: pick("int", "bigint"), nullable: true },
            code: { type: "varchar", length: pick(36, 40), default: () => `upper('a${index}'::text)` },
            [pick("label", "title")]: { type: "text", nullable: true, comment: pick("a", "b") },
            kind: { type: "enum", enum: pick(["new", `old ${index}`], [`old ${index}`]), default: `old ${index}` },
            owner: { type: "int", nullable: pick(true, false) },
            twice: { type: "text", generatedType: "STORED", asExpression: `"code" || '${index}'`, nullable: true },
        }
        return new EntitySchema({
            name,
            columns,
            indices: [{ name: `${name}_ix`, columns: ["size"], where: `"size" > ${pick(index, index + 1)}` }],
            uniques: [
                { name: `${name}_uq`, columns: pick(["code"], ["code", "size"]) },
                { name: pick(`${name}_a`, `${name}_b`), columns: ["size"] },
            ],
            checks: [
                { name: `${name}_ck`, expression: `"size" BETWEEN 0 AND ${pick(index + 1, index)}` },
                { name: `${name}_own`, expression: `"${name}"."size" <> 7` },
            ],
            foreignKeys: [
                {
                    target: nameOf(index - 1),
                    columnNames: ["owner"],
                    referencedColumnNames: ["id"],
                    onDelete: pick("CASCADE", "NO ACTION"),
                },
            ],
        })
    })
}

describe("the work of a plan", () => {
    let ground: Ground
    let place: Place
    const session = new Session()
    beforeAll(async () => {
        ground = await pgliteGround()
        place = await ground.open()
        session.connect()
        await session.post("Profiler.enable")
        await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false })
    })
    afterAll(async () => {
        session.disconnect()
        await place.close()
        await ground.close()
    })

    /** How often each function of the library has been called since it was last asked. */
    async function calls(): Promise<ReadonlyMap<string, number>> {
        const { result } = await session.post("Profiler.takePreciseCoverage")
        const counts = new Map<string, number>()
        for (const { url, functions } of result) {
            const [, file] = url.split("/src/autogen/")
            if (file === undefined) continue
            for (const { functionName, ranges } of functions) {
                const [range] = ranges
                const name = `${functionName} in ${file} at ${range?.startOffset}`
                counts.set(name, (counts.get(name) ?? 0) + (range?.count ?? 0))
            }
        }
        return counts
    }

    async function counted(entities: readonly EntitySchema[], options: PlanOptions = {}) {
        await calls()
        const source = new DataSource({ type: "postgres", entities: [...entities] })
        const plan = await planEntities(source, place, { isManaged: ({ path }) => path.length > 1, ...options })
        return { plan, counts: await calls() }
    }

    /** A life of so many tables: made, compared, changed with and without interruption, dropped. */
    async function life(count: number): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
        const apply = async ({ up }: Plan) => {
            for (const { sql } of statementsOf(up)) await place.query(sql)
        }
        const made = await counted(tables(count, "before"))
        await apply(made.plan)
        const compared = await counted(tables(count, "before"))
        expect(compared.plan.changes).toEqual([])
        const after = tables(count, "after")
        const renames = after.map(({ options: { name } }) => `column public.${name}.label:title`)
        const map = after.map(({ options: { name } }, index) => `${name}_kind_enum.new:"old ${index}"`)
        const changed = await counted(after, { renames, map })
        const online = await counted(after, { renames, map, online: true })
        const unsaid = await counted(after)
        await apply(changed.plan)
        const dropped = await counted([])
        await apply(dropped.plan)
        return new Map(
            Object.entries({ made, compared, changed, online, unsaid, dropped }).map(([k, v]) => [k, v.counts]),
        )
    }

    test("grows with the number of tables, and not with its square", async () => {
        // What has never run is not counted when it runs first.
        await life(2)
        const few = await life(FEW)
        const many = await life(FEW * TIMES)
        const steep = [...many].flatMap(([part, counts]) =>
            [...counts].flatMap(([name, count]) => {
                const before = few.get(part)?.get(name) ?? 0
                return count > SELDOM && count > before * TIMES * TOLERANCE
                    ? [`${part}: ${name}: ${before} to ${count}`]
                    : []
            }),
        )
        expect(steep).toEqual([])
    })
})
