import type { HazardText } from "../statement.js"

// What rows can make fail. The transaction is then rolled back.

const kind = "may-fail-on-data"
const CHECK_FIRST = "check the rows before you deploy"

/** Texts of `may-fail-on-data`. */
export const failures = {
    columnAdded: {
        kind,
        reason: "fails if the table has rows: NOT NULL without a default",
        safer: "give the column a default, or add it nullable and backfill it first",
    },
    notNull: { kind, reason: "fails if a value is NULL", safer: "backfill the null values first" },
    typeChanged: { kind, reason: "fails if a value does not fit; nothing is truncated", safer: CHECK_FIRST },
    primaryKey: { kind, reason: "fails on null values and duplicates", safer: CHECK_FIRST },
    unique: { kind, reason: "fails on duplicates", safer: CHECK_FIRST },
    check: { kind, reason: "fails if a row violates the condition", safer: CHECK_FIRST },
    exclusion: { kind, reason: "fails if two rows exclude each other", safer: CHECK_FIRST },
    foreignKey: { kind, reason: "fails if a row has no match in the referenced table", safer: CHECK_FIRST },
    validation: { kind, reason: "fails if a row violates the constraint", safer: CHECK_FIRST },
    /** `flags`: `--map` for each of these values, but for the new one. */
    valuesRemoved: (flags: readonly string[]) => ({
        kind,
        reason: "fails if a row has a removed value",
        safer: `map these rows: ${flags.join(" ")}`,
    }),
    valuesMerged: { kind, reason: "fails if merged values violate a unique index", safer: CHECK_FIRST },
} as const satisfies Readonly<Record<string, HazardText | ((...values: never[]) => HazardText)>>
