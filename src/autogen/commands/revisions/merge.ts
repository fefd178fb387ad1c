import { join } from "node:path"
import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"
import { emitEmptyMigration } from "../../emit/emit-migration.js"
import { formatSource } from "../../emit/format-source.js"
import { migrationClassName, migrationFileName } from "../../emit/migration-names.js"
import { migrationFormat } from "../../load/migration-format.js"
import { slugOf } from "../../revisions/graph/find-revision.js"
import { withPredecessors } from "../../revisions/graph/lineage.js"
import { resolveTarget } from "../../revisions/graph/resolve-target.js"
import { revisionGraph, type RevisionGraph } from "../../revisions/graph/revision-graph.js"
import { knownMigrations } from "../../revisions/migration-files.js"
import type { ProjectOptions } from "../opened-project.js"
import { openProject } from "../project.js"
import { writeNewFile } from "../write-new-file.js"
import { placed } from "./migration-places.js"
import { newRevision, type NewRevisionOptions } from "./new-revision.js"
import { conflictOf } from "./prove-order.js"

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
        throw usage(`"${printable(inner)}" is no head`, "name heads (`typeorm-autogen heads`), or say `--splice`")
    const above = list.find((name) =>
        list.some((other) => other !== name && withPredecessors(graph, [other]).has(name)),
    )
    if (above !== undefined)
        throw usage(`"${printable(above)}" is an ancestor of another one: they are one branch already`, "name another")
    if (list.length < 2) {
        const found = list.map((name) => `: ${printable(name)}`).join("")
        throw usage(`there is nothing to merge: the history has one head${found}`, "name two heads")
    }
    return list
}

function usage(message: string, next: string): AutogenError {
    return new AutogenError({ code: "USAGE", message, next })
}
