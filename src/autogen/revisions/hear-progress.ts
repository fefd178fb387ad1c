import { hearBackfills, type BackfilledRows } from "./backfill-notices.js"
import { hearIndexBuilds, type IndexBuild } from "./index-builds.js"
import type { MigrationProgress, OnProgress } from "./progress.js"
import type { Session } from "./session.js"

/** Hears what a migration that runs is at, until the function that is returned is called: rows of backfills, and indexes that are built. */
export async function hearMigration(
    session: Session,
    about: MigrationProgress,
    {
        onProgress,
        buildsEvery,
    }: { readonly onProgress?: OnProgress | undefined; readonly buildsEvery?: number | undefined },
): Promise<() => void> {
    if (onProgress === undefined) return () => undefined
    const hearRows = (rows: BackfilledRows): void => onProgress({ kind: "backfilled", ...about, ...rows })
    const hearBuild = (build: IndexBuild): void => onProgress({ kind: "building", ...about, ...build })
    const stopRows = await hearBackfills(session.queryRunner, hearRows)
    const stopBuilds = hearIndexBuilds(session, hearBuild, buildsEvery)
    return () => {
        stopBuilds()
        stopRows()
    }
}
