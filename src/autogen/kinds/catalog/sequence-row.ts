import type { Row } from "../../core/queryable.js"
import { LARGEST, SMALLEST, type SequenceNumbers } from "../../operations/sequence-numbers.js"
import { booleanOf, textOf } from "./catalog-rows.js"

/** Reads what is not as Postgres has it by itself (the manual, CREATE SEQUENCE). */
export function readNumbers(row: Row, dataType: string): SequenceNumbers {
    const [start, increment, minimum, maximum, cache] = ["start", "increment", "minimum", "maximum", "cache"].map(
        (field) => textOf(row, field),
    )
    const descends = increment?.startsWith("-") ?? false
    return {
        ...(start === (descends ? maximum : minimum) ? {} : { start: start ?? "" }),
        ...(increment === "1" ? {} : { increment: increment ?? "" }),
        ...(minimum === (descends ? SMALLEST[dataType] : "1") ? {} : { minimum: minimum ?? "" }),
        ...(maximum === (descends ? "-1" : LARGEST[dataType]) ? {} : { maximum: maximum ?? "" }),
        ...(cache === "1" ? {} : { cache: cache ?? "" }),
        ...(booleanOf(row, "cycle") ? { cycle: true } : {}),
    }
}
