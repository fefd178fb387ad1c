/** What may differ between two dumps that are to count as equal. */
export interface DumpOptions {
    /** Columns added later stand last: "ignore" compares tables as if their columns had no order. Default "exact". */
    readonly columnOrder?: "exact" | "ignore"
    /** Tables left out, in any schema, with their sequences. Default: the tables of TypeORM's own bookkeeping. */
    readonly ignoreTables?: readonly string[]
    /** PostgreSQL 18 names NOT NULL constraints, and a renamed column keeps the old name. Default "exact". */
    readonly notNullNames?: "exact" | "ignore"
}

/** The tables in which TypeORM and the runner keep their books. */
export const bookkeepingTables: readonly string[] = ["migrations", "typeorm_metadata", "typeorm_autogen_runs"]

/** pg_dump opens every object with a comment of this form. */
const header = /^--\n-- Name: .*; Type: .*; Schema: .*; Owner:.*\n--\n/gm

/**
 * Brings the text of `pg_dump --schema-only --no-owner` into a form that is the same for the same schema: what belongs
 * to one object stays together, in the order of the alphabet instead of that of oids; settings and comments are gone.
 *
 * @example
 * ```ts
 * expect(normaliseDump(migrated, { columnOrder: "ignore" })).toBe(normaliseDump(fresh, { columnOrder: "ignore" }))
 * ```
 */
export function normaliseDump(dump: string, options: DumpOptions = {}): string {
    // What precedes the first header are settings of the session that would restore the dump.
    const [, ...objects] = dump.replace(/\n--\n-- PostgreSQL database dump complete\n--[\s\S]*$/, "\n").split(header)
    const normalised = objects
        .map((object) => normaliseObject(object.trim(), options))
        .filter((object) => object !== "")
    return normalised.length === 0 ? "" : `${normalised.sort().join("\n\n")}\n`
}

function normaliseObject(object: string, options: DumpOptions): string {
    if (!/^CREATE (UNLOGGED |FOREIGN )?TABLE |^CREATE TYPE [^;]* AS \(/.test(object)) return object
    const [create = "", ...rest] = splitOutside(object, ";")
    const named = options.notNullNames === "ignore" ? withoutNotNullNames(create) : create
    if (options.columnOrder !== "ignore") return [named, ...rest, ""].join(";\n").trimEnd()
    return [withSortedColumns(named), ...rest.sort(), ""].join(";\n").trimEnd()
}

function withoutNotNullNames(create: string): string {
    return create.replace(/\bCONSTRAINT ("(?:[^"]|"")*"|[^\s"]+) NOT NULL/g, "NOT NULL")
}

/** Sorts what stands between the first parenthesis of CREATE TABLE or CREATE TYPE and the one that closes it. */
function withSortedColumns(create: string): string {
    let depth = 0
    let open = -1
    for (const [index, character] of outsideQuotes(create)) {
        if (character === "(" && depth++ === 0 && open === -1) open = index
        if (character === ")" && --depth === 0) {
            const columns = splitOutside(create.slice(open + 1, index), ",").sort()
            return `${create.slice(0, open + 1)}\n    ${columns.join(",\n    ")}\n${create.slice(index)}`
        }
    }
    return create
}

/** The trimmed parts between separators that stand outside quotes and parentheses; empty parts are left out. */
function splitOutside(text: string, separator: "," | ";"): string[] {
    const parts: string[] = []
    let depth = 0
    let start = 0
    for (const [index, character] of outsideQuotes(text)) {
        if (character === "(") depth++
        if (character === ")") depth--
        if (character === separator && depth === 0) {
            parts.push(text.slice(start, index))
            start = index + 1
        }
    }
    return [...parts, text.slice(start)].map((part) => part.trim()).filter((part) => part !== "")
}

/** String constants of each kind, then quoted names, then dollar quotes. */
const quoted = /\bE'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$(\w*)\$[\s\S]*?\$\1\$/sy

function* outsideQuotes(text: string): Generator<readonly [number, string]> {
    for (let index = 0; index < text.length; index++) {
        quoted.lastIndex = index
        const length = quoted.exec(text)?.[0].length
        if (length === undefined) yield [index, text.charAt(index)]
        else index += length - 1
    }
}
