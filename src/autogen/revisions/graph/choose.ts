import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"
import { withAncestors, withDescendants } from "./lineage.js"
import { branchOf, NEXT_OF_HEADS, relativeTo, resolveTarget } from "./resolve-target.js"
import type { RevisionGraph } from "./revision-graph.js"
import { severalHeads } from "./several-heads.js"

/** What is known when it is chosen what to run. */
export interface Standing {
    readonly graph: RevisionGraph
    /** In the order of execution, also those that the code lacks. */
    readonly executed: readonly string[]
}

/** How far to go. */
export interface Extent {
    /** A target. Default: `head` upwards, the last change downwards. */
    readonly to?: string | undefined
    /** How many changes at most: all migrations that are steps of one count as one. */
    readonly steps?: number | undefined
}

/**
 * The pending migrations that an upgrade to a target runs: its ancestors, and it. In order.
 *
 * Throws `SEVERAL_HEADS`, `REVISION_UNKNOWN`, `USAGE`.
 *
 * @example
 * ```ts
 * chooseUpgrade({ graph, executed }, { to: "rooms@head" })
 * ```
 */
export function chooseUpgrade({ graph, executed }: Standing, extent: Extent): readonly string[] {
    const { to = "head", steps } = extent
    const names = graph.revisions.map(({ name }) => name)
    const context = { graph, executed, names, state: "known" }
    const done = new Set(executed)
    const pending = (wanted: ReadonlySet<string>): readonly string[] =>
        names.filter((name) => wanted.has(name) && !done.has(name))
    const atMost = (chosen: readonly string[], count: number | undefined): readonly string[] =>
        firstChanges(graph, firstChanges(graph, chosen, count), steps)
    // Where all has run, nobody has to say which head is meant: an application that starts is not kept from it.
    if (extent.to === undefined && names.every((name) => done.has(name))) return []
    expectNoRange(to, "upgrade")
    const { branch, count } = plainSteps(to)
    if (count === null) return atMost(pending(withAncestors(graph, resolveTarget(context, to))), undefined)
    if (count < 0) throw wrongWay(to, "upgrade", `downgrade ${to}`)
    if (branch === null) {
        if (graph.heads.length > 1)
            throw severalHeads(
                graph.heads,
                `\`${to}\` is not clear`,
                `${NEXT_OF_HEADS}; \`label@${to}\` counts in one branch`,
            )
        return atMost(pending(new Set(names)), count)
    }
    const { members } = branchOf(context, branch)
    const last = firstChanges(graph, pending(members), count)
    return atMost(pending(withAncestors(graph, last)), undefined)
}

/**
 * The executed migrations that a downgrade to a target reverts: all that follow it or need it, in the opposite order of their execution.
 * What the code lacks follows what was executed before it.
 *
 * Throws `REVISION_UNKNOWN`, `USAGE`.
 *
 * @example
 * ```ts
 * chooseDowngrade({ graph, executed }, { to: "CreateRoom1763800000000" })
 * ```
 */
export function chooseDowngrade({ graph, executed }: Standing, { to, steps }: Extent): readonly string[] {
    const back = executed.toReversed()
    if (to === undefined) return firstChanges(graph, back, steps ?? 1)
    const limited = (chosen: readonly string[]): readonly string[] => firstChanges(graph, chosen, steps)
    if (to === "base") return limited(back)
    expectNoRange(to, "downgrade")
    const context = { graph, executed, names: executed, state: "executed" }
    const { branch, count } = plainSteps(to)
    if (count !== null && count > 0) throw wrongWay(to, "downgrade", `upgrade ${to}`)
    if (count !== null && branch === null) return limited(firstChanges(graph, back, -count))
    const ofBase = to.endsWith("@base") ? to.slice(0, -"@base".length) : null
    const label = branch ?? ofBase
    if (label !== null) {
        const { members } = branchOf(context, label)
        const own = back.filter((name) => members.has(name))
        const reverted = withDescendants(graph, count === null ? own : firstChanges(graph, own, -count))
        return limited(back.filter((name) => reverted.has(name)))
    }
    const kept = resolveTarget(context, to)
    for (const name of kept) if (!executed.includes(name)) throw notExecuted(name)
    const after = Math.max(-1, ...kept.map((name) => executed.indexOf(name)))
    const following = kept.length === 0 ? new Set(executed) : withDescendants(graph, kept)
    const isLacking = (name: string): boolean => !graph.byName.has(name) && executed.indexOf(name) > after
    return limited(back.filter((name) => !kept.includes(name) && (following.has(name) || isLacking(name))))
}

/** The first ones, with all steps of so many changes. */
export function firstChanges(
    { byName }: RevisionGraph,
    names: readonly string[],
    count: number | undefined,
): readonly string[] {
    const changeOf = (name: string): string => byName.get(name)?.change ?? name
    const counted = new Set([...new Set(names.map(changeOf))].slice(0, count))
    return names.filter((name) => counted.has(changeOf(name)))
}

/** `+2` and `label@+2`, which count from where the database stands. */
function plainSteps(text: string): { readonly branch: string | null; readonly count: number | null } {
    const [branch, word] = text.includes("@") ? text.split("@", 2) : [null, text]
    const relative = relativeTo(word ?? "")
    const count = relative?.from === "" ? relative.steps : null
    return { branch: count === null ? null : (branch ?? null), count }
}

/** Throws `USAGE` for a range: what runs on a database has one end. */
export function expectNoRange(text: string | undefined, command: string): void {
    if (text?.includes(":") !== true) return
    throw new AutogenError({
        code: "USAGE",
        message: `\`${command}\` takes one target, and got the range "${printable(text)}"`,
        next: `name where to end; where the database stands is known. A range is for \`${command} --sql\`, which asks no database`,
    })
}

function wrongWay(text: string, command: string, other: string): AutogenError {
    return new AutogenError({
        code: "USAGE",
        message: `\`${command} ${printable(text)}\` leads the other way`,
        next: `write \`typeorm-autogen ${other}\``,
    })
}

function notExecuted(name: string): AutogenError {
    return new AutogenError({
        code: "REVISION_UNKNOWN",
        message: `"${printable(name)}" has not been executed on this database, so that there is no going back to it`,
        next: "`typeorm-autogen current` tells where the database stands",
        fields: { revision: name },
    })
}
