import { readFile } from "node:fs/promises"
import { resolve } from "node:path"
import { whileWaiting } from "../core/announce.js"
import { AutogenError, messageOf } from "../core/errors.js"
import { quoteIdent } from "../core/names.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { userOptions } from "../core/user-options.js"
import { historyCache, type CachedHistory, type HistoryCache } from "./history-cache.js"
import { trackOrigins, type ObjectOrigin, type OriginTracker } from "./history-origins.js"
import { keeper } from "./keep-history.js"
import type { ReplayOptions } from "../load/autogen-options.js"
import { missingNeed, type ReplayNeed } from "./replay-needs.js"
import { openReplayPlace, reopenReplayPlace, type ReplayPlace } from "./replay-place.js"
import { replica, searchPathOf } from "./replica.js"
import { knownMigrations } from "../revisions/migration-files.js"
import { prepareDatabase } from "../revisions/prepare-database.js"
import type { Progress } from "../revisions/progress.js"
import { openSession, type Session } from "../revisions/session.js"
import { upgrade } from "../revisions/upgrade.js"
import type { ReplayedProject } from "./replayed-project.js"

/** A database that holds what the project's migrations make of an empty one. */
export interface ReplayedHistory {
    readonly session: Session
    /** Whether a migration made it: false of the extensions that were created for the migrations, as TypeORM does. */
    isManaged(object: Pick<SchemaObject, "key">): boolean
    close(): Promise<void>
}

/**
 * Runs all migrations of a project, applied or pending, in an embedded Postgres or a scratch database: the project's own database is
 * not asked. `targets`: only as far as these, one after the other. They meet what TypeORM's runner has: the DataSource's schema, extensions, entities; no subscribers, no cache.
 *
 * Throws `REPLAY_FAILED` with the migration that could not run there, and `OPTIONAL_DEPENDENCY_MISSING` without PGlite.
 *
 * @example
 * ```ts
 * const history = await replayHistory(project)
 * try { console.log((await inspect(history.session)).objects.size) } finally { await history.close() }
 * ```
 */
export async function replayHistory(
    project: ReplayedProject,
    tracker?: OriginTracker,
    targets?: readonly string[],
): Promise<ReplayedHistory> {
    const needs: ReplayNeed[] = []
    for (;;) {
        const replayed = await attempt(project, needs, tracker, targets)
        if (replayed !== "again") return replayed
    }
}

/** Replays once. `again`: a migration that ran outside a transaction missed what `needs` has now. */
async function attempt(
    project: ReplayedProject,
    needs: ReplayNeed[],
    tracker: OriginTracker | undefined,
    targets: readonly string[] | undefined,
): Promise<ReplayedHistory | "again"> {
    const { dataSource, options } = project
    // What is kept has run in the order of all.
    const cache =
        needs.length === 0 && targets === undefined ? await historyCache(project, tracker !== undefined) : null
    const { place, cached } = await openPlace(options.replay ?? {}, cache)
    try {
        if (!cached) {
            await runBefore(place, project)
            for (const { statements } of needs) for (const sql of statements) await place.exec(sql)
        }
        const session = await openSession(replica(dataSource, place.connection), { isBuilt: true })
        try {
            const path = searchPathOf(dataSource)
            if (path !== null) await session.query("SELECT pg_catalog.set_config('search_path', $1, false)", [path])
            const before = cached ? cached.state.before : await extensionsOf(session)
            if (!cached) await prepareDatabase(session, { isLenient: true })
            const named = namedExtensions(session, needs)
            for (const name of cached?.state.named ?? []) named.add(name)
            const keeping = keeper(cache, place, session, path, () => ({
                before,
                named: [...named],
                tracker: tracker?.state() ?? null,
            }))
            if (!(await runAll(project, session, place, needs, { tracker, cached, keeping, targets }))) {
                await session.close()
                await place.close()
                return "again"
            }
            const prepared = (await extensionsOf(session)).filter((name) => !before.includes(name) && !named.has(name))
            await dropUnused(session, prepared)
            const unmade = new Set<ObjectKey>(prepared.map((name) => objectKey("extension", [name])))
            return {
                session,
                isManaged: ({ key }) => !unmade.has(key),
                close: async () => {
                    await session.close()
                    await place.close()
                },
            }
        } catch (error) {
            await session.close()
            throw error
        }
    } catch (error) {
        await place.close().catch(() => undefined)
        throw explain(error, project, place.isEmbedded)
    }
}

