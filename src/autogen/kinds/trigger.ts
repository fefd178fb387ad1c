import { quoteIdent } from "../core/names.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind, Relocation } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { Row } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import {
    attachmentsQuery,
    readAttachment,
    readReads,
    standsOn,
    type Attachment,
    type ReadObject,
} from "./catalog/attachments-query.js"
import { booleanOf, numberOf, textOf, textOrNull, textsOf } from "./catalog/catalog-rows.js"
import { existsOperation } from "../operations/existence.js"
import { withTexts } from "./shared/printed-source.js"
import { nameArgument } from "../operations/table-name.js"
import { ownName } from "./shared/table-parts.js"
import { triggerOperations, type CreateTriggerOptions, type TriggerEvent } from "../operations/trigger.js"

// Triggers on tables and views, without those that Postgres makes by itself. In place: whether one fires; all else needs the trigger
// to be recreated. Postgres refuses to change the type of a column that a trigger names. Entities cannot declare triggers, and
// their functions are not read.
// https://www.postgresql.org/docs/current/sql-createtrigger.html

export interface TriggerDefinition {
    readonly on: "table" | "view"
    readonly fires: "before" | "after" | "instead of"
    readonly events: readonly TriggerEvent[]
    /** Of UPDATE OF. */
    readonly columns: readonly string[]
    readonly each: "row" | "statement"
    /** As Postgres prints it. */
    readonly when: string | null
    /** The function and its arguments, as Postgres prints them. */
    readonly execute: string
    readonly function: readonly string[]
    readonly oldTable: string | null
    readonly newTable: string | null
    readonly constraint: ConstraintTrigger | null
    readonly enabled: "origin" | "always" | "replica" | "never"
    readonly comment: string | null
    readonly reads: readonly ReadObject[]
}

interface ConstraintTrigger {
    readonly deferrable: "initially immediate" | "initially deferred" | null
    /** The other table, where one is named. */
    readonly from: readonly string[] | null
}

const ENABLED: Readonly<Record<string, TriggerDefinition["enabled"]>> = {
    O: "origin",
    A: "always",
    R: "replica",
    D: "never",
}

type Trigger = SchemaObject<TriggerDefinition>

function triggerObject(path: readonly string[], definition: TriggerDefinition): Trigger {
    return {
        kind: "trigger",
        key: objectKey("trigger", path),
        path,
        definition,
        ...standsOn(path.slice(0, 2), definition),
    }
}

function readRow(row: Row): Trigger | null {
    const found = readAttachment(row, "trigger")
    return found && triggerObject(found.path, readDefinition(found))
}

function readDefinition({ detail, onView }: Attachment): TriggerDefinition {
    const bits = numberOf(detail, "bits")
    const has = (bit: number): boolean => (bits & bit) !== 0
    const events = [
        ["insert", 4],
        ["delete", 8],
        ["update", 16],
        ["truncate", 32],
    ] as const
    const from = textOrNull(detail, "from_table")
    const deferrable = booleanOf(detail, "deferred")
        ? ("initially deferred" as const)
        : ("initially immediate" as const)
    return {
        on: onView ? "view" : "table",
        fires: has(2) ? "before" : has(64) ? "instead of" : "after",
        events: events.filter(([, bit]) => has(bit)).map(([event]) => event),
        columns: textsOf(detail, "columns"),
        each: has(1) ? "row" : "statement",
        ...printedParts(textOf(detail, "definition")),
        function: [textOf(detail, "function_schema"), textOf(detail, "function")],
        oldTable: textOrNull(detail, "old_table"),
        newTable: textOrNull(detail, "new_table"),
        constraint: booleanOf(detail, "constraint")
            ? {
                  deferrable: booleanOf(detail, "deferrable") ? deferrable : null,
                  from: from === null ? null : [textOf(detail, "from_schema"), from],
              }
            : null,
        enabled: ENABLED[textOf(detail, "enabled")] ?? "origin",
        comment: textOrNull(detail, "comment"),
        reads: readReads(detail),
    }
}

/** What only Postgres can print of a trigger. Its keywords are looked for outside of quotes. */
function printedParts(text: string): Pick<TriggerDefinition, "when" | "execute"> {
    const bare = text.replaceAll(/"(?:[^"]|"")*"|'(?:[^']|'')*'/g, (quoted) => "_".repeat(quoted.length))
    const [start, middle, end] = [/ FOR EACH (?:ROW|STATEMENT) /, / WHEN \(/, / EXECUTE FUNCTION /].map((words) => {
        const found = words.exec(bare)
        return found && { from: found.index, to: found.index + found[0].length }
    })
    if (!start || !end) throw new TypeError(`a trigger is printed in a form that is not known: ${text}`)
    return {
        when: middle ? text.slice(middle.to, end.from - 1) : null,
        execute: text.slice(end.to),
    }
}

