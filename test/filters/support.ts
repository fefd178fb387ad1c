import { afterAll, beforeAll, beforeEach } from "vitest"
import type { PGlite } from "@electric-sql/pglite"
import { DataSource } from "typeorm"
import { changedObject } from "../../src/autogen/core/change.js"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import { planEntities, type PlanOptions } from "../../src/autogen/plan-entities.js"
import { createPglite, resetPglite } from "../support/pglite.js"

/** Entities, as a DataSource takes them. */
export type Entities = readonly (new () => object)[]

/** An embedded Postgres that is emptied for each test. */
export interface Ground {
    exec(sql: string): Promise<void>
    query(sql: string, params?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
    /** As a project plans whose migrations have made all that is there. */
    plan(entities: Entities, options?: PlanOptions): Promise<Plan>
    apply(operations: Plan["up"]): Promise<void>
}

/** Makes the ground of a test file. */
export function pgliteGround(): Ground {
    let pglite: PGlite
    beforeAll(async () => void (pglite = await createPglite()))
    afterAll(() => pglite.close())
    beforeEach(() => resetPglite(pglite))
    const ground: Ground = {
        exec: async (sql) => void (await pglite.exec(sql)),
        query: async (sql, params) => (await pglite.query<Record<string, unknown>>(sql, params && [...params])).rows,
        plan: (entities, options = {}) =>
            planEntities(new DataSource({ type: "postgres", entities: [...entities] }), ground, {
                isManaged: () => true,
                ...options,
            }),
        apply: async (operations) => {
            for (const { sql } of statementsOf(operations)) await pglite.exec(sql)
        },
    }
    return ground
}

/** The changes of a plan as words: `create table:public.room`. */
export function changesOf(plan: Plan): readonly string[] {
    return plan.changes.map((change) => `${change.kind} ${changedObject(change).key}`)
}

/** The diagnostics of a plan as words: `unmanaged table:public.room`. */
export function diagnosticsOf(plan: Plan): readonly string[] {
    return plan.diagnostics.map(({ code, object }) => `${code} ${object}`)
}
