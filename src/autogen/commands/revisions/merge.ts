import { join } from "node:path"
import { differingKeys } from "../../compare/compare.js"
import { AutogenError, messageOf } from "../../core/errors.js"
import type { ObjectKey } from "../../core/object-key.js"
import { printable } from "../../core/printable.js"
import { emitEmptyMigration } from "../../emit/emit-migration.js"
import { formatSource } from "../../emit/format-source.js"
import { migrationClassName, migrationFileName } from "../../emit/migration-names.js"
import { inspectInTransaction } from "../../inspect/inspect.js"
import { migrationFormat } from "../../load/migration-format.js"
import { slugOf } from "../../revisions/graph/find-revision.js"
import { withAncestors, withPredecessors } from "../../revisions/graph/lineage.js"
import { resolveTarget } from "../../revisions/graph/resolve-target.js"
import { revisionGraph, type RevisionGraph } from "../../revisions/graph/revision-graph.js"
import { knownMigrations } from "../../revisions/migration-files.js"
import { openProject, type Project, type ProjectOptions } from "../project.js"
import { replayHistory } from "../replay-history.js"
import { writeNewFile } from "../write-new-file.js"
import { migrationPlaces, placed, placeText } from "./migration-places.js"
import { newRevision, type NewRevisionOptions } from "./new-revision.js"
import { recordMigration } from "./record-migration.js"

/** What to merge, and how. */
export interface MergeOptions extends ProjectOptions, Pick<NewRevisionOptions, "branchLabels" | "revId"> {
    /** The heads to join, as targets. Default: all. */
    readonly revisions?: readonly string[]
    /** What the merge is called. Default: "merge a and b". */
    readonly name?: string
    /** Whether revisions that are no heads may be joined. Default false. */
    readonly splice?: boolean
    /** Write it although the branches conflict, or nothing could be proven. Default false. */
    readonly force?: boolean
    readonly signal?: AbortSignal
    readonly now?: () => number
}

/** What {@link merge} wrote. */
export interface MergeResult {
    readonly migration: string
    readonly file: string
    readonly source: string
    readonly revises: readonly string[]
    /** Whether both orders of the branches make the same schema. */
    readonly proven: boolean
}

/**
 * Joins heads with a revision that does nothing, after both orders of the branches have run in the embedded Postgres and made the same
 * schema.
 *
 * Throws `MERGE_CONFLICT` where they do not, with the objects and migrations, and `USAGE` where there is nothing to merge.
 *
 * @example
 * ```ts
 * const { file, proven } = await merge({ name: "merge floors and prices" })
 * ```
 */
export async function merge(options: MergeOptions = {}): Promise<MergeResult> {
    const project = await openProject(options, { entities: "optional" })
    const known = knownMigrations(project.dataSource)
    const graph = revisionGraph(known)
    const revises = headsToMerge(graph, options)
    const place = await placed(project, () =>
        newRevision(known, (options.now ?? Date.now)(), {
            ...options,
            head: revises[0] ?? "base",
            splice: true,
        }),
    )
    const name =
        options.name ??
        `merge ${revises.map((one) => slugOf(one).replaceAll("-", " ").slice(0, 30).trim()).join(" and ")}`
    const conflict = await conflictOf(project, graph, revises)
    if (conflict !== null && options.force !== true) throw conflict
    const { extension, ...format } = migrationFormat(project)
    const file = join(project.migrationsFolder, migrationFileName(name, place.timestamp, extension))
    const style = project.options.style ?? "operations"
    const text = await emitEmptyMigration({ ...format, ...place, name, revises, style })
    const { text: source } = await formatSource(text, file, project.folder)
    await writeNewFile(file, source, options.signal)
    return { migration: migrationClassName(name, place.timestamp), file, source, revises, proven: conflict === null }
}

