import { readFile, rm } from "node:fs/promises"
import { basename, dirname, extname, join } from "node:path"
import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"
import { slugOf } from "../../revisions/graph/find-revision.js"
import { withAncestors } from "../../revisions/graph/lineage.js"
import { resolveTarget } from "../../revisions/graph/resolve-target.js"
import type { Revision } from "../../revisions/graph/revision.js"
import type { RevisionGraph } from "../../revisions/graph/revision-graph.js"
import { readHistory } from "../../revisions/history.js"
import { nextTimestamp } from "../../revisions/migration-files.js"
import type { Project, ProjectOptions } from "../opened-project.js"
import { openProject, withSession } from "../project.js"
import { writeNewFile } from "../write-new-file.js"
import { migrationPlaces, placed, withPlaces } from "./migration-places.js"
import { conflictOf } from "./prove-order.js"

/** What to rebase, and onto what. */
export interface RebaseOptions extends ProjectOptions {
    /** The head of one's own branch: a target. */
    readonly revision: string
    /** The revision that it shall follow: a target. Default: the other head, where there is one other. */
    readonly onto?: string
    /** Do it although the order decides what the schema is, or nothing could be proven. Default false. */
    readonly force?: boolean
    readonly signal?: AbortSignal
    readonly now?: () => number
}

/** A migration that has another name now. */
export interface RebasedRevision {
    readonly from: string
    readonly to: string
    /** Absolute. */
    readonly file: string
}

/** What {@link rebase} did. */
export interface RebaseResult {
    readonly revisions: readonly RebasedRevision[]
    readonly onto: readonly string[]
    readonly proven: boolean
}

/**
 * Puts one's own revisions behind another head, instead of a merge: they get new parents and later timestamps, and what they do stays.
 * Both orders are proven to make the same schema first.
 *
 * Throws `REVISION_APPLIED` where the database has executed one of them, `MERGE_CONFLICT`, `SEVERAL_HEADS`, `USAGE`.
 *
 * @example
 * ```ts
 * const { revisions } = await rebase({ revision: "AddFloor", onto: "AddPrice" })
 * ```
 */
export async function rebase(options: RebaseOptions): Promise<RebaseResult> {
    const project = await openProject(options, { entities: "optional" })
    const { graph, known, executed } = await withSession(project, readHistory)
    const { own, onto } = await placed(project, () => movesOf(graph, options))
    const done = new Set(executed.map(({ name }) => name))
    const applied = own.filter(({ name }) => done.has(name))
    if (applied.length > 0) throw await withPlaces(project, alreadyApplied(applied))
    const conflict = await conflictOf(project, graph, [...onto, ...own.slice(-1).map(({ name }) => name)])
    if (conflict !== null && options.force !== true) throw conflict
    const first = nextTimestamp((options.now ?? Date.now)(), known)
    const names = new Map(own.map(({ name }, at) => [name, `${name.slice(0, -TIMESTAMP)}${first + at}`]))
    const files = await rewritten(project, own, onto, names)
    await replaceFiles(files, options.signal)
    return {
        revisions: own.map(({ name }) => ({
            from: name,
            to: names.get(name) ?? name,
            file: files.find(({ revisions }) => revisions.includes(name))?.to ?? "",
        })),
        onto,
        proven: conflict === null,
    }
}

const TIMESTAMP = 13

/** The revisions that move, in order, and what they are put behind. */
function movesOf(
    graph: RevisionGraph,
    options: RebaseOptions,
): { readonly own: readonly Revision[]; readonly onto: readonly string[] } {
    const context = { graph, names: graph.revisions.map(({ name }) => name), state: "known", executed: null }
    const [head, ...more] = resolveTarget(context, options.revision)
    if (head === undefined || more.length > 0) throw usage("one revision is rebased at a time", "name a head")
    const others = graph.heads.filter((name) => name !== head)
    if (options.onto === undefined && others.length !== 1)
        throw usage(
            `it is not clear what "${printable(head)}" shall follow: there ${others.length === 0 ? "is no other head" : `are ${others.length} other heads`}`,
            "say `--onto REV`",
        )
    const onto = options.onto === undefined ? others : resolveTarget(context, options.onto)
    const before = withAncestors(graph, onto)
    const mine = withAncestors(graph, [head])
    const own = graph.revisions.filter(({ name }) => mine.has(name) && !before.has(name))
    if (own.length === 0) throw usage(`"${printable(head)}" is behind it already`, "there is nothing to do")
    for (const { name, children, neededBy } of own) {
        const left = [...children, ...neededBy].find((other) => !mine.has(other))
        if (left !== undefined)
            throw usage(`"${printable(left)}" follows "${printable(name)}", and would stay behind`, "name the head")
    }
    return { own, onto }
}

