import type { Queryable } from "../core/queryable.js"
import type { HistoryCache, HistoryState } from "./history-cache.js"
import type { ReplayNeed } from "./replay-needs.js"
import type { ReplayPlace } from "./replay-place.js"
import type { Progress } from "../revisions/progress.js"

/**
 * Keeps the database once the migrations have run that it is kept for. What a session knows and no file does (settings, temporary tables)
 * would be lost: then it is not kept. `searchPath`: what each session begins with.
 */
export function keeper(
    cache: HistoryCache | null,
    place: ReplayPlace,
    session: Queryable,
    searchPath: string | null,
    state: () => HistoryState,
): (progress: Progress, needs: readonly ReplayNeed[]) => Promise<void> {
    const { dump } = place
    if (!cache || cache.keepAfter === null || !dump) return () => Promise.resolve()
    return async (progress, needs) => {
        if (progress.kind !== "finished" || progress.migration !== cache.keepAfter) return
        if (needs.some(({ ofEntities }) => ofEntities) || !(await isForgettable(session, searchPath))) return
        // A history that cannot be kept is replayed the next time.
        const image = await dump().catch(() => null)
        if (image) cache.keep(image, state())
    }
}

/** Whether all that the session knows is what each session begins with. */
async function isForgettable(session: Queryable, searchPath: string | null): Promise<boolean> {
    const [row] = await session.query(SESSION, [searchPath])
    return row?.["forgettable"] === true
}

/** The runner sets `client_connection_check_interval` itself. */
const SESSION = `
    SELECT current_user = session_user AND session_user = 'postgres'
        AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_settings s
            WHERE s.source = 'session' AND s.name <> 'client_connection_check_interval'
                AND NOT (s.name = 'search_path' AND s.setting IS NOT DISTINCT FROM $1::text)
        )
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_class c WHERE c.relpersistence = 't')
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_prepared_statements WHERE name <> '' AND from_sql)
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_listening_channels()) AS forgettable`
