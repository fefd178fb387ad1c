import type { Revision } from "./revision.js"

/** What is wrong with a revision's place in the history. */
export interface GraphProblem {
    /**
     * `unknown-parent`: it names a revision that no file has. `unordered`: its timestamp is not later than that of one that it follows, and
     * TypeORM's command line, which runs by timestamp, may run it first. `label-taken`: another branch has the label.
     */
    readonly kind: "unknown-parent" | "unordered" | "label-taken"
    readonly revision: string
    /** The revision or label that it is about. */
    readonly about: string
    readonly message: string
    readonly next: string
}

/** The problems of all revisions, in their order. */
export function graphProblems(revisions: readonly Revision[]): readonly GraphProblem[] {
    const timestamps = new Map(revisions.map(({ name, timestamp }) => [name, timestamp]))
    const labels = new Map<string, string>()
    return revisions.flatMap((revision) => [
        ...revision.unknown.map((name) => unknownParent(revision, name)),
        ...[...revision.parents, ...revision.needs]
            .filter((name) => (timestamps.get(name) ?? 0) >= revision.timestamp)
            .map((name) => unordered(revision, name)),
        ...revision.branchLabels.flatMap((label) => {
            const owner = labels.get(label)
            if (owner === undefined) labels.set(label, revision.name)
            return owner === undefined ? [] : [labelTaken(revision, label, owner)]
        }),
    ])
}

function unknownParent({ name, dependsOn }: Revision, about: string): GraphProblem {
    const verb = dependsOn.includes(about) ? "depends on" : "revises"
    return {
        kind: "unknown-parent",
        revision: name,
        about,
        message: `"${name}" ${verb} "${about}", which no migration file has`,
        next: `bring that file back (another branch may have it; \`git log --all --diff-filter=D --name-only\` lists deleted ones), or correct \`${verb === "revises" ? verb : "dependsOn"}\``,
    }
}

function unordered({ name }: Revision, about: string): GraphProblem {
    return {
        kind: "unordered",
        revision: name,
        about,
        message: `"${name}" follows "${about}", but its timestamp is not later: TypeORM's own migration:run, which goes by timestamp, would run it too early`,
        next: "where it has not been executed anywhere, give its class and its file a later timestamp",
    }
}

function labelTaken({ name }: Revision, about: string, owner: string): GraphProblem {
    return {
        kind: "label-taken",
        revision: name,
        about,
        message: `"${name}" and "${owner}" have the same branch label "${about}"`,
        next: "give one of the branches another label",
    }
}
