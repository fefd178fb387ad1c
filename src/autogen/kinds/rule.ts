import { quoteIdent } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind, Relocation } from "../core/object-kind.js"
import { operation, type SqlContext } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { statement, type Statement } from "../core/statement.js"
import { attachmentsQuery, readAttachment, readReads, standsOn, type ReadObject } from "./shared/attachments-query.js"
import { textOf, textOrNull } from "./shared/catalog-rows.js"
import { existsOperation } from "./shared/existence.js"
import { commentSql } from "./shared/table-items.js"
import { withTexts } from "./shared/printed-source.js"
import { nameArgument, resolveSql, type TableName } from "./shared/table-name.js"
import { ownName } from "./shared/table-parts.js"

// Rules on tables and views, but for the one that is a view's query. Every change needs the rule to be made anew. Postgres refuses to
// change the type of a column that a rule names, and drops the rules of a view with the view. Entities cannot declare rules.
// https://www.postgresql.org/docs/current/sql-createrule.html

export interface RuleDefinition {
    readonly on: "table" | "view"
    readonly event: string
    /** As Postgres prints it, from WHERE or DO on. */
    readonly does: string
    readonly enabled: string
    readonly comment: string | null
    readonly reads: readonly ReadObject[]
}

const EVENTS = { select: "SELECT", insert: "INSERT", update: "UPDATE", delete: "DELETE" } as const
const FIRING = { always: "ENABLE ALWAYS RULE", replica: "ENABLE REPLICA RULE", never: "DISABLE RULE" } as const
const ENABLED: Readonly<Record<string, string>> = { A: "always", R: "replica", D: "never" }

type RuleEvent = keyof typeof EVENTS
type RuleFiring = keyof typeof FIRING

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
        if (!Object.hasOwn(EVENTS, on)) throw new TypeError(`"${String(on)}" is no event of a rule`)
        if (enabled !== undefined && !Object.hasOwn(FIRING, enabled))
            throw new TypeError(`"${String(enabled)}" is no firing of a rule`)
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

type Rule = SchemaObject<RuleDefinition>

function ruleObject(path: readonly string[], definition: RuleDefinition): Rule {
    return { kind: "rule", key: objectKey("rule", path), path, definition, ...standsOn(path.slice(0, 2), definition) }
}

function readRow(row: Row): Rule | null {
    const found = readAttachment(row, "rule")
    if (!found) return null
    const { path, onView, detail } = found
    const text = textOf(detail, "definition")
    // What is looked for stands outside of quotes.
    const bare = text.replaceAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, (quoted) => "_".repeat(quoted.length))
    const head = /^CREATE RULE \S+ AS\s+ON (?<event>\w+) TO \S+\s+/.exec(bare)
    if (!head) throw new TypeError(`a rule is printed in a form that is not known: ${text}`)
    return ruleObject(path, {
        on: onView ? "view" : "table",
        event: (head.groups?.["event"] ?? "").toLowerCase(),
        does: text.slice(head[0].length).trim().replace(/;$/, ""),
        enabled: ENABLED[textOf(detail, "enabled")] ?? "origin",
        comment: textOrNull(detail, "comment"),
        reads: readReads(detail),
    })
}

function relocate(definition: RuleDefinition, relocation: Relocation, path: readonly string[]): RuleDefinition {
    return {
        ...definition,
        does: relocation.expression(definition.does, definition.on === "table" ? path.slice(0, 2) : []),
        reads: definition.reads.map((read) => ({ ...read, path: relocation.path(read.kind, read.path) })),
    }
}

export const ruleKind: ObjectKind<RuleDefinition> = {
    name: "rule",
    label: "rule",
    make: ruleObject,
    catalog: [{ query: attachmentsQuery, read: readRow }],
    declarable: () => false,
    namesUnknown: true,
    exists: ({ path }) => existsOperation({ rule: ownName(path), table: nameArgument(path) }),
    attributes: {
        on: "replace",
        event: "replace",
        does: "replace",
        enabled: "replace",
        comment: "replace",
        reads: "ignore",
    },
    printed: ["does"],
    mapPrinted: (object, change) => withTexts(object, ["does"], change),
    relocate,
    create: ({ path, definition: { on, event, does, enabled, comment } }) => [
        operation(ruleOperations, "createRule", ownName(path), nameArgument(path), {
            on: event as RuleEvent,
            does,
            ...(enabled === "origin" ? {} : { enabled: enabled as RuleFiring }),
            ...(comment === null ? {} : { comment }),
            ...(on === "view" ? { view: true } : {}),
        }),
    ],
    drop: ({ path, definition: { on } }) => [
        operation(
            ruleOperations,
            "dropRule",
            ownName(path),
            nameArgument(path),
            ...(on === "view" ? [{ view: true }] : []),
        ),
    ],
    alter: () => [],
    describe: ({ definition: { event, does } }) => `on ${event} ${does.replaceAll(/\s+/g, " ")}`,
}
