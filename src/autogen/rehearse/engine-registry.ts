/** An engine that everybody in this process who has its folder open shares. */
export interface SharedEngine<E extends { close(): Promise<void> }> {
    uses: number
    readonly engine: Promise<E>
    closing: Promise<void> | undefined
}

/** Of the whole process: this module may be loaded more than once, and a folder can only be opened once. */
const REGISTRY = Symbol.for("typeorm-autogen.embedded-engines")

/** The engines that are open, by folder. */
export function engineRegistry<E extends { close(): Promise<void> }>(): Map<string, SharedEngine<E>> {
    const holder = globalThis as { [REGISTRY]?: Map<string, SharedEngine<E>> }
    return (holder[REGISTRY] ??= new Map())
}

/**
 * Closes every folder that is open in this process, and waits for those that are being closed: for a process that is about to end. Never
 * fails.
 *
 * @example
 * ```ts
 * await closeEmbedded()
 * process.exit(0)
 * ```
 */
export async function closeEmbedded(): Promise<void> {
    const engines = engineRegistry()
    await Promise.all(
        [...engines].map(([folder, shared]) => {
            shared.closing ??= shared.engine
                .then((engine) => engine.close())
                .catch(() => undefined)
                .finally(() => engines.delete(folder))
            return shared.closing
        }),
    )
}
