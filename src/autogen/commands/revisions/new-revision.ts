import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"
import { expectRevision } from "../../revisions/graph/find-revision.js"
import { resolveTarget } from "../../revisions/graph/resolve-target.js"
import { revisionGraph, type RevisionGraph } from "../../revisions/graph/revision-graph.js"
import { severalHeads } from "../../revisions/graph/several-heads.js"
import { nextTimestamp, type KnownMigration } from "../../revisions/migration-files.js"

/** Where a new revision stands in the history. */
export interface NewRevisionOptions {
    /** The revision that it follows: a target, `base` for none. Default: the head. */
    readonly head?: string
    /** Whether it may follow one that is no head: a new branch begins there. Default false. */
    readonly splice?: boolean
    /** Names by which the branch that it begins can be called. */
    readonly branchLabels?: readonly string[]
    /** Revisions of other branches that must run before it. */
    readonly dependsOn?: readonly string[]
    /** Its timestamp, 13 digits. Default: the clock's, or later where a migration has a later one. */
    readonly revId?: string
}

/** A new revision's place. */
export interface NewRevision {
    readonly timestamp: number
    readonly revises: readonly string[]
    readonly dependsOn?: readonly string[]
    readonly branchLabels?: readonly string[]
}

/**
 * The place of a new revision: what it follows, depends on and is called.
 *
 * Throws `SEVERAL_HEADS` where it is not said which head it follows, `REVISION_UNKNOWN`, `NAME_INVALID`, `USAGE`.
 */
export function newRevision(known: readonly KnownMigration[], now: number, options: NewRevisionOptions): NewRevision {
    const graph = revisionGraph(known)
    const candidates = { graph, names: graph.revisions.map(({ name }) => name), state: "known" }
    const revises = parentsOf(graph, options)
    const dependsOn = (options.dependsOn ?? []).map((text) => expectRevision(candidates, text))
    const branchLabels = options.branchLabels ?? []
    for (const label of branchLabels) expectLabel(graph, label)
    return {
        timestamp: timestampOf(graph, known, now, revises, options.revId),
        revises,
        ...(dependsOn.length === 0 ? {} : { dependsOn }),
        ...(branchLabels.length === 0 ? {} : { branchLabels }),
    }
}

function parentsOf(graph: RevisionGraph, { head, splice = false }: NewRevisionOptions): readonly string[] {
    if (head === undefined) {
        if (graph.heads.length <= 1) return graph.heads
        throw severalHeads(
            graph.heads,
            "it is not clear what a new migration follows",
            "join the heads first with `typeorm-autogen merge`, or say which one it follows: `--head NAME`",
        )
    }
    const names = graph.revisions.map(({ name }) => name)
    const parents = resolveTarget({ graph, names, state: "known", executed: null }, head)
    const inner = parents.find((name) => !graph.heads.includes(name))
    if (inner !== undefined && !splice) {
        throw new AutogenError({
            code: "USAGE",
            message: `"${printable(inner)}" is no head: what follows it would begin a new branch`,
            next: "say `--splice` if that is meant",
            fields: { revision: inner, heads: graph.heads },
        })
    }
    return parents
}

const RESERVED = new Set(["head", "heads", "base", "current"])

function expectLabel(graph: RevisionGraph, label: string): void {
    const refuse = (why: string): never => {
        throw new AutogenError({
            code: "NAME_INVALID",
            message: `the branch cannot be called "${printable(label)}": ${why}`,
            next: "choose a label of letters, digits, _ and . that no branch has",
            fields: { label },
        })
    }
    if (!/^[\p{L}\p{Nd}_.]+$/u.test(label)) refuse("targets could not be told from it")
    if (RESERVED.has(label) || /^\d/.test(label)) refuse("it means something else in a target")
    const owner = graph.revisions.find(({ branchLabels }) => branchLabels.includes(label))
    if (owner) refuse(`"${printable(owner.name)}" has that label`)
}

function timestampOf(
    { byName }: RevisionGraph,
    known: readonly KnownMigration[],
    now: number,
    revises: readonly string[],
    revId: string | undefined,
): number {
    if (revId === undefined) return nextTimestamp(now, known)
    const refuse = (why: string): never => {
        throw new AutogenError({
            code: "NAME_INVALID",
            message: `the revision cannot have the id "${printable(revId)}": ${why}`,
            next: "give milliseconds since 1970 as 13 digits, such as 1763817600000, or leave it to the clock",
            fields: { revId },
        })
    }
    if (!/^[1-9]\d{12}$/.test(revId)) refuse("a migration's id is the timestamp at the end of its name")
    const timestamp = Number(revId)
    if (known.some((migration) => migration.timestamp === timestamp)) refuse("another migration has it")
    const later = revises.find((name) => (byName.get(name)?.timestamp ?? 0) >= timestamp)
    if (later !== undefined) refuse(`it follows "${printable(later)}", which is later`)
    return timestamp
}
