import type { SqlContext } from "../core/operation.js"
import { statement, type Statement } from "../core/statement.js"
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
        const [reason, safer] =
            enabled === false || forced === false
                ? ([
                      "the policies of the table no longer hold for everybody for whom they held",
                      "first take the rights on the table from those who may not see every row",
                  ] as const)
                : ([
                      "rows that no policy lets through can no longer be read or written",
                      "have the policies ready, and read and write as each role that uses the table (SET ROLE) before you deploy",
                  ] as const)
        return [
            statement(`ALTER TABLE ${resolveSql(context, table)} ${actions.join(", ")}`, {
                lock: "ACCESS EXCLUSIVE",
                hazards: [{ kind: "changes-authorization", object, reason, safer }],
            }),
        ]
    },
} as const
