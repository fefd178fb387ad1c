import { join } from "node:path"
import { whileWaiting } from "../../core/announce.js"
import { AutogenError } from "../../core/errors.js"
import type { DatabaseSchema } from "../../core/database-schema.js"
import type { Operations } from "../../core/plan.js"
import { printable } from "../../core/printable.js"
import { emitMigration } from "../../emit/emit-migration.js"
import { formatSource } from "../../emit/format-source.js"
import { migrationClassName, migrationFileName } from "../../emit/migration-names.js"
import { inspect } from "../../inspect/inspect.js"
import { migrationFormat } from "../../load/migration-format.js"
import { slugOf } from "../../revisions/graph/find-revision.js"
import { revisionGraph } from "../../revisions/graph/revision-graph.js"
import { allMigrations, knownMigrations, type KnownMigration } from "../../revisions/migration-files.js"
import type { OriginTracker } from "../history-origins.js"
import type { Project, ProjectOptions } from "../opened-project.js"
import { openProject } from "../project.js"
import { replayHistory } from "../replay-history.js"
import { placed } from "../revisions/migration-places.js"
import { writeNewFile } from "../write-new-file.js"
import { prepareRecords, proveSquash } from "./prove-squash.js"
import { operationsOf, refusing, squashParts, type SquashPart } from "./squash-parts.js"
import { impossible, squashRange } from "./squash-range.js"

/** Which migrations become one. */
export interface SquashOptions extends ProjectOptions {
    /** `a:b`: those after `a`, up to `b`. `:b` begins with the first. */
    readonly range: string
    /** What the revision is called. Default: "squash a to b". */
    readonly name?: string
    /** Return the source and write nothing. Default false. */
    readonly dryRun?: boolean
    readonly signal?: AbortSignal
}

/** What {@link squash} wrote. */
export interface SquashResult {
    readonly migration: string
    readonly file: string
    readonly source: string
    readonly written: boolean
    /** What it stands for, in order. */
    readonly replaces: readonly string[]
    /** Those of them that are kept as they are: they write rows, touch tables that have some, or do what no plan makes. */
    readonly kept: readonly string[]
    /** Why there is no way back: the old migrations have none that works. Null where it is proven. */
    readonly irreversible: string | null
}

/**
 * Writes one revision that stands for a range of others: planned from the catalogs before and after, with what writes rows kept in its place,
 * and proven in the embedded Postgres to leave the same catalog. The old files stay, until {@link removeSquashed}.
 *
 * Throws `SQUASH_IMPOSSIBLE`, `REPLAY_FAILED`, `REVISION_UNKNOWN`, `USAGE`, `FILE_EXISTS`.
 *
 * @example
 * ```ts
 * const { file, replaces } = await squash({ range: ":AddFloor" })
 * ```
 */
export async function squash(options: SquashOptions): Promise<SquashResult> {
    const project = await openProject(options)
    const known = knownMigrations(project.dataSource)
    const graph = revisionGraph(known)
    const { start, members } = await placed(project, () => squashRange(graph, options.range))
    const migrations = members.flatMap(({ name }) => known.find((one) => one.name === name) ?? [])
    expectPlain(migrations)
    const { up, down, wrong, kept, defaultSchema } = await whileWaiting(
        () => "squashing: the migrations are replayed in the embedded Postgres, both ways",
        () => planSquash(project, start, migrations),
    )
    const place = placeOf(project, options, migrations)
    const { extension, ...format } = migrationFormat(project)
    const file = join(project.migrationsFolder, migrationFileName(place.name, place.timestamp, extension))
    const text = await emitMigration(
        { up, down },
        { ...format, ...place, revises: start, ...rest(project, migrations, up, down), defaultSchema },
    )
    const { text: source } = await formatSource(text, file, project.folder)
    if (options.dryRun !== true) await writeNewFile(file, source, options.signal)
    const migration = migrationClassName(place.name, place.timestamp)
    const replaces = migrations.map(({ name }) => name)
    return { migration, file, source, written: options.dryRun !== true, replaces, kept, irreversible: wrong }
}

/** What stands for others itself would have to be known by all of their names. */
function expectPlain(migrations: readonly KnownMigration[]): void {
    const squashed = migrations.find(({ replaces }) => replaces.length > 0)
    if (squashed !== undefined)
        throw impossible(squashed.name, `"${printable(squashed.name)}" stands for others itself, and stays as it is`)
}

