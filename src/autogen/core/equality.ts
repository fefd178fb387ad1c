/** Deep equality of plain JSON data. */
export function sameData(a: unknown, b: unknown): boolean {
    if (a === b) return true
    if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false
    if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && sameList(a, b)
    const left = a as Readonly<Record<string, unknown>>
    const right = b as Readonly<Record<string, unknown>>
    const keys = Object.keys(left)
    if (keys.length !== Object.keys(right).length) return false
    for (const key of keys) if (!Object.hasOwn(right, key) || !sameData(left[key], right[key])) return false
    return true
}

function sameList(a: readonly unknown[], b: readonly unknown[]): boolean {
    if (a.length !== b.length) return false
    for (let index = 0; index < a.length; index++) if (!sameData(a[index], b[index])) return false
    return true
}
