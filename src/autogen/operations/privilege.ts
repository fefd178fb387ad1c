import { authorization } from "../core/hazards/authorization.js"
import { quoteList } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { hazard, statement, type Hazard, type HazardText, type Statement } from "../core/statement.js"
import { roleList } from "./roles.js"
import { resolveKey, resolveSql, type TableName } from "./table-name.js"

const WORDS = {
    table: ["select", "insert", "update", "delete", "truncate", "references", "trigger", "maintain"],
    sequence: ["usage", "select", "update"],
    type: ["usage"],
} as const

/** A privilege on a table, a view or its columns, on a sequence or a type. `maintain` is there since PostgreSQL 17. */
export type Privilege = (typeof WORDS)[keyof typeof WORDS][number]

/** What `op.grant` and `op.revoke` can say beside the roles. */
export interface PrivilegeOptions {
    /** What the name is of. Default: a table or a view. */
    readonly on?: "sequence" | "type"
    /** Only these columns; else the whole table or view. */
    readonly columns?: readonly string[]
}

/** Options of `op.grant`. */
export interface GrantOptions extends PrivilegeOptions {
    /** Whether the roles may hand the privileges on. */
    readonly grantOption?: boolean
}

/** Options of `op.revoke`. */
export interface RevokeOptions extends PrivilegeOptions {
    /** Takes only the right to hand them on. What was handed on goes too. */
    readonly grantOptionOnly?: boolean
}

function wordsOf(privileges: readonly Privilege[] | "all", { on, columns }: PrivilegeOptions): string {
    const known: readonly Privilege[] = WORDS[on ?? "table"]
    const list = columns === undefined ? "" : ` (${quoteList(columns)})`
    if (privileges === "all") return `ALL PRIVILEGES${list}`
    if (privileges.length === 0) throw new TypeError("no privilege is named")
    return privileges
        .map((privilege) => {
            if (!known.includes(privilege))
                throw new TypeError(`"${String(privilege)}" is not a privilege on a ${on ?? "table"}`)
            return `${privilege.toUpperCase()}${list}`
        })
        .join(", ")
}

function hazards(
    context: SqlContext,
    table: TableName,
    options: PrivilegeOptions,
    text: HazardText,
): readonly Hazard[] {
    const [first, ...others] = options.columns ?? []
    const inner = first === undefined || others.length > 0 ? [] : [first]
    const kind = options.on === "type" ? "type-privilege" : "privilege"
    return [hazard(text, resolveKey(context, kind, table, ...inner))]
}

/** What the privileges are on. */
function targetOf(context: SqlContext, name: TableName, { on }: PrivilegeOptions): string {
    return `${on === undefined ? "" : `${on.toUpperCase()} `}${resolveSql(context, name)}`
}

/** The operations on privileges. */
export const privilegeOperations = {
    /** GRANT on a table, a view or its columns, on a sequence or a type. `public` is everybody. */
    grant(
        context: SqlContext,
        table: TableName,
        privileges: readonly Privilege[] | "all",
        to: readonly string[],
        options: GrantOptions = {},
    ): readonly Statement[] {
        const sql = `GRANT ${wordsOf(privileges, options)} ON ${targetOf(context, table, options)} TO ${roleList(to)}`
        return [
            statement(`${sql}${options.grantOption ? " WITH GRANT OPTION" : ""}`, {
                hazards: hazards(context, table, options, authorization.granted),
            }),
        ]
    },

    /** REVOKE on a table, a view or its columns, on a sequence or a type; from a whole table, also what was granted on its columns. */
    revoke(
        context: SqlContext,
        table: TableName,
        privileges: readonly Privilege[] | "all",
        from: readonly string[],
        options: RevokeOptions = {},
    ): readonly Statement[] {
        const what = `${options.grantOptionOnly ? "GRANT OPTION FOR " : ""}${wordsOf(privileges, options)}`
        // What was handed on hangs on the right to do so.
        const sql = `REVOKE ${what} ON ${targetOf(context, table, options)} FROM ${roleList(from)} CASCADE`
        return [
            statement(sql, {
                hazards: hazards(context, table, options, authorization.revoked),
            }),
        ]
    },
} as const
