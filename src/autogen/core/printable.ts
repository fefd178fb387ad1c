/** Characters that end a line, hide, move the cursor, or change the direction of the text around them; lone surrogates among them. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu
const ANY_UNSAFE = new RegExp(UNSAFE.source, "u")

const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" }

/** Whether all of a text shows, on one line. */
export function isPrintable(text: string): boolean {
    return !ANY_UNSAFE.test(text)
}

/**
 * Any text made fit for one line of a terminal, a log or a report: what does not show becomes an escape, which cannot end the line, hide
 * a part of it or turn it round.
 *
 * @example
 * ```ts
 * printable("room\nin sync \u202egnp.exe") // "room\\nin sync \\u202egnp.exe"
 * ```
 */
export function printable(text: string): string {
    return text.replaceAll(UNSAFE, (character) => SHORT[character] ?? escaped(character))
}

/**
 * A finished output of several lines, with colours: what else does not show becomes an escape. In JSON, which has such characters in strings
 * only, the escapes mean the same characters.
 */
export function printableOutput(text: string): string {
    if (isPrintable(text)) return text
    return text.replaceAll(OUTPUT, (found) =>
        found === "\n" || found === "\t" || found.length > 2 ? found : escaped(found),
    )
}

/** Colours, as wholes, and the characters. */
const OUTPUT = new RegExp(String.raw`\u001b\[[\d;]*m|${UNSAFE.source}`, "gu")

function escaped(character: string): string {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index))
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("")
}