/** Where the replay begins: with the longest beginning of the history that is kept, else with nothing. */
async function openPlace(
    options: ReplayOptions,
    cache: HistoryCache | null,
): Promise<{ readonly place: ReplayPlace; readonly cached: CachedHistory | null }> {
    const cached = cache?.find() ?? null
    // One that does not start, whatever the reason, is as good as none.
    const reopened = cached && (await reopenReplayPlace(cached.image, options).catch(() => null))
    return reopened ? { place: reopened, cached } : { place: await openReplayPlace(options), cached: null }
}

/** What accompanies a replay. */
interface Company {
    readonly tracker: OriginTracker | undefined
    readonly cached: CachedHistory | null
    readonly keeping: (progress: Progress, needs: readonly ReplayNeed[]) => Promise<void>
    readonly targets: readonly string[] | undefined
}

/** Runs the migrations; what one misses and none creates is created when it is missed. False where all has to begin again. */
async function runAll(
    { dataSource }: ReplayedProject,
    session: Session,
    place: ReplayPlace,
    needs: ReplayNeed[],
    { tracker, cached, keeping, targets = ["heads"] }: Company,
): Promise<boolean> {
    const resumed = cached?.state.tracker ? ([cached.state.tracker, cached.last] as const) : null
    const watch = resumed ? await tracker?.resume(session, ...resumed) : tracker?.watch(session)
    const all = dataSource.migrations.length
    let run = cached ? all : 0
    const onProgress = (progress: Progress): void => {
        if (progress.kind === "started") run = all - progress.count + progress.index - 1
    }
    const aroundEach = async (progress: Progress): Promise<void> => {
        await watch?.(progress)
        await keeping(progress, needs)
    }
    const upgradedTo = (to: string): Promise<unknown> =>
        whileWaiting(
            () => `replaying the migrations: ${run} of ${all} have run`,
            () =>
                upgrade(session, {
                    to,
                    allowsUnknownParents: true,
                    isPrepared: true,
                    onProgress,
                    aroundEach,
                }),
        )
    for (;;) {
        try {
            for (const target of targets) await upgradedTo(target)
            return true
        } catch (error) {
            const need = await missingNeed(error, dataSource, session, place)
            if (need === null || needs.some(({ name }) => name === need.name)) throw error
            needs.push(need)
            try {
                for (const sql of need.statements) await session.query(sql)
            } catch {
                // The migration's own error says more.
                throw error
            }
            if (error instanceof AutogenError && error.fields["outcome"] !== "rolled back") return false
        }
    }
}

/** Runs what the user's options prepare the replay with. */
async function runBefore(place: ReplayPlace, { options, folder }: ReplayedProject): Promise<void> {
    const before = options.replay?.before
    if (before === undefined) return
    const file = typeof before === "string" ? resolve(folder, before) : null
    try {
        if (typeof before === "function") await before(place)
        else if (file !== null) await place.exec(await readFile(file, "utf8"))
    } catch (cause) {
        throw new AutogenError({
            code: "REPLAY_FAILED",
            message: `\`replay.before\`${file === null ? "" : ` (${file})`} failed before the first migration was replayed: ${messageOf(cause)}`,
            next:
                file === null
                    ? "correct the function in the options `autogen`"
                    : "correct the file, or the path in the options `autogen`",
            fields: { file },
            cause,
        })
    }
}

