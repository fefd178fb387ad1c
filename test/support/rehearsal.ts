import type { PGlite } from "@electric-sql/pglite"
import { differingKeys } from "../../src/autogen/compare/compare.js"
import type { Plan } from "../../src/autogen/core/plan.js"
import { inspectInTransaction } from "../../src/autogen/inspect/inspect.js"
import { createStatements } from "../../src/autogen/planning/create-statements.js"
import { sameInPrint } from "../../src/autogen/planning/normalize-prints.js"
import { rehearse, type Proof } from "../../src/autogen/rehearse/rehearse.js"
import type { ServerNames } from "../../src/autogen/rehearse/server-names.js"
import { createPglite, resetPglite } from "./pglite.js"
import { preparingInSession } from "./prepared.js"

/** Where plans are rehearsed as `generate` rehearses them. */
export interface RehearsalStage {
    /** `names`: what the database has and no kind reads. */
    rehearse(plan: Plan, names?: ServerNames): Promise<Proof>
    close(): Promise<void>
}

/** One PGlite for all rehearsals, one after the other, emptied after each. */
export function rehearsalStage(): RehearsalStage {
    let opened: Promise<PGlite> | undefined
    const openEmbedded = async () => {
        const db = await (opened ??= createPglite())
        return {
            query: preparingInSession(
                db,
                async (sql, params) => (await db.query<Record<string, unknown>>(sql, params && [...params])).rows,
            ),
            exec: async (sql: string) => void (await db.exec(sql)),
            close: () => resetPglite(db),
        }
    }
    const tools = {
        inspect: inspectInTransaction,
        createStatements,
        differences: differingKeys,
        sameInPrint,
        openEmbedded,
    }
    return {
        rehearse: (plan, names) => rehearse(plan, { ...tools, ...(names && { names }) }, Date.now),
        close: async () => (await opened)?.close(),
    }
}
