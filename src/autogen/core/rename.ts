import type { DatabaseSchema } from "./database-schema.js"
import type { Origin } from "./schema-object.js"

/** That the object at one path shall be at another. The paths are of one kind and of one length. */
export interface Rename {
    readonly kind: string
    readonly from: readonly string[]
    readonly to: readonly string[]
    /** Names inside the object that change too: an enum's values. The two paths may then be the same. */
    readonly values?: readonly ValueRename[]
}

/** A name inside an object, as it is and as it shall be. */
export interface ValueRename {
    readonly from: string
    readonly to: string
}

/** What the rows get that have a value which goes, such as an enum's. The path is the one in the database. */
export interface ValueMapping extends ValueRename {
    readonly kind: string
    readonly path: readonly string[]
}

/**
 * A rename as entities declare it: it stays in the code for good, so it holds only where the old name is still there. Paths are
 * those of the entities: the old name of a column stands in its table's new name.
 */
export interface DeclaredRename extends Omit<Rename, "from"> {
    /** Null: the object of this kind that `user` has in the database, whatever its name is. */
    readonly from: readonly string[] | null
    readonly user?: { readonly kind: string; readonly path: readonly string[] }
    readonly origin: Origin
}

/** The notes of `@BackfillWith`, under `Symbol.for("typeorm-autogen.backfills")`: SQL by property, by class. */
export type BackfillRegistry = WeakMap<object, Map<string, string>>

/** A table that is named after others, or after a property: their renames are its own. */
export interface DerivedNames {
    readonly kind: string
    readonly path: readonly string[]
    readonly origin: Origin
    /** The renames of the table and what is in it, from the names that it had when the others had theirs. */
    before(names: NamesBefore): DerivedRenames
}

/** See {@link DerivedNames}. */
export interface DerivedRenames {
    readonly renames: readonly Rename[]
    /** False where the names do not tell, but nothing else could have become the table. */
    readonly isNamed: boolean
}

/** The names that there are before renames. */
export interface NamesBefore {
    readonly current: DatabaseSchema
    /** Where an object that is wanted is in the database. */
    of(kind: string, path: readonly string[]): readonly string[]
    /** Whether an object shall be there, with this name. */
    isWanted(kind: string, path: readonly string[]): boolean
}

/** What one use of `@RenamedFrom` says. Plain data of a stable shape: copies of the package share it. */
export interface RenameDeclaration {
    /** Null: the class's table or view. */
    readonly property: string | null
    readonly name?: string
    readonly schema?: string
    readonly enumName?: string
    /** The old value by the new one. */
    readonly values?: Readonly<Record<string, string>>
}

/**
 * All uses of `@RenamedFrom` in the process, under `Symbol.for("typeorm-autogen.renames")` of the global object: by class, and by
 * name for an EntitySchema without a class.
 */
export interface RenameRegistry {
    readonly classes: WeakMap<object, readonly RenameDeclaration[]>
    readonly names: Map<string, readonly RenameDeclaration[]>
}

/** What would be dropped, and what would be created and looks as if it were the same under another name. Never taken for granted. */
export interface RenameCandidate extends Rename {
    /** Why it looks so, in words: "same type: text". */
    readonly evidence: readonly string[]
    /** What makes it a rename on the command line: `--rename room.code:reference`. */
    readonly flag: string
}
