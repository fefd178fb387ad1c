import { objectKey } from "../core/object-key.js"
import type { ObjectKind, Relocation } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { attachmentsQuery, readAttachment, readReads, standsOn, type ReadObject } from "./catalog/attachments-query.js"
import { textOf, textOrNull } from "./catalog/catalog-rows.js"
import { existsOperation } from "../operations/existence.js"
import { withTexts } from "./shared/printed-source.js"
import { nameArgument } from "../operations/table-name.js"
import { ownName } from "./shared/table-parts.js"
import { ruleOperations, type RuleEvent, type RuleFiring } from "../operations/rule.js"

// Rules on tables and views, but for the one that is a view's query. Every change needs the rule to be recreated. Postgres refuses to
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

const ENABLED: Readonly<Record<string, string>> = { A: "always", R: "replica", D: "never" }
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
    role: "member",
    expressions: ({ does }) => [does],
    make: ruleObject,
    attributes: {
        on: "replace",
        event: "replace",
        does: "replace",
        enabled: "replace",
        comment: "replace",
        reads: "ignore",
    },
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
    catalog: {
        readers: [{ query: attachmentsQuery, read: readRow }],
        exists: ({ path }) => existsOperation({ rule: ownName(path), table: nameArgument(path) }),
    },
    declared: {
        canBeDeclared: () => false,
    },
    report: {
        describe: ({ definition: { event, does } }) => `on ${event} ${does.replaceAll(/\s+/g, " ")}`,
    },
    normalize: {
        printedAttributes: ["does"],
        mapPrinted: (object, change) => withTexts(object, ["does"], change),
    },
    naming: {
        relocate,
    },
    rehearsal: {
        mayNameUnknown: true,
    },
    dependent: {
        pinsColumnTypes: () => true,
    },
}
