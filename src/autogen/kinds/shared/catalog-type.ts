import type { Row } from "../../core/queryable.js"
import { booleanOf, numberOf, textOf, textOrNull } from "./catalog-rows.js"
import { canonicalTypeName, parseTypeText, type ColumnType } from "./column-type.js"

/** Decodes a column's type from the fields of the columns query, without asking format_type for the types that everybody uses. */
export function catalogType(row: Row): ColumnType {
    const typeName = textOf(row, "type_name")
    const typeSchema = textOf(row, "type_schema")
    const array = booleanOf(row, "is_array")
    const formatted = textOrNull(row, "formatted_type")
    if (typeSchema !== "pg_catalog") {
        const modifier = formatted === null ? null : parseTypeText(formatted).modifier
        return { schema: typeSchema, name: typeName, modifier, enum: booleanOf(row, "is_enum"), array }
    }
    if (formatted !== null)
        return { schema: null, name: typeName, modifier: parseTypeText(formatted).modifier, enum: false, array }
    // pg_type.typname of the one-byte type is `char`; SQL writes it with quotes, to tell it from character(1).
    if (typeName === "char") return { schema: null, name: '"char"', modifier: null, enum: false, array }
    const unlimited = numberOf(row, "type_modifier") === -1
    const name = typeName === "bpchar" && !unlimited ? "character" : canonicalTypeName(typeName)
    return {
        schema: null,
        name,
        modifier: unlimited ? null : decodeModifier(name, numberOf(row, "type_modifier")),
        enum: false,
        array,
    }
}

/** What atttypmod means for each built-in type: src/backend/utils/adt, function *typmodout of each. */
function decodeModifier(name: string, modifier: number): string {
    switch (name) {
        case "character varying":
        case "character":
            return String(modifier - 4)
        case "numeric": {
            // Eleven bits of scale, signed since PostgreSQL 15.
            const scale = ((modifier - 4) & 0x7ff) ^ 1024
            return `${((modifier - 4) >> 16) & 0xffff},${scale - 1024}`
        }
        default:
            return String(modifier)
    }
}
