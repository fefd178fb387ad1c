import { withAncestors, withDescendants } from "./graph/lineage.js"
import { resolveTarget } from "./graph/resolve-target.js"
import { historyTable, type ExecutedMigration } from "./history-table.js"
import { readHistory, type History } from "./history.js"
import type { KnownMigration } from "./migration-files.js"
import { recordRuns, type RecordingOptions } from "./record-runs.js"
import { withRunnerLock, type LockOptions } from "./runner-lock.js"
import { record, recordedOf, unrecord } from "./replaced-rows.js"
import type { Session } from "./session.js"

/** Where the history shall say that a database stands. */
export interface StampOptions extends LockOptions, RecordingOptions {
    /** Targets: what they stand for counts as executed, with its ancestors, and what follows it as not. `base`: none. */
    readonly targets: readonly string[]
    /** Remove all rows first, also those of migrations that the code lacks. Default false. */
    readonly purge?: boolean
}

/** What a stamp wrote. */
export interface StampResult {
    readonly added: readonly string[]
    readonly removed: readonly string[]
}

/** The rows to remove and to add. */
export interface Stamping {
    readonly removed: readonly ExecutedMigration[]
    readonly added: readonly KnownMigration[]
}

/**
 * Writes rows of TypeORM's table of migrations, all in one transaction, and runs nothing.
 *
 * Throws `REVISION_UNKNOWN`, `SEVERAL_HEADS`, `HISTORY_UNTRUSTED`.
 *
 * @example
 * ```ts
 * await stamp(session, { targets: ["head"] })
 * ```
 */
export async function stamp(session: Session, options: StampOptions): Promise<StampResult> {
    const table = historyTable(session)
    return withRunnerLock(session, table, options, async () => {
        await table.ensure()
        const history = await readHistory(session)
        const { removed, added } = stamping(history, options)
        const known = new Map(history.known.map((migration) => [migration.name, migration]))
        const recorder = recordRuns(session, table, options)
        if (removed.length + added.length > 0) await recorder.prepare()
        const { queryRunner } = session
        await queryRunner.startTransaction()
        try {
            const rows = await table.read()
            for (const row of removed) {
                const migration = known.get(row.name)
                await unrecord(table, migration ? recordedOf(rows, migration) : { rows: [row] })
                if (migration) await recorder.note(migration, "down", "stamp", null)
            }
            for (const migration of added) {
                const id = await record(table, migration, recordedOf(await table.read(), migration))
                await recorder.note(migration, "up", "stamp", id)
            }
            await queryRunner.commitTransaction()
        } catch (error) {
            await queryRunner.rollbackTransaction().catch(() => undefined)
            throw error
        }
        return { added: added.map(({ name }) => name), removed: removed.map(({ name }) => name) }
    })
}

/** What a stamp has to change. Branches that no target belongs to stay as they are. */
export function stamping(
    { graph, known, executed }: Pick<History, "graph" | "known" | "executed">,
    { targets, purge = false }: Pick<StampOptions, "targets" | "purge">,
): Stamping {
    const names = graph.revisions.map(({ name }) => name)
    const context = { graph, names, state: "known", executed: executed.map(({ name }) => name) }
    const resolved = targets.map((target) => resolveTarget(context, target))
    const stamped = withAncestors(graph, resolved.flat())
    // `base`, and the base of a branch, which is named by what it follows.
    const begun = targets.flatMap((target, at) => (resolved[at]?.length === 0 && !purge ? [target] : []))
    const after = begun.length > 0 ? new Set(names) : withDescendants(graph, resolved.flat())
    const removed = executed.filter(({ name }) => purge || (after.has(name) && !stamped.has(name)))
    const kept = new Set(executed.filter((row) => !removed.includes(row)).map(({ name }) => name))
    return { removed, added: known.filter(({ name }) => stamped.has(name) && !kept.has(name)) }
}
