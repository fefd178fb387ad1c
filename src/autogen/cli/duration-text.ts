/** Milliseconds as people read them: `120 ms`, `3.4 s`, `2 min 5 s`. */
export function durationText(milliseconds: number): string {
    if (milliseconds < 1_000) return `${milliseconds} ms`
    if (milliseconds < 60_000) return `${(milliseconds / 1_000).toFixed(1)} s`
    const seconds = Math.round(milliseconds / 1_000)
    return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}