async function extensionsOf(session: Session): Promise<readonly string[]> {
    return (await session.query("SELECT extname::pg_catalog.text AS name FROM pg_catalog.pg_extension")).map((row) =>
        String(row["name"]),
    )
}

/** Collects the extensions that statements name from now on, but for those that create what a migration missed. */
function namedExtensions({ queryRunner }: Session, needs: readonly ReplayNeed[]): Set<string> {
    const names = new Set<string>()
    const query = queryRunner.query.bind(queryRunner) as (...args: readonly unknown[]) => Promise<unknown>
    const watched = (...args: readonly unknown[]): Promise<unknown> => {
        const [sql] = args
        if (needs.some(({ statements }) => statements.includes(String(sql)))) return query(...args)
        for (const [, name] of String(sql).matchAll(/\bextension\s+(?:if\s+not\s+exists\s+)?("[^"]+"|[\w-]+)/gi)) {
            if (name !== undefined) names.add(name.replaceAll('"', ""))
        }
        return query(...args)
    }
    Object.assign(queryRunner, { query: watched })
    return names
}

/**
 * Drops the extensions that were created for the migrations, that none of them names and that nothing depends on: a new migration
 * whose columns are the first to need one creates it. Those that no column shows stay: what `extensions` names, operator classes.
 */
async function dropUnused(session: Session, prepared: readonly string[]): Promise<void> {
    const { extensions = [] } = userOptions(session.dataSource)
    for (const name of prepared) {
        if (extensions.includes(name) || name === "btree_gist") continue
        await session.query(`DROP EXTENSION ${quoteIdent(name)}`).catch(() => undefined)
    }
}

/** What the project's own revisions have made. */
export interface HistoryInventory {
    /** Null: no revision did. */
    originOf(object: SchemaObject): Promise<ObjectOrigin | null>
}

/**
 * Tells which revision of the project made an object, and whether a generator wrote it: the history is replayed at the first question,
 * and what it leaves behind is the answer. Throws `REPLAY_FAILED`: without an answer nothing can be said of the object.
 */
export function historyInventory(project: ReplayedProject): HistoryInventory {
    const { dataSource } = project
    let inventory: Promise<(object: SchemaObject) => ObjectOrigin | null> | undefined
    const replay = async (): Promise<(object: SchemaObject) => ObjectOrigin | null> => {
        const tracker = trackOrigins(knownMigrations(dataSource), dataSource.namingStrategy)
        const history = await replayHistory(project, tracker)
        await history.close()
        return (object) => (history.isManaged(object) ? tracker.originOf(object.key) : null)
    }
    return {
        async originOf(object) {
            if (dataSource.migrations.length === 0) return null
            inventory ??= replay()
            return (await inventory)(object)
        },
    }
}

function explain(error: unknown, { migrationFileOf, dataSource }: ReplayedProject, isEmbedded: boolean): unknown {
    if (!(error instanceof AutogenError) || error.code !== "MIGRATION_FAILED") return error
    const name = String(error.fields["migration"])
    const className = dataSource.migrations.find((one) => (one.name ?? one.constructor.name) === name)?.constructor.name
    const file = migrationFileOf(className ?? name) ?? null
    // Without the last line, which tells what became of a real database.
    const what = error.message
        .split("\n")
        .slice(0, -1)
        .join("\n")
        .replace(/^The migration /, "the migration ")
    const elsewhere = isEmbedded ? ', or replay on a real server with `replay: { url: "postgres://…" }`' : ""
    return new AutogenError({
        code: "REPLAY_FAILED",
        message: `the history cannot be replayed${isEmbedded ? " in the embedded Postgres" : ""}, so what the migrations created is unknown: ${what}${file === null ? "" : `\n  in ${file}`}`,
        next: `correct the migration, or prepare what it needs with \`replay: { before: "init.sql" }\` in the options \`autogen\`${elsewhere}`,
        fields: { ...error.fields, file },
        cause: error,
    })
}
