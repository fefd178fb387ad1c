import { checkResult, type CheckResult } from "./check-drift.js"
import { driftReport } from "../check/drift-report.js"
import type { DataSourceLike } from "../core/data-source-like.js"
import type { DatabaseSchema } from "../core/database-schema.js"
import type { SchemaObject } from "../core/schema-object.js"
import { userOptions } from "../core/user-options.js"
import { inspect } from "../inspect/inspect.js"
import { kindOf } from "../kinds/index.js"
import { planInspected } from "../planning/plan-entities.js"
import type { ProjectOptions } from "./opened-project.js"
import { openProject, withSession } from "./project.js"
import { replayHistory } from "./replay-history.js"
import { checksumsOf } from "./revisions/checksum.js"
import { changedDiagnostics } from "../revisions/changed-migrations.js"
import { historyTable } from "../revisions/history-table.js"
import { readHistory } from "../revisions/history.js"
import { RUNS_TABLE } from "../revisions/runs-table.js"
import { comparisonOptions, type ComparisonOptions } from "../schema/comparison-options.js"
import { unmodelledDrift } from "./unmodelled-drift.js"
import type { Project } from "./opened-project.js"

/** How to look for drift. */
export interface DriftOptions extends ProjectOptions, ComparisonOptions {
    /** Whether what is not modelled or not compared is a problem. Default: the project's `strict`, else false. */
    readonly strict?: boolean
}

/**
 * Compares the live database with what its executed migrations make of an empty one, which is an embedded Postgres: what differs was
 * changed by hand. Entities that do not load are left out. Writes nothing anywhere.
 *
 * Throws `REPLAY_FAILED` where the migrations cannot be replayed, and what loading and connecting throw.
 *
 * @example
 * ```ts
 * const { inSync, drifts } = await findDrift()
 * if (!inSync) for (const drift of drifts) console.log(drift.object, drift.from, "->", drift.to)
 * ```
 */
export async function findDrift(options: DriftOptions = {}): Promise<CheckResult> {
    const project = await openProject(options, { entities: "optional" })
    const { dataSource } = project
    return withSession(project, async (session) => {
        const history = await readHistory(session)
        const { executed, pending, diagnostics } = history
        const changed = await changedDiagnostics(session, historyTable(session), history, checksumsOf(project))
        const names = new Set(executed.map(({ name }) => name))
        const target = await replayed({ ...project, dataSource: executedOnly(dataSource, names) })
        const plan = await planInspected(session, target, {
            ...comparisonOptions(project.options),
            ...comparisonOptions(options),
            ignoredTables: [...tablesOfTypeOrm(dataSource), `${historyTable(session).name.schema}.${RUNS_TABLE}`],
            isManaged: isMadeByMigrations,
        })
        return checkResult(project, {
            question: "database-history",
            plan: {
                ...plan,
                diagnostics: [
                    ...diagnostics,
                    ...changed,
                    ...plan.diagnostics,
                    ...unmodelledDrift(plan.current, target),
                ],
            },
            pending: pending.map(({ name }) => name),
            strict: options.strict ?? project.options.strict ?? false,
            drifts: driftReport(plan).map((drift) => ({ ...drift, cause: "database" })),
        })
    })
}

async function replayed(project: Project): Promise<DatabaseSchema> {
    const history = await replayHistory(project)
    try {
        return await inspect(history.session, { defaultSchema: history.session.defaultSchema })
    } finally {
        await history.close()
    }
}

/** The same DataSource with those of its migrations that have run. */
function executedOnly(dataSource: DataSourceLike, names: ReadonlySet<string>): DataSourceLike {
    const migrations = dataSource.migrations.filter((each) => names.has(each.name ?? each.constructor.name))
    if (migrations.length === dataSource.migrations.length) return dataSource
    const classes = migrations.map((migration) => migration.constructor)
    return Object.create(dataSource, {
        migrations: { value: migrations },
        options: { value: { ...userOptions(dataSource), migrations: classes } },
    }) as DataSourceLike
}

/** Extensions and privileges are administrators' work: that no migration made them is no drift. */
function isMadeByMigrations({ path, kind }: SchemaObject): boolean {
    return path.length > 1 && !kindOf(kind).report?.omitFromReport
}

/** The tables of migrations, of TypeORM's schema builder, and of its cache of results. */
function tablesOfTypeOrm(dataSource: DataSourceLike): readonly string[] {
    const { migrationsTableName, metadataTableName, cache } = userOptions(dataSource)
    const cached = typeof cache === "object" ? (cache as { readonly tableName?: string } | null)?.tableName : undefined
    return [
        migrationsTableName || "migrations",
        metadataTableName || "typeorm_metadata",
        ...(cache ? [cached || "query-result-cache"] : []),
    ]
}
