import type { Diagnostic } from "../core/diagnostic.js"
import { currentHeads } from "./graph/resolve-target.js"
import { readHistory } from "./history.js"
import type { Session } from "./session.js"

/** Where a database stands, by the names of its migrations. */
export interface CurrentRevision {
    /** The migration that was executed last; null where none was. */
    readonly head: string | null
    /** The revisions that it stands at: executed, and followed by none that is. Several where branches have not been merged. */
    readonly heads: readonly string[]
    /** Whether these are the heads of the code. */
    readonly isAtHead: boolean
    /** In the order of execution. */
    readonly executed: readonly string[]
    /** In the order in which `upgrade` would run them. */
    readonly pending: readonly string[]
    /** Executed migrations that the code does not have, as warnings. */
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Tells which migrations a database has executed and which are pending. Writes nothing.
 *
 * @example
 * ```ts
 * const { head, pending } = await current(session)
 * console.log(`${head ?? "base"}, ${pending.length} pending`)
 * ```
 */
export async function current(session: Session): Promise<CurrentRevision> {
    const { graph, executed, pending, diagnostics } = await readHistory(session)
    const heads = currentHeads(
        graph,
        executed.map(({ name }) => name),
    )
    return {
        heads,
        isAtHead: heads.join("\0") === graph.heads.join("\0"),
        head: executed.at(-1)?.name ?? null,
        executed: executed.map(({ name }) => name),
        pending: pending.map(({ name }) => name),
        diagnostics,
    }
}
