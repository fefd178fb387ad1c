import type { HazardText } from "../statement.js"
import type { Touch } from "../unmanaged-dependent.js"

// What no entity declares: objects that depend on what changes, attributes that are not modelled, code of others.

const BY_HAND = "set it by hand in the same migration (op.execute), or keep the object"
const lost = "loses-attribute"

const REFUSED: Readonly<Record<Touch["as"], string>> = {
    dropped: "to drop it",
    retyped: "to change its type",
    converted: "to change its type",
    rewritten: "to rewrite it",
}

/** Texts of `unmanaged-dependent`, `loses-attribute` and `runs-foreign-code`. */
export const dependents = {
    droppedAlong: (description: string) => ({
        kind: "unmanaged-dependent",
        reason: `${description} is dropped with it; Postgres does not warn`,
        safer: "recreate it afterwards, in the same migration",
    }),
    refused: (description: string, touch: Touch["as"]) => ({
        kind: "unmanaged-dependent",
        reason: `${description} depends on it; Postgres refuses ${REFUSED[touch]}`,
        safer: "drop it first and recreate it afterwards, in the same migration",
    }),
    attributesDropped: (attributes: string) => ({
        kind: lost,
        reason: `dropped with what is not modelled, which \`down\` does not restore: ${attributes}`,
        safer: BY_HAND,
    }),
    attributesRecreated: (attributes: string) => ({
        kind: lost,
        reason: `recreated without what is not modelled: ${attributes}`,
        safer: BY_HAND,
    }),
    attributesCreated: (attributes: string) => ({
        kind: lost,
        reason: `created without what is not modelled: ${attributes}`,
        safer: BY_HAND,
    }),
    /** `caller`: a trigger, a rule, a default …; `owner`: a quoted name. */
    foreignCode: (caller: string, calledFunction: string, owner: string) => ({
        kind: "runs-foreign-code",
        reason: `${caller} calls ${calledFunction} of the role ${owner} with the privileges of whoever upgrades`,
        safer: "upgrade as the table's owner, or give the function to a trusted role (ALTER FUNCTION … OWNER TO …)",
    }),
} as const satisfies Readonly<Record<string, (...values: never[]) => HazardText>>
