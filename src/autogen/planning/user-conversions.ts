import type { Change } from "../core/change.js"
import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import { pathText } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import { nearMatch } from "../core/near-match.js"

/**
 * How values are converted where a column's type changes: SQL over the old row, by the column's name as `room.code` or
 * `public.room.code`. Null: not at all, the column is dropped and added anew.
 */
export type Conversions = Readonly<Record<string, string | null>>

/**
 * A schema with the user's own conversions. Throws `USAGE` where a name is no column's; one of `later` has none yet and is left out, as
 * options stand before the column that they speak of does.
 *
 * @example
 * ```ts
 * const desired = withConversions(declared, { "room.code": "code::uuid" })
 * ```
 */
export function withConversions(
    schema: DatabaseSchema,
    conversions: Conversions = {},
    option: "using" | "using-down" = "using",
    later?: DatabaseSchema,
): DatabaseSchema {
    if (Object.keys(conversions).length === 0) return schema
    const columns = convertible(schema)
    const coming = later ? convertible(later) : columns
    const converted = new Map(
        Object.entries(conversions).flatMap(([name, expression]) => {
            const object = columns.get(name)
            if (object)
                return [[object.key, kindOf(object.kind).data?.withConversion?.(object, expression) ?? object] as const]
            if (coming.has(name)) return []
            throw unknownColumn(expression === null ? "recreate" : option, name, [...columns.keys()])
        }),
    )
    const objects = [...schema.objects.values()].map((object) => converted.get(object.key) ?? object)
    return { ...schema, ...databaseSchema(objects, schema.server) }
}

/** What can be converted, by each name that people may write. */
function convertible(schema: DatabaseSchema): ReadonlyMap<string, SchemaObject> {
    const columns = new Map<string, SchemaObject>()
    for (const object of schema.objects.values()) {
        if (kindOf(object.kind).data?.withConversion === undefined) continue
        for (const name of namesOf(object, schema.server.defaultSchema)) columns.set(name, object)
    }
    return columns
}

/**
 * Checks that each column which is to begin anew does so. Throws `USAGE`.
 *
 * @example
 * ```ts
 * expectAnew({ "room.code": null }, desired, changes)
 * ```
 */
export function expectAnew(conversions: Conversions = {}, schema: DatabaseSchema, changes: readonly Change[]): void {
    const replaced = changes.flatMap((change) => (change.kind === "replace" ? [change.to] : []))
    for (const [name, expression] of Object.entries(conversions)) {
        if (expression !== null) continue
        if (replaced.some((object) => namesOf(object, schema.server.defaultSchema).includes(name))) continue
        throw new AutogenError({
            code: "USAGE",
            message: `recreate: the type of ${JSON.stringify(name)} does not change, and nothing else requires recreating the column`,
            next: "omit it; it is for one change of a column's type",
            fields: { name },
        })
    }
}

/** As the names stand in keys, and as people write them without quotes; of the default schema also without it. */
export function namesOf({ path }: SchemaObject, defaultSchema: string): readonly string[] {
    const full = [pathText(path), path.join(".")]
    const inside = path.slice(1)
    return path[0] === defaultSchema ? [...full, pathText(inside), inside.join(".")] : full
}

function unknownColumn(option: string, name: string, known: readonly string[]): AutogenError {
    const near = nearMatch(name, known)
    return new AutogenError({
        code: "USAGE",
        message: `${option}: there is no column ${JSON.stringify(name)}`,
        next: `${near === undefined ? "" : `did you mean "${near}"? `}name a column that ${option === "using-down" ? "the database has" : "an entity declares"}, as table.column or schema.table.column`,
        fields: { name },
    })
}

/** As {@link parseConversions}, for the way down. */
export function parseUsingDown(texts: readonly string[]): Readonly<Record<string, string>> {
    const conversions = Object.entries(parseConversions(texts, [], "--using-down"))
    return Object.fromEntries(conversions.flatMap(([name, text]) => (text === null ? [] : [[name, text] as const])))
}

/**
 * Reads the conversions of a command line: each a column's name, a colon, and SQL; and the names of columns that begin anew. Throws
 * `USAGE`.
 *
 * @example
 * ```ts
 * parseConversions(["room.code:code::uuid"], ["room.size"])  // { "room.code": "code::uuid", "room.size": null }
 * ```
 */
export function parseConversions(
    texts: readonly string[],
    recreated: readonly string[] = [],
    option = "--using",
): Conversions {
    const conversions = Object.fromEntries(
        texts.map((text) => {
            const [, name = "", expression = ""] = /^((?:"(?:[^"]|"")*"|[^":])+):(.*)$/s.exec(text) ?? []
            if (name.trim() !== "" && expression.trim() !== "") return [name.trim(), expression.trim()] as const
            throw new AutogenError({
                code: "USAGE",
                message: `${option} ${JSON.stringify(text)} is not a column's name, a colon, and SQL`,
                next: `write ${option} 'room.code:code::uuid'`,
                fields: { text },
            })
        }),
    )
    const twice = recreated.find((name) => Object.hasOwn(conversions, name))
    if (twice !== undefined)
        throw new AutogenError({
            code: "USAGE",
            message: `--using converts ${JSON.stringify(twice)}, and --recreate drops it`,
            next: "use one of the two",
            fields: { name: twice },
        })
    return { ...conversions, ...Object.fromEntries(recreated.map((name) => [name, null])) }
}
