import { givesValue, holdsForAllRows, isKey, makesNotNull } from "../../core/kind-facts.js"
import { quoteIdent } from "../../core/names.js"
import type { OnlineChange, OnlineForms, Waypoint } from "../../core/object-kind.js"
import type { SchemaObject } from "../../core/schema-object.js"
import type { ColumnDefinition, FilledNulls } from "../shared/column-definition.js"
import { defaultValue, type DefaultDefinition } from "../shared/default-value.js"
import { mayVary } from "../../operations/column.js"
import { sql, type DefaultValue } from "../../operations/table-items.js"
import { isPartitioned, ownName } from "../shared/table-parts.js"

type Column = SchemaObject<ColumnDefinition>
type ColumnChange = OnlineChange<ColumnDefinition>
type ColumnForms = OnlineForms<ColumnDefinition>

/** How many rows are filled at a time while others use the table. */
const BATCH_SIZE = 10_000

/**
 * NOT NULL on a column that is there: Postgres need not look through the rows under its strongest lock where a valid check says that
 * there is no null. https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DESC-SET-DROP-NOT-NULL
 *
 * Where the column has a default, nulls become that first, some rows at a time.
 */
export function notNullOnline(change: ColumnChange): ColumnForms | null {
    const { to } = change
    if (!becomesNotNull(change) || isKeyAtOnce(change)) return null
    const open = opened(to)
    const fill = fillingValue(change)
    if (fill === null) return { waypoints: checkedWaypoints(open, open, to), final: to }
    const backfilled = withFilled(open, { value: fill, batchSize: BATCH_SIZE })
    return {
        waypoints: [
            // A check that rows do not fulfil yet would stop whoever updates them for another reason: it comes when they are filled.
            ...[open, backfilled].map((form) => ({ objects: [form], revertTo: [open], commits: true })),
            ...checkedWaypoints(backfilled, open, to),
        ],
        final: to,
    }
}

/**
 * A new column whose default differs from row to row, which Postgres would write into every row under its strongest lock: it comes
 * without the default, which is set at once and given to the rows that are there, some at a time. So does one whose rows get another
 * value than those that come.
 */
export function addedOnline(change: ColumnChange): ColumnForms | null {
    const { to, contents } = change
    const found = contents.find(givesValue)
    const value = addedValue(to, found)
    if (value === null || isKeyAtOnce(change)) return null
    const open = opened(to)
    const backfilled = withFilled(open, { value, batchSize: BATCH_SIZE, newColumn: true })
    return {
        waypoints: [
            ...(found ? [{ objects: [open], without: [found.key], commits: false }] : []),
            { objects: [open], commits: true },
            { objects: [backfilled], revertTo: [open], commits: true },
            ...(to.definition.nullable ? [] : checkedWaypoints(backfilled, open, to)),
        ],
        final: to,
    }
}

/**
 * From a column that may be null to one that may not be: a check that is validated while others read and write says so. The way back
 * puts it there again without a look at the rows, so that every step can be taken on from.
 */
function checkedWaypoints(open: Column, empty: Column, to: Column): readonly Waypoint[] {
    const name = ownName(to.path)
    const expression = notNull(name)
    const path = [...to.path.slice(0, 2), `autogen_not_null_${to.definition.position}`]
    const check = (validated: boolean) => ({
        kind: "check",
        path,
        definition: { expression, source: expression, columns: [name], noInherit: false, validated, mayBeGone: true },
    })
    const back = [empty, check(false)]
    return [
        { objects: [open, check(false)], revertTo: back, commits: true },
        { objects: [open, check(true)], revertTo: back, commits: true },
        { objects: [to, check(true)], revertTo: [to, check(false)], commits: false },
    ]
}

/** What the rows of a new column get, where it cannot come with it: the user's own value, or a default that differs from row to row. */
function addedValue({ definition }: Column, found: SchemaObject | undefined): DefaultValue | null {
    if (definition.generated) return null
    const given = found?.definition as DefaultDefinition | undefined
    if (given?.sequence) return null
    if (definition.backfill !== undefined) return definition.identity ? null : sql(definition.backfill)
    const value = given && defaultValue(given)
    return typeof value === "object" && mayVary(value) ? value : null
}

/** The column on the way: rows may still be without a value. */
function opened({ definition: { backfill: _, ...definition }, ...column }: Column): Column {
    return { ...column, definition: { ...definition, nullable: true } }
}

/** As {@link notNullOnline}, in one transaction: the nulls become the default at once. */
export function notNullAtOnce(change: ColumnChange): ColumnForms | null {
    const fill = becomesNotNull(change) ? fillingValue(change) : null
    if (fill === null) return null
    const { to } = change
    const open = opened(to)
    const backfilled = withFilled(open, { value: fill })
    return { waypoints: [{ objects: [backfilled], revertTo: [open], commits: false }], final: to }
}

function becomesNotNull({ from, to }: ColumnChange): boolean {
    if (!from?.definition.nullable || to.definition.nullable || to.definition.recreate) return false
    return to.definition.identity === null && to.definition.generated === null && !from.definition.generated
}

/** Whether a primary key over the column cannot wait until it is NOT NULL, and makes it so itself. */
function isKeyAtOnce({ newDependents: users, parent, isUsed }: ColumnChange): boolean {
    return users.some((user) => makesNotNull(user) && (isUsed(user) || isPartitioned(parent)))
}

/**
 * What nulls can become: what the user says, else the default, but not where a new key wants all values to differ, nor where the user
 * converts them.
 */
function fillingValue({
    to,
    newDependents: users,
    contents,
}: Pick<ColumnChange, "to" | "newDependents" | "contents">): DefaultValue | null {
    if (to.definition.backfill !== undefined) return sql(to.definition.backfill)
    if (to.definition.using !== undefined || users.some(isKey)) return null
    const found = contents.find(givesValue)
    return found ? defaultValue(found.definition as DefaultDefinition) : null
}

function withFilled(column: Column, backfilled: FilledNulls): Column {
    return { ...column, definition: { ...column.definition, backfilled } }
}

/** Whether the nulls of a column that becomes NOT NULL get a value first. `users`: what depends on it. */
export function isFilledFirst(to: Column, users: readonly SchemaObject[]): boolean {
    return fillingValue({ to, newDependents: users, contents: users }) !== null
}

/** Whether rows make a change to NOT NULL fail, since nobody has said what they get. */
export function needsBackfill(from: Column | undefined, to: Column, users: readonly SchemaObject[]): boolean {
    const { nullable, identity, generated, backfill } = to.definition
    if (nullable || identity || generated || backfill !== undefined) return false
    if (!from) return !users.some(givesValue)
    return from.definition.nullable && !isFilledFirst(to, users)
}

/** Whether an object is a valid check that a column has no null. */
export function saysNotNull(object: SchemaObject, column: string): boolean {
    return holdsForAllRows(object) === notNull(column)
}

function notNull(column: string): string {
    return `(${quoteIdent(column)} IS NOT NULL)`
}
