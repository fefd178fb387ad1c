import { authorization } from "../core/hazards/authorization.js"
import { quoteIdent } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { hazard, statement, type Hazard, type HazardText, type Statement } from "../core/statement.js"
import { roleList } from "./roles.js"
import { commentSql } from "./table-items.js"
import { resolveKey, resolveSql, type TableName } from "./table-name.js"

// Policies of row level security. In place: the roles, and an expression that was there before; all else needs the policy to be made
// anew. Postgres refuses to change the type of a column that a policy mentions. Entities cannot declare policies.
// https://www.postgresql.org/docs/current/sql-createpolicy.html

export type PolicyCommand = "all" | "select" | "insert" | "update" | "delete"

export const COMMANDS: Readonly<Record<string, PolicyCommand>> = {
    "*": "all",
    r: "select",
    a: "insert",
    w: "update",
    d: "delete",
}

/** Options of `op.alterPolicy`: what is not said stays as it is. */
export interface AlterPolicyOptions {
    /** The roles that it is for; `public` is everybody. */
    readonly to?: readonly string[]
    readonly using?: string
    readonly withCheck?: string
    /** Null takes the comment away. */
    readonly comment?: string | null
}

/** Options of `op.createPolicy`. */
export interface CreatePolicyOptions {
    readonly as?: "permissive" | "restrictive"
    readonly for?: PolicyCommand
    /** The roles that it is for; `public`, the default, is everybody. */
    readonly to?: readonly string[]
    readonly using?: string
    readonly withCheck?: string
    readonly comment?: string
}

function expressions(options: { readonly using?: string; readonly withCheck?: string }): readonly string[] {
    return [
        options.using === undefined ? "" : `USING (${options.using})`,
        options.withCheck === undefined ? "" : `WITH CHECK (${options.withCheck})`,
    ].filter(Boolean)
}

export function comment(context: SqlContext, name: string, table: TableName, text: string | null): Statement {
    const target = `POLICY ${quoteIdent(name)} ON ${resolveSql(context, table)}`
    return statement(commentSql(target, text))
}

function hazards(context: SqlContext, name: string, table: TableName, text: HazardText): readonly Hazard[] {
    return [hazard(text, resolveKey(context, "policy", table, name))]
}

/** The operations on policies. */
export const policyOperations = {
    /** CREATE POLICY. */
    createPolicy(
        context: SqlContext,
        name: string,
        table: TableName,
        options: CreatePolicyOptions = {},
    ): readonly Statement[] {
        const words = [
            `CREATE POLICY ${quoteIdent(name)} ON ${resolveSql(context, table)}`,
            options.as === "restrictive" ? "AS RESTRICTIVE" : "",
            options.for === undefined || options.for === "all" ? "" : `FOR ${commandWord(options.for)}`,
            options.to === undefined ? "" : `TO ${roleList(options.to)}`,
            ...expressions(options),
        ].filter(Boolean)
        return [
            statement(words.join(" "), {
                lock: "ACCESS EXCLUSIVE",
                hazards: hazards(context, name, table, authorization.policyCreated),
            }),
            ...(options.comment === undefined ? [] : [comment(context, name, table, options.comment)]),
        ]
    },

    /** ALTER POLICY: the roles and the expressions. */
    alterPolicy(
        context: SqlContext,
        name: string,
        table: TableName,
        options: AlterPolicyOptions,
    ): readonly Statement[] {
        const changes = [options.to === undefined ? "" : `TO ${roleList(options.to)}`, ...expressions(options)]
        const words = changes.filter(Boolean)
        const alteration = statement(
            `ALTER POLICY ${quoteIdent(name)} ON ${resolveSql(context, table)} ${words.join(" ")}`,
            { lock: "ACCESS EXCLUSIVE", hazards: hazards(context, name, table, authorization.policyAltered) },
        )
        return [
            ...(words.length === 0 ? [] : [alteration]),
            ...(options.comment === undefined ? [] : [comment(context, name, table, options.comment)]),
        ]
    },

    /** DROP POLICY. */
    dropPolicy(
        context: SqlContext,
        name: string,
        table: TableName,
        options: { readonly ifExists?: boolean } = {},
    ): readonly Statement[] {
        return [
            statement(
                `DROP POLICY ${options.ifExists ? "IF EXISTS " : ""}${quoteIdent(name)} ON ${resolveSql(context, table)}`,
                { lock: "ACCESS EXCLUSIVE", hazards: hazards(context, name, table, authorization.policyDropped) },
            ),
        ]
    },
} as const

function commandWord(command: PolicyCommand): string {
    if (!Object.values(COMMANDS).includes(command))
        throw new TypeError(`"${String(command)}" is not a command of a policy`)
    return command.toUpperCase()
}
