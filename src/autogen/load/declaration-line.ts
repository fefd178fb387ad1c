/**
 * The line, from 1, of the decorator of a class or of one of its properties in a source text: for annotations. Undefined where the text
 * does not say; the class's own line where it has no such property (an inherited one). It reads the text as people lay it out and does
 * not parse it.
 *
 * @example
 * ```ts
 * declarationLine('@Entity()\nclass Room {\n    @Column()\n    code!: string\n}', "Room", "code") // 3
 * ```
 */
export function declarationLine(text: string, className: string, property?: string | null): number | undefined {
    const lines = text.split("\n")
    const escaped = className.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
    const ofClass = new RegExp(`\\bclass\\s+${escaped}(?![\\w$])|\\bname:\\s*["'\u0060]${escaped}["'\u0060]`)
    const start = lines.findIndex((line) => ofClass.test(line))
    if (start === -1) return undefined
    if (!property) return decoratorAbove(lines, start) + 1
    // Of an embedded column, the property of the entity itself.
    const [name = ""] = property.split(".")
    const member = new RegExp(
        `^\\s*(?:@.*\\)\\s*)?(?:(?:public|private|protected|readonly|declare|override|static|accessor|get)\\s+)*["']?${name.replaceAll("$", "\\$")}["']?\\s*[!?]?\\s*[:=;(]`,
    )
    const next = lines.findIndex(
        (line, at) => at > start && /^(?:export\s+)?(?:default\s+)?(?:abstract\s+)?class\s/.test(line),
    )
    const end = next === -1 ? lines.length : next
    const at = lines.findIndex((line, index) => index >= start && index < end && member.test(line))
    return decoratorAbove(lines, at === -1 ? start : at) + 1
}

/** The first of the decorators that stand directly above a line, each of which may span several lines; the line itself where none do. */
function decoratorAbove(lines: readonly string[], line: number): number {
    let first = line
    // Of the decorator whose end has been seen and whose beginning has not.
    let open = 0
    for (let at = line - 1; at >= 0; at--) {
        const text = lines[at] ?? ""
        if (open === 0 && /^\s*(\/\/|\/?\*|$)/.test(text)) continue
        // What follows a decorator in its line is another declaration.
        const ends = /\)\s*(\/\/.*)?$/.test(text) || /^\s*@[\w$.]+\s*$/.test(text)
        if (open === 0 && !ends) return first
        open += count(text, ")") - count(text, "(")
        if (open > 0) continue
        if (!/^\s*@/.test(text)) return first
        first = at
        open = 0
    }
    return first
}

function count(text: string, character: string): number {
    return text.split(character).length - 1
}
