import { AsyncLocalStorage } from "node:async_hooks"
import type { Queryable } from "./queryable.js"

/** The work under way on a connection, and all that waits for it. */
const turns = new WeakMap<Queryable, Promise<unknown>>()

/** The connections that the running code has for itself: what it calls in turn need not wait for it. */
const held = new AsyncLocalStorage<readonly Queryable[]>()

/**
 * Does work that needs a connection for itself, such as a transaction: whatever else was asked of the same Queryable through this function
 * is done before, in the order of the calls. The work gets a Queryable that sends one query at a time, as a `pg` client wants it (pg 8
 * warns of queries that wait in its own queue, pg 9 refuses them). What the work itself asks of the same Queryable does not wait.
 *
 * Returns what the work returns, and throws what it throws.
 *
 * @example
 * ```ts
 * const rows = await exclusively(queryable, (connection) => connection.query("SELECT 1 AS one"))
 * ```
 */
export function exclusively<T>(queryable: Queryable, work: (connection: Queryable) => Promise<T>): Promise<T> {
    const holding = held.getStore() ?? []
    if (holding.includes(queryable)) return work(queryable)
    const before = turns.get(queryable) ?? Promise.resolve()
    const connection = oneAtATime(queryable)
    const done = before.then(() => held.run([...holding, queryable, connection], () => work(connection)))
    turns.set(
        queryable,
        done.catch(() => undefined),
    )
    return done
}

function oneAtATime(queryable: Queryable): Queryable {
    let last: Promise<unknown> = Promise.resolve()
    return {
        query(sql, params) {
            const rows = last.then(() => queryable.query(sql, params))
            last = rows.catch(() => undefined)
            return rows
        },
    }
}
