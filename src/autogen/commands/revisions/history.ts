import type { Diagnostic } from "../../core/diagnostic.js"
import { AutogenError } from "../../core/errors.js"
import { branchOf, relativeTo, resolveTarget, type TargetContext } from "../../revisions/graph/resolve-target.js"
import { withAncestors } from "../../revisions/graph/lineage.js"
import type { RevisionGraph } from "../../revisions/graph/revision-graph.js"
import type { ProjectOptions } from "../opened-project.js"
import { placed } from "./migration-places.js"
import { readRevisions, reportRevisions, type RevisionReport, type RevisionsOfProject } from "./read-revisions.js"

/** Which revisions to tell of. */
export interface HistoryOptions extends ProjectOptions {
    /** `a:b`, `a:`, `:b`: from one target to another, both of them included. Default: all. */
    readonly range?: string
    /** Whether to ask the database which of them have been executed. Default false, unless the range names `current`. */
    readonly indicateCurrent?: boolean
    /** Whether to ask the database how each of them was run last: when, how long, by whom, where. Default false. */
    readonly runs?: boolean
}

/** What {@link history} found. */
export interface HistoryResult {
    /** The latest first. */
    readonly revisions: readonly RevisionReport[]
    /** Whether the database was asked, and answered. */
    readonly isDatabaseAsked: boolean
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Tells of a project's revisions, the latest first. Asks no database unless it is told to; a role that can only read will do.
 *
 * @example
 * ```ts
 * const { revisions } = await history({ range: "base:head", indicateCurrent: true })
 * for (const { revision, isApplied } of revisions) console.log(isApplied ? "applied" : "pending", revision)
 * ```
 */
export async function history(options: HistoryOptions = {}): Promise<HistoryResult> {
    const { range, indicateCurrent = false, runs = false, ...project } = options
    const indicates = indicateCurrent || /(^|[:@])current\b/.test(range ?? "")
    const found = await readRevisions(project, indicates || runs)
    const told = { ...found, executed: indicates ? found.executed : null, runs: runs ? found.runs : null }
    const names =
        range === undefined ? namesOf(found.graph) : await placed(found.project, () => namesWithin(found, range))
    return {
        revisions: await reportRevisions(told, names.toReversed()),
        isDatabaseAsked: found.executed !== null,
        diagnostics: found.diagnostics,
    }
}

/** Tells of the revisions that no other one follows: one, unless branches wait to be merged. */
export interface HeadsOptions extends ProjectOptions {
    /** Leave out those that another head depends on. Default false. */
    readonly resolveDependencies?: boolean
}

/** What {@link heads} and {@link branches} found. */
export interface RevisionsResult {
    readonly revisions: readonly RevisionReport[]
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * The revisions that no other one follows. Asks no database.
 *
 * @example
 * ```ts
 * const { revisions } = await heads()
 * if (revisions.length > 1) console.log("merge them")
 * ```
 */
export async function heads({ resolveDependencies = false, ...options }: HeadsOptions = {}): Promise<RevisionsResult> {
    const found = await readRevisions(options, false)
    const { graph, diagnostics } = found
    const names = graph.heads.filter(
        (name) => !resolveDependencies || (graph.byName.get(name)?.neededBy.length ?? 0) === 0,
    )
    return { revisions: await reportRevisions(found, names), diagnostics }
}

/**
 * The revisions that several others follow: where branches begin. Asks no database.
 *
 * @example
 * ```ts
 * for (const { revision, children } of (await branches()).revisions) console.log(revision, "->", children)
 * ```
 */
export async function branches(options: ProjectOptions = {}): Promise<RevisionsResult> {
    const found = await readRevisions(options, false)
    const names = found.graph.revisions.filter(({ children }) => children.length > 1).map(({ name }) => name)
    return { revisions: await reportRevisions(found, names), diagnostics: found.diagnostics }
}

function namesOf({ revisions }: RevisionGraph): readonly string[] {
    return revisions.map(({ name }) => name)
}

/** What targets are resolved in: all revisions of the code. */
export function targetContext({ graph, executed }: Pick<RevisionsOfProject, "graph" | "executed">): TargetContext {
    return { graph, executed, names: namesOf(graph), state: "known" }
}

/** The revisions that a target stands for; an error says where those stand that it names. */
export function targetOf(found: RevisionsOfProject, text: string): Promise<readonly string[]> {
    return placed(found.project, () => resolveTarget(targetContext(found), text))
}

/** The revisions from one target to another, both included, in order. `-3:b` begins three before b, `a:+3` ends three after a. */
export function namesWithin(found: Pick<RevisionsOfProject, "graph" | "executed">, range: string): readonly string[] {
    const context = targetContext(found)
    const [from = "", to = "", ...more] = range.split(":")
    if (!range.includes(":") || more.length > 0) throw noRange(range)
    const start = relativeTo(from)?.from === "" ? `${to || "head"}${from}` : from
    const end = relativeTo(to)?.from === "" ? `${from}${to}` : to
    const last = resolveTarget(context, end || "heads")
    const first = start === "" ? [] : resolveTarget(context, start)
    const wanted = withAncestors(found.graph, last)
    const before = new Set(first.flatMap((name) => [...withAncestors(found.graph, [name])]))
    const label = /^(.+)@base$/.exec(start)?.[1]
    const members = label === undefined ? null : branchOf(context, label).members
    const kept = new Set(label === undefined ? first : [])
    return namesOf(found.graph).filter(
        (name) => wanted.has(name) && (!before.has(name) || kept.has(name)) && members?.has(name) !== false,
    )
}

function noRange(range: string): AutogenError {
    return new AutogenError({
        code: "USAGE",
        message: `"${range}" is no range of revisions`,
        next: "write a:b, with two targets, or a: or :b",
        fields: { range },
    })
}
