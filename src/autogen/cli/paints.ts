import pc from "picocolors"
import type { Paints } from "../check/format-drift-text.js"

/** The colours of reports, where the terminal has any. */
export const paints: Paints = {
    added: pc.green,
    removed: pc.red,
    changed: pc.yellow,
    dim: pc.dim,
    bold: pc.bold,
}
