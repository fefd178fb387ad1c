import type { Diagnostic } from "../core/diagnostic.js"
import { AutogenError } from "../core/errors.js"
import { printable } from "../core/printable.js"
import type { HistoryTable } from "./history-table.js"
import type { History } from "./history.js"
import type { OnProgress } from "./progress.js"
import type { ChecksumOf, Recording } from "./record-runs.js"
import { readRuns, runsTable, type RecordedRun } from "./runs-table.js"
import type { Session } from "./session.js"

/** An executed migration whose operations are not those that were run. */
export interface ChangedMigration {
    readonly name: string
    readonly checksum: string
}

/**
 * The executed migrations whose operations have changed since they were run. Of one of which no checksum is recorded, or none can be known,
 * nothing is said; neither of one that another runner has executed since.
 *
 * @example
 * ```ts
 * const changed = await changedMigrations(session, history, checksumOf)
 * ```
 */
export async function changedMigrations(
    history: Pick<History, "known" | "executed">,
    runs: readonly RecordedRun[],
    checksumOf: ChecksumOf,
): Promise<readonly ChangedMigration[]> {
    const executed = new Map(history.executed.map(({ name, id }) => [name, id]))
    const recorded = new Map(
        runs.flatMap((run) =>
            run.direction === "up" && run.checksum !== null && run.executedId === executed.get(run.name)
                ? [[run.name, run.checksum] as const]
                : [],
        ),
    )
    const changed: ChangedMigration[] = []
    for (const migration of history.known) {
        const before = recorded.get(migration.name)
        const checksum = before === undefined ? null : await checksumOf(migration, "up")
        if (before === undefined || checksum === null || formatOf(before) !== formatOf(checksum)) continue
        if (before !== checksum) changed.push({ name: migration.name, checksum })
    }
    return changed
}

/** What a check says of them. */
export async function changedDiagnostics(
    session: Session,
    table: HistoryTable,
    history: Pick<History, "known" | "executed">,
    checksumOf: ChecksumOf,
): Promise<readonly Diagnostic[]> {
    const changed = await changedMigrations(history, await readRuns(session, table.name), checksumOf)
    return changed.map(({ name }) => ({
        severity: "warning",
        code: "migration-changed",
        object: null,
        message: `the operations of the migration "${printable(name)}" have changed since it was executed on this database; bring back what was run (\`git log -p\`), and write the change as a new migration, or accept it with \`upgrade --accept-changed\``,
    }))
}

/** What an upgrade does about them. */
export interface ChangedOptions {
    readonly recording?: Recording
    /** Whether executed migrations whose operations have changed since are taken as they are now. Default false: the upgrade stops. */
    readonly acceptsChanged?: boolean
    readonly onProgress?: OnProgress | undefined
}

/**
 * Stops where the operations of executed migrations have changed, or takes them as they are now.
 *
 * Throws `MIGRATION_CHANGED`.
 */
export async function expectUnchanged(
    session: Session,
    table: HistoryTable,
    history: Pick<History, "known" | "executed">,
    { recording, acceptsChanged = false, onProgress }: ChangedOptions,
): Promise<void> {
    if (recording?.checksumOf === undefined) return
    const changed = await changedMigrations(history, await readRuns(session, table.name), recording.checksumOf)
    if (changed.length === 0) return
    if (!acceptsChanged) throw changedError(changed)
    const runs = runsTable(table.name)
    for (const { name, checksum } of changed) {
        const { sql, params } = runs.accept(name, checksum)
        await session.query(sql, params)
        onProgress?.({ kind: "accepted", migration: name })
    }
}

function changedError(changed: readonly ChangedMigration[]): AutogenError {
    const names = changed.map(({ name }) => `"${printable(name)}"`).join(", ")
    return new AutogenError({
        code: "MIGRATION_CHANGED",
        message: `the operations of ${changed.length === 1 ? "an executed migration" : `${changed.length} executed migrations`} have changed since they were run on this database: ${names}; nothing was run`,
        next: "bring back what was run (`git log -p` of the file) and write the change as a new migration; where the database agrees with it, go on with `upgrade --accept-changed`",
        fields: { migrations: changed.map(({ name }) => name) },
    })
}

function formatOf(checksum: string): string {
    return checksum.slice(0, checksum.indexOf(":"))
}
