import type { NewRevisionOptions } from "../commands/revisions/new-revision.js"

/** What the command line says of a new revision's place. */
export interface PlaceOptions {
    readonly head?: string
    readonly splice?: boolean
    readonly branchLabel?: readonly string[]
    readonly dependsOn?: readonly string[]
    readonly revId?: string
}

/** The place of a new revision as the functions take it. */
export function placeOptions({ head, splice, branchLabel, dependsOn, revId }: PlaceOptions): NewRevisionOptions {
    return {
        ...(head === undefined ? {} : { head }),
        ...(splice === undefined ? {} : { splice }),
        ...(branchLabel === undefined ? {} : { branchLabels: branchLabel }),
        ...(dependsOn === undefined ? {} : { dependsOn }),
        ...(revId === undefined ? {} : { revId }),
    }
}
