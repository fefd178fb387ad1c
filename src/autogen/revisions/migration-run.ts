import type { KnownMigration } from "./migration-files.js"

/** Which of a migration's two methods. */
export type Direction = "up" | "down"

/** Records that a migration is done; never throws. */
export interface EndRecord {
    /**
     * Within the migration's transaction, where that lasts. `executedId`: the row of TypeORM's table that was written; null where it was
     * removed.
     */
    finished(executedId: number | null, inTransaction: boolean): Promise<void>
}

/** One migration to run, and how. */
export interface MigrationRun {
    readonly migration: KnownMigration
    readonly direction: Direction
    /** Only the history is written. */
    readonly fake: boolean
    readonly signal: AbortSignal | undefined
    /** Milliseconds that a statement inside the transaction waits for a lock; 0: for ever. */
    readonly lockTimeout: number
    /** Waited for inside its transaction, before it runs: what it throws rolls back. */
    readonly guard?: ((migration: KnownMigration) => Promise<void>) | undefined
    readonly record?: EndRecord | undefined
    /** Whether a migration that does not say itself has a transaction of its own. Default: as the DataSource's `migrationsTransactionMode`. */
    readonly transaction?: "each" | "none" | undefined
}
