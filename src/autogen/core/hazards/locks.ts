import type { HazardText, RowsReadText } from "../statement.js"

// What others wait for, and what reads or writes every row.

const OFF_PEAK = "run it off-peak"
const NOT_VALID = "add it NOT VALID and validate it afterwards; `online` does"
const SWAP = "add a column, backfill in batches, swap names"

const rewrites = "rewrites-table"
const reason = "ACCESS EXCLUSIVE while every row is rewritten"

/** Texts of `rewrites-table`, and what of `blocks-reads` and `scans-table` is about views. */
export const locks = {
    typeChanged: { kind: rewrites, reason, safer: SWAP },
    columnAdded: {
        kind: rewrites,
        reason: "ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own",
        safer: "add the column without a default, set the default, backfill in batches",
    },
    loggingChanged: { kind: rewrites, reason, safer: OFF_PEAK },
    enumChanged: { kind: rewrites, reason, safer: SWAP },
    enumValuesRemoved: {
        kind: rewrites,
        reason,
        safer: "leave the values in the type, update their rows in batches, and forbid them by a CHECK",
    },
    viewPopulated: {
        kind: "scans-table",
        reason: "populating it runs the query; locks already taken are held meanwhile",
        safer: "run it off-peak, or create it WITH NO DATA (`data: false`) and refresh it afterwards",
    },
    viewRefreshed: {
        kind: "scans-table",
        reason: "refreshing it runs the query; locks already taken are held meanwhile",
        safer: "run it off-peak, or refresh it CONCURRENTLY afterwards",
    },
    viewEmptied: {
        kind: "blocks-reads",
        reason: "the view is emptied; reading it fails until it is refreshed",
        safer: "run it when nothing reads the view",
    },
} as const satisfies Readonly<Record<string, HazardText>>

/** What reads every row: `blocks-reads`, `blocks-writes` or `scans-table`, as the lock is that is held meanwhile. */
export const rowReads = {
    precondition: {
        work: "every row is read",
        safer: "run it off-peak, or check the rows beforehand and generate with `--no-preconditions`",
    },
    index: { work: "the index is built from every row", safer: "build it CONCURRENTLY, outside a transaction" },
    indexConcurrently: {
        work: "the index is built from every row",
        safer: "end long transactions first; the build waits for them",
    },
    primaryKey: {
        work: "an index is built from every row",
        safer: "build a unique index CONCURRENTLY and attach it; `online` does",
    },
    unique: {
        work: "an index is built from every row",
        safer: "build a unique index CONCURRENTLY and attach it",
    },
    exclusion: {
        work: "an index is built from every row",
        safer: "run it off-peak; Postgres cannot build it CONCURRENTLY",
    },
    check: { work: "every row is checked", safer: NOT_VALID },
    foreignKey: { work: "every row is looked up", safer: NOT_VALID },
    validation: { work: "every row is checked", safer: OFF_PEAK },
    notNull: {
        work: "every row is checked for NULL",
        safer: "validate a CHECK (… IS NOT NULL) first; `online` does",
    },
    recheck: { work: "checks and indexes over it are rebuilt from every row", safer: OFF_PEAK },
    backfill: { work: "null values are looked for in every row", safer: "backfill in batches; `online` does" },
    backfillInBatches: {
        work: "null values are looked for in every row",
        safer: "run it off-peak; writers of a row wait for its batch",
    },
} as const satisfies Readonly<Record<string, RowsReadText>>
