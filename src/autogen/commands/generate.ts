import { join } from "node:path"
import type { AskBackfill, Backfills } from "../planning/backfills.js"
import { driftReport, type Drift } from "../check/drift-report.js"
import { differingKeys } from "../compare/compare.js"
import { createStatements } from "../planning/create-statements.js"
import type { ConfirmRename } from "../renames/confirm.js"
import { whileWaiting } from "../core/announce.js"
import { changedObject } from "../core/change.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { AutogenError } from "../core/errors.js"
import { expectCompiled, expectEntities, projectGaps } from "./project-gaps.js"
import { userOptions } from "../core/user-options.js"
import type { ObjectKey } from "../core/object-key.js"
import { isEmptyPlan, type Plan } from "../core/plan.js"
import type { Queryable } from "../core/queryable.js"
import type { Hazard, HazardKind } from "../core/statement.js"
import type { Rename, ValueMapping } from "../core/rename.js"
import { emitMigration, stepNames } from "../emit/emit-migration.js"
import { UNMANAGED } from "../check/format-unmanaged.js"
import { formatSource } from "../emit/format-source.js"
import { loadTsMorph } from "../emit/load-ts-morph.js"
import { migrationClassName, migrationFileName } from "../emit/migration-names.js"
import type { SchemaObject } from "../core/schema-object.js"
import { comparisonOptions, type ComparisonOptions } from "../schema/comparison-options.js"
import { trackOrigins, type ObjectOrigin } from "./history-origins.js"
import { inspectInTransaction } from "../inspect/inspect.js"
import { planEntities } from "../planning/plan-entities.js"
import { migrationFormat } from "../load/migration-format.js"
import type { ProjectOptions } from "./opened-project.js"
import { openProject, withSession } from "./project.js"
import { historyInventory, replayHistory } from "./replay-history.js"
import { runsOutsideTransactions } from "../planning/offer-online.js"
import { hazardsRefused, parseHazardKinds, refusedHazards } from "./refuse-hazards.js"
import { rehearse, type Proof, type RehearsalTools } from "../rehearse/rehearse.js"
import { freshPostgres, prepareSpare } from "../rehearse/spare-postgres.js"
import { serverNames, type ServerNames } from "../rehearse/server-names.js"
import { changedDiagnostics } from "../revisions/changed-migrations.js"
import { historyTable } from "../revisions/history-table.js"
import { readHistory } from "../revisions/history.js"
import { checksumsOf } from "./revisions/checksum.js"
import { partlyRunText, type PartlyRun } from "../revisions/partly-run.js"
import { newRevision, type NewRevisionOptions } from "./revisions/new-revision.js"
import { placed } from "./revisions/migration-places.js"
import { knownMigrations, type KnownMigration } from "../revisions/migration-files.js"
import type { Conversions } from "../planning/user-conversions.js"
import { expectNamesFree } from "../planning/taken-names.js"
import { sameInPrint } from "../planning/normalize-prints.js"
import { suggestName } from "./suggest-name.js"
import { writeNewFile } from "./write-new-file.js"
import type { PassReport, PlanOptions } from "../planning/plan-options.js"
import type { Project } from "./opened-project.js"

