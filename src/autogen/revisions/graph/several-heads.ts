import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"

/** One head was meant, and there are several. `what`: what cannot be done, as a sentence's beginning. */
export function severalHeads(heads: readonly string[], what: string, next: string): AutogenError {
    return new AutogenError({
        code: "SEVERAL_HEADS",
        message: `${what}: the history has ${heads.length} heads, ${heads.map((name) => `"${printable(name)}"`).join(" and ")}`,
        next,
        fields: { heads },
    })
}
