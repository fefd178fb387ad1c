const WORD = /"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*/gu

/** The names that may stand in the expressions and types among arguments of operations. A text that is just a name is a column's. */
export function wordsIn(args: unknown, words = new Set<string>()): ReadonlySet<string> {
    if (typeof args === "string") {
        const found = args.match(WORD) ?? []
        if (found[0] === args) return words
        for (const word of found) {
            const isQuoted = word.startsWith('"')
            words.add(isQuoted ? word.slice(1, -1).replaceAll('""', '"') : word)
            if (!isQuoted) words.add(word.toLowerCase())
        }
    } else if (typeof args === "object" && args !== null) {
        if ("schema" in args && "name" in args && typeof args.name === "string") words.add(args.name)
        for (const inner of Object.values(args)) wordsIn(inner, words)
    }
    return words
}
