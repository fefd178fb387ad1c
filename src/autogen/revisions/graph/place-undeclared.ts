import type { DeclaredRevision } from "./revision.js"

/**
 * The parents of each revision, by name. What says nothing follows the latest head among the revisions that are older than it. What is
 * another step of a change follows the step before it, where it names no parent.
 */
export function placeUndeclared(byTime: readonly DeclaredRevision[]): ReadonlyMap<string, readonly string[]> {
    const parents = new Map<string, readonly string[]>()
    const followed = new Set<string>()
    const lastStep = new Map<string, string>()
    // Once followed, none becomes a head again: what is not at the top is looked at only when all above it is followed.
    const older: string[] = []
    for (const { name, revises, change } of byTime) {
        const own = revises === null || (revises.length === 0 && change !== name) ? undefined : revises
        const found = own ?? stepBefore(lastStep, change) ?? latestHead(older, followed)
        parents.set(name, [...new Set(found)])
        for (const parent of found) followed.add(parent)
        older.push(name)
        lastStep.set(change, name)
    }
    return parents
}

function stepBefore(lastStep: ReadonlyMap<string, string>, change: string): readonly string[] | undefined {
    const before = lastStep.get(change)
    return before === undefined ? undefined : [before]
}

function latestHead(older: string[], followed: ReadonlySet<string>): readonly string[] {
    for (;;) {
        const top = older.at(-1)
        if (top === undefined) return []
        if (!followed.has(top)) return [top]
        older.pop()
    }
}