/** How to generate a migration. */
export interface GenerateOptions extends ProjectOptions, ComparisonOptions, NewRevisionOptions {
    /** As people say it: "add floor". Default: named after the changes. */
    readonly name?: string
    /** Default: the project's `style`, else `operations`. */
    readonly style?: "operations" | "sql"
    /** Give the source text, write nothing. */
    readonly dryRun?: boolean
    /** What the entities are compared with: the connected `database`, or what all migration files make of an empty one. */
    readonly against?: "database" | "history"
    /**
     * Whether tables that exist are changed in steps that hold no strong lock while rows are read: then the file may hold several
     * migrations, some of them without a transaction. Default: the project's `online`, else whether TypeORM's runner can run them:
     * where the DataSource's `migrationsTransactionMode` is "each" or "none".
     */
    readonly online?: boolean
    /**
     * The hazards that are accepted, beside those that the project allows. Without a word a migration that deletes data, or converts
     * values without a cast, is not written.
     */
    readonly allow?: readonly HazardKind[]
    /**
     * How values are converted where a column's type changes, beside what the project says: `{ "room.code": "code::uuid" }`. Null: not at
     * all, the column is dropped with its values and added anew.
     */
    readonly using?: Conversions
    /** The same for the way down, by the names in the database. */
    readonly usingDown?: Readonly<Record<string, string>>
    /**
     * What rows get that have no value in a column which is, or becomes, NOT NULL, beside what the project says:
     * `{ "room.code": "'room ' || id" }`, SQL over the row. Also on the way down, where a column comes back.
     */
    readonly backfill?: Backfills
    /** Decides over such columns where nobody has said it, and rows are there. Default: the migration stops at such rows. */
    readonly askBackfill?: AskBackfill
    /** Whether the migration first reads the rows that its steps could fail on. Default: the project's `preconditions`, else true. */
    readonly preconditions?: boolean
    /**
     * What has been renamed, beside what `@RenamedFrom` declares: as texts in the form of the command line's `--rename`, such as
     * `"room.code:reference"`, or as data.
     */
    readonly renames?: readonly (Rename | string)[]
    /**
     * What rows get that have a value which an enum no longer has: as texts in the form of the command line's `--map`, such as
     * `"mood.sad:happy"`, or as data. Without one, the migration stops at such rows.
     */
    readonly map?: readonly (ValueMapping | string)[]
    /**
     * What shall be dropped although no migration of the project made it, or be as declared although decorators cannot say all that it is:
     * by keys (`"index:public.room.by_hand"`) or names (`"room.by_hand"`).
     */
    readonly drop?: readonly string[]
    /** Decides over what looks like a rename and is declared as none. Default: it is none, and `plan.renameCandidates` names it. */
    readonly confirmRename?: ConfirmRename
    /** Take all that looks like a rename and leaves no choice for one: after a change of the naming strategy. Default false. */
    readonly renameAll?: boolean
    /** Told after each pass of the planner what it has changed, in the order of the passes. */
    readonly onPass?: (pass: PassReport) => void
    /** Prove the migration in the embedded Postgres before it is written. Default true. */
    readonly rehearse?: boolean
    /** When it is aborted, no file is written any more. */
    readonly signal?: AbortSignal
    /** Milliseconds since 1970. Default: the clock. */
    readonly now?: () => number
}

/** What {@link generate} found and did. */
export interface GenerateResult {
    readonly plan: Plan
    /** The migration's class name, the first one's where the plan has several steps; null where there is no difference. */
    readonly migration: string | null
    /** The class names of all steps, in order. */
    readonly migrations: readonly string[]
    /** The absolute path that was (with `dryRun`: would be) written; null where there is no difference. */
    readonly file: string | null
    readonly source: string | null
    readonly written: boolean
    readonly proof: Proof | null
    /** The changes as a report. */
    readonly drifts: readonly Drift[]
    readonly diagnostics: readonly Diagnostic[]
    /** The hazards for which the migration would not be written: only under `dryRun`, else they are an error. */
    readonly refused: readonly Hazard[]
}

/**
 * Compares the entities with the database, and writes what is missing as a migration file, after it has been proven in the
 * embedded Postgres. No difference: writes nothing.
 *
 * Throws `SEVERAL_HEADS`, `ENTITIES_NOT_FOUND`, `MIGRATIONS_NOT_COMPILED`, `MIGRATIONS_PENDING` where the database is not at the last migration (the result would repeat them), `HAZARD_REFUSED` where
 * it would delete data or convert values without a cast and nobody has allowed it, `REHEARSAL_FAILED`, `FILE_EXISTS`, `FILE_UNWRITABLE`, `NAME_INVALID`, `INTERRUPTED`, and what loading, connecting and planning throw.
 *
 * @example
 * ```ts
 * const { file, source } = await generate({ name: "add floor", dryRun: true })
 * ```
 */
