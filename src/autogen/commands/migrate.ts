import type { Diagnostic } from "../core/diagnostic.js"
import { databasePlace, expectMeant } from "./database-place.js"
import { projectGaps } from "./project-gaps.js"
import type { ProjectOptions } from "./opened-project.js"
import { openGiven, openProject, withSession } from "./project.js"
import type { AnyDataSource } from "../revisions/any-data-source.js"
import { checksumsOf } from "./revisions/checksum.js"
import { packageVersion } from "../load/package-version.js"
import { current as currentOn, type CurrentRevision } from "../revisions/current.js"
import { expectNoRange } from "../revisions/graph/choose.js"
import { historyTable } from "../revisions/history-table.js"
import { readHistory } from "../revisions/history.js"
import type { Session } from "../revisions/session.js"
import type { RecordingOptions } from "../revisions/record-runs.js"
import { stamp as stampOn, type StampOptions, type StampResult } from "../revisions/stamp.js"
import { upgrade as upgradeOn, type UpgradeOptions, type UpgradeResult } from "../revisions/upgrade.js"
import { undeclaredHindrances } from "./undeclared-objects.js"
import type { Project } from "./opened-project.js"

/** Which project's database a runner works on. */
export interface RunProjectOptions extends Omit<ProjectOptions, "dataSource"> {
    /**
     * The DataSource itself, as an application has it: no configuration is looked for, and where it is connected, its connections are used.
     * Or its name, where the configuration exports several.
     */
    readonly dataSource?: string | AnyDataSource
}

/** What changes a database asks for, beside how far to go. */
export interface RunnerOptions extends RunProjectOptions {
    /** The embedded Postgres is meant, also where NODE_ENV is "production" and in a CI. Default false: that is taken for a missing DATABASE_URL. */
    readonly embedded?: boolean
}

/** What an upgrade did, and what is worth saying about where it ended. */
export interface UpgradeReport extends UpgradeResult {
    /** Executed migrations that the code lacks, globs of entities that match no file, undeclared columns that make every INSERT fail. */
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Loads a project, or takes the DataSource that is given, and runs its pending migrations. Any number of processes may do so at once: one
 * runs them, the others wait for it.
 *
 * @example
 * ```ts
 * const { executed } = await upgrade({ config: "ormconfig.ts" })
 * await upgrade({ dataSource }) // when an application starts
 * ```
 */
export async function upgrade(options: RunnerOptions & UpgradeOptions = {}): Promise<UpgradeReport> {
    expectNoRange(options.to, "upgrade")
    const project = await openForChanges(options, "upgrade")
    const run = async (session: Session): Promise<UpgradeReport> => {
        const result = await upgradeOn(session, recorded(project, options))
        const { diagnostics } = await readHistory(session)
        // An application that starts wants to start; what is beside its migrations is the work of a check.
        if (isGiven(options)) return { ...result, diagnostics }
        const hindrances = options.fake ? [] : await undeclaredHindrances(project, session)
        return { ...result, diagnostics: [...projectGaps(project), ...diagnostics, ...hindrances] }
    }
    return withSession(project, run, project.options.directUrl)
}

/**
 * Loads a project and tells where its database stands. Writes nothing.
 *
 * @example
 * ```ts
 * const { head, pending } = await current()
 * ```
 */
export async function current(options: RunProjectOptions = {}): Promise<CurrentRevision> {
    const project = await openRun(options)
    return withSession(project, currentOn)
}

/** Where the history shall say that a database stands. */
export interface StampProjectOptions extends RunnerOptions, StampOptions {}

/**
 * Loads a project and writes where its database stands, without running anything: for a database that has the changes already.
 *
 * @example
 * ```ts
 * await stamp({ targets: ["head"] })
 * ```
 */
export async function stamp(options: StampProjectOptions): Promise<StampResult> {
    const project = await openForChanges(options, "stamp")
    return withSession(project, (session) => stampOn(session, recorded(project, options)), project.options.directUrl)
}

/**
 * Makes TypeORM's table of migrations where there is none. `created`: whether it did.
 *
 * @example
 * ```ts
 * const { created } = await ensureVersion()
 * ```
 */
export async function ensureVersion(
    options: RunnerOptions = {},
): Promise<{ readonly table: string; readonly created: boolean }> {
    const project = await openForChanges(options, "ensure-version")
    const run = async (session: Session): Promise<{ readonly table: string; readonly created: boolean }> => {
        const table = historyTable(session)
        return { table: `${table.name.schema}.${table.name.name}`, created: await table.ensure() }
    }
    return withSession(project, run, project.options.directUrl)
}

/** Whether the DataSource itself is given. */
function isGiven({ dataSource }: RunProjectOptions): boolean {
    return typeof dataSource === "object"
}

async function openRun({ dataSource, ...options }: RunProjectOptions): Promise<Project> {
    if (typeof dataSource === "object") return openGiven(dataSource, options)
    return openProject({ ...options, ...(dataSource === undefined ? {} : { dataSource }) })
}

/** What is recorded of a run beside what the runner knows. */
export function recorded<T extends RecordingOptions>(project: Project, options: T): T {
    return { ...options, recording: { toolVersion: packageVersion(), checksumOf: checksumsOf(project) } }
}

/** Opens a project whose database is about to be changed. */
export async function openForChanges(options: RunnerOptions, command: string): Promise<Project> {
    const project = await openRun(options)
    if (!project.options.directUrl)
        expectMeant(databasePlace(project.file, project.dataSource.options), command, options)
    return project
}
