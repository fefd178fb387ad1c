import { UNMODELLED } from "../check/format-unmodelled.js"
import type { DatabaseSchema } from "../core/database-schema.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { unmodelledIdentity, unmodelledText, type Unmodelled } from "../core/unmodelled.js"

/**
 * A word on each thing that no kind reads and in which a live database differs from what its executed migrations make. Without what is
 * in no schema, and what is an administrator's: publications, foreign servers, default privileges, owners.
 */
export function unmodelledDrift(live: DatabaseSchema, history: DatabaseSchema): readonly Diagnostic[] {
    const there = counted(live, history)
    const made = counted(history, live)
    // Another version may print a definition otherwise.
    const isSameVersion = major(live) === major(history)
    const word = (one: Unmodelled, what: string): Diagnostic => ({
        severity: "warning",
        code: UNMODELLED,
        object: one.object,
        message: `${unmodelledText(one)} ${what}`,
    })
    return [
        ...[...there].flatMap(([identity, one]) => {
            const other = made.get(identity)
            if (!other) return [word(one, "is in the database, and no executed migration creates it")]
            if (other.value === one.value || (one.name !== null && !isSameVersion)) return []
            return [word(one, "is not what the executed migrations make")]
        }),
        ...[...made].flatMap(([identity, one]) =>
            there.has(identity) ? [] : [word(one, "is not in the database, although an executed migration creates it")],
        ),
    ]
}

/** What counts: objects in schemas, and attributes of what is on both sides. */
function counted({ unmodelled = [] }: DatabaseSchema, other: DatabaseSchema): ReadonlyMap<string, Unmodelled> {
    const own = unmodelled.filter(
        ({ notice, schema, object }) =>
            notice === "loud" && (object === null ? schema !== null : other.objects.has(object)),
    )
    return new Map(own.map((one) => [unmodelledIdentity(one), one]))
}

function major({ server }: DatabaseSchema): number {
    return Math.floor(server.version / 10_000)
}
