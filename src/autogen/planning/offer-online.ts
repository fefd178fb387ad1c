import type { Change } from "../core/change.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { printable } from "../core/printable.js"
import { relationOf } from "../core/object-key.js"
import { hazardsOf, type Operations } from "../core/plan.js"
import type { HazardKind } from "../core/statement.js"
import type { WayEnds } from "../plan/online-forms.js"
import { intermediateSchemas } from "../plan/staged-path.js"

/** TypeORM's options about the transactions of migrations. */
export interface TransactionOptions {
    readonly migrationsTransactionMode?: "all" | "each" | "none"
}

/**
 * Whether the runner of a DataSource can run migrations outside of a transaction: TypeORM refuses them in its default mode, "all".
 *
 * @example
 * ```ts
 * runsOutsideTransactions(dataSource.options) // false, unless it says migrationsTransactionMode: "each" or "none"
 * ```
 */
export function runsOutsideTransactions(options: TransactionOptions): boolean {
    return ["each", "none"].includes(options.migrationsTransactionMode ?? "all")
}

const LOCKING: readonly HazardKind[] = ["blocks-reads", "blocks-writes", "rewrites-table"]

/** What plain forms lock where online forms would not, and how to get these. Nothing where they make no difference. */
export function onlineOffer(
    changes: readonly Change[],
    ends: Omit<WayEnds, "online">,
    planned: Operations,
): readonly Diagnostic[] {
    const waypoints = (online: boolean) => intermediateSchemas(changes, { ...ends, online }).waypoints.length
    const locking = hazardsOf(planned).filter(({ kind }) => LOCKING.includes(kind))
    if (locking.length === 0 || waypoints(true) <= waypoints(false)) return []
    const tables = [...new Set(locking.map(({ object }) => relationOf(object)))].sort()
    const verb = tables.length === 1 ? "is" : "are"
    return [
        {
            severity: "info",
            code: "online-available",
            object: null,
            message: `${tables.map(printable).join(", ")} ${verb} locked while rows are read; for steps without such locks set migrationsTransactionMode: "each" in the DataSource, or generate with --online`,
        },
    ]
}
