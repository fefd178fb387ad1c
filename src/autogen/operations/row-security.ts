import { authorization } from "../core/hazards/authorization.js"
import type { SqlContext } from "../core/operation.js"
import { hazard, statement, type Statement } from "../core/statement.js"
import { resolveKey, resolveSql, type TableName } from "./table-name.js"

/** The operations on row level security. */
export const rowSecurityOperations = {
    /** ALTER TABLE … ENABLE or DISABLE, FORCE or NO FORCE ROW LEVEL SECURITY. What is not said stays as it is. */
    setRowSecurity(
        context: SqlContext,
        table: TableName,
        options: { readonly enabled?: boolean; readonly forced?: boolean },
    ): readonly Statement[] {
        const { enabled, forced } = options
        const actions = [
            enabled === undefined ? "" : `${enabled ? "ENABLE" : "DISABLE"} ROW LEVEL SECURITY`,
            forced === undefined ? "" : `${forced ? "FORCE" : "NO FORCE"} ROW LEVEL SECURITY`,
        ].filter(Boolean)
        if (actions.length === 0) return []
        const object = resolveKey(context, "row-security", table)
        const isRelaxed = enabled === false || forced === false
        const text = isRelaxed ? authorization.rowSecurityRelaxed : authorization.rowSecurityEnforced
        return [
            statement(`ALTER TABLE ${resolveSql(context, table)} ${actions.join(", ")}`, {
                lock: "ACCESS EXCLUSIVE",
                hazards: [hazard(text, object)],
            }),
        ]
    },
} as const
