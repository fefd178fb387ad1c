/** The word of `words` that `typed` was probably meant to be, or undefined if none is near. */
export function nearMatch(typed: string, words: readonly string[]): string | undefined {
    // Two, as letters that changed places count twice.
    const tolerated = Math.max(2, Math.floor(typed.length / 3))
    const ranked = words
        .map((word) => ({ word, distance: editDistance(typed.toLowerCase(), word.toLowerCase()) }))
        .filter(({ word, distance }) => (distance <= tolerated && distance < word.length) || isBeginning(typed, word))
        .sort((a, b) => a.distance - b.distance || (a.word < b.word ? -1 : 1))
    return ranked[0]?.word
}

function isBeginning(typed: string, word: string): boolean {
    return typed.length > 3 && word.toLowerCase().startsWith(typed.toLowerCase())
}

/** Levenshtein's distance: insertions, deletions and substitutions, row by row. */
function editDistance(a: string, b: string): number {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index)
    for (const [i, left] of [...a].entries()) {
        const next = [i + 1]
        for (const [j, right] of [...b].entries()) {
            const substituted = (row[j] ?? 0) + (left === right ? 0 : 1)
            next.push(Math.min(substituted, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
        }
        row = next
    }
    return row[b.length] ?? 0
}
