import { ownOperator as is } from "../core/own-operator.js"
import { openEmbeddedPostgres, type EmbeddedPostgres } from "./embedded-postgres.js"

// To start a Postgres takes most of a second. What is only asked, in a transaction that is rolled back, is as good as new for the next:
// one in memory is kept for a while.

/** One that waits to be used, untouched. */
interface Spare {
    readonly postgres: Promise<EmbeddedPostgres>
    timer: NodeJS.Timeout | undefined
}

let spare: Spare | undefined

/** Milliseconds after which one that nobody uses is closed: its memory is some hundred megabytes. */
const KEPT = 1_000

/** Milliseconds that a statement may take where there are no rows: many times what any takes on a busy machine. */
const STATEMENT_TIMEOUT = 60_000

/**
 * An embedded Postgres in memory, empty, of one's own: started before or now. A statement may take a minute there, or what `limit` says.
 *
 * @example
 * ```ts
 * const postgres = await freshPostgres()
 * await postgres.close()
 * ```
 */
export async function freshPostgres(): Promise<EmbeddedPostgres> {
    const { postgres, timer } = spare ?? {}
    spare = undefined
    clearTimeout(timer)
    // Where a start in the background has failed, another may not.
    const fresh = (await postgres?.catch(() => undefined)) ?? (await openEmbeddedPostgres({ extensions: true }))
    fresh.limit(STATEMENT_TIMEOUT)
    return fresh
}

/**
 * An embedded Postgres for those who roll back all that they do: the next one gets the same.
 *
 * @example
 * ```ts
 * const postgres = await borrowPostgres()
 * try { await postgres.query("SELECT 1") } finally { await postgres.close() }
 * ```
 */
export async function borrowPostgres(): Promise<EmbeddedPostgres> {
    const postgres = await freshPostgres()
    return {
        ...postgres,
        async close() {
            if (!spare && (await isUntouched(postgres))) keep(Promise.resolve(postgres))
            else await postgres.close()
        },
    }
}

/** Starts one in the background, for somebody who will need it soon. Not waited for. */
export function prepareSpare(): void {
    if (spare) return
    const postgres = openEmbeddedPostgres({ extensions: true })
    postgres.catch(() => undefined)
    keep(postgres)
}

/** Closes the one that waits, or will as soon as it has started. */
export async function closeSpare(): Promise<void> {
    const { postgres, timer } = spare ?? {}
    spare = undefined
    clearTimeout(timer)
    const started = await postgres?.catch(() => undefined)
    await started?.close()
}

function keep(postgres: Promise<EmbeddedPostgres>): void {
    const mine: Spare = { postgres, timer: undefined }
    spare = mine
    const close = (): void => {
        if (spare === mine) void closeSpare()
    }
    // One that is only starting is kept from then on.
    void postgres.then(
        () => spare === mine && (mine.timer = setTimeout(close, KEPT).unref()),
        () => spare === mine && (spare = undefined),
    )
}

/** Whether nothing was left behind. One that has died is none of that. */
async function isUntouched(postgres: EmbeddedPostgres): Promise<boolean> {
    try {
        const [row] = await postgres.query(UNTOUCHED)
        return row?.["untouched"] === true
    } catch {
        return false
    }
}

/** Nothing that somebody has made, in no transaction that has written, with no setting or temporary schema of somebody's own. */
const UNTOUCHED = `
    SELECT NOT EXISTS (SELECT FROM pg_catalog.pg_class WHERE oid ${is(">=")} 16384)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE oid ${is(">=")} 16384)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_type WHERE oid ${is(">=")} 16384)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc WHERE oid ${is(">=")} 16384)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_extension WHERE oid ${is(">=")} 16384)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_authid WHERE oid ${is(">=")} 16384)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_settings WHERE source ${is("=")} 'session')
        AND pg_catalog.pg_current_xact_id_if_assigned() IS NULL AS untouched`
