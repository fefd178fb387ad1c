import { AsyncLocalStorage } from "node:async_hooks"

// What is said beside results: lines for people who wait. Whoever calls a library function hears nothing; the command line listens.

type Listener = (text: string) => void

const listeners = new AsyncLocalStorage<Listener>()

/** Does work whose announcements go to `listener`. */
export function hearing<T>(listener: Listener, work: () => T): T {
    return listeners.run(listener, work)
}

/** Says something once. */
export function announce(text: string): void {
    listeners.getStore()?.(text)
}

/** Milliseconds that nobody needs a word for. */
const PATIENCE = 1_000

/** Milliseconds between the lines about work that goes on. */
const AGAIN = 5_000

/**
 * Does work, and says what it is where it takes more than a second. A text that has changed is said again, every five seconds.
 *
 * @example
 * ```ts
 * await whileWaiting(() => "rehearsing the migration", () => rehearse(plan))
 * ```
 */
export async function whileWaiting<T>(text: () => string, work: () => Promise<T>): Promise<T> {
    const listener = listeners.getStore()
    if (!listener) return work()
    let last = ""
    const say = (): void => {
        const now = text()
        if (now !== last) listener((last = now))
        timer = setTimeout(say, AGAIN)
        timer.unref()
    }
    let timer = setTimeout(say, PATIENCE)
    timer.unref()
    try {
        return await work()
    } finally {
        clearTimeout(timer)
    }
}
