import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { ObjectKind, Relocation } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { attachmentsQuery, readAttachment, readReads, type ReadObject } from "./catalog/attachments-query.js"
import { booleanOf, textOf, textOrNull, textsOf } from "./catalog/catalog-rows.js"
import { existsOperation } from "../operations/existence.js"
import { makeRoles } from "../operations/roles.js"
import { withTexts } from "./shared/printed-source.js"
import { nameArgument } from "../operations/table-name.js"
import { ownName, tableKey, tableOfPath } from "./shared/table-parts.js"
import { type PolicyCommand, COMMANDS, policyOperations } from "../operations/policy.js"

// Policies of row level security. In place: the roles, and an expression that was there before; all else needs the policy to be made
// anew. Postgres refuses to change the type of a column that a policy mentions. Entities cannot declare policies.
// https://www.postgresql.org/docs/current/sql-createpolicy.html

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
    role: "member",
    expressions: ({ using, check }) => [using, check].filter((text) => text !== null),
    make: policyObject,
    attributes: {
        command: "replace",
        permissive: "replace",
        roles: "alter",
        using: expressionRule("using"),
        check: expressionRule("check"),
        comment: "alter",
        reads: "ignore",
    },
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
    catalog: {
        readers: [{ query: attachmentsQuery, read: readRow }],
        exists: ({ path }) => existsOperation({ policy: ownName(path), table: nameArgument(path) }),
    },
    declared: {
        canBeDeclared: () => false,
    },
    report: {
        describe: ({ definition: { command, permissive, roles, using, check } }) =>
            [
                `${permissive ? "permissive" : "restrictive"} for ${command} to ${roles.join(", ")}`,
                using === null ? "" : `using (${using})`,
                check === null ? "" : `with check (${check})`,
            ]
                .filter(Boolean)
                .join(" "),
    },
    normalize: {
        printedAttributes: ["using", "check"],
        mapPrinted: (object, change) => withTexts(object, ["using", "check"], change),
    },
    naming: {
        relocate,
    },
    rehearsal: {
        mayNameUnknown: true,
        prerequisites: ({ definition }) => makeRoles(definition.roles),
    },
    dependent: {
        pinsColumnTypes: () => true,
    },
}
