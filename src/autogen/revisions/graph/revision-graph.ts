import { addTo } from "../../core/groups.js"
import { graphProblems, type GraphProblem } from "./graph-problems.js"
import { placeUndeclared } from "./place-undeclared.js"
import { topologicalOrder } from "./topological-order.js"
import type { DeclaredRevision } from "./revision.js"
import type { Revision } from "./revision.js"

/** The revisions of a project, and how they follow one another. */
export interface RevisionGraph {
    /** Each after all that it follows and needs; by timestamp where that leaves a choice, as TypeORM's command line runs them. */
    readonly revisions: readonly Revision[]
    readonly byName: ReadonlyMap<string, Revision>
    /** The revisions that no other one follows, in order. */
    readonly heads: readonly string[]
    /** The revisions that follow none, in order. */
    readonly bases: readonly string[]
    /** What is wrong and does not keep the graph from being read. */
    readonly problems: readonly GraphProblem[]
}

/**
 * Links revisions. One that says nothing follows the head that is older than it, so that files of TypeORM's command line form a line, which
 * the first file that names a parent continues. Grows linearly with their number.
 *
 * Throws `MIGRATION_INVALID` for a cycle, with its path.
 *
 * @example
 * ```ts
 * const { heads } = revisionGraph(knownMigrations(dataSource))
 * if (heads.length > 1) console.log(`merge ${heads.join(" ")}`)
 * ```
 */
export function revisionGraph(declared: readonly DeclaredRevision[]): RevisionGraph {
    const byTime = declared.toSorted((a, b) => a.timestamp - b.timestamp)
    const known = new Set(byTime.map(({ name }) => name))
    const placed = placeUndeclared(byTime)
    const children = new Map<string, string[]>()
    const neededBy = new Map<string, string[]>()
    const linked = byTime.map((revision) => {
        const named = placed.get(revision.name) ?? []
        const parents = named.filter((name) => known.has(name))
        const needs = revision.dependsOn.filter((name) => known.has(name) && !parents.includes(name))
        for (const parent of parents) addTo(children, parent, revision.name)
        for (const need of needs) addTo(neededBy, need, revision.name)
        const unknown = [...named, ...revision.dependsOn].filter((name) => !known.has(name))
        return { ...revision, parents, needs, unknown }
    })
    const revisions = topologicalOrder(linked).map((revision): Revision => ({
        ...revision,
        children: children.get(revision.name) ?? [],
        neededBy: neededBy.get(revision.name) ?? [],
    }))
    const namesOf = (list: readonly Revision[]): readonly string[] => list.map(({ name }) => name)
    return {
        revisions,
        byName: new Map(revisions.map((revision) => [revision.name, revision])),
        heads: namesOf(revisions.filter((revision) => revision.children.length === 0)),
        bases: namesOf(revisions.filter(({ parents }) => parents.length === 0)),
        problems: graphProblems(revisions),
    }
}

/** The revisions that several others follow: where branches begin. */
export function branchPoints({ revisions }: RevisionGraph): readonly Revision[] {
    return revisions.filter(({ children }) => children.length > 1)
}

/** The revisions that follow several others: where branches end. */
export function mergePoints({ revisions }: RevisionGraph): readonly Revision[] {
    return revisions.filter(({ parents }) => parents.length > 1)
}