interface PlannedSquash {
    readonly up: Operations
    readonly down: Operations
    readonly wrong: string | null
    readonly kept: readonly string[]
    readonly defaultSchema: string
}

async function planSquash(
    project: Project,
    start: readonly string[],
    migrations: readonly KnownMigration[],
): Promise<PlannedSquash> {
    const before = await catalogAt(project, start)
    const filled = start.length === 0 ? [] : [...before.objects.values()].flatMap(({ path }) => path[1] ?? [])
    const parts = await squashParts(project, migrations, filled, before.server.defaultSchema)
    const catalogs = await catalogsAfter(project, parts, before.server.defaultSchema)
    const made: { readonly up: Operations; readonly down: Operations }[] = []
    let from = before
    for (const [at, part] of parts.entries()) {
        const to = catalogs[at]
        if (to === undefined) throw new AutogenError({ code: "INTERNAL", message: "a catalog has not been read" })
        made.push(await operationsOf(project, part, [from, to]))
        from = to
    }
    const up = made.flatMap((one) => one.up)
    const back = made.toReversed().flatMap((one) => one.down)
    const wrong = await proveSquash(project, { start, up, down: back, before, after: from })
    const down = wrong === null ? back : [refusing(wrong)]
    const kept = parts.filter(({ isPlanned }) => !isPlanned).flatMap((part) => part.migrations)
    const { defaultSchema } = before.server
    return { up, down, wrong, kept: kept.map(({ migration }) => migration.name), defaultSchema }
}

async function catalogAt(project: Project, targets: readonly string[]): Promise<DatabaseSchema> {
    const history = await replayHistory(project, undefined, targets)
    try {
        await prepareRecords(history.session)
        return await inspect(history.session, { defaultSchema: history.session.defaultSchema })
    } finally {
        await history.close()
    }
}

/** The catalog after each part, in one replay. */
async function catalogsAfter(
    project: Project,
    parts: readonly SquashPart[],
    defaultSchema: string,
): Promise<readonly DatabaseSchema[]> {
    const ends = parts.map((part) => part.migrations.at(-1)?.migration.name ?? "")
    const found = new Map<string, DatabaseSchema>()
    const tracker: OriginTracker = {
        watch: (queryable) => async (progress) => {
            if (progress.kind === "finished" && ends.includes(progress.migration))
                found.set(progress.migration, await inspect(queryable, { defaultSchema }))
        },
        state: () => null,
        resume: () => Promise.reject(new Error("nothing is kept")),
        originOf: () => null,
    }
    const history = await replayHistory(project, tracker, ends.slice(-1))
    await history.close()
    return ends.flatMap((name) => found.get(name) ?? [])
}

function placeOf(
    project: Project,
    { name }: SquashOptions,
    migrations: readonly KnownMigration[],
): { readonly name: string; readonly timestamp: number } {
    const [first, last] = [migrations[0], migrations.at(-1)]
    const taken = new Set(allMigrations(project.dataSource).map(({ timestamp }) => timestamp))
    const end = last?.timestamp ?? 0
    return {
        name: name ?? `squash ${slugOf(first?.name ?? "")} to ${slugOf(last?.name ?? "")}`,
        // Before all that follows, also for TypeORM's command line, which goes by it.
        timestamp: taken.has(end + 1) ? end : end + 1,
    }
}

function rest(project: Project, migrations: readonly KnownMigration[], up: Operations, down: Operations) {
    const names = new Set(migrations.map(({ name }) => name))
    const dependsOn = [...new Set(migrations.flatMap((one) => one.dependsOn))].filter((name) => !names.has(name))
    const branchLabels = migrations.flatMap((one) => one.branchLabels)
    const hasParameters = [...up, ...down].some(
        ({ operation }) => operation.name === "execute" && operation.args.length > 1,
    )
    const rows = [...up, ...down].some(({ operation }) => operation.name === "bulkInsert")
    return {
        replaces: [...names],
        ...(dependsOn.length === 0 ? {} : { dependsOn }),
        ...(branchLabels.length === 0 ? {} : { branchLabels }),
        // Plain statements have no parameters.
        style: hasParameters || rows ? "operations" : (project.options.style ?? "operations"),
        generated: migrations.every(({ instance }) => isGenerated(instance)),
    } as const
}

function isGenerated(instance: object): boolean {
    const { revision } = instance.constructor as { readonly revision?: { readonly generated?: unknown } | null }
    return revision?.generated === true
}
