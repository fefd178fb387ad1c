import type { QueryRunner } from "typeorm"

/** What a backfill in batches has done so far. */
export interface BackfilledRows {
    /** The column, as SQL. */
    readonly column: string
    readonly rows: number
}

/** Notices of server connections. */
interface Notifier {
    on(event: "notice", listen: (notice: { readonly message?: unknown }) => void): unknown
    removeListener(event: "notice", listen: (notice: { readonly message?: unknown }) => void): unknown
}

/** Not every batch is worth a line. */
const PAUSE = 1_000

/**
 * Hears how many rows the batches of `op.backfill` have done on a connection, at most once a second and in the end, until the function
 * that it gives is called.
 *
 * @example
 * ```ts
 * const stop = await hearBackfills(queryRunner, ({ column, rows }) => console.log(column, rows))
 * ```
 */
export async function hearBackfills(
    queryRunner: Pick<QueryRunner, "connect">,
    hear: (done: BackfilledRows) => void,
): Promise<() => void> {
    const connection: unknown = await queryRunner.connect()
    if (!isNotifier(connection)) return () => undefined
    let last: BackfilledRows | undefined
    let said = 0
    const flush = (): void => {
        if (last) hear(last)
        last = undefined
        said = Date.now()
    }
    const listen = ({ message }: { readonly message?: unknown }): void => {
        const [, column, rows] = /^backfill of (.+): (\d+) rows$/s.exec(String(message)) ?? []
        if (column === undefined) return
        if (last && last.column !== column) flush()
        last = { column, rows: Number(rows) }
        if (Date.now() - said >= PAUSE) flush()
    }
    connection.on("notice", listen)
    return () => {
        connection.removeListener("notice", listen)
        flush()
    }
}

function isNotifier(connection: unknown): connection is Notifier {
    if (typeof connection !== "object" || connection === null) return false
    return (
        "on" in connection &&
        typeof connection.on === "function" &&
        "removeListener" in connection &&
        typeof connection.removeListener === "function"
    )
}
