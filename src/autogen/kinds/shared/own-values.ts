import type { SchemaObject } from "../../core/schema-object.js"

/** Whether a column computes its values or counts them by itself, so that it can have no default. */
export function givesItsOwnValues(column: SchemaObject | undefined): boolean {
    const { identity, generated } = (column?.definition ?? {}) as {
        readonly identity?: unknown
        readonly generated?: unknown
    }
    return [identity, generated].some((source) => source !== null && source !== undefined)
}
