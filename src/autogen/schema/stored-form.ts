import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"

// Two prints of Postgres are read as something else than what was printed (until version 18, at least), so that a schema that is made of
// them differs from its model. A cast that does nothing keeps the reader from it; all else is left as it is:
// - `(a AND b) AND c`, as BETWEEN beside AND is stored, is read as one list of three (makeAndExpr in gram.y); a cast to boolean ends the first.
// - `(ARRAY['a'::character varying])::text[]`, as IN over a varchar is stored, is read as an array of casts (transformTypeCast in
//   parse_expr.c); a cast to the array's own type stands between.

/** A piece of SQL: a group in brackets, or the text of a token. */
type Piece = string | Group

interface Group {
    readonly open: "(" | "["
    readonly pieces: readonly Piece[]
}

const TOKEN = /[eE]?'(?:[^']|'')*'|"(?:[^"]|"")*"|[\w$\u0080-\uffff]+|::|\s+|[^]/g

/** The text of an expression that Postgres has printed, so that it is stored as what it was printed of. */
export function storedForm(printed: string): string {
    if (!printed.includes("(ARRAY[") && !/\) (?:AND|OR) /.test(printed)) return printed
    const pieces = parse(printed)
    return pieces ? write(pieces) : printed
}

/** An object as its creation has to say it, so that it is stored as it was printed. */
export function inStoredForm(object: SchemaObject): SchemaObject {
    return kindOf(object.kind).normalize?.mapPrinted?.(object, storedForm) ?? object
}

/** Null where the brackets do not close one another. */
function parse(text: string): readonly Piece[] | null {
    const stack: { open: "(" | "[" | null; pieces: Piece[] }[] = [{ open: null, pieces: [] }]
    for (const [token] of text.matchAll(TOKEN)) {
        const top = stack.at(-1)
        if (!top) return null
        if (token === "(" || token === "[") stack.push({ open: token, pieces: [] })
        else if (token === ")" || token === "]") {
            if (top.open !== (token === ")" ? "(" : "[")) return null
            stack.pop()
            stack.at(-1)?.pieces.push({ open: top.open, pieces: top.pieces })
        } else top.pieces.push(token)
    }
    const [whole, ...open] = stack
    return whole && open.length === 0 ? whole.pieces : null
}

function write(pieces: readonly Piece[]): string {
    const list = firstOfList(pieces)
    return pieces
        .map((piece, index) => {
            if (typeof piece === "string") return piece
            const inside = write(piece.pieces)
            if (piece.open === "[") return `[${inside}]`
            const own = pieces[index + 1] === "::" ? arrayType(piece) : null
            return `(${inside}${own === null ? "" : `::${own}`})${piece === list ? "::boolean" : ""}`
        })
        .join("")
}

/** The group that begins a list of ANDs, or of ORs, and is such a list itself. */
function firstOfList(pieces: readonly Piece[]): Group | null {
    const [first, space, word] = pieces.filter((piece, index) => index > 0 || !isSpace(piece))
    if (typeof first !== "object" || first.open !== "(" || !isSpace(space)) return null
    return (word === "AND" || word === "OR") && first.pieces.includes(word) ? first : null
}

/** The type of an array constructor that stands alone in brackets, where its elements tell. */
function arrayType({ pieces }: Group): string | null {
    const [word, array, ...more] = pieces
    if (word !== "ARRAY" || typeof array !== "object" || array.open !== "[" || more.length > 0) return null
    const types = new Set(elements(array.pieces).map(elementType))
    const [type] = types
    return types.size === 1 && type ? `${type}[]` : null
}

function elements(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
    const found: Piece[][] = [[]]
    for (const piece of pieces) {
        if (piece === ",") found.push([])
        else found.at(-1)?.push(piece)
    }
    return found
}

/** The type that an element is cast to; null where it is something else, or of a type with a modifier. */
function elementType(element: readonly Piece[]): string | null {
    const pieces = element.filter((piece, index) => !(isSpace(piece) && (index === 0 || index === element.length - 1)))
    if (pieces.length === 1 && /^\d{1,9}$/.test(String(pieces[0]))) return "integer"
    const type = pieces.slice(pieces.lastIndexOf("::") + 1)
    if (type.length === pieces.length || type.some((piece) => typeof piece !== "string")) return null
    // A constant, or something in brackets: nothing that binds less than the cast.
    return pieces.lastIndexOf("::") === 1 ? type.join("") : null
}

function isSpace(piece: Piece | undefined): boolean {
    return typeof piece === "string" && piece.trim() === ""
}
