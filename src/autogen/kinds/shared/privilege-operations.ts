import { quoteList } from "../../core/names.js"
import type { SqlContext } from "../../core/operation.js"
import { statement, type Hazard, type Statement } from "../../core/statement.js"
import { roleList } from "./roles.js"
import { resolveKey, resolveSql, type TableName } from "./table-name.js"

const WORDS = ["select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain"] as const

/** A right on a table, a view or its columns. `maintain` is there since PostgreSQL 17. */
export type Privilege = (typeof WORDS)[number]

/** What `op.grant` and `op.revoke` can say beside the roles. */
export interface PrivilegeOptions {
    /** Only these columns; else the whole table or view. */
    readonly columns?: readonly string[]
}

/** Options of `op.grant`. */
export interface GrantOptions extends PrivilegeOptions {
    /** Whether the roles may hand the rights on. */
    readonly grantOption?: boolean
}

/** Options of `op.revoke`. */
export interface RevokeOptions extends PrivilegeOptions {
    /** Takes only the right to hand them on. What was handed on goes too. */
    readonly grantOptionOnly?: boolean
}

function wordsOf(privileges: readonly Privilege[] | "all", columns: readonly string[] | undefined): string {
    const list = columns === undefined ? "" : ` (${quoteList(columns)})`
    if (privileges === "all") return `ALL PRIVILEGES${list}`
    if (privileges.length === 0) throw new TypeError("no right is named")
    return privileges
        .map((privilege) => {
            if (!WORDS.includes(privilege)) throw new TypeError(`"${String(privilege)}" is no right on a table`)
            return `${privilege.toUpperCase()}${list}`
        })
        .join(", ")
}

function hazards(
    context: SqlContext,
    table: TableName,
    options: PrivilegeOptions,
    said: Pick<Hazard, "reason" | "safer">,
): readonly Hazard[] {
    const [first, ...others] = options.columns ?? []
    const inner = first === undefined || others.length > 0 ? [] : [first]
    return [{ kind: "changes-authorization", object: resolveKey(context, "privilege", table, ...inner), ...said }]
}

/** The operations on rights. */
export const privilegeOperations = {
    /** GRANT on a table, a view or its columns. `public` is everybody. */
    grant(
        context: SqlContext,
        table: TableName,
        privileges: readonly Privilege[] | "all",
        to: readonly string[],
        options: GrantOptions = {},
    ): readonly Statement[] {
        const sql = `GRANT ${wordsOf(privileges, options.columns)} ON ${resolveSql(context, table)} TO ${roleList(to)}`
        return [
            statement(`${sql}${options.grantOption ? " WITH GRANT OPTION" : ""}`, {
                hazards: hazards(context, table, options, {
                    reason: "these roles may do more than before",
                    safer: "look up who belongs to these roles, and grant them no more than they need",
                }),
            }),
        ]
    },

    /** REVOKE on a table, a view or its columns; from a whole table, also what was granted on its columns. */
    revoke(
        context: SqlContext,
        table: TableName,
        privileges: readonly Privilege[] | "all",
        from: readonly string[],
        options: RevokeOptions = {},
    ): readonly Statement[] {
        const what = `${options.grantOptionOnly ? "GRANT OPTION FOR " : ""}${wordsOf(privileges, options.columns)}`
        // What was handed on hangs on the right to do so.
        const sql = `REVOKE ${what} ON ${resolveSql(context, table)} FROM ${roleList(from)} CASCADE`
        return [
            statement(sql, {
                hazards: hazards(context, table, options, {
                    reason: "these roles may do less than before",
                    safer: "make sure that nothing which runs as these roles, or has its right from them, needs it any more",
                }),
            }),
        ]
    },
} as const
