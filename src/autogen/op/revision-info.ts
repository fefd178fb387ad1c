import type { Reversibility } from "../core/reversibility.js"

/**
 * What a migration says of itself, as the static member `revision` of its class. Revisions are named by their migrations' names.
 *
 * @example
 * ```ts
 * static readonly revision = { revises: ["CreateRoom1763800000000"] } satisfies RevisionInfo
 * ```
 */
export interface RevisionInfo {
    /** The revisions that this one follows: none for the first of a history, several for a merge point. */
    readonly revises: readonly string[]
    /** The migration with which a change begins that this one goes on with: run, reverted and named as one with it. */
    readonly stepOf?: string
    /**
     * That `generate` wrote it: what it makes is dropped once no entity declares it any more. What other migrations make stays. Take the
     * mark away where you have rewritten the file by hand.
     */
    readonly generated?: true
    /**
     * What `down` brings back: `exact` all that was before, `lossy` the schema without what `up` or `down` deletes, `impossible` nothing.
     * `downgrade` asks before it loses anything; what has no such word is looked at when it is reverted.
     */
    readonly reversible?: Reversibility
    /** A squash: the revisions that it stands for, in the order in which they ran. */
    readonly replaces?: readonly string[]
    /** Revisions of other branches that must be there before this one can run. */
    readonly dependsOn?: readonly string[]
    /** Names by which the branch that starts here can be called. */
    readonly branchLabels?: readonly string[]
}
