import type { EventEmitter } from "node:events"
import type { QueryRunner } from "typeorm"

/** How a transaction ended that was to last. */
export type TransactionEnd = "committed" | "rolled back"

/** Follows a connection's transaction. */
export interface TransactionWatch {
    /** Null while the transaction lasts, as far as it can be told. */
    ended(): TransactionEnd | null
    /** Why the connection was lost while nobody waited for a statement's answer; null where it was not. */
    lost(): Error | null
    stop(): void
}

/** What node-postgres tells of the protocol's messages: a statement's tag, and whether a transaction is open. */
interface ProtocolEvents {
    on(event: string, listener: (message: { readonly text?: string; readonly status?: string }) => void): unknown
    off(event: string, listener: (message: { readonly text?: string; readonly status?: string }) => void): unknown
}

/**
 * Sees whether a transaction is ended by somebody else's statement, by what the server says of it: what a migration sends may be hidden in
 * several statements at once. The native driver tells nothing.
 *
 * @example
 * ```ts
 * const watch = await watchTransaction(queryRunner)
 * await migration.up(queryRunner)
 * watch.stop()
 * if (watch.ended() === "committed") console.log("what it did stays")
 * ```
 */
export async function watchTransaction(queryRunner: QueryRunner): Promise<TransactionWatch> {
    const client = (await queryRunner.connect()) as Partial<EventEmitter> & {
        readonly connection?: Partial<ProtocolEvents>
    }
    const { connection } = client
    let loss: Error | null = null
    const hearLoss = (error: Error): void => void (loss ??= error)
    client.on?.("error", hearLoss)
    const events = connection?.on && connection.off ? (connection as ProtocolEvents) : null
    let end: TransactionEnd | null = null
    // ROLLBACK is also said of a savepoint: then the transaction lasts.
    const hearTag = ({ text }: { readonly text?: string }): void => {
        if (text === "COMMIT" || text === "PREPARE TRANSACTION") end ??= "committed"
    }
    const hearState = ({ status }: { readonly status?: string }): void => {
        if (status === "I") end ??= "rolled back"
    }
    events?.on("commandComplete", hearTag)
    events?.on("readyForQuery", hearState)
    return {
        ended: () => end,
        lost: () => loss,
        stop() {
            client.off?.("error", hearLoss)
            events?.off("commandComplete", hearTag)
            events?.off("readyForQuery", hearState)
        },
    }
}
