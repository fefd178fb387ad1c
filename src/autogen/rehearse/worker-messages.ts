/** What the worker thread of an embedded Postgres is asked. Requests are answered in the order in which they come. */
export interface ToWorker {
    readonly id: number
    readonly work: "run" | "dump" | "close"
    /** Messages of the wire protocol, for `run`. */
    readonly bytes: Uint8Array
}

/** What it says. */
export type FromWorker =
    | { readonly kind: "started"; readonly greeting: Uint8Array; readonly notice: string | null }
    /** It did not start; `isMissing`: PGlite cannot be loaded. */
    | { readonly kind: "refused"; readonly message: string; readonly isMissing: boolean }
    | { readonly kind: "answer"; readonly id: number; readonly bytes: Uint8Array }
    /** Postgres has died. */
    | { readonly kind: "failure"; readonly id: number; readonly message: string }
