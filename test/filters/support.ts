import { afterAll, afterEach, beforeAll, beforeEach } from "vitest"
import type { PGlite } from "@electric-sql/pglite"
import { DataSource } from "typeorm"
import { changedObject } from "../../src/autogen/core/change.js"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { reusedDatabases, type Database } from "../support/databases.js"
import { createPglite, resetPglite } from "../support/pglite.js"
import { serverFor, sharedVersions, type ServerVersion } from "../support/servers.js"
import type { PlanOptions } from "../../src/autogen/planning/plan-options.js"

/** Entities, as a DataSource takes them. */
export type Entities = readonly (new () => object)[]

/** A database that is emptied for each test. */
export interface Ground {
    exec(sql: string): Promise<void>
    query(sql: string, params?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>
    /** As a project plans whose migrations have made all that is there. */
    plan(entities: Entities, options?: PlanOptions): Promise<Plan>
    apply(operations: Plan["up"]): Promise<void>
}

/** Where a file's tests run: the embedded Postgres, and each server. `use` makes the ground, in the block of their tests. */
export const places: readonly { readonly place: string; use(): Ground }[] = [
    { place: "PGlite", use: pgliteGround },
    ...sharedVersions().map((version) => ({ place: `PostgreSQL ${version}`, use: () => serverGround(version) })),
]

function pgliteGround(): Ground {
    let pglite: PGlite
    beforeAll(async () => void (pglite = await createPglite()))
    afterAll(() => pglite.close())
    beforeEach(() => resetPglite(pglite))
    return groundOf(
        async (sql) => void (await pglite.exec(sql)),
        async (sql, params) => (await pglite.query<Record<string, unknown>>(sql, params && [...params])).rows,
    )
}

function serverGround(version: ServerVersion): Ground {
    const databases = reusedDatabases(serverFor(version), { prefix: "filters" })
    let database: Database
    beforeEach(async () => void (database = await databases.open()))
    afterEach(() => database.close())
    return groundOf(
        async (sql) => void (await database.query(sql)),
        (sql, params) => database.query(sql, params),
    )
}

function groundOf(exec: Ground["exec"], query: Ground["query"]): Ground {
    return {
        exec,
        query,
        plan: (entities, options = {}) =>
            planEntities(
                new DataSource({ type: "postgres", entities: [...entities] }),
                { query },
                { isManaged: () => true, ...options },
            ),
        apply: async (operations) => {
            for (const { sql } of statementsOf(operations)) await exec(sql)
        },
    }
}

/** The changes of a plan as words: `create table:public.room`. */
export function changesOf(plan: Plan): readonly string[] {
    return plan.changes.map((change) => `${change.kind} ${changedObject(change).key}`)
}

/** The diagnostics of a plan as words: `unmanaged table:public.room`. */
export function diagnosticsOf(plan: Plan): readonly string[] {
    return plan.diagnostics.map(({ code, object }) => `${code} ${object}`)
}
