// The package's public face. Light: whatever needs ts-morph, PGlite or a TypeScript loader loads it when it is called.
export { initProject as init } from "./init/init-project.js"
export { create } from "./commands/create-migration.js"
export type { CreateOptions, CreateResult } from "./commands/create-migration.js"
export { generate } from "./commands/generate.js"
export type { GenerateOptions, GenerateResult } from "./commands/generate.js"
export { checkDrift } from "./commands/check-drift.js"
export type { CheckOptions, CheckResult } from "./commands/check-drift.js"
export type { CheckReport, LocatedDrift, PendingMigration } from "./check/check-report.js"
export { findDrift } from "./commands/find-drift.js"
export type { DriftOptions } from "./commands/find-drift.js"
export { downgrade } from "./commands/downgrade.js"
export type { DowngradeProjectOptions } from "./commands/downgrade.js"
export { current, ensureVersion, stamp, upgrade } from "./commands/migrate.js"
export type { RunnerOptions, RunProjectOptions, StampProjectOptions, UpgradeReport } from "./commands/migrate.js"
export { checkTenants } from "./commands/tenants/check-tenants.js"
export type { CheckedTenants, CheckTenantsResult } from "./commands/tenants/check-tenants.js"
export { currentTenants, downgradeTenants, upgradeTenants } from "./commands/tenants/tenants.js"
export type { CurrentTenant, DowngradedTenant, UpgradedTenant } from "./commands/tenants/tenants.js"
export type { TenantError, TenantOutcome, TenantsOptions, TenantsResult } from "./commands/tenants/run-tenants.js"
export type { FanOutOptions } from "./commands/tenants/fan-out.js"
export { branches, heads, history } from "./commands/revisions/history.js"
export type { HeadsOptions, HistoryOptions, HistoryResult, RevisionsResult } from "./commands/revisions/history.js"
export { fileOfRevision, show } from "./commands/revisions/show.js"
export type { ShownDirection, ShownRevision, ShowOptions, ShowResult } from "./commands/revisions/show.js"
export { downgradeScript, stampScript, upgradeScript } from "./commands/revisions/offline.js"
export type { ScriptOptions, ScriptResult } from "./commands/revisions/offline.js"
export { squash } from "./commands/squash/squash.js"
export type { SquashOptions, SquashResult } from "./commands/squash/squash.js"
export { removeSquashed } from "./commands/squash/remove-squashed.js"
export type { RemoveSquashedOptions, RemoveSquashedResult } from "./commands/squash/remove-squashed.js"
export { rebase } from "./commands/revisions/rebase.js"
export type { RebasedRevision, RebaseOptions, RebaseResult } from "./commands/revisions/rebase.js"
export { merge } from "./commands/revisions/merge.js"
export type { MergeOptions, MergeResult } from "./commands/revisions/merge.js"
export type { NewRevisionOptions } from "./commands/revisions/new-revision.js"
export type { RevisionReport } from "./commands/revisions/read-revisions.js"
export type { RecordedStatement } from "./commands/revisions/record-migration.js"
export type { ProjectOptions } from "./commands/opened-project.js"
export type { DatabasePlace } from "./commands/database-place.js"
export type { CurrentRevision } from "./revisions/current.js"
export type { UpgradeOptions, UpgradeResult } from "./revisions/upgrade.js"
export type { StampOptions, StampResult } from "./revisions/stamp.js"
export type { DowngradeOptions, DowngradeResult } from "./revisions/downgrade.js"
export type { Progress } from "./revisions/progress.js"
export type { InitReport, InitRequest, InitStep } from "./init/init-project.js"

// Configuration
export { connectionFromEnvironment } from "./rehearse/connection-options.js"
export type { ConnectionOptions } from "./rehearse/connection-options.js"
export type { AutogenOptions } from "./load/autogen-options.js"
export type { Tenant, Tenants } from "./load/tenant-options.js"
export { dataSourceNames } from "./load/load-config.js"

// What entities say beside TypeORM's decorators; for applications also as "typeorm-autogen/declare"
export { BackfillWith, RenamedFrom, withRenames } from "./declare/renamed-from.js"
export type { RenamedColumn, RenamedTable, SchemaRenames } from "./declare/renamed-from.js"

// The pipeline, stage by stage
export { readEntities } from "./read/read-entities.js"
export type { DeclaredSchema, ReadOptions } from "./read/read-entities.js"
export { inspect } from "./inspect/inspect.js"
export type { InspectOptions } from "./inspect/inspect.js"
export { planDatabases, planEntities, planSchemas } from "./planning/plan-entities.js"
export { hazardsOf, isEmptyPlan, statementsOf } from "./core/plan.js"
export type { Operations, Plan, PlannedOperation } from "./core/plan.js"
export { emitMigration as migrationSource } from "./emit/emit-migration.js"
export type { EmitOptions } from "./emit/emit-migration.js"
export { driftReport } from "./check/drift-report.js"
export type { Drift } from "./check/drift-report.js"
export { openEmbeddedPostgres } from "./rehearse/embedded-postgres.js"
export type { EmbeddedPostgres } from "./rehearse/embedded-postgres.js"

// The vocabulary
export { AutogenError } from "./core/errors.js"
export type { ErrorCode, ErrorParts } from "./core/errors.js"
export type { AlterChange, Change, RenameChange } from "./core/change.js"
export type { DatabaseSchema, ServerInfo } from "./core/database-schema.js"
export type { Diagnostic } from "./core/diagnostic.js"
export type { ObjectKey } from "./core/object-key.js"
export type { Operation } from "./core/operation.js"
export type { Queryable, Row } from "./core/queryable.js"
export type { Origin, SchemaObject } from "./core/schema-object.js"
export { hazardKinds } from "./core/statement.js"
export type { Reversibility } from "./core/reversibility.js"
export type { CountedDeletion, DownLosses } from "./commands/revisions/down-losses.js"
export type { Deletion, Hazard, HazardKind, LockLevel, Statement, TransactionMode } from "./core/statement.js"
export type { AskBackfill, BackfillQuestion, Backfills } from "./planning/backfills.js"
export type { ConfirmRename } from "./renames/confirm.js"
export type {
    DeclaredRename,
    Rename,
    RenameCandidate,
    RenameDeclaration,
    ValueMapping,
    ValueRename,
} from "./core/rename.js"

// Filters and comparisons
export type {
    ComparedValue,
    ComparisonOptions,
    FilterContext,
    ObjectPatterns,
    ObjectPredicate,
    ValueComparison,
} from "./schema/comparison-options.js"
export { nameMatcher, type NamePattern, type NameTest } from "./schema/name-patterns.js"

// What migration files import: one list, which stands beside `op`.
export * from "./op/index.js"
export type { PassReport, PlanOptions } from "./planning/plan-options.js"
