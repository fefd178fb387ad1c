import { loadModule, parsePlPgSQLSync, parseSync } from "libpg-query"

/** A name in a statement that is looked for along the search_path. */
export interface UnqualifiedName {
    readonly sort: "function" | "operator" | "type"
    readonly name: string
    /** How many arguments a function is called with. */
    readonly count: number
}

/** Must have been waited for before anything is parsed. */
export const parserLoaded: Promise<void> = loadModule()

type Node = Readonly<Record<string, unknown>>

/**
 * The functions, operators and types that Postgres would look for along the search_path, by Postgres's own parser: also in the bodies of DO
 * statements, and in the literals that these execute.
 *
 * @example
 * ```ts
 * await parserLoaded
 * unqualifiedNames("SELECT count(*) FROM t WHERE a = 1") // count, =
 * ```
 */
export function unqualifiedNames(sql: string): readonly UnqualifiedName[] {
    const found = new Map<string, UnqualifiedName>()
    visit(parseSync(sql), found)
    return [...found.values()]
}

/** Every function, operator and type that is named at all, qualified or not. */
export function namesIn(sql: string): readonly UnqualifiedName[] {
    const found = new Map<string, UnqualifiedName>()
    visit(parseSync(sql), found, true)
    return [...found.values()]
}

type Found = Map<string, UnqualifiedName>

function visit(value: unknown, found: Found, all = false): void {
    if (Array.isArray(value)) {
        for (const element of value) visit(element, found, all)
        return
    }
    if (typeof value !== "object" || value === null) return
    for (const [tag, child] of Object.entries(value)) {
        if (tag === "FuncCall") add(found, "function", child, "funcname", all)
        else if (tag === "typeName" || tag === "TypeName") add(found, "type", child, "names", all)
        else if (tag === "A_Expr") addOperator(found, child as Node, all)
        else if (tag === "SubLink") add(found, "operator", child, "operName", all)
        else if (tag === "DoStmt") visitBlock(child as Node, found, all)
        if (tag !== "DoStmt") visit(child, found, all)
    }
}

function add(found: Found, sort: UnqualifiedName["sort"], node: unknown, field: string, all: boolean): void {
    const parts = textsOf((node as Node)[field])
    const name = parts.at(-1)
    if (name === undefined || (parts.length > 1 && !all)) return
    const args = (node as Node)["args"]
    const count = Array.isArray(args) ? args.length : 0
    found.set(`${sort} ${name} ${count}`, { sort, name, count })
}

/** What is said in words is looked for by its symbol, and cannot be qualified. */
const IN_WORDS: Readonly<Record<string, readonly string[]>> = {
    BETWEEN: [">=", "<="],
    "NOT BETWEEN": ["<", ">"],
    "BETWEEN SYMMETRIC": [">=", "<="],
    "NOT BETWEEN SYMMETRIC": ["<", ">"],
}

function addOperator(found: Found, node: Node, all: boolean): void {
    const parts = textsOf(node["name"])
    if (parts.length > 1 && !all) return
    const name = parts.at(-1) ?? ""
    for (const symbol of IN_WORDS[name] ?? [name])
        found.set(`operator ${symbol}`, { sort: "operator", name: symbol, count: 2 })
}

function visitBlock(node: Node, found: Found, all: boolean): void {
    for (const body of stringsIn(node)) {
        if (body === "plpgsql") continue
        const quoted = `'${body.replaceAll("'", "''").replaceAll("\\", "\\\\")}'`
        const literal = body.includes("\\") ? `E${quoted}` : quoted
        const block: unknown = parsePlPgSQLSync(`CREATE FUNCTION block() RETURNS void LANGUAGE plpgsql AS ${literal}`)
        visitStatements(block, found, all)
    }
}

/** Walks a parsed body: its expressions and statements are texts. */
function visitStatements(value: unknown, found: Found, all: boolean, executed = false): void {
    if (Array.isArray(value)) {
        for (const element of value) visitStatements(element, found, all, executed)
        return
    }
    if (typeof value !== "object" || value === null) return
    for (const [tag, child] of Object.entries(value)) {
        if (tag === "PLpgSQL_expr") visitExpression(child as Node, found, all, executed)
        else if (tag === "PLpgSQL_type") addDeclaredType(child as Node, found)
        else visitStatements(child, found, all, tag === "PLpgSQL_stmt_dynexecute")
    }
}

/** Variables of types that no schema is said of. The parser gives a type's own name for those that the grammar knows. */
function addDeclaredType({ typname }: Node, found: Found): void {
    if (typeof typname !== "string" || typname.includes(".") || KNOWN_TO_GRAMMAR.test(typname)) return
    found.set(`type ${typname} 0`, { sort: "type", name: typname, count: 0 })
}

const KNOWN_TO_GRAMMAR = /^(boolean|bigint|integer|smallint|numeric|record|pg_catalog.*|UNKNOWN)$/i

function visitExpression(node: Node, found: Found, all: boolean, executed: boolean): void {
    const query = typeof node["query"] === "string" ? node["query"] : ""
    const mode = typeof node["parseMode"] === "number" ? node["parseMode"] : 0
    const sql = mode === 0 ? query : mode === 2 ? `SELECT ${query}` : `SELECT ${query.replace(/^.*?:=/s, "")}`
    const tree: unknown = parseSync(sql)
    visit(tree, found, all)
    if (!executed) return
    for (const text of stringsIn(tree)) {
        // A text that is a statement by itself; %s of format() stands for a name.
        const statement = text.replaceAll(/%[sIL]/g, "x")
        if (/^\s*(SELECT|CREATE|ALTER|INSERT|UPDATE|DELETE|DROP|COMMENT|DO)\s/i.test(statement))
            visit(parseSync(statement), found, all)
    }
}

function stringsIn(value: unknown): readonly string[] {
    if (Array.isArray(value)) return value.flatMap(stringsIn)
    if (typeof value !== "object" || value === null) return []
    return Object.entries(value).flatMap(([tag, child]) =>
        tag === "sval" && typeof child === "string" ? [child] : stringsIn(child),
    )
}

function textsOf(names: unknown): readonly string[] {
    return Array.isArray(names) ? names.flatMap((name) => stringsIn(name)) : []
}
