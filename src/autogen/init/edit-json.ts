/** Where a value stands in a text. */
export interface Range {
    readonly start: number
    readonly end: number
}

/**
 * The place of a value in JSON with comments, such as a tsconfig.json: `["compilerOptions", "strict"]`. An empty path is the whole.
 *
 * @example
 * ```ts
 * valueRange('{ "a": 1 }', ["a"]) // { start: 7, end: 8 }
 * ```
 */
export function valueRange(text: string, path: readonly string[]): Range | undefined {
    const start = skip(text, text.startsWith("\ufeff") ? 1 : 0)
    const [key, ...rest] = path
    if (key === undefined) return { start, end: endOf(text, start) }
    return within(text, start, key, rest)
}

function within(text: string, start: number, key: string, rest: readonly string[]): Range | undefined {
    for (const member of membersOf(text, start)) {
        if (member.key !== key) continue
        const [next, ...others] = rest
        return next === undefined ? member.value : within(text, member.value.start, next, others)
    }
    return undefined
}

/**
 * The text with one more member at the end of an object, written as its last one is: on a line of its own or not, after its comma.
 * Undefined where the path leads to no object.
 */
export function insertIntoObject(
    text: string,
    path: readonly string[],
    key: string,
    value: string,
): string | undefined {
    const object = valueRange(text, path)
    if (object === undefined || text[object.start] !== "{" || text[object.end - 1] !== "}") return undefined
    const last = membersOf(text, object.start).at(-1)
    const newline = text.includes("\r\n") ? "\r\n" : "\n"
    const written = `${JSON.stringify(key)}: ${value}`
    if (last === undefined) {
        const indent = indentAt(text, object.start)
        return `${text.slice(0, object.start)}{${newline}${indent}    ${written}${newline}${indent}}${text.slice(object.end)}`
    }
    const ownLine = /\n[^\S\n]*$/.test(text.slice(0, last.start))
    const separator = ownLine ? `${newline}${indentAt(text, last.start)}` : " "
    const comma = skip(text, last.value.end)
    // A comma too many is allowed there, and stays one.
    return text[comma] === ","
        ? `${text.slice(0, comma + 1)}${separator}${written},${text.slice(comma + 1)}`
        : `${text.slice(0, last.value.end)},${separator}${written}${text.slice(last.value.end)}`
}

interface Member {
    readonly key: string
    /** Where the key begins. */
    readonly start: number
    readonly value: Range
}

function membersOf(text: string, start: number): readonly Member[] {
    if (text[start] !== "{") return []
    const members: Member[] = []
    for (let at = skip(text, start + 1); at < text.length && text[at] !== "}";) {
        const keyEnd = endOf(text, at)
        const colon = skip(text, keyEnd)
        if (text[at] !== '"' || text[colon] !== ":") return members
        const valueStart = skip(text, colon + 1)
        const value = { start: valueStart, end: endOf(text, valueStart) }
        members.push({ key: String(JSON.parse(text.slice(at, keyEnd))), start: at, value })
        at = skip(text, value.end)
        if (text[at] === ",") at = skip(text, at + 1)
    }
    return members
}

/** The next place that is neither space nor comment. */
function skip(text: string, from: number): number {
    const space = /(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*/y
    space.lastIndex = from
    return from + (space.exec(text)?.[0].length ?? 0)
}

/** Where the value ends that begins here. */
function endOf(text: string, start: number): number {
    const first = text[start]
    if (first === '"') return start + (/"(?:[^"\\]|\\.)*"?/y.exec(text.slice(start))?.[0].length ?? 1)
    if (first !== "{" && first !== "[") return start + (/[^\s,}\]/]*/.exec(text.slice(start))?.[0].length ?? 0)
    let depth = 0
    for (let at = start; at < text.length; at = skip(text, at)) {
        const char = text[at] ?? ""
        if (char === '"') {
            at = endOf(text, at)
            continue
        }
        if ("{[".includes(char)) depth += 1
        if ("}]".includes(char)) depth -= 1
        at += 1
        if (depth === 0) return at
    }
    return text.length
}

function indentAt(text: string, at: number): string {
    return /^[^\S\n]*/.exec(text.slice(text.lastIndexOf("\n", at - 1) + 1))?.[0] ?? ""
}
