import type { Row } from "../../core/queryable.js"

/** The row boundary: reads one field of a catalog row, and refuses a value of another type than the query promises. */
export function textOf(row: Row, field: string): string {
    const value = row[field]
    if (typeof value !== "string") throw new TypeError(`catalog field "${field}" is ${typeof value}, expected text`)
    return value
}

export function textOrNull(row: Row, field: string): string | null {
    return row[field] === null || row[field] === undefined ? null : textOf(row, field)
}

export function numberOf(row: Row, field: string): number {
    const value = Number(row[field])
    if (row[field] === null || Number.isNaN(value)) throw new TypeError(`catalog field "${field}" is no number`)
    return value
}

export function booleanOf(row: Row, field: string): boolean {
    const value = row[field]
    if (typeof value !== "boolean") throw new TypeError(`catalog field "${field}" is ${typeof value}, expected boolean`)
    return value
}

/** A boolean that is null where it is false, as it nearly always is. */
export function flagOf(row: Row, field: string): boolean {
    return row[field] !== null && row[field] !== undefined && booleanOf(row, field)
}

const NOTHING: Row = {}

/** A JSON object; null reads as empty. */
export function rowOf(row: Row, field: string): Row {
    return (row[field] ?? NOTHING) as Row
}

/** A JSON array of texts; null reads as empty. Arrays travel as JSON because drivers differ in how they read `text[]`. */
export function textsOf(row: Row, field: string): readonly string[] {
    return (row[field] ?? []) as readonly string[]
}

/** A JSON array of objects; null reads as empty. */
export function rowsOf(row: Row, field: string): readonly Row[] {
    return (row[field] ?? []) as readonly Row[]
}
