import { quoteLiteral } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { statement, type Statement } from "../core/statement.js"
import { doBlock } from "./do-block.js"

/** What a migration refuses to do. */
export const refusalOperations = {
    /** Stops the migration before it has changed anything, with this reason and what to do instead. */
    refuse(_context: SqlContext, reason: string, next = ""): readonly Statement[] {
        const hint = next === "" ? "" : `, HINT = ${quoteLiteral(next)}`
        const body = `BEGIN RAISE feature_not_supported USING MESSAGE = ${quoteLiteral(reason)}${hint}; END`
        return [statement(doBlock("refusal", body), { refuses: true })]
    },
} as const
