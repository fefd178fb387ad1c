import type { ObjectKey } from "./object-key.js"

/** Something worth saying that is no difference: an unmanaged object, a comparison that could not be made. */
export interface Diagnostic {
    readonly severity: "info" | "warning"
    /** Stable, kebab-case. */
    readonly code: string
    readonly object: ObjectKey | null
    readonly message: string
}
