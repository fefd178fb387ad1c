import type { BackfilledRows } from "./backfill-notices.js"
import type { IndexBuild } from "./index-builds.js"
import type { LockRetry } from "./lock-patience.js"
import type { Direction } from "./migration-run.js"

/** What a runner says while it works. */
export type Progress =
    /** Another runner has the lock: the server process that holds it, as far as it can be seen, and what it calls itself. */
    | { readonly kind: "waiting"; readonly processId: number | null; readonly application: string }
    | ({ readonly kind: "started" } & MigrationProgress)
    | ({ readonly kind: "finished" } & MigrationProgress)
    /** Rows that a backfill in batches has done so far. */
    | ({ readonly kind: "backfilled" } & MigrationProgress & BackfilledRows)
    /** How far the server is with an index that takes longer than a moment. */
    | ({ readonly kind: "building" } & MigrationProgress & IndexBuild)
    /** It got a lock not in time, was rolled back, and is tried again after a pause. */
    | ({ readonly kind: "locked" } & MigrationProgress & LockRetry)
    /** A statement that the server has not answered for long: it may be at work, or frozen. */
    | { readonly kind: "slow"; readonly statement: string; readonly seconds: number; readonly processId: number }
    /** The operations of an executed migration have changed, and are accepted as they are now. */
    | { readonly kind: "accepted"; readonly migration: string }
    /** What is run cannot be recorded in `typeorm_autogen_runs`: said once, and nothing else depends on it. */
    | { readonly kind: "unrecorded"; readonly reason: string; readonly next: string }
    /** Another runner, TypeORM's own perhaps, did it in the meantime. */
    | ({ readonly kind: "skipped" } & MigrationProgress)

/** Which migration of how many. */
export interface MigrationProgress {
    readonly migration: string
    readonly direction: Direction
    /** From 1. */
    readonly index: number
    readonly count: number
}

/** Hears of progress. It must not throw. */
export type OnProgress = (progress: Progress) => void