export async function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
    const clock = options.now ?? Date.now
    const project = await openProject(options)
    const known = knownMigrations(project.dataSource)
    const revision = await placed(project, () => newRevision(known, clock(), options))
    const { timestamp } = revision
    // A bad name is refused before anybody waits for a comparison.
    if (options.name !== undefined) migrationClassName(options.name, timestamp)
    const allowed = [...parseHazardKinds(options.allow ?? []), ...(project.options.allow ?? [])]
    expectEntities(project)
    expectCompiled(project)
    const { plan: planned, names } = await planProject(project, {
        ...options,
        offersOnline: true,
        onDifference: () => getReady(options),
    })
    const plan = withDiagnostics(planned, projectGaps(project))
    if (isEmptyPlan(plan)) return { ...NOTHING, plan, diagnostics: plan.diagnostics }
    expectNamesFree(plan)
    const refused = refusedHazards(plan, allowed)
    if (refused.length > 0 && !options.dryRun) throw hazardsRefused(refused, plan.renameCandidates)
    const proof =
        options.rehearse === false
            ? null
            : await whileWaiting(
                  () => "rehearsing the migration in the embedded Postgres",
                  () => rehearse(plan, { ...REHEARSAL_TOOLS, names }, clock),
              )
    const name = options.name ?? suggestName(plan.changes)
    const { extension, ...format } = migrationFormat(project)
    const file = join(project.migrationsFolder, migrationFileName(name, timestamp, extension))
    const text = await emitMigration(plan, {
        ...format,
        name,
        ...revision,
        style: options.style ?? project.options.style ?? "operations",
        defaultSchema: plan.desired.server.defaultSchema,
    })
    const formatted = await formatSource(text, file, project.folder)
    if (!options.dryRun) await writeNewFile(file, formatted.text, options.signal)
    const proofs = proof === null ? [] : proof.proven ? proof.leftOut : [proof.diagnostic]
    const extra = [...(formatted.diagnostic === null ? [] : [formatted.diagnostic]), ...proofs]
    return {
        plan,
        migration: migrationClassName(name, timestamp),
        migrations: stepNames(name, timestamp, plan.steps.length),
        file,
        source: formatted.text,
        written: !options.dryRun,
        proof,
        drifts: driftReport(plan, { fileOf: project.fileOf }),
        diagnostics: [...plan.diagnostics, ...extra],
        refused,
    }
}

/** What there is to say where nothing differs. */
const NOTHING: Omit<GenerateResult, "plan" | "diagnostics"> = {
    migration: null,
    migrations: [],
    file: null,
    source: null,
    written: false,
    proof: null,
    drifts: [],
    refused: [],
}

/** Starts what takes its time and will be needed, while the plan is made. */
function getReady({ rehearse }: GenerateOptions): void {
    if (rehearse !== false) prepareSpare()
    loadTsMorph().catch(() => undefined)
}

const REHEARSAL_TOOLS: RehearsalTools = {
    inspect: inspectInTransaction,
    createStatements,
    differences: differingKeys,
    sameInPrint,
    openEmbedded: freshPostgres,
}

/** A plan, and the migrations that must run before it says the whole truth. */
interface PlanWithPending {
    readonly plan: Plan
    readonly pending: readonly string[]
}

/** What is compared, and with what. An option that is given here stands in the place of the project's. */
export type PlanningOptions = Pick<GenerateOptions, "against" | keyof ComparisonOptions> &
    Pick<PlanOptions, "offersOnline" | "onDifference" | "onPass"> &
    Partial<
        Pick<
            GenerateOptions,
            | "online"
            | "using"
            | "usingDown"
            | "backfill"
            | "askBackfill"
            | "preconditions"
            | "renames"
            | "map"
            | "confirmRename"
            | "renameAll"
            | "drop"
        >
    >

/** Plans a project's entities against its database, which must be at its last migration, or against its history. */
async function planProject(project: Project, options: PlanningOptions): Promise<PlanWithNames> {
    if (options.against === "history") return onHistory(project, options, withNames)
    return withSession(project, async (session) => {
        const { pending, partly, diagnostics } = await readHistory(session)
        if (pending.length > 0) throw migrationsPending(pending, partly)
        return withNames(withDiagnostics(await planManaged(project, session, options), diagnostics), session)
    })
}

/** A plan, and what its database has that no kind reads. */
interface PlanWithNames {
    readonly plan: Plan
    readonly names: ServerNames
}

async function withNames(plan: Plan, queryable: Queryable): Promise<PlanWithNames> {
    return { plan, names: isEmptyPlan(plan) ? new Set() : await serverNames(queryable) }
}

/** As generate plans, but pending migrations are reported, not refused. */
export async function planDrift(project: Project, options: PlanningOptions): Promise<PlanWithPending> {
    expectEntities(project)
    const { plan, pending } = await planWithPending(project, options)
    return { plan: withDiagnostics(plan, projectGaps(project)), pending }
}

async function planWithPending(project: Project, options: PlanningOptions): Promise<PlanWithPending> {
    if (options.against === "history") return onHistory(project, options, async (plan) => ({ plan, pending: [] }))
    return withSession(project, async (session) => {
        const history = await readHistory(session)
        const { pending, diagnostics } = history
        const changed = await changedDiagnostics(session, historyTable(session), history, checksumsOf(project))
        const plan = withDiagnostics(await planManaged(project, session, options), [...diagnostics, ...changed])
        return { plan, pending: pending.map((migration) => migration.name) }
    })
}