function headsToMerge(graph: RevisionGraph, { revisions = [], splice = false }: MergeOptions): readonly string[] {
    const names = graph.revisions.map(({ name }) => name)
    const context = { graph, names, state: "known", executed: null }
    const chosen = revisions.length === 0 ? graph.heads : revisions.flatMap((text) => resolveTarget(context, text))
    const list = [...new Set(chosen)]
    const inner = list.find((name) => !graph.heads.includes(name))
    if (inner !== undefined && !splice)
        throw usage(`"${printable(inner)}" is no head.`, "Name heads (`typeorm-autogen heads`), or say `--splice`.")
    const above = list.find((name) =>
        list.some((other) => other !== name && withPredecessors(graph, [other]).has(name)),
    )
    if (above !== undefined)
        throw usage(
            `"${printable(above)}" is an ancestor of another one: they are one branch already.`,
            "Name another.",
        )
    if (list.length < 2) {
        const found = list.map((name) => `: ${printable(name)}`).join("")
        throw usage(`There is nothing to merge: the history has one head${found}.`, "Name two heads.")
    }
    return list
}

/** Runs the branches in both orders. Null: they make the same schema. */
async function conflictOf(
    project: Project,
    graph: RevisionGraph,
    heads: readonly string[],
): Promise<AutogenError | null> {
    const orders = [heads, heads.toReversed()]
    const schemas: Awaited<ReturnType<typeof inspectInTransaction>>[] = []
    for (const order of orders) {
        try {
            const history = await replayHistory(project, undefined, order)
            try {
                schemas.push(await inspectInTransaction(history.session))
            } finally {
                await history.close()
            }
        } catch (error) {
            const shown = order.map((name) => `"${printable(name)}"`).join(", then ")
            return conflict(`the branches cannot run in the order ${shown}: ${messageOf(error)}`, error)
        }
    }
    const [one, other] = schemas
    const keys = one && other ? differingKeys(one, other) : []
    if (keys.length === 0) return null
    const lines = await Promise.all(keys.map((key) => objectText(project, graph, heads, key)))
    return conflict(
        `the order of the branches decides what ${keys.length === 1 ? "an object is" : `${keys.length} objects are`}:${lines.join("")}`,
        undefined,
        { objects: keys },
    )
}

/** An object, and the migrations of the branches whose statements name it. */
async function objectText(
    project: Project,
    graph: RevisionGraph,
    heads: readonly string[],
    key: ObjectKey,
): Promise<string> {
    const name = key.slice(key.lastIndexOf(".") + 1)
    const lineages = heads.map((head) => withAncestors(graph, [head]))
    const own = knownMigrations(project.dataSource).filter(
        (migration) =>
            lineages.some((lineage) => lineage.has(migration.name)) &&
            !lineages.every((lineage) => lineage.has(migration.name)),
    )
    const lines: string[] = []
    for (const migration of own) {
        const recorded = await recordMigration(project.dataSource, migration, "up").catch(() => null)
        const statement = recorded?.statements.find(({ sql }) => sql.includes(name))
        const [place] = migrationPlaces(project, migration.name)
        if (statement === undefined) continue
        lines.push(`\n    ${place ? placeText(place) : printable(migration.name)}: ${firstLine(statement.sql)}`)
    }
    return `\n  "${printable(key)}"${lines.join("")}`
}

function firstLine(sql: string): string {
    const text = printable(sql.trim().replaceAll(/\s+/g, " "))
    return text.length > 160 ? `${text.slice(0, 160)}…` : text
}

function conflict(what: string, cause: unknown, fields: Readonly<Record<string, unknown>> = {}): AutogenError {
    return new AutogenError({
        code: "MERGE_CONFLICT",
        message: `${what}\nNo merge was written.`,
        next: "correct one of the branches where it has not been executed yet, or write the merge with `--force` and settle the difference in a migration after it",
        fields,
        ...(cause === undefined ? {} : { cause }),
    })
}

function usage(message: string, next: string): AutogenError {
    return new AutogenError({ code: "USAGE", message, next })
}
