import type { ExecutedMigration, HistoryTable } from "./history-table.js"
import type { KnownMigration } from "./migration-files.js"

/** What the history says of a migration. */
export interface Recorded {
    readonly isExecuted: boolean
    /** Its row, and those of what it replaces. */
    readonly rows: readonly ExecutedMigration[]
}

type Named = Pick<KnownMigration, "name" | "timestamp" | "replaces">

/** A squash is executed where it has been recorded, or all that it replaces has. */
export function recordedOf(rows: readonly ExecutedMigration[], { name, replaces }: Named): Recorded {
    const own = rows.filter((row) => row.name === name || replaces.includes(row.name))
    const names = new Set(own.map((row) => row.name))
    const isReplaced = replaces.length > 0 && replaces.every((one) => names.has(one))
    return { isExecuted: names.has(name) || isReplaced, rows: own }
}

/**
 * Records a migration as executed, a squash with all that it replaces: for checkouts that do not have it yet, and for TypeORM's command
 * line, nothing is pending then. The id of its row.
 */
export async function record(table: HistoryTable, migration: Named, { rows }: Recorded): Promise<number | null> {
    const names = new Set(rows.map((row) => row.name))
    for (const name of migration.replaces)
        if (!names.has(name)) await table.add({ name, timestamp: Number.parseInt(name.slice(-13), 10) })
    return names.has(migration.name) ? null : table.add(migration)
}

/** Removes what {@link record} has written. */
export async function unrecord(table: HistoryTable, { rows }: Pick<Recorded, "rows">): Promise<void> {
    for (const row of rows) await table.remove(row)
}
