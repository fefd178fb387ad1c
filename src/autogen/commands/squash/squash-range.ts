import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"
import { withAncestors } from "../../revisions/graph/lineage.js"
import { resolveTarget } from "../../revisions/graph/resolve-target.js"
import type { RevisionGraph } from "../../revisions/graph/revision-graph.js"
import type { Revision } from "../../revisions/graph/revision.js"

/** The revisions that a squash replaces, and what stays before them. */
export interface SquashRange {
    /** What it follows; empty for the base. */
    readonly start: readonly string[]
    /** In the order in which they run. */
    readonly members: readonly Revision[]
}

/**
 * The revisions after `a`, up to `b`. They must be a line: databases stand at each of them, and what follows must find all of them.
 *
 * Throws `USAGE`, `REVISION_UNKNOWN`, and `SQUASH_IMPOSSIBLE` with the revision that is no part of a line.
 */
export function squashRange(graph: RevisionGraph, text: string): SquashRange {
    const [from, to = "", ...more] = text.split(":")
    if (!text.includes(":") || more.length > 0)
        throw usage(
            `"${printable(text)}" is no range`,
            "write what stays before it and what it ends with: `squash a:b`",
        )
    const names = graph.revisions.map(({ name }) => name)
    const context = { graph, names, state: "known", executed: null }
    const [start, end] = [resolveTarget(context, from || "base"), resolveTarget(context, to || "head")]
    const [last, ...others] = end
    if (last === undefined || others.length > 0)
        throw usage(`"${printable(to)}" is not one revision`, "end the range with one")
    const before = withAncestors(graph, start)
    const wanted = withAncestors(graph, [last])
    const missing = start.find((name) => !wanted.has(name))
    if (missing !== undefined)
        throw usage(`"${printable(last)}" does not follow "${printable(missing)}"`, "write the earlier one first")
    const members = graph.revisions.filter(({ name }) => wanted.has(name) && !before.has(name))
    expectLine(graph, members, start, last)
    return { start, members }
}

function expectLine(graph: RevisionGraph, members: readonly Revision[], start: readonly string[], last: string): void {
    if (members.length < 2)
        throw usage(`the range holds ${members.length === 0 ? "no revision" : "one revision"}`, "name a longer range")
    const inside = new Set(members.map(({ name }) => name))
    const changes = new Set(members.map(({ change }) => change))
    for (const member of members) {
        const { name, parents, children, neededBy, needs } = member
        const shown = `"${printable(name)}"`
        const list = (all: readonly string[]): string => all.map((one) => `"${printable(one)}"`).join(", ")
        if (parents.length > 1) throw impossible(name, `${shown} is a merge point, of ${list(parents)}`)
        if (name !== last && children.length > 1)
            throw impossible(name, `${shown} is a branch point: ${list(children)} follow it`)
        const isFirst = member === members[0]
        const isAtStart = parents.every((parent) => start.includes(parent)) && parents.length === start.length
        if (isFirst && !isAtStart) throw impossible(name, `${shown} does not follow what the range begins after`)
        const users = neededBy.filter((one) => !inside.has(one))
        if (name !== last && users.length > 0) throw impossible(name, `${list(users)} depends on ${shown}`)
        const before = withAncestors(graph, start)
        const needed = needs.filter((one) => !inside.has(one) && !before.has(one))
        if (needed.length > 0) throw impossible(name, `${shown} depends on ${list(needed)} of another branch`)
        if (member.unknown.length > 0)
            throw impossible(name, `${shown} names ${list(member.unknown)}, which no file has`)
    }
    const cut = graph.revisions.find(({ name, change }) => changes.has(change) && !inside.has(name))
    if (cut !== undefined)
        throw impossible(cut.name, `the range ends between the steps of a change: "${printable(cut.name)}" is left out`)
}

/** Why a range cannot become one revision. */
export function impossible(revision: string, what: string, cause?: unknown): AutogenError {
    return new AutogenError({
        code: "SQUASH_IMPOSSIBLE",
        message: `${what}; nothing was written`,
        next: "squash a range before it, or after it",
        fields: { migration: revision },
        ...(cause === undefined ? {} : { cause }),
    })
}

function usage(message: string, next: string): AutogenError {
    return new AutogenError({ code: "USAGE", message, next })
}
