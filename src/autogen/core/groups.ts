/**
 * Puts an item into the group of its key.
 *
 * @example
 * ```ts
 * const byTable = new Map<string, string[]>()
 * addTo(byTable, "room", "code")
 * ```
 */
export function addTo<K, T>(groups: Map<K, T[]>, key: K, item: T): void {
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
}

/** Items by what they have in common, in their order. */
export function grouped<K, T>(items: Iterable<T>, keyOf: (item: T) => K): ReadonlyMap<K, readonly T[]> {
    const groups = new Map<K, T[]>()
    for (const item of items) addTo(groups, keyOf(item), item)
    return groups
}
