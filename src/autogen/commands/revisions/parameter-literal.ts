import { quoteLiteral } from "../../core/names.js"

/**
 * A parameter as a literal of SQL, as the driver would send it: its type is left to Postgres, as with a parameter. Null: it cannot be said.
 *
 * @example
 * ```ts
 * literal("it's") // "'it''s'"
 * ```
 */
export function literal(value: unknown): string | null {
    switch (typeof value) {
        case "undefined":
            return "NULL"
        case "string":
            return value.includes("\0") ? null : quoteLiteral(value)
        case "number":
        case "bigint":
        case "boolean":
            return `'${String(value)}'`
        case "function":
        case "symbol":
            return null
        case "object":
            return value === null ? "NULL" : objectLiteral(value)
    }
}

function objectLiteral(value: object): string | null {
    if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : quoteLiteral(value.toISOString())
    if (ArrayBuffer.isView(value)) {
        const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength)
        return quoteLiteral(`\\x${bytes.toString("hex")}`)
    }
    if (Array.isArray(value)) return arrayLiteral(value)
    return quoteLiteral(JSON.stringify(value))
}

/** As the driver writes it: `{"a","b",NULL}`. */
function arrayLiteral(values: readonly unknown[]): string | null {
    const text = arrayText(values)
    return text === null ? null : quoteLiteral(text)
}

function arrayText(values: readonly unknown[]): string | null {
    const items: string[] = []
    for (const value of values) {
        const item = itemText(value)
        if (item === null) return null
        items.push(item)
    }
    return `{${items.join(",")}}`
}

function itemText(value: unknown): string | null {
    if (value === null || value === undefined) return "NULL"
    if (Array.isArray(value)) return arrayText(value)
    const text =
        typeof value === "string"
            ? value
            : value instanceof Date
              ? value.toISOString()
              : ArrayBuffer.isView(value) || typeof value === "function" || typeof value === "symbol"
                ? null
                : typeof value === "object"
                  ? JSON.stringify(value)
                  : String(value)
    return text === null ? null : `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`
}
