import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"
import { expectRevision, findRevision, revisionUnknown, type Candidates } from "./find-revision.js"
import { headsAmong, withFollowers } from "./lineage.js"
import type { RevisionGraph } from "./revision-graph.js"
import { severalHeads } from "./several-heads.js"

/** What a target's words stand for. */
export interface TargetContext extends Candidates {
    /** The executed migrations in the order of their execution; null where no database has been asked. */
    readonly executed: readonly string[] | null
}

/**
 * The revisions that a target stands for: `head`, `heads`, `base` (none), `current`, a revision (see {@link findRevision}), `REV+2`,
 * `REV-2`, and of the branch that a label or revision begins `label@head`, `label@heads`, `label@base`.
 *
 * Throws `REVISION_UNKNOWN`, `SEVERAL_HEADS` for `head` where there are several, `USAGE` for what cannot be said here.
 *
 * @example
 * ```ts
 * resolveTarget({ graph, names, state: "known", executed: null }, "head-1") // ["CreateRoom1763800000000"]
 * ```
 */
export function resolveTarget(context: TargetContext, text: string): readonly string[] {
    const { graph } = context
    switch (text) {
        case "head":
            return oneHead(graph.heads, "`head` is not clear", NEXT_OF_HEADS)
        case "heads":
            return graph.heads
        case "base":
            return []
        case "current":
            return currentHeads(graph, askedExecuted(context))
    }
    const found = findRevision(context, text)
    if (found !== undefined) return [found]
    const relative = relativeTo(text)
    if (relative?.from && !relative.from.endsWith("@")) return walk(context, relative.from, relative.steps, text)
    const at = text.indexOf("@")
    if (at > 0) return ofBranch(context, text.slice(0, at), text.slice(at + 1))
    throw revisionUnknown(context, text)
}

/** What is done about several heads. */
export const NEXT_OF_HEADS =
    "join them with `typeorm-autogen merge`, or say which is meant: one of their names, or `heads` for all"

/** The revisions that a database stands at: executed, and followed by none that is. */
export function currentHeads(graph: RevisionGraph, executed: readonly string[]): readonly string[] {
    return headsAmong(graph, new Set(executed))
}

/** `+2`, `-1`, `REV+2`, taken apart; null where a text is none of these. `from` is empty where no revision is named. */
export function relativeTo(text: string): { readonly from: string; readonly steps: number } | null {
    const match = /^(.*?)([+-]\d+)$/.exec(text)
    return match === null ? null : { from: match[1] ?? "", steps: Number(match[2]) }
}

/** The revision with which a branch begins, and all that follow it. */
export function branchOf(
    context: Candidates,
    text: string,
): { readonly start: string; readonly members: ReadonlySet<string> } {
    const start = expectRevision({ ...context, names: context.graph.revisions.map(({ name }) => name) }, text)
    return { start, members: withFollowers(context.graph, [start]) }
}

function ofBranch(context: TargetContext, branch: string, word: string): readonly string[] {
    const { start, members } = branchOf(context, branch)
    const heads = headsAmong(context.graph, members)
    switch (word) {
        case "head":
            return oneHead(heads, `\`${printable(branch)}@head\` is not clear`, `write \`${printable(branch)}@heads\``)
        case "heads":
            return heads
        case "base":
            return context.graph.byName.get(start)?.parents ?? []
        case "current":
            return currentHeads(
                context.graph,
                askedExecuted(context).filter((name) => members.has(name)),
            )
    }
    const found = expectRevision(context, word)
    if (members.has(found)) return [found]
    throw new AutogenError({
        code: "REVISION_UNKNOWN",
        message: `"${printable(found)}" is no revision of the branch "${printable(branch)}"`,
        next: `its head is ${heads.map(printable).join(", ")}`,
        fields: { revision: word, branch: start },
    })
}

/** Goes from one revision to its followers or parents; the steps of one change count as one. */
function walk(context: TargetContext, from: string, steps: number, text: string): readonly string[] {
    const { graph } = context
    const [start, ...others] = resolveTarget(context, from)
    if (others.length > 0) throw notClear(text, [start ?? "", ...others])
    if (start === undefined && steps > 0) return walkFrom(graph, null, steps, text)
    if (start === undefined) throw tooFar(text)
    return walkFrom(graph, start, steps, text)
}

function walkFrom(graph: RevisionGraph, start: string | null, steps: number, text: string): readonly string[] {
    const changeOf = (name: string | null): string | null =>
        name === null ? null : (graph.byName.get(name)?.change ?? name)
    const next = (name: string | null): readonly string[] => {
        const revision = name === null ? undefined : graph.byName.get(name)
        if (steps < 0) return revision?.parents ?? []
        return name === null ? graph.bases : (revision?.children ?? [])
    }
    let at = start
    for (let left = Math.abs(steps); left > 0; left--) {
        // Onwards to another change, then to the last step of that one: where one is left backwards, its first step is passed.
        const change = changeOf(at)
        do {
            const [one, ...others] = next(at)
            if (one === undefined && steps < 0 && left === 1) return []
            if (one === undefined) throw tooFar(text)
            if (others.length > 0) throw notClear(text, [one, ...others])
            at = one
        } while (changeOf(at) === change)
        if (steps > 0) at = lastStep(graph, at)
    }
    return at === null ? [] : [at]
}

function lastStep(graph: RevisionGraph, name: string): string {
    let at = graph.byName.get(name)
    for (;;) {
        const following = at?.children.find((child) => graph.byName.get(child)?.change === at?.change)
        if (following === undefined) return at?.name ?? name
        at = graph.byName.get(following)
    }
}

function oneHead(heads: readonly string[], what: string, next: string): readonly string[] {
    if (heads.length > 1) throw severalHeads(heads, what, next)
    return heads
}

function askedExecuted({ executed }: TargetContext): readonly string[] {
    if (executed !== null) return executed
    throw new AutogenError({
        code: "USAGE",
        message: "`current` is where the database stands, and no database was asked",
        next: "name a revision, or `base`",
    })
}

function notClear(text: string, names: readonly string[]): AutogenError {
    return new AutogenError({
        code: "REVISION_UNKNOWN",
        message: `"${printable(text)}" is not clear: the way leads to ${names.map((name) => `"${printable(name)}"`).join(" and to ")}`,
        next: "name the revision itself",
        fields: { revision: text, known: names },
    })
}

function tooFar(text: string): AutogenError {
    return new AutogenError({
        code: "REVISION_UNKNOWN",
        message: `"${printable(text)}" leads beyond the history: there are not so many revisions`,
        next: "`typeorm-autogen history` lists them",
        fields: { revision: text },
    })
}
