import type { Change } from "../core/change.js"
import { childrenIn, databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import { quoteIdent, quoteName } from "../core/names.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Queryable } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import { nearMatch } from "../core/near-match.js"
import { namesOf } from "./user-conversions.js"

/** What rows get that have no value in a column: SQL over the row, by the column's name as `room.code` or `public.room.code`. */
export type Backfills = Readonly<Record<string, string>>

/** A column whose rows would make the migration fail, since nobody has said what they get. */
export interface BackfillQuestion {
    readonly object: ObjectKey
    readonly path: readonly string[]
    /** As people write it: `room.code`. */
    readonly name: string
    /** Whether the column is new; else it becomes NOT NULL. */
    readonly isNew: boolean
    /** The type as SQL and all else that is known of the column. */
    readonly description: string
}

/** Says what the rows of a column get, as SQL over the row; null: nothing, the migration stops at such rows. */
export type AskBackfill = (question: BackfillQuestion) => Promise<string | null>

/**
 * Both schemas with what rows get: in the desired one for the way up, in the one that is there for the way down. Throws `USAGE` where
 * a name is no column's of either.
 *
 * @example
 * ```ts
 * const { current, desired } = withBackfills({ current, desired }, { "room.code": "'room ' || id" })
 * ```
 */
export function withBackfills<S extends Readonly<Record<"current" | "desired", DatabaseSchema>>>(
    sides: S,
    backfills: Backfills = {},
): S {
    const entries = Object.entries(backfills)
    if (entries.length === 0) return sides
    const known = [columnsByName(sides.current), columnsByName(sides.desired)]
    for (const [name] of entries) if (!known.some((columns) => columns.has(name))) throw unknownColumn(name, known)
    const given = (schema: DatabaseSchema, columns: ReadonlyMap<string, SchemaObject>): DatabaseSchema => {
        const backfilled = new Map(
            entries.flatMap(([name, expression]) => {
                const object = columns.get(name)
                const made = object && kindOf(object.kind).data?.withBackfill?.(object, expression)
                return made ? [[made.key, made] as const] : []
            }),
        )
        const objects = [...schema.objects.values()].map((object) => backfilled.get(object.key) ?? object)
        return backfilled.size === 0 ? schema : { ...schema, ...databaseSchema(objects, schema.server) }
    }
    const [before = new Map<string, SchemaObject>(), after = new Map<string, SchemaObject>()] = known
    return { ...sides, current: given(sides.current, before), desired: given(sides.desired, after) }
}

function columnsByName(schema: DatabaseSchema): ReadonlyMap<string, SchemaObject> {
    const columns = new Map<string, SchemaObject>()
    for (const object of schema.objects.values()) {
        if (kindOf(object.kind).data?.withBackfill === undefined) continue
        for (const name of namesOf(object, schema.server.defaultSchema)) columns.set(name, object)
    }
    return columns
}

function unknownColumn(name: string, known: readonly ReadonlyMap<string, SchemaObject>[]): AutogenError {
    const near = nearMatch(name, [...new Set(known.flatMap((columns) => [...columns.keys()]))])
    return new AutogenError({
        code: "USAGE",
        message: `backfill: there is no column ${JSON.stringify(name)}`,
        next: `${near === undefined ? "" : `did you mean "${near}"? `}name a column of an entity or of the database, as table.column or schema.table.column`,
        fields: { name },
    })
}

/** Asks about the columns whose rows would make the changes fail, one after the other. */
export async function askedBackfills(
    changes: readonly Change[],
    desired: DatabaseSchema,
    ask: AskBackfill,
): Promise<Backfills> {
    const contents = childrenIn(desired)
    const answers: Record<string, string> = {}
    for (const change of changes) {
        if (change.kind !== "create" && change.kind !== "alter") continue
        const to = change.kind === "create" ? change.object : change.to
        const from = change.kind === "create" ? undefined : change.from
        const { data, report } = kindOf(to.kind)
        if (!data?.needsBackfill?.(from, to, contents(to.key))) continue
        const name = namesOf(to, desired.server.defaultSchema).at(-1) ?? ""
        const description = report?.describe?.(to) ?? ""
        const answer = await ask({
            object: to.key,
            path: from?.path ?? to.path,
            name,
            isNew: from === undefined,
            description,
        })
        if (answer !== null && answer.trim() !== "") answers[name] = answer.trim()
    }
    return answers
}

/** Asks only where rows have no value: those of a table that is there under its name. */
export function whereRowsNeed(queryable: Queryable, ask: AskBackfill): AskBackfill {
    return async (question) => {
        const [schema = "", table = "", column = ""] = question.path
        const target = quoteName({ schema, name: table })
        const [there] = await queryable.query("SELECT pg_catalog.to_regclass($1) IS NOT NULL AS found", [target])
        if (there?.["found"] !== true) return null
        const condition = question.isNew ? "" : ` WHERE ${quoteIdent(column)} IS NULL`
        const [row] = await queryable.query(`SELECT EXISTS (SELECT FROM ${target}${condition}) AS found`)
        return row?.["found"] === true ? ask(question) : null
    }
}

/**
 * Reads the backfills of a command line: each a column's name, an equals sign, and SQL. Throws `USAGE`.
 *
 * @example
 * ```ts
 * parseBackfills(["room.code='room ' || id"])  // { "room.code": "'room ' || id" }
 * ```
 */
export function parseBackfills(texts: readonly string[]): Backfills {
    return Object.fromEntries(
        texts.map((text) => {
            const [, name = "", expression = ""] = /^((?:"(?:[^"]|"")*"|[^"=])+)=(.*)$/s.exec(text) ?? []
            if (name.trim() !== "" && expression.trim() !== "") return [name.trim(), expression.trim()] as const
            throw new AutogenError({
                code: "USAGE",
                message: `--backfill ${JSON.stringify(text)} is not a column's name, an equals sign, and SQL`,
                next: `write --backfill "room.code='none'"`,
                fields: { text },
            })
        }),
    )
}
