import type { DeclaredRevision } from "./revision.js"

/** A revision that may stand for others, which came before it: a squash. */
export interface ReplacingRevision extends DeclaredRevision {
    /** The names of those that it replaces, in the order in which they ran. */
    readonly replaces: readonly string[]
}

/** A squash that cannot count yet, and what of it a database lacks. */
export interface IncompleteSquash {
    readonly squash: string
    /** Those of its revisions that have been executed. */
    readonly executed: readonly string[]
    /** Those that have not, and that no file has. */
    readonly missing: readonly string[]
}

/** Which revisions count for a database. */
export interface CountingRevisions<T> {
    /** Without those that are replaced, and without squashes that do not count yet; with what they name put in their place. */
    readonly revisions: readonly T[]
    /** What counts as executed although only what it replaces has been recorded. */
    readonly adopted: readonly T[]
    readonly incomplete: readonly IncompleteSquash[]
}

/**
 * Which revisions count where these have been executed. A squash counts in the place of what it replaces where none of that, or all of it, has
 * been executed. A database in the middle goes on with the old files, as long as they are there.
 *
 * @example
 * ```ts
 * countingRevisions([one, two, squashOfBoth], new Set()).revisions // [squashOfBoth]
 * ```
 */
export function countingRevisions<T extends ReplacingRevision>(
    all: readonly T[],
    executed: ReadonlySet<string>,
): CountingRevisions<T> {
    const squashes = all.filter(({ replaces }) => replaces.length > 0)
    if (squashes.length === 0) return { revisions: all, adopted: [], incomplete: [] }
    const known = new Set(all.map(({ name }) => name))
    const standsFor = new Map<string, string>()
    const dropped = new Set<string>()
    const adopted: T[] = []
    const incomplete: IncompleteSquash[] = []
    for (const squash of squashes) {
        const { name, replaces } = squash
        const done = replaces.filter((one) => executed.has(one))
        if (!executed.has(name) && done.length > 0 && done.length < replaces.length) {
            dropped.add(name)
            standsFor.set(name, replaces.at(-1) ?? name)
            const missing = replaces.filter((one) => !executed.has(one) && !known.has(one))
            if (missing.length > 0) incomplete.push({ squash: name, executed: done, missing })
            continue
        }
        if (!executed.has(name) && done.length > 0) adopted.push(squash)
        for (const one of replaces) {
            dropped.add(one)
            standsFor.set(one, name)
        }
    }
    const put = (names: readonly string[], own: string): readonly string[] => [
        ...new Set(names.map((name) => standsFor.get(name) ?? name).filter((name) => name !== own)),
    ]
    const revisions = all
        .filter(({ name }) => !dropped.has(name))
        .map((revision) => ({
            ...revision,
            revises: revision.revises && put(revision.revises, revision.name),
            dependsOn: put(revision.dependsOn, revision.name),
        }))
    return { revisions, adopted, incomplete }
}

/** A row of the history, as far as it is asked about here. */
interface Row {
    readonly name: string
}

/**
 * The rows of a history with those of squashes in the place of what they replace: where that ended, so that what ran after it stays after it.
 *
 * @example
 * ```ts
 * countingRows([{ name: "One" }, { name: "Two" }, { name: "Later" }], [squashOfOneAndTwo]) // [{ name: "Squash" }, { name: "Later" }]
 * ```
 */
export function countingRows<R extends Row>(
    rows: readonly R[],
    counting: readonly Pick<ReplacingRevision, "name" | "replaces">[],
): readonly R[] {
    const squashes = counting.filter(({ replaces }) => replaces.length > 0)
    if (squashes.length === 0) return rows
    let left = rows
    for (const { name, replaces } of squashes) {
        const own = left.find((row) => row.name === name)
        const last = left.findLast((row) => replaces.includes(row.name))
        const at = last ?? own
        if (at === undefined) continue
        left = left.flatMap((row) => {
            if (row === at) return [{ ...(own ?? row), name }]
            return row === own || replaces.includes(row.name) ? [] : [row]
        })
    }
    return left
}
