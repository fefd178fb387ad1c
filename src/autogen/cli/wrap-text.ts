/** What the lines after the first are indented by, beside the indent of the whole. */
const HANGING = 4

/**
 * A text of one line, indented, and broken between words where it is wider than the terminal; a word that is wider stays whole, so that it
 * can be copied. Without a width, as in a pipe, nothing is broken: one line is one hit for `grep`.
 *
 * @example
 * ```ts
 * wrapped("rewrites-table column:public.room.code: ACCESS EXCLUSIVE while …", 80, 2)
 * ```
 */
export function wrapped(text: string, width: number | undefined, indent: number): string {
    const margin = " ".repeat(indent)
    if (width === undefined) return margin + text
    const lines: string[] = []
    let line = margin
    let isBare = true
    for (const word of text.split(" ")) {
        if (!isBare && line.length + 1 + word.length > width) {
            lines.push(line)
            line = margin + " ".repeat(HANGING)
            isBare = true
        }
        line += isBare ? word : ` ${word}`
        isBare = false
    }
    return [...lines, line].join("\n")
}
