import { quoteIdent, type QualifiedName } from "../../core/names.js"
import { sql, type DefaultValue } from "../../operations/table-items.js"

export interface DefaultDefinition {
    /** As Postgres prints it; the user's own words until it has been normalized. Empty for the next value of `sequence`. */
    readonly expression: string
    /** The value where the default is a constant of the column's own type. */
    readonly literal: string | null
    /** Whether the value's text is the only spelling of it in the column's type, so that Postgres need not be asked. */
    readonly evident: boolean
    /** Whether the value is written without quotes: integers and booleans. Postgres stores other numbers in another form with and without. */
    readonly bare: boolean
    /** Whether the constant is a word for a moment ('now', 'today'): Postgres stores the moment at which it reads it. */
    readonly momentary?: true
    /** The sequence whose next value it is. */
    readonly sequence: QualifiedName | null
    /** Whether it is of a view's column: what INSERT gives it. */
    readonly onView?: boolean
}

/** The next value of a sequence, as SQL. */
export function nextValue(sequence: QualifiedName): string {
    const name = `${quoteIdent(sequence.schema)}.${quoteIdent(sequence.name)}`
    return `nextval('${name.replaceAll("'", "''")}'::regclass)`
}

/**
 * The generators of uuids that TypeORM declares, without the schema where it is the usual one: as TypeORM writes them, since hosts differ in
 * it, and a file runs on all of them whose search_path has it.
 */
function portable(expression: string): string {
    return expression.replace(/^public\.(?=(?:uuid_generate_v[14]|gen_random_uuid)\(\)$)/, "")
}

/** A default as operations take it. */
export function defaultValue(definition: DefaultDefinition): DefaultValue {
    if (definition.sequence) return sql(nextValue(definition.sequence))
    const { literal, expression } = definition
    if (literal === null) return sql(portable(expression))
    // '0' and 0 print differently as a numeric's default: what stands without quotes is written without them.
    const quoted = /^ ?E?'/.test(expression)
    if (quoted && !definition.bare) return literal
    if (literal === "true" || literal === "false") return literal === "true"
    if (Number.isSafeInteger(Number(literal)) && String(Number(literal)) === literal) return Number(literal)
    return quoted ? literal : sql(expression)
}
