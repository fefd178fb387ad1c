import type { ColumnType } from "./column-type.js"

/** Types that Postgres casts into one another on assignment, so that ALTER TYPE needs no USING: pg_cast.castcontext 'a' and 'i'. */
const ASSIGNABLE: readonly (readonly string[])[] = [
    ["smallint", "integer", "bigint", "numeric", "real", "double precision"],
    ["character varying", "character", "text"],
    ["timestamp without time zone", "timestamp with time zone"],
    ["time without time zone", "time with time zone"],
    ["json", "jsonb"],
    ["bit", "bit varying"],
    ["inet", "cidr"],
]

/**
 * Whether ALTER TYPE needs a USING expression. Where an assignment cast exists none is written: an explicit cast to varchar(5)
 * would cut values off in silence, the assignment refuses them.
 */
export function needsUsing(from: ColumnType, to: ColumnType): boolean {
    if (from.array !== to.array) return true
    if (from.schema === to.schema && from.name === to.name) return false
    if (from.schema !== null || to.schema !== null) return true
    // Every type can be assigned to the text types.
    if (["character varying", "character", "text"].includes(to.name) && !from.array) return false
    return !ASSIGNABLE.some((group) => group.includes(from.name) && group.includes(to.name))
}
