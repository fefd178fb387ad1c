import { quoteIdent } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { statement, type Statement } from "../core/statement.js"
import { commentSql } from "./table-items.js"
import { resolveSql, type TableName } from "./table-name.js"

const EVENTS = { select: "SELECT", insert: "INSERT", update: "UPDATE", delete: "DELETE" } as const

const FIRING = { always: "ENABLE ALWAYS RULE", replica: "ENABLE REPLICA RULE", never: "DISABLE RULE" } as const

export type RuleEvent = keyof typeof EVENTS

export type RuleFiring = keyof typeof FIRING

/** Options of `op.createRule`. */
export interface CreateRuleOptions {
    readonly on: RuleEvent
    /** What it does, as SQL: `WHERE new.id > 0 DO INSTEAD NOTHING`. */
    readonly does: string
    /** When it works where that is not by itself. Only on tables. */
    readonly enabled?: RuleFiring
    readonly comment?: string
    /** Whether it is on a view, so that nobody's rows are locked. */
    readonly view?: boolean
}

/** The operations on rules. */
export const ruleOperations = {
    /** CREATE RULE on a table or a view. */
    createRule(context: SqlContext, name: string, table: TableName, options: CreateRuleOptions): readonly Statement[] {
        const { on, does, enabled, comment, view } = options
        if (!Object.hasOwn(EVENTS, on)) throw new TypeError(`"${String(on)}" is not an event of a rule`)
        if (enabled !== undefined && !Object.hasOwn(FIRING, enabled))
            throw new TypeError(`"${String(enabled)}" is not a firing mode of a rule`)
        const relation = resolveSql(context, table)
        // What it writes to is locked as by the writing itself.
        const writes = /\b(?:insert|update|delete)\b/i.test(does)
        const lock = view ? (writes ? "ROW EXCLUSIVE" : null) : "ACCESS EXCLUSIVE"
        return [
            statement(`CREATE RULE ${quoteIdent(name)} AS ON ${EVENTS[on]} TO ${relation} ${does}`, { lock }),
            ...(enabled === undefined
                ? []
                : [
                      statement(`ALTER TABLE ${relation} ${FIRING[enabled]} ${quoteIdent(name)}`, {
                          lock: "ACCESS EXCLUSIVE",
                      }),
                  ]),
            ...(comment === undefined
                ? []
                : [statement(commentSql(`RULE ${quoteIdent(name)} ON ${relation}`, comment))]),
        ]
    },

    /** DROP RULE. */
    dropRule(
        context: SqlContext,
        name: string,
        table: TableName,
        options: { readonly ifExists?: boolean; readonly view?: boolean } = {},
    ): readonly Statement[] {
        const sql = `DROP RULE ${options.ifExists ? "IF EXISTS " : ""}${quoteIdent(name)} ON ${resolveSql(context, table)}`
        return [statement(sql, { lock: options.view ? null : "ACCESS EXCLUSIVE" })]
    },
} as const
