import { addTo } from "../core/groups.js"

/** Gives, of many names, those that a text may mention: rather one too many. Costs the length of the text, however many names there are. */
export type NameIndex<T> = (text: string) => readonly T[]

/** So few are given all: looking closer costs more. */
const FEW = 8

/** Makes a {@link NameIndex} of what has a name each. */
export function nameIndex<T>(entries: readonly (readonly [name: string, value: T])[]): NameIndex<T> {
    const all = entries.map(([, value]) => value)
    if (entries.length <= FEW) return () => all
    const wordless: T[] = []
    const byFirstWord = new Map<string, { readonly words: readonly string[]; readonly value: T }[]>()
    for (const [name, value] of entries) {
        const words = wordsIn(name)
        const [first] = words
        if (first === undefined) {
            wordless.push(value)
            continue
        }
        addTo(byFirstWord, first, { words, value })
    }
    return (text) => {
        const present = new Set(wordsIn(text))
        const found = [...wordless]
        for (const word of present) {
            for (const { words, value } of byFirstWord.get(word) ?? []) {
                if (words.every((part) => present.has(part))) found.push(value)
            }
        }
        return found
    }
}

/** The words of a text or a name, in lower case: a name that a text mentions has no word that the text lacks. */
export function wordsIn(text: string): readonly string[] {
    return text.toLowerCase().match(/[\p{L}\p{M}\p{N}_$]+/gu) ?? []
}
