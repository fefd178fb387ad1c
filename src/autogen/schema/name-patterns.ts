/**
 * Tells which names are meant: a pattern, or a predicate of the path.
 *
 * In a pattern `*` is any text, `?` any one character; upper and lower case differ, as they do in Postgres's catalog. Parts are
 * joined by dots and meet the end of a path: `room` is that name anywhere, `sales.room` that of one schema, `room.code` a column
 * of any table `room`. What stands in double quotes is meant literally, dots and stars too: `"my.table"`.
 */
export type NameTest = string | ((path: readonly string[]) => boolean)

/** One test, or several of which one must hold. */
export type NamePattern = NameTest | readonly NameTest[]

/**
 * Makes a predicate of paths out of patterns.
 *
 * @example
 * ```ts
 * const isMeant = nameMatcher(["sales_*.room", (path) => path.at(-1) === "guest"])
 * isMeant(["sales_eu", "room"]) // true
 * ```
 */
export function nameMatcher(pattern: NamePattern): (path: readonly string[]) => boolean {
    const tests = (isList(pattern) ? pattern : [pattern]).map((test) =>
        typeof test === "function" ? test : globMatcher(test),
    )
    return (path) => tests.some((test) => test(path))
}

function isList(pattern: NamePattern): pattern is readonly NameTest[] {
    return Array.isArray(pattern)
}

function globMatcher(glob: string): (path: readonly string[]) => boolean {
    const parts = globParts(glob)
    return (path) =>
        parts.length <= path.length &&
        parts.every((part, index) => part.test(path[path.length - parts.length + index] ?? ""))
}

/** A quoted text, a dot between parts, a wildcard, or any other text. */
const TOKEN = /"((?:[^"]|"")*)"|(\.)|(\*)|(\?)|[^".*?]+|"/gs

function globParts(glob: string): readonly RegExp[] {
    let source = ""
    const parts: string[] = []
    for (const [token, quoted, dot, star, mark] of glob.matchAll(TOKEN)) {
        if (dot !== undefined) {
            parts.push(source)
            source = ""
        } else if (star !== undefined) source += ".*"
        else if (mark !== undefined) source += "."
        else source += literally(quoted?.replaceAll('""', '"') ?? token)
    }
    return [...parts, source].map((part) => new RegExp(`^${part}$`, "su"))
}

function literally(text: string): string {
    return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
}