/** Plans against what the migrations make of an empty database, and lets `use` see that database. */
async function onHistory<T>(
    project: Project,
    options: PlanningOptions,
    use: (plan: Plan, history: Queryable) => Promise<T>,
): Promise<T> {
    expectCompiled(project)
    const tracker = trackOrigins(knownMigrations(project.dataSource), project.dataSource.namingStrategy)
    const history = await replayHistory(project, tracker)
    const originOf = (object: SchemaObject) => (history.isManaged(object) ? tracker.originOf(object.key) : null)
    try {
        const plan = await planOn(project, history.session, options, originOf)
        // What the replay itself has created is nobody's: it is not there for the project.
        const diagnostics = plan.diagnostics.filter(
            ({ code, object }) => code !== UNMANAGED || object === null || history.isManaged({ key: object }),
        )
        return await use({ ...plan, diagnostics }, history.session)
    } finally {
        await history.close()
    }
}

/** The objects that differ between the migrations and the entities; null where the migrations cannot be replayed. */
export async function differencesFromHistory(
    project: Project,
    options: PlanningOptions,
): Promise<ReadonlySet<ObjectKey> | null> {
    try {
        return await onHistory(project, options, ({ changes }) =>
            Promise.resolve(new Set(changes.map((change) => changedObject(change).key))),
        )
    } catch {
        return null
    }
}

/** What no entity declares is dropped only where a generated migration of the project made it. */
async function planManaged(project: Project, queryable: Queryable, options: PlanningOptions): Promise<Plan> {
    return planOn(project, queryable, options, historyInventory(project).originOf)
}

function withDiagnostics(plan: Plan, more: readonly Diagnostic[]): Plan {
    return more.length === 0 ? plan : { ...plan, diagnostics: [...more, ...plan.diagnostics] }
}

function planOn(
    project: Project,
    queryable: Queryable,
    options: PlanningOptions,
    originOf: (object: SchemaObject) => ObjectOrigin | null | Promise<ObjectOrigin | null>,
): Promise<Plan> {
    const classes = new Map(
        knownMigrations(project.dataSource).map(({ name, instance }) => [name, instance.constructor.name]),
    )
    const madeIn = async (object: SchemaObject): Promise<string | null> => {
        const migration = (await originOf(object))?.migration
        return migration === undefined
            ? null
            : (project.migrationFileOf(classes.get(migration) ?? migration) ?? migration)
    }
    const stated = options.online ?? project.options.online
    const outside = runsOutsideTransactions(userOptions(project.dataSource))
    return planEntities(project.dataSource, queryable, {
        ...comparisonOptions(project.options),
        ...comparisonOptions(options),
        online: stated ?? outside,
        oneTransaction: !outside,
        offersOnline: stated === undefined && options.offersOnline === true,
        ...(options.onDifference ? { onDifference: options.onDifference } : {}),
        ...(options.onPass ? { onPass: options.onPass } : {}),
        preconditions: options.preconditions ?? project.options.preconditions ?? true,
        using: { ...project.options.using, ...options.using },
        usingDown: { ...project.options.usingDown, ...options.usingDown },
        backfill: { ...project.options.backfill, ...options.backfill },
        renames: options.renames ?? [],
        map: options.map ?? [],
        drop: options.drop ?? [],
        optionalDrops: project.options.drop ?? [],
        ...(options.renameAll ? { renameAll: true } : {}),
        ...(options.askBackfill ? { askBackfill: options.askBackfill } : {}),
        ...(options.confirmRename ? { confirmRename: options.confirmRename } : {}),
        isManaged: async (object) => (await originOf(object))?.generated ?? false,
        madeIn,
    })
}

function migrationsPending(pending: readonly KnownMigration[], partly: readonly PartlyRun[]): AutogenError {
    const stopped = partly.map((change) => `; ${partlyRunText(change)}`).join("")
    const names = pending.map((migration) => migration.name)
    return new AutogenError({
        code: "MIGRATIONS_PENDING",
        message: `${names.length === 1 ? "a migration has" : `${names.length} migrations have`} not run on this database: ${names.join(", ")}; a new one would repeat what they do${stopped}`,
        next: "run them first (typeorm-autogen upgrade), or compare with the files instead of the database (--against history)",
        fields: { pending: names },
    })
}
