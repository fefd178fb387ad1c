import type { RevisionGraph } from "./revision-graph.js"
import type { Revision } from "./revision.js"

/** The revisions of these names and all that must have run before them: parents, dependencies, theirs. */
export function withAncestors(graph: RevisionGraph, names: readonly string[]): ReadonlySet<string> {
    return reach(graph, names, ({ parents, needs }) => [...parents, ...needs])
}

/** The revisions of these names and all that follow or need them. */
export function withDescendants(graph: RevisionGraph, names: readonly string[]): ReadonlySet<string> {
    return reach(graph, names, ({ children, neededBy }) => [...children, ...neededBy])
}

/** The revisions of these names and all that follow them, without those that only need them: a branch. */
export function withFollowers(graph: RevisionGraph, names: readonly string[]): ReadonlySet<string> {
    return reach(graph, names, ({ children }) => children)
}

/** The revisions of these names and all that they follow, without those that they only depend on. */
export function withPredecessors(graph: RevisionGraph, names: readonly string[]): ReadonlySet<string> {
    return reach(graph, names, ({ parents }) => parents)
}

/** The names among these that none of the others follows: the heads of a part of the graph, in order. */
export function headsAmong(graph: RevisionGraph, names: ReadonlySet<string>): readonly string[] {
    return graph.revisions
        .filter(({ name, children }) => names.has(name) && !children.some((child) => names.has(child)))
        .map(({ name }) => name)
}

/** The latest revisions that all of these descend from: none where they have nothing in common. */
export function commonAncestors(graph: RevisionGraph, names: readonly string[]): readonly string[] {
    const [first = new Set<string>(), ...others] = names.map((name) => withAncestors(graph, [name]))
    return headsAmong(graph, new Set([...first].filter((name) => others.every((each) => each.has(name)))))
}

function reach(
    { byName }: RevisionGraph,
    names: readonly string[],
    next: (revision: Revision) => readonly string[],
): ReadonlySet<string> {
    const found = new Set<string>()
    const waiting = [...names]
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
        const revision = byName.get(name)
        if (revision === undefined || found.has(name)) continue
        found.add(name)
        waiting.push(...next(revision))
    }
    return found
}
