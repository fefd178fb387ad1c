/** A piece of a condition: a column's name without its quotes, a constant, a word of SQL, or a sign. */
export interface Token {
    readonly kind: "column" | "number" | "string" | "word" | "sign"
    readonly text: string
}

/** The words that mean something here; all others that SQL reserves in one place or another are not read. */
const WORDS: ReadonlySet<string> = new Set("AND OR NOT IN IS NULL TRUE FALSE BETWEEN".split(" "))

/** The key words that do not stand for a column by themselves (the manual, appendix C, all but the non-reserved ones). */
const RESERVED: ReadonlySet<string> = new Set(
    `all analyse analyze any array as asc asymmetric authorization between bigint binary bit boolean both case cast char character check
    coalesce collate collation column concurrently constraint create cross current_catalog current_date current_role current_schema
    current_time current_timestamp current_user dec decimal default deferrable desc distinct do else end except exists extract false fetch
    float for foreign freeze from full grant greatest group grouping having ilike initially inner inout int integer intersect interval into
    is isnull join json json_array json_arrayagg json_exists json_object json_objectagg json_query json_scalar json_serialize json_table
    json_value lateral leading least left like limit localtime localtimestamp merge_action national natural nchar none normalize not notnull
    null nullif numeric offset on only or order out outer overlaps overlay placing position precision primary real references returning
    right row select session_user setof similar smallint some substring symmetric system_user table tablesample then time timestamp to
    trailing treat trim true union unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat
    xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable in and`.split(/\s+/),
)

const TOKEN =
    /\s*(?:("(?:[^"]|"")+")|('(?:[^'\\]|'')*')|(\d+(?:\.\d+)?)(?![\w.$])|([A-Za-z_][A-Za-z0-9_]*)(?![\w$\u0080-\uffff])|((?:<>|!=|<=|>=|[=<>])(?![-+*/<>=~!@#%^&|`?])|[(),]))/y

/** The tokens of a condition; null where it has others than those that are read here: comments, functions, casts, qualified names. */
export function tokensOf(condition: string): readonly Token[] | null {
    const text = condition.trimEnd()
    const tokens: Token[] = []
    for (let at = 0; at < text.length;) {
        TOKEN.lastIndex = at
        const match = TOKEN.exec(text)
        if (!match) return null
        at = TOKEN.lastIndex
        const token = tokenOf(match)
        if (!token) return null
        tokens.push(token)
    }
    return tokens
}

function tokenOf([, quoted, string, number, word, sign]: RegExpExecArray): Token | null {
    if (quoted !== undefined) return { kind: "column", text: quoted.slice(1, -1).replaceAll('""', '"') }
    if (string !== undefined) return { kind: "string", text: string.slice(1, -1).replaceAll("''", "'") }
    if (number !== undefined) return { kind: "number", text: number }
    if (word !== undefined) {
        if (WORDS.has(word.toUpperCase())) return { kind: "word", text: word.toUpperCase() }
        return RESERVED.has(word.toLowerCase()) ? null : { kind: "column", text: word.toLowerCase() }
    }
    return sign === undefined ? null : { kind: "sign", text: sign }
}
