import { quoteIdent } from "../core/names.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { ObjectKind, Relocation } from "../core/object-kind.js"
import { operation, type SqlContext } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { statement, type Hazard, type Statement } from "../core/statement.js"
import { attachmentsQuery, readAttachment, readReads, type ReadObject } from "./shared/attachments-query.js"
import { booleanOf, textOf, textOrNull, textsOf } from "./shared/catalog-rows.js"
import { existsOperation } from "./shared/existence.js"
import { makeRoles, roleList } from "./shared/roles.js"
import { commentSql } from "./shared/table-items.js"
import { withTexts } from "./shared/printed-source.js"
import { nameArgument, resolveKey, resolveSql, type TableName } from "./shared/table-name.js"
import { ownName, tableKey, tableOfPath } from "./shared/table-parts.js"

// Policies of row level security. In place: the roles, and an expression that was there before; all else needs the policy to be made
// anew. Postgres refuses to change the type of a column that a policy mentions. Entities cannot declare policies.
// https://www.postgresql.org/docs/current/sql-createpolicy.html

type PolicyCommand = "all" | "select" | "insert" | "update" | "delete"

const COMMANDS: Readonly<Record<string, PolicyCommand>> = {
    "*": "all",
    r: "select",
    a: "insert",
    w: "update",
    d: "delete",
}

export interface PolicyDefinition {
    readonly command: PolicyCommand
    readonly permissive: boolean
    /** `public` is everybody. */
    readonly roles: readonly string[]
    /** As Postgres prints them. */
    readonly using: string | null
    readonly check: string | null
    readonly comment: string | null
    readonly reads: readonly ReadObject[]
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

function comment(context: SqlContext, name: string, table: TableName, text: string | null): Statement {
    const target = `POLICY ${quoteIdent(name)} ON ${resolveSql(context, table)}`
    return statement(commentSql(target, text))
}

function hazards(context: SqlContext, name: string, table: TableName, reason: string): readonly Hazard[] {
    const safer = "read and write the table as each role that uses it (SET ROLE) before you deploy"
    return [{ kind: "changes-authorization", object: resolveKey(context, "policy", table, name), reason, safer }]
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
        const reason = "which rows of the table may be read and written is decided by this policy too"
        return [
            statement(words.join(" "), {
                lock: "ACCESS EXCLUSIVE",
                hazards: hazards(context, name, table, reason),
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
        const reason = "which rows of the table may be read and written is decided otherwise"
        const alteration = statement(
            `ALTER POLICY ${quoteIdent(name)} ON ${resolveSql(context, table)} ${words.join(" ")}`,
            { lock: "ACCESS EXCLUSIVE", hazards: hazards(context, name, table, reason) },
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
        const reason =
            "which rows of the table may be read and written is decided without this policy, until it is made anew"
        return [
            statement(
                `DROP POLICY ${options.ifExists ? "IF EXISTS " : ""}${quoteIdent(name)} ON ${resolveSql(context, table)}`,
                { lock: "ACCESS EXCLUSIVE", hazards: hazards(context, name, table, reason) },
            ),
        ]
    },
} as const

function commandWord(command: PolicyCommand): string {
    if (!Object.values(COMMANDS).includes(command))
        throw new TypeError(`"${String(command)}" is no command of a policy`)
    return command.toUpperCase()
}

type Policy = SchemaObject<PolicyDefinition>

function policyObject(path: readonly string[], definition: PolicyDefinition): Policy {
    const parent: ObjectKey = tableKey(tableOfPath(path))
    return {
        kind: "policy",
        key: objectKey("policy", path),
        path,
        definition,
        parent,
        requires: definition.reads.map((read) => objectKey(read.kind, read.path)).filter((key) => key !== parent),
    }
}

function readRow(row: Row): Policy | null {
    const found = readAttachment(row, "policy")
    if (!found) return null
    const { path, detail } = found
    return policyObject(path, {
        command: COMMANDS[textOf(detail, "command")] ?? "all",
        permissive: booleanOf(detail, "permissive"),
        roles: [...textsOf(detail, "roles")].sort(),
        using: textOrNull(detail, "using"),
        check: textOrNull(detail, "check"),
        comment: textOrNull(detail, "comment"),
        reads: readReads(detail),
    })
}

function relocate(definition: PolicyDefinition, relocation: Relocation, path: readonly string[]): PolicyDefinition {
    const moved = (text: string | null): string | null => text && relocation.expression(text, path.slice(0, 2))
    return {
        ...definition,
        using: moved(definition.using),
        check: moved(definition.check),
        reads: definition.reads.map((read) => ({ ...read, path: relocation.path(read.kind, read.path) })),
    }
}

/** ALTER POLICY cannot take an expression away. */
function expressionRule(name: "using" | "check") {
    return (from: PolicyDefinition, to: PolicyDefinition): "alter" | "replace" | null =>
        from[name] === to[name] ? null : to[name] === null ? "replace" : "alter"
}

export const policyKind: ObjectKind<PolicyDefinition> = {
    name: "policy",
    label: "policy",
    make: policyObject,
    catalog: [{ query: attachmentsQuery, read: readRow }],
    declarable: () => false,
    namesUnknown: true,
    groundwork: ({ definition }) => makeRoles(definition.roles),
    exists: ({ path }) => existsOperation({ policy: ownName(path), table: nameArgument(path) }),
    attributes: {
        command: "replace",
        permissive: "replace",
        roles: "alter",
        using: expressionRule("using"),
        check: expressionRule("check"),
        comment: "alter",
        reads: "ignore",
    },
    printed: ["using", "check"],
    mapPrinted: (object, change) => withTexts(object, ["using", "check"], change),
    relocate,
    create: ({ path, definition }) => [
        operation(policyOperations, "createPolicy", ownName(path), nameArgument(path), {
            ...(definition.permissive ? {} : { as: "restrictive" as const }),
            ...(definition.command === "all" ? {} : { for: definition.command }),
            ...(definition.roles.join() === "public" ? {} : { to: definition.roles }),
            ...(definition.using === null ? {} : { using: definition.using }),
            ...(definition.check === null ? {} : { withCheck: definition.check }),
            ...(definition.comment === null ? {} : { comment: definition.comment }),
        }),
    ],
    drop: ({ path }) => [operation(policyOperations, "dropPolicy", ownName(path), nameArgument(path))],
    alter: (_from, { path, definition }, attributes) => [
        operation(policyOperations, "alterPolicy", ownName(path), nameArgument(path), {
            ...(attributes.includes("roles") ? { to: definition.roles } : {}),
            ...(attributes.includes("using") && definition.using !== null ? { using: definition.using } : {}),
            ...(attributes.includes("check") && definition.check !== null ? { withCheck: definition.check } : {}),
            ...(attributes.includes("comment") ? { comment: definition.comment } : {}),
        }),
    ],
    describe: ({ definition: { command, permissive, roles, using, check } }) =>
        [
            `${permissive ? "permissive" : "restrictive"} for ${command} to ${roles.join(", ")}`,
            using === null ? "" : `using (${using})`,
            check === null ? "" : `with check (${check})`,
        ]
            .filter(Boolean)
            .join(" "),
}