function relocate(definition: TriggerDefinition, relocation: Relocation, path: readonly string[]): TriggerDefinition {
    const { columns, when, constraint, on } = definition
    return {
        ...definition,
        columns: columns.map((name) => ownName(relocation.path("column", [...path.slice(0, 2), name]))),
        when: when && relocation.expression(when, on === "table" ? path.slice(0, 2) : []),
        constraint: constraint?.from ? { ...constraint, from: relocation.path("table", constraint.from) } : constraint,
        reads: definition.reads.map((read) => ({ ...read, path: relocation.path(read.kind, read.path) })),
    }
}

function createOptions(definition: TriggerDefinition): CreateTriggerOptions {
    const { fires, events, columns, each, when, oldTable, newTable, constraint, enabled, comment } = definition
    return {
        fires,
        on: events,
        ...(columns.length === 0 ? {} : { columns }),
        each,
        ...(when === null ? {} : { when }),
        execute: definition.execute,
        ...(oldTable === null ? {} : { oldTable }),
        ...(newTable === null ? {} : { newTable }),
        ...(constraint
            ? {
                  constraint: {
                      ...(constraint.deferrable === null ? {} : { deferrable: constraint.deferrable }),
                      ...(constraint.from === null ? {} : { from: nameArgument(constraint.from) }),
                  },
              }
            : {}),
        ...(enabled === "origin" ? {} : { enabled }),
        ...(comment === null ? {} : { comment }),
    }
}

/** A function of the trigger's name that does nothing, where there is none: enough for the trigger to be made. */
function standIn({ definition }: Trigger): readonly string[] {
    const [schema = "", name = ""] = definition.function
    if (schema === "pg_catalog") return []
    return [
        `CREATE SCHEMA IF NOT EXISTS ${quoteIdent(schema)}`,
        `CREATE FUNCTION ${quoteIdent(schema)}.${quoteIdent(name)}() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`,
    ]
}

export const triggerKind: ObjectKind<TriggerDefinition> = {
    name: "trigger",
    label: "trigger",
    role: "member",
    expressions: ({ when }) => (when === null ? [] : [when]),
    make: triggerObject,
    attributes: {
        on: "replace",
        fires: "replace",
        events: "replace",
        columns: "replace",
        each: "replace",
        when: "replace",
        execute: "replace",
        function: "ignore",
        oldTable: "replace",
        newTable: "replace",
        constraint: "replace",
        enabled: "alter",
        comment: "alter",
        reads: "ignore",
    },
    create: ({ path, definition }) => [
        operation(triggerOperations, "createTrigger", ownName(path), nameArgument(path), createOptions(definition)),
    ],
    drop: ({ path }) => [operation(triggerOperations, "dropTrigger", ownName(path), nameArgument(path))],
    alter: (_from, { path, definition }, attributes) => [
        operation(triggerOperations, "alterTrigger", ownName(path), nameArgument(path), {
            ...(attributes.includes("enabled") ? { enabled: definition.enabled } : {}),
            ...(attributes.includes("comment") ? { comment: definition.comment } : {}),
        }),
    ],
    catalog: {
        readers: [{ query: attachmentsQuery, read: readRow }],
        exists: ({ path }) => existsOperation({ trigger: ownName(path), table: nameArgument(path) }),
    },
    declared: {
        canBeDeclared: () => false,
    },
    report: {
        describe: ({ definition: { fires, events, columns, each, when, execute } }) =>
            [
                `${fires} ${events.join(" or ")}${columns.length === 0 ? "" : ` of ${columns.join(", ")}`} for each ${each}`,
                when === null ? "" : `when (${when})`,
                `execute ${execute}`,
            ]
                .filter(Boolean)
                .join(" "),
    },
    normalize: {
        printedAttributes: ["when"],
        mapPrinted: (object, change) => withTexts(object, ["when"], change),
    },
    naming: {
        relocate,
    },
    rehearsal: {
        mayNameUnknown: true,
        prerequisites: standIn,
    },
    dependent: {
        pinsColumnTypes: () => true,
    },
}
