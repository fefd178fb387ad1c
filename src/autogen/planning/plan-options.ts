import type { Diagnostic } from "../core/diagnostic.js"
import type { ObjectKey } from "../core/object-key.js"
import type { ComparisonOptions } from "../schema/comparison-options.js"
import type { Rename, ValueMapping } from "../core/rename.js"
import type { ConfirmRename } from "../renames/confirm.js"
import type { SchemaObject } from "../core/schema-object.js"
import type { Conversions } from "./user-conversions.js"
import type { AskBackfill, Backfills } from "./backfills.js"

/** How to plan. */
export interface PlanOptions extends ComparisonOptions {
    /**
     * Renames of tables, columns and other objects, beside those that `@RenamedFrom` declares; as texts in the form of `--rename`.
     * Without one, a new name is a drop and a creation.
     */
    readonly renames?: readonly (Rename | string)[]
    /**
     * Decides over what looks like a rename and is declared as none. Without it, such a pair is a drop and a creation, and the plan's
     * `renameCandidates` name it.
     */
    readonly confirmRename?: ConfirmRename
    /** Take all that looks like a rename and leaves no choice for one: after a change of the naming strategy. Default false. */
    readonly renameAll?: boolean
    /**
     * Whether an object that no entity declares may be dropped: it must have been created by a revision of the project. Asked only
     * for such objects. Default: none may, so that what others made is reported, never dropped.
     */
    readonly isManaged?: (object: SchemaObject) => boolean | Promise<boolean>
    /** The migration that made an object which is not dropped, for the report: its file or its name. Null: none did. */
    readonly madeIn?: (object: SchemaObject) => string | null | Promise<string | null>
    /**
     * Whether tables that exist are changed in steps that hold no strong lock while rows are read: NOT VALID and VALIDATE,
     * CONCURRENTLY, NOT NULL by way of a check. Default false: the plain forms, in one migration.
     */
    readonly online?: boolean
    /**
     * Whether the migration must run in one transaction, also with others: TypeORM's `migrationsTransactionMode: "all"`. Then an enum
     * gets a new type where a value that is added would have to be committed before it is used. Default false. Not with `online`.
     */
    readonly oneTransaction?: boolean
    /** Whether a diagnostic says what the plain forms lock where online forms would not. Default false. */
    readonly offersOnline?: boolean
    /**
     * How values are converted where a column's type changes: `{ "room.code": "code::uuid" }`, SQL over the old row. Null: not at all,
     * the column is dropped with its values and added anew.
     */
    readonly using?: Conversions
    /** The same for the way down, by the names in the database. */
    readonly usingDown?: Readonly<Record<string, string>>
    /**
     * What rows get that have no value in a column which is, or becomes, NOT NULL: `{ "room.code": "'room ' || id" }`, SQL over the row.
     * Also on the way down, where a column comes back.
     */
    readonly backfill?: Backfills
    /** Decides over such columns where nobody has said it. Default: the migration stops at such rows. */
    readonly askBackfill?: AskBackfill
    /**
     * What rows get that have a value which an enum no longer has: as texts in the form of `--map`, such as `"mood.sad:happy"`, or as
     * data. Without one, a migration stops at such rows.
     */
    readonly map?: readonly (ValueMapping | string)[]
    /**
     * Whether a migration first reads the rows that its steps could fail on, and stops before it has changed anything. Default true.
     */
    readonly preconditions?: boolean
    /**
     * What shall be dropped although no revision made it, and what shall be as declared although decorators cannot say all that it is: by
     * keys (`"index:public.room.by_hand"`) or names (`"room.by_hand"`).
     */
    readonly drop?: readonly string[]
    /** As `drop`, where what is not there is no mistake. */
    readonly optionalDrops?: readonly string[]
    /** Told as soon as it is known that there is a difference: before it is planned. */
    readonly onDifference?: () => void
    /** Told after each pass of the planner what it has changed, in the order of the passes. */
    readonly onPass?: (pass: PassReport) => void
    /** Tables that are never compared, as `name`, in whatever schema, or `schema.name`. Default: those in which TypeORM records what it has done. */
    readonly ignoredTables?: readonly string[]
}

/** What one pass of the planner has changed of what shall be. */
export interface PassReport {
    /** Such as "renames" or "unmanaged objects". */
    readonly name: string
    readonly milliseconds: number
    /** Objects of the desired schema, by key. */
    readonly added: readonly ObjectKey[]
    readonly changed: readonly ObjectKey[]
    readonly removed: readonly ObjectKey[]
    /** The renames that it found. */
    readonly renames: readonly Rename[]
    /** How many changes the last comparison has found until then. */
    readonly changes: number
    readonly diagnostics: readonly Diagnostic[]
}
