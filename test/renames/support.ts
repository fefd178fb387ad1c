import * as typeorm from "typeorm"
import { hazardsOf, statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import type { AutogenError } from "../../src/autogen/core/errors.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import type { Class } from "../exact/support/case.js"
import { dataSourceOf } from "../exact/support/check-case.js"
import type { Ground, Place } from "../exact/support/place.js"
import type { PlanOptions } from "../../src/autogen/planning/plan-options.js"

/** Plans entities against a database that these statements have made, all of it by migrations of the project. */
export async function planAgainst(
    ground: Ground,
    sql: readonly string[],
    entities: readonly (Class | typeorm.EntitySchema)[],
    options: PlanOptions = {},
): Promise<Plan> {
    const place: Place = await ground.open()
    try {
        for (const statement of sql) await place.query(statement)
        const managed: PlanOptions = { isManaged: (object) => object.path.length > 1, ...options }
        return await planEntities(dataSourceOf(typeorm, { entities }, place), place, managed)
    } finally {
        await place.close()
    }
}

/** What a plan renames, drops and creates among tables and columns. */
export function namesOf(plan: Plan): readonly string[] {
    return plan.changes.flatMap((change) => {
        if (change.kind === "rename") return [`${change.from.key} -> ${change.to.key}`]
        if (change.kind !== "create" && change.kind !== "drop") return []
        return ["table", "column"].includes(change.object.kind) ? [`${change.kind} ${change.object.key}`] : []
    })
}

/** What is lost on the way up. */
export function losses(plan: Plan): readonly string[] {
    return hazardsOf(plan.up).flatMap(({ kind, object }) => (kind === "deletes-data" ? [object] : []))
}

/** The statements of the way up. */
export function sqlOf(plan: Plan): readonly string[] {
    return statementsOf(plan.up).map(({ sql }) => sql)
}

/** The error with which a promise ends. */
export async function errorOf(promise: Promise<unknown>): Promise<AutogenError> {
    return promise.then(
        () => {
            throw new Error("nothing was thrown")
        },
        (error: unknown) => error as AutogenError,
    )
}
