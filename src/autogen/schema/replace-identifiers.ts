import { quoteIdent } from "../core/names.js"

/**
 * Words that Postgres quotes when it prints them as names: every keyword that is not unreserved (quote_identifier in
 * src/backend/utils/adt/ruleutils.c; the list is appendix C of the manual).
 */
const QUOTED_WORDS = new Set(
    `all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char
    character check coalesce collate collation column concurrently constraint create cross current_catalog current_date
    current_role current_schema current_time current_timestamp current_user dec decimal default deferrable desc distinct do else
    end except exists extract false fetch float for foreign freeze from full grant greatest group grouping having ilike in
    initially inner inout int integer intersect interval into is isnull join json json_array json_arrayagg json_exists
    json_object json_objectagg json_query json_scalar json_serialize json_table json_value lateral leading least left like limit
    localtime localtimestamp merge_action national natural nchar none normalize not notnull null nullif numeric offset on only or
    order out outer overlaps overlay placing position precision primary real references returning right row select session_user
    setof similar smallint some substring symmetric system_user table tablesample then time timestamp to trailing treat trim true
    union unique user using values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists
    xmlforest xmlnamespaces xmlparse xmlpi xmlroot xmlserialize xmltable`.split(/\s+/),
)

/** A name as Postgres prints it: quoted only where it must be. */
export function printedIdent(name: string): string {
    return /^[a-z_][a-z0-9_$]*$/.test(name) && !QUOTED_WORDS.has(name) ? name : quoteIdent(name)
}

const TOKEN =
    /(?<string>[eE]?'(?:[^'\\]|''|\\.)*')|(?<chain>(?:"(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)(?:\.(?:"(?:[^"]|"")*"|[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*))*)/g

function parts(chain: string): readonly string[] {
    return [...chain.matchAll(/"((?:[^"]|"")*)"|([^."]+)/g)].map(([, quoted, plain]) =>
        quoted === undefined ? (plain ?? "") : quoted.replaceAll('""', '"'),
    )
}

/**
 * Replaces names in an expression that Postgres has printed. Both sides of the map are quoted names, joined by dots where they
 * have several parts. String constants, functions and the types of casts are told apart by what stands beside them; where a
 * word is yet mistaken, the comparison sees a difference and rebuilds the object: never a wrong result, at worst a needless one.
 */
export function replaceIdentifiers(expression: string, replacements: ReadonlyMap<string, string>): string {
    if (![...replacements.keys()].some((name) => mayMention(expression, name))) return expression
    return expression.replaceAll(TOKEN, (token: string, ...rest: unknown[]) => {
        const groups = rest.at(-1) as { readonly chain?: string }
        const offset = rest.at(-3) as number
        if (groups.chain === undefined) return token
        const names = parts(token)
        const replacement = replacements.get(names.map(quoteIdent).join("."))
        if (replacement === undefined) return token
        if (names.length === 1 && !isColumn(expression, offset, token.length)) return token
        return parts(replacement).map(printedIdent).join(".")
    })
}

/** False where an expression certainly has no such name: looking closer is dear, and most expressions have none. */
function mayMention(expression: string, quotedName: string): boolean {
    if (quotedName.includes('""')) return true
    return expression.includes(quotedName.slice(1, -1).split('"."').at(-1) ?? "")
}

function isColumn(expression: string, offset: number, length: number): boolean {
    return !expression.slice(0, offset).endsWith("::") && !/^\s*\(/.test(expression.slice(offset + length))
}
