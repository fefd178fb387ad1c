import { AutogenError } from "../../core/errors.js"
import { addTo } from "../../core/groups.js"

interface Linked {
    readonly name: string
    readonly parents: readonly string[]
    readonly needs: readonly string[]
}

/**
 * Each after all that it follows and needs; where that leaves a choice, the one that comes first in the list. Throws `MIGRATION_INVALID`
 * for a cycle.
 */
export function topologicalOrder<T extends Linked>(list: readonly T[]): readonly T[] {
    const waiting = list.map(({ parents, needs }) => parents.length + needs.length)
    const followers = new Map<string, number[]>()
    for (const [at, { parents, needs }] of list.entries())
        for (const name of [...parents, ...needs]) addTo(followers, name, at)
    const ready = new Heap()
    for (const [at, count] of waiting.entries()) if (count === 0) ready.push(at)
    const order: T[] = []
    for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
        const next = list[at]
        if (next === undefined) break
        order.push(next)
        for (const follower of followers.get(next.name) ?? []) {
            const left = (waiting[follower] ?? 0) - 1
            waiting[follower] = left
            if (left === 0) ready.push(follower)
        }
    }
    if (order.length < list.length) throw cycle(list, new Set(order))
    return order
}

/** The smallest number first. */
class Heap {
    readonly #items: number[] = []

    push(item: number): void {
        const items = this.#items
        items.push(item)
        for (let at = items.length - 1; at > 0;) {
            const parent = (at - 1) >> 1
            if (this.#at(parent) <= this.#at(at)) break
            this.#swap(parent, at)
            at = parent
        }
    }

    pop(): number | undefined {
        const items = this.#items
        const [first] = items
        const last = items.pop()
        if (first === undefined || last === undefined || items.length === 0) return first
        items[0] = last
        for (let at = 0; ;) {
            const [left, right] = [2 * at + 1, 2 * at + 2]
            const least = this.#at(right) < this.#at(left) ? right : left
            if (this.#at(least) >= this.#at(at)) return first
            this.#swap(least, at)
            at = least
        }
    }

    #at(index: number): number {
        return this.#items[index] ?? Infinity
    }

    #swap(a: number, b: number): void {
        const [left, right] = [this.#at(a), this.#at(b)]
        this.#items[a] = right
        this.#items[b] = left
    }
}

/** Follows what is left until a name comes again. */
function cycle(list: readonly Linked[], done: ReadonlySet<Linked>): AutogenError {
    const left = new Map(list.filter((item) => !done.has(item)).map((item) => [item.name, item]))
    const path: string[] = []
    let [at] = left.keys()
    while (at !== undefined && !path.includes(at)) {
        path.push(at)
        const item = left.get(at)
        at = [...(item?.parents ?? []), ...(item?.needs ?? [])].find((name) => left.has(name))
    }
    const members = at === undefined ? path : path.slice(path.indexOf(at))
    const shown = [...members, ...members.slice(0, 1)].map((name) => `"${name}"`).join(" -> ")
    return new AutogenError({
        code: "MIGRATION_INVALID",
        message: `the migrations revise one another in a cycle: ${shown}; none of them could run first`,
        next: "correct `revises` or `dependsOn` of one of them: what was written first names none of the others",
        fields: { migrations: members },
    })
}