/** A file with its new text and place. */
interface MovedFile {
    readonly from: string
    readonly to: string
    readonly text: string
    readonly revisions: readonly string[]
}

async function rewritten(
    project: Project,
    own: readonly Revision[],
    onto: readonly string[],
    names: ReadonlyMap<string, string>,
): Promise<readonly MovedFile[]> {
    const byFile = new Map<string, Revision[]>()
    for (const revision of own) {
        const [place, ...others] = migrationPlaces(project, revision.name)
        if (place === undefined || others.length > 0)
            throw usage(`the file of "${printable(revision.name)}" cannot be found`, "rename it by hand")
        const file = join(project.folder, place.file)
        byFile.set(file, [...(byFile.get(file) ?? []), revision])
    }
    const left = new Set(own.flatMap(({ parents }) => parents.filter((name) => !names.has(name))))
    return Promise.all(
        [...byFile].map(async ([from, revisions]) => {
            const text = await readFile(from, "utf8")
            const renamed = [...names].reduce(
                (before, [old, name]) =>
                    before.replaceAll(new RegExp(`(?<![\\w$])${escaped(old)}(?![\\w$])`, "g"), () => name),
                reparented(text, left, onto),
            )
            return {
                from,
                to: newPath(from, revisions, names),
                text: renamed,
                revisions: revisions.map(({ name }) => name),
            }
        }),
    )
}

function escaped(text: string): string {
    return text.replaceAll(/[$()*+.?[\\\]^{|}]/g, "\\$&")
}

/** `revises` names what it is put behind, in the place of what it followed; what begins a history follows it as well. */
function reparented(text: string, left: ReadonlySet<string>, onto: readonly string[]): string {
    return text.replaceAll(/(\brevises:\s*)\[([^\]]*)\]/g, (whole, start: string, list: string) => {
        const parents = [...list.matchAll(/["'`]([^"'`]+)["'`]/g)].map(([, name = ""]) => name)
        if (parents.length > 0 && !parents.some((name) => left.has(name))) return whole
        const kept = [...new Set([...onto, ...parents.filter((name) => !left.has(name))])]
        return `${start}[${kept.map((name) => JSON.stringify(name)).join(", ")}]`
    })
}

function newPath(file: string, [first]: readonly Revision[], names: ReadonlyMap<string, string>): string {
    const name = names.get(first?.name ?? "") ?? ""
    const [timestamp, extension] = [name.slice(-TIMESTAMP), extname(file)]
    const stem = basename(file, extension)
    const slug = /^\d{13}-?/.test(stem) ? stem.replace(/^\d{13}/, "") : `-${slugOf(name)}`
    return join(dirname(file), `${timestamp}${slug}${extension}`)
}

/** Writes all new files, then removes the old ones; where one cannot be written, none is. */
async function replaceFiles(files: readonly MovedFile[], signal: AbortSignal | undefined): Promise<void> {
    const written: string[] = []
    try {
        for (const { to, text } of files) {
            await writeNewFile(to, text, signal)
            written.push(to)
        }
    } catch (error) {
        for (const file of written) await rm(file, { force: true })
        throw error
    }
    for (const { from } of files) await rm(from)
}

function alreadyApplied(applied: readonly Revision[]): AutogenError {
    const names = applied.map(({ name }) => `"${printable(name)}"`)
    return new AutogenError({
        code: "REVISION_APPLIED",
        message: `this database has executed ${names.join(", ")}, which would get another name: nothing was changed`,
        next: "revert them first (typeorm-autogen downgrade), or join the heads with `typeorm-autogen merge`",
        fields: { migrations: applied.map(({ name }) => name) },
    })
}

function usage(message: string, next: string): AutogenError {
    return new AutogenError({ code: "USAGE", message, next })
}
