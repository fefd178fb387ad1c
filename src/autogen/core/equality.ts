/** Deep equality of plain JSON data. */
export function sameData(a: unknown, b: unknown): boolean {
    if (a === b) return true
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
    if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameList(a, b)
    const left = a as Readonly<Record<string, unknown>>
    const right = b as Readonly<Record<string, unknown>>
    const keys = Object.keys(left)
    return (
        keys.length === Object.keys(right).length &&
        keys.every((key) => Object.hasOwn(right, key) && sameData(left[key], right[key]))
    )
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
    return a.length === b.length && a.every((value, index) => sameData(value, b[index]))
}
