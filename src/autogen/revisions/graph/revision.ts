/** What a migration says of its place in the history: plain data, as it stands in its class. */
export interface DeclaredRevision {
    readonly name: string
    readonly timestamp: number
    /** Null: it says nothing, as what TypeORM's command line writes. */
    readonly revises: readonly string[] | null
    readonly dependsOn: readonly string[]
    readonly branchLabels: readonly string[]
    /** The name of the change that it is a step of; its own where it is the only one. */
    readonly change: string
}
/** A revision with its neighbours. */
export interface Revision extends DeclaredRevision {
    /** Those that it follows and that are known: several at a merge point, none at a base. */
    readonly parents: readonly string[]
    readonly children: readonly string[]
    /** Those that must run before it, beside its parents. */
    readonly needs: readonly string[]
    /** Those that need it, beside its children. */
    readonly neededBy: readonly string[]
    /** What it names as parent or dependency and no file has. */
    readonly unknown: readonly string[]
}
