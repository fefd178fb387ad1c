/** Stands for the name of a row's own schema: a character for private use, which no name of a catalog has by itself. */
export const OWN_SCHEMA = "\uE000"

/** The fields of catalog rows that hold SQL or a type as Postgres prints it. */
const PRINTED: ReadonlySet<string> = new Set(
    "expression predicate definition query using check type formatted_type".split(" "),
)

/** A name in quotes, or a constant with the cast behind it. */
const QUOTED = /"(?:[^"]|"")*"|(E?'(?:[^']|'')*')(::regclass\b)?/g

/**
 * Whether {@link OWN_SCHEMA} stands in a row only before the names of objects: in what Postgres has printed, and there in no constant but that
 * of a `regclass`. Elsewhere, in a comment for example, it is a user's text, which may say of each schema what is true of that one only.
 *
 * @example
 * ```ts
 * mentionsOnlyObjects({ expression: "nextval('\uE000.room_id_seq'::regclass)" }) // true
 * mentionsOnlyObjects({ expression: "'see \uE000.room'::text" })                 // false
 * ```
 */
export function mentionsOnlyObjects(value: unknown, field = ""): boolean {
    if (typeof value === "string")
        return !value.includes(`${OWN_SCHEMA}.`) || (PRINTED.has(field) && isOfObjects(value))
    if (Array.isArray(value)) return value.every((part) => mentionsOnlyObjects(part, field))
    if (typeof value !== "object" || value === null) return true
    return Object.entries(value).every(([name, part]) => mentionsOnlyObjects(part, name))
}

function isOfObjects(sql: string): boolean {
    return [...sql.matchAll(QUOTED)].every(([text, , cast]) => {
        if (!text.includes(OWN_SCHEMA)) return true
        return cast !== undefined && text.startsWith(`'${OWN_SCHEMA}.`) && text.indexOf(OWN_SCHEMA, 2) < 0
    })
}
