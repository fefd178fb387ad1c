/** A text longer than this that has several lines is easier to read as a template literal. */
const LONGEST_ONE_LINER = 40

/**
 * Characters that end a line, hide, or change the direction of the text around them: whatever the database holds, the file reads
 * as it runs. Lone surrogates cannot be saved as UTF-8 at all.
 */
const UNSAFE = /(?![ \n])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}]/gu

/** Any text as a literal of TypeScript: a string, or a template where the text has several lines or both kinds of quotes. */
export function textLiteral(text: string): string {
    const long = text.includes("\n") && text.length > LONGEST_ONE_LINER
    const quotes = text.includes('"') && text.includes("'")
    return long || quotes ? templateLiteral(text) : stringLiteral(text)
}

/** Any text as a string literal, between the quotes that need fewer escapes. */
export function stringLiteral(text: string): string {
    const quote = count(text, '"') > count(text, "'") ? "'" : '"'
    const escaped = text
        .replaceAll("\\", "\\\\")
        .replaceAll(quote, `\\${quote}`)
        .replaceAll("\n", "\\n")
        .replaceAll(UNSAFE, escapeCharacter)
    return quote + closable(escaped) + quote
}

function count(text: string, part: string): number {
    return text.split(part).length - 1
}

function templateLiteral(text: string): string {
    const escaped = text
        .replaceAll("\\", "\\\\")
        .replaceAll("`", "\\`")
        .replaceAll("${", "\\${")
        .replaceAll(UNSAFE, escapeCharacter)
        // Editors take blanks from the ends of lines.
        .replaceAll(/ (?=\n|$)/g, "\\x20")
    return `\`${closable(escaped)}\``
}

/** ts-morph's writer takes a quote after any backslash for an escaped one, and would indent the inside of what follows. */
function closable(escaped: string): string {
    return escaped.endsWith("\\\\") ? `${escaped.slice(0, -2)}\\x5c` : escaped
}

function escapeCharacter(character: string): string {
    switch (character) {
        case "\t":
            return "\\t"
        case "\r":
            return "\\r"
    }
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("")
}

/** Any text as one line of a comment, which it cannot end. */
export function commentText(text: string): string {
    return text
        .replaceAll(/[\r\n\u2028\u2029]+/g, " ")
        .replaceAll(UNSAFE, escapeCharacter)
        .replaceAll("*/", "*\\/")
        .trim()
}

/** A doc comment over any text, line by line. */
export function docText(text: string): string {
    return text
        .split(/\r\n|[\r\n\u2028\u2029]/)
        .map(commentText)
        .map((line) => (line.startsWith("@") ? `\\${line}` : line))
        .join("\n")
        .trim()
}
