import type { DeclaredTable, ReadContext } from "../declared-table.js"
import type { ObjectKey } from "../object-key.js"
import type { Inherited, Making } from "../provenance.js"
import type { DeclaredRename, DerivedNames } from "../rename.js"
import type { SchemaObject } from "../schema-object.js"

/** What of a kind's objects the user's own comparison decides, where the options have one. */
export interface CompareHook<D extends object> {
    readonly option: "compareType" | "compareDefault"
    /** The attributes that it decides. */
    readonly attributes: readonly string[]
    /** Whether it decides also over an object that only one side has, while both have what holds it. */
    readonly decidesPresence: boolean
    /** What is compared, as SQL. */
    text(object: SchemaObject<D>): string
}

/** How entities declare objects of a kind, and what holds of those that no entity declares. */
export interface DeclaredFacet<D extends object> {
    /**
     * Whether entities could declare the object at all. Where they could not, the one that is there is kept, whoever made it.
     * Default true.
     */
    canBeDeclared?(object: SchemaObject<D>): boolean
    /** The objects of this kind that a table's entities declare. Expressions stay as the user wrote them until they are normalized. */
    readTable?(table: DeclaredTable, context: ReadContext): readonly SchemaObject<D>[]
    /** The objects of this kind that a table's entities exclude: neither created, altered nor dropped. */
    excludedByTable?(table: DeclaredTable): readonly ObjectKey[]
    /** The objects of this kind that the entities declare beside their tables (schemas, extensions). */
    readProject?(tables: readonly DeclaredTable[], context: ReadContext): readonly SchemaObject<D>[]
    /** The objects of this kind that belong to the project beside its tables and are neither created, altered nor dropped. */
    excludedByProject?(context: ReadContext): readonly ObjectKey[]
    /** The renames of objects of this kind that the entities declare. */
    readRenames?(tables: readonly DeclaredTable[], context: ReadContext): readonly DeclaredRename[]
    /** The objects of this kind that TypeORM names after others, so that they follow the renames of these. */
    readDerivedNames?(tables: readonly DeclaredTable[], context: ReadContext): readonly DerivedNames[]
    /** Whether an object that nobody declares cannot stay beside what is declared, whoever made it. Default false. */
    yieldsTo?(object: SchemaObject<D>, declared: ReadonlyMap<ObjectKey, SchemaObject>): boolean
    /**
     * Whether TypeORM's own generator made the object, as its name and the text of a migration in plain SQL show. Absent: it did where it
     * made what the object is in, at the same time.
     */
    generatedByTypeOrm?(object: SchemaObject<D>, making: Making): boolean
    /**
     * Whether the first of several entities that declare one of a table differently counts, as under TypeORM, with a warning. Default
     * false: they contradict one another.
     */
    readonly firstDeclarationCounts?: boolean
    /** The attributes that entities leave unsaid, as null: such a one is no difference, and stays as it is in the database. */
    readonly optionalAttributes?: readonly string[]
    /**
     * The definition with what it has taken over of the database, without what does not fit: what names objects that go. Absent: all
     * that is unsaid fits.
     */
    fitUndeclared?(definition: D, path: readonly string[], stays: (key: ObjectKey) => boolean): D
    /**
     * What of an object that entities declare under this name TypeORM's decorators cannot say, so that it stays as it is in the database:
     * an index's order. Null: they can say all of it.
     */
    inheritUndeclared?(declared: SchemaObject<D>, existing: SchemaObject<D>): Inherited<D> | null
    readonly comparisonHook?: CompareHook<D>
}
