import type { SchemaObject } from "../../core/schema-object.js"
import { quoteIdent, quoteName, type QualifiedName } from "../../core/names.js"
import { UNRESOLVED, type ColumnType } from "../../operations/column-type.js"
import type { SequenceNumbers } from "../../operations/sequence-numbers.js"
import type { DefaultValue } from "../../operations/table-items.js"

/** A column as it is compared. */
export interface ColumnDefinition {
    readonly type: ColumnType
    readonly nullable: boolean
    /** Null: the type's own. A declared collation that names no schema has {@link UNRESOLVED}. */
    readonly collation: QualifiedName | null
    readonly identity: "always" | "by default" | null
    /** How an identity's sequence counts. Null where nothing is said about it: entities cannot. Then it stays as it is. */
    readonly identityNumbers: SequenceNumbers | null
    readonly generated: GeneratedDefinition | null
    /** How the user wants the values converted where the type changes: SQL over the old row. Never read back, never a difference. */
    readonly using?: string
    /** What the user wants rows to get that have no value, as SQL over the row. Never read back, never a difference. */
    readonly backfill?: string
    /** On the way to NOT NULL only: that the nulls have been given a value, and which. */
    readonly backfilled?: FilledNulls
    /** Whether the user wants no value kept where the type changes. Never read back, never a difference of its own. */
    readonly recreate?: boolean
    /** Where the column stands among its table's; it never differs, since Postgres cannot move columns. */
    readonly position: number
}

/** What the nulls of a column become. */
export interface FilledNulls {
    readonly value: DefaultValue
    /** How many rows at a time, each time in a transaction of its own. Absent: all at once. */
    readonly batchSize?: number
    readonly newColumn?: boolean
}

/** How a generated column is computed. */
export interface GeneratedDefinition {
    /** As Postgres prints it; the user's own words until it has been normalized. */
    readonly expression: string
    /** What the migration file says, and TypeORM's own record: the user's own words where the column is declared. */
    readonly source: string
    readonly kind: "stored" | "virtual"
    /** The columns that the expression reads; unknown (empty) until it has been normalized. */
    readonly reads: readonly string[]
}

/** A collation as SQL. One that names no schema is looked up by Postgres. */
export function collationSql(collation: QualifiedName): string {
    return collation.schema === UNRESOLVED ? quoteIdent(collation.name) : quoteName(collation)
}

/** Whether a column computes its values or counts them by itself, so that it can have no default. */
export function givesItsOwnValues(column: SchemaObject | undefined): boolean {
    const { identity, generated } = (column?.definition ?? {}) as {
        readonly identity?: unknown
        readonly generated?: unknown
    }
    return [identity, generated].some((source) => source !== null && source !== undefined)
}
