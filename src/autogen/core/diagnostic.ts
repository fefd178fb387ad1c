import type { ObjectKey } from "./object-key.js"

/** Something worth saying that is no difference: an unmanaged object, a comparison that could not be made. */
export interface Diagnostic {
    /** `error`: what the entities ask for cannot be done, and `generate` refuses. */
    readonly severity: "info" | "warning" | "error"
    /** Stable, kebab-case. */
    readonly code: string
    readonly object: ObjectKey | null
    readonly message: string
}

/** What is said of a declared object, beside its name. */
export interface Remark {
    /** Of the diagnostic: stable, kebab-case. */
    readonly code: string
    readonly text: string
    readonly next: string
}
