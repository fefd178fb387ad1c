import { quoteIdent, quoteList } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { statement, type Statement } from "../core/statement.js"
import { commentSql, deferrableSql, type Deferrable } from "./table-items.js"
import { resolveSql, type TableName } from "./table-name.js"

/** What a trigger waits for. */
export type TriggerEvent = "insert" | "delete" | "update" | "truncate"

/** When a trigger fires: by itself (`origin`), always, only in the sessions that apply a replication's changes, or never. */
export type TriggerFiring = "origin" | "always" | "replica" | "never"

/** Options of `op.createTrigger`. */
export interface CreateTriggerOptions {
    readonly fires: "before" | "after" | "instead of"
    readonly on: readonly TriggerEvent[]
    /** Of UPDATE OF. */
    readonly columns?: readonly string[]
    /** Default `statement`, as in SQL. */
    readonly each?: "row" | "statement"
    /** A condition as SQL, without the outer parentheses. */
    readonly when?: string
    /** The function with its arguments, as SQL: `public.touch('a')`. */
    readonly execute: string
    readonly oldTable?: string
    readonly newTable?: string
    /** Makes it a constraint trigger. */
    readonly constraint?: { readonly deferrable?: Deferrable; readonly from?: TableName }
    readonly enabled?: TriggerFiring
    readonly comment?: string
}

const FIRES = { before: "BEFORE", after: "AFTER", "instead of": "INSTEAD OF" } as const
const EVENTS = { insert: "INSERT", delete: "DELETE", update: "UPDATE", truncate: "TRUNCATE" } as const
const FIRING = {
    origin: "ENABLE TRIGGER",
    always: "ENABLE ALWAYS TRIGGER",
    replica: "ENABLE REPLICA TRIGGER",
    never: "DISABLE TRIGGER",
} as const

function wordOf<K extends string>(words: Readonly<Record<K, string>>, key: K): string {
    if (!Object.hasOwn(words, key)) throw new TypeError(`"${String(key)}" is none of ${Object.keys(words).join(", ")}`)
    return words[key]
}

function referencing({ oldTable, newTable }: CreateTriggerOptions): string {
    if (oldTable === undefined && newTable === undefined) return ""
    const tables = [
        oldTable === undefined ? "" : ` OLD TABLE AS ${quoteIdent(oldTable)}`,
        newTable === undefined ? "" : ` NEW TABLE AS ${quoteIdent(newTable)}`,
    ]
    return ` REFERENCING${tables.join("")}`
}

function createSql(context: SqlContext, name: string, table: TableName, options: CreateTriggerOptions): string {
    const { constraint, columns, when } = options
    const events = options.on.map((event) =>
        event === "update" && columns !== undefined ? `UPDATE OF ${quoteList(columns)}` : wordOf(EVENTS, event),
    )
    if (events.length === 0) throw new TypeError("a trigger waits for nothing")
    const from = constraint?.from === undefined ? "" : ` FROM ${resolveSql(context, constraint.from)}`
    return [
        `CREATE ${constraint ? "CONSTRAINT " : ""}TRIGGER ${quoteIdent(name)}`,
        ` ${wordOf(FIRES, options.fires)} ${events.join(" OR ")} ON ${resolveSql(context, table)}`,
        `${from}${constraint ? deferrableSql(constraint.deferrable) : ""}${referencing(options)}`,
        ` FOR EACH ${options.each === "row" ? "ROW" : "STATEMENT"}`,
        when === undefined ? "" : ` WHEN (${when})`,
        ` EXECUTE FUNCTION ${options.execute}`,
    ].join("")
}

function firingStatement(context: SqlContext, name: string, table: TableName, firing: TriggerFiring): Statement {
    const sql = `ALTER TABLE ${resolveSql(context, table)} ${wordOf(FIRING, firing)} ${quoteIdent(name)}`
    return statement(sql, { lock: "SHARE ROW EXCLUSIVE" })
}

function commentStatement(context: SqlContext, name: string, table: TableName, comment: string | null): Statement {
    const target = `TRIGGER ${quoteIdent(name)} ON ${resolveSql(context, table)}`
    return statement(commentSql(target, comment))
}

/** The operations on triggers. */
export const triggerOperations = {
    /** CREATE TRIGGER on a table or a view. */
    createTrigger(
        context: SqlContext,
        name: string,
        table: TableName,
        options: CreateTriggerOptions,
    ): readonly Statement[] {
        // Only views have these, and a view locks nobody's rows.
        const lock = options.fires === "instead of" ? null : "SHARE ROW EXCLUSIVE"
        return [
            statement(createSql(context, name, table, options), { lock }),
            ...(options.enabled === undefined ? [] : [firingStatement(context, name, table, options.enabled)]),
            ...(options.comment === undefined ? [] : [commentStatement(context, name, table, options.comment)]),
        ]
    },

    /** ALTER TABLE … ENABLE or DISABLE TRIGGER, and the trigger's comment; null takes it away. */
    alterTrigger(
        context: SqlContext,
        name: string,
        table: TableName,
        options: { readonly enabled?: TriggerFiring; readonly comment?: string | null },
    ): readonly Statement[] {
        return [
            ...(options.enabled === undefined ? [] : [firingStatement(context, name, table, options.enabled)]),
            ...(options.comment === undefined ? [] : [commentStatement(context, name, table, options.comment)]),
        ]
    },

    /** DROP TRIGGER. */
    dropTrigger(
        context: SqlContext,
        name: string,
        table: TableName,
        options: { readonly ifExists?: boolean } = {},
    ): readonly Statement[] {
        const sql = `DROP TRIGGER ${options.ifExists ? "IF EXISTS " : ""}${quoteIdent(name)} ON ${resolveSql(context, table)}`
        return [statement(sql, { lock: "ACCESS EXCLUSIVE" })]
    },
} as const
