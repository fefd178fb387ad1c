/** The name of an object in a schema. */
export interface QualifiedName {
    readonly schema: string
    readonly name: string
}

/** Quotes an identifier for SQL. The only way by which a name gets into a statement. */
export function quoteIdent(name: string): string {
    return `"${name.replaceAll('"', '""')}"`
}

/** `"schema"."name"`. */
export function quoteName(name: QualifiedName): string {
    return `${quoteIdent(name.schema)}.${quoteIdent(name.name)}`
}

/** `"a", "b"`: the column list of a constraint or an index. */
export function quoteList(names: readonly string[]): string {
    return names.map(quoteIdent).join(", ")
}

/**
 * Quotes a text for SQL. The only way by which a text gets into a statement. A backslash makes it an `E''` literal, so that
 * the result means the same whatever `standard_conforming_strings` says.
 */
export function quoteLiteral(text: string): string {
    const quoted = `'${text.replaceAll("'", "''")}'`
    return text.includes("\\") ? ` E${quoted.replaceAll("\\", "\\\\")}` : quoted
}

/** Postgres keeps the first 63 bytes of a name (NAMEDATALEN - 1), never half of a character. */
export function truncateName(name: string, bytes = 63): string {
    // A code unit is at most three bytes of UTF-8.
    if (name.length * 3 <= bytes || Buffer.byteLength(name) <= bytes) return name
    let kept = ""
    let length = 0
    for (const character of name) {
        length += Buffer.byteLength(character)
        if (length > bytes) break
        kept += character
    }
    return kept
}
