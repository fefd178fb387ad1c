import { AsyncLocalStorage } from "node:async_hooks"

/** Does work that keeps the thread busy; it may also refuse to begin it. */
export type BusyHook = <T>(work: () => Promise<T>) => Promise<T>

const hooks = new AsyncLocalStorage<BusyHook>()

/** Does work whose busy parts, such as TypeORM's building of metadata, are done by `hook`. */
export function withBusyHook<T>(hook: BusyHook, work: () => T): T {
    return hooks.run(hook, work)
}

/**
 * Does work that keeps the thread busy, so that no signal's listener is called meanwhile. Nothing may be under way that has to be taken back.
 *
 * @example
 * ```ts
 * await whileBusy(() => dataSource.buildMetadatas())
 * ```
 */
export function whileBusy<T>(work: () => Promise<T>): Promise<T> {
    return hooks.getStore()?.(work) ?? work()
}
