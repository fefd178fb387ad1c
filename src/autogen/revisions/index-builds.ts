import { ownOperator as is } from "../core/own-operator.js"
import type { Row } from "../core/queryable.js"
import { extraConnection, isEmbedded, type ExtraConnection } from "./pooled-connection.js"
import type { Session } from "./session.js"

/** How far the server is with an index. */
export interface IndexBuild {
    /** Its name, and its table's, without schemas; null while others cannot see them: they are made in the same transaction. */
    readonly indexName: string | null
    readonly table: string | null
    /** As `pg_stat_progress_create_index` says it: `building index: scanning table`. */
    readonly phase: string
    /** Of this phase, between 0 and 1; null where it has no measure. */
    readonly share: number | null
}

/** Milliseconds between two looks. What takes less is over before anybody asks. */
const EVERY = 2_000

/** So much more of a phase is worth another word. */
const STEP = 0.05

const BUILDS = `SELECT i.relname::pg_catalog.text AS index, t.relname::pg_catalog.text AS table, p.phase,
    CASE WHEN p.tuples_total ${is(">")} 0 THEN p.tuples_done::pg_catalog.float8 ${is("/")} p.tuples_total::pg_catalog.float8
        WHEN p.blocks_total ${is(">")} 0 THEN p.blocks_done::pg_catalog.float8 ${is("/")} p.blocks_total::pg_catalog.float8 END AS share
    FROM pg_catalog.pg_stat_progress_create_index p
    LEFT JOIN pg_catalog.pg_class i ON i.oid ${is("=")} p.index_relid
    LEFT JOIN pg_catalog.pg_class t ON t.oid ${is("=")} p.relid
    WHERE p.pid ${is("=")} $1`

/**
 * Hears how far the server is with the indexes that a session builds, from a second connection, until the function that is returned is
 * called. Hears nothing where there can be none: in the embedded Postgres, behind a pooler, where the server has no connection left.
 *
 * @example
 * ```ts
 * const stop = hearIndexBuilds(session, ({ indexName, share }) => console.log(indexName, share))
 * ```
 */
export function hearIndexBuilds(
    session: Pick<Session, "dataSource" | "processId" | "isPooled">,
    hear: (build: IndexBuild) => void,
    every: number = EVERY,
): () => void {
    const { dataSource, processId, isPooled } = session
    if (isPooled || isEmbedded(dataSource)) return () => undefined
    let isStopped = false
    let connection: ExtraConnection | undefined
    let last: IndexBuild | undefined
    let timer: NodeJS.Timeout | undefined
    const stop = (): void => {
        isStopped = true
        clearTimeout(timer)
        void connection?.close()
        connection = undefined
    }
    const look = async (): Promise<void> => {
        const opened = connection ?? (await extraConnection(dataSource))
        connection = opened
        if (isStopped) return stop()
        const [row] = await opened.query(BUILDS, [processId])
        const build = row && indexBuild(row)
        if (isStopped) return
        if (build && isNews(build, last)) hear((last = build))
        next()
    }
    // It is a word for people: that it cannot be had is no failure.
    const next = (): void => void (timer = setTimeout(() => void look().catch(stop), every).unref())
    next()
    return stop
}

function indexBuild(row: Row): IndexBuild {
    const { index, table, phase, share } = row
    return {
        indexName: typeof index === "string" ? index : null,
        table: typeof table === "string" ? table : null,
        phase: String(phase),
        share: typeof share === "number" ? Math.min(1, share) : null,
    }
}

function isNews(build: IndexBuild, last: IndexBuild | undefined): boolean {
    if (last?.phase !== build.phase || last.indexName !== build.indexName) return true
    return (build.share ?? 0) - (last.share ?? 0) >= STEP
}
