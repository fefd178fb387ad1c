import type { Row } from "../../core/queryable.js"
import { flagOf, numberOf, rowOf, textOf, textOrNull } from "./catalog-rows.js"
import { canonicalTypeName, parseTypeText, sharedType, type ColumnType } from "../../operations/column-type.js"

/** Decodes a column's type from the fields of the columns query, without asking format_type for the types that everybody uses. */
export function catalogType(row: Row): ColumnType {
    const typeName = textOf(row, "type_name")
    const typeSchema = textOrNull(row, "type_schema")
    const array = flagOf(row, "is_array")
    const formatted = textOrNull(rowOf(row, "more"), "formatted_type")
    const modifier = formatted === null ? null : parseTypeText(formatted).modifier
    if (typeSchema !== null)
        return sharedType({ schema: typeSchema, name: typeName, modifier, enum: flagOf(row, "is_enum"), array })
    if (formatted !== null) return sharedType({ schema: null, name: typeName, modifier, enum: false, array })
    // pg_type.typname of the one-byte type is `char`; SQL writes it with quotes, to tell it from character(1).
    if (typeName === "char") return sharedType({ schema: null, name: '"char"', modifier: null, enum: false, array })
    const unlimited = row["type_modifier"] === null
    const name = typeName === "bpchar" && !unlimited ? "character" : canonicalTypeName(typeName)
    return sharedType({
        schema: null,
        name,
        modifier: unlimited ? null : decodeModifier(name, numberOf(row, "type_modifier")),
        enum: false,
        array,
    })
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
