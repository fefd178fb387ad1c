import { shellArgument } from "../spec-name.js"
import type { HazardText } from "../statement.js"

// Rows and values that are gone afterwards, or cannot be restored.

const DROP_LATER = "drop it in a later release, once nothing reads it and a backup exists"

/** Texts of `deletes-data`, `no-cast` and `not-reversible`. */
export const dataLoss = {
    tableDropped: { kind: "deletes-data", reason: "all rows of the table are deleted", safer: DROP_LATER },
    columnDropped: { kind: "deletes-data", reason: "all values of the column are deleted", safer: DROP_LATER },
    sequenceDropped: {
        kind: "deletes-data",
        reason: "the current value is lost and cannot be derived from a column",
        safer: "note its last_value first, and restart its successor from there",
    },
    /** `column`: as `--using` and `--recreate` take it. */
    noCast: (column: string, before: string, after: string) => ({
        kind: "no-cast",
        reason: `no cast from ${before} to ${after}; each value is read from its text`,
        safer: `convert with --using '${column}:<SQL expression over the old row>', or lose the values with --recreate ${shellArgument(column)} --allow deletes-data`,
    }),
    /** `pairs`: old and new values of an enum. */
    valuesMerged: (pairs: readonly (readonly [string, string])[]) => ({
        kind: "not-reversible",
        reason: `${pairs.map(([old, value]) => `${JSON.stringify(old)} becomes ${JSON.stringify(value)}`).join(", ")}; rows with the old value cannot be identified afterwards`,
        safer: "keep a copy of the old values",
    }),
    /** `unknown`: why nobody can see what. */
    declaredLossy: (unknown: string) => ({
        kind: "deletes-data",
        reason: `its file says so, and ${unknown}`,
        safer: "read what its \`down\` does",
    }),
    nullsBackfilled: {
        kind: "not-reversible",
        reason: "former NULLs cannot be identified afterwards",
        safer: "keep a copy of the keys of these rows",
    },
} as const satisfies Readonly<Record<string, HazardText | ((...values: never[]) => HazardText)>>
