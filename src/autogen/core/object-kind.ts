import type { Condition } from "./condition.js"
import type { ServerInfo } from "./database-schema.js"
import type { DeclaredTable, ReadContext } from "./declared-table.js"
import type { Remark } from "./diagnostic.js"
import type { ObjectKey } from "./object-key.js"
import type { BuilderCall, Operation } from "./operation.js"
import type { Row } from "./queryable.js"
import type { DeclaredRename, DerivedNames } from "./rename.js"
import type { SchemaObject } from "./schema-object.js"
import type { OnlineChange, OnlineForms } from "./online-change.js"
import type { Inherited, Making } from "./provenance.js"
import type { Touch } from "./unread-dependent.js"

export type { OnlineChange, OnlineForms, Waypoint, WaypointObject } from "./online-change.js"

/**
 * A query of the catalog. Several kinds may read the rows of one query; the inspector runs each distinct value once. `$1` is the
 * list of schemas to read (`text[]`).
 */
export interface CatalogQuery {
    readonly name: string
    readonly sql: string
    /** How much it gives, beside others: what gives most is asked first. Default 0. */
    readonly weight?: number
}

/** One source of a kind's objects in the catalog: a row gives an object, or null where the row is not of this kind. */
export interface CatalogReader<D extends object> {
    readonly query: CatalogQuery
    read(row: Row): SchemaObject<D> | null
}

/**
 * What a difference in one attribute means: `alter` it in place, `replace` the object (drop and create), or `ignore` it.
 * A function decides from both definitions, and gives null where the two values mean the same.
 */
export type AttributeRule<D> = AttributeVerdict | ((from: D, to: D) => AttributeVerdict | null)

/** See {@link AttributeRule}. */
export type AttributeVerdict = "alter" | "replace" | "ignore"

/** Gives the new path of an object, and the new text of an expression, after renames. See {@link ObjectKind.relocate}. */
export interface Relocation {
    path(kind: string, path: readonly string[]): readonly string[]
    /** The new names of what is inside an object, by the old ones: an enum's values. */
    values(kind: string, path: readonly string[]): ReadonlyMap<string, string>
    /** Rewrites the names that an expression over a table's columns mentions, and the values of enums. */
    expression(text: string, table: readonly string[]): string
}

/** What a folded child hands to its parent's creation: the slot that it fills, and with what. */
export interface FoldedPart {
    readonly slot: string
    readonly value: unknown
}

/** The parts that folded children handed over, by slot, in the order of the children. */
export type FoldedParts = ReadonlyMap<string, readonly unknown[]>

/** How an object's creation becomes part of its parent's: a column of CREATE TABLE, a default of ADD COLUMN. */
export interface FoldRule<D extends object> {
    /** The kind of parent. */
    readonly into: string
    /** The slot that a sibling must fill, or this part stands on its own: a sequence makes a serial only with its default. */
    readonly needs?: string
    /** Null where this object cannot be said inside its parent and must be created on its own. */
    part(object: SchemaObject<D>, parts: FoldedParts): FoldedPart | null
}

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

/** A change of an object, by the names that are there before any rename. */
export interface RowChange<D extends object> {
    /** Absent where the object is new. */
    readonly from: SchemaObject<D> | undefined
    readonly to: SchemaObject<D>
    /** What is altered or replaced; none where the object is new. */
    readonly attributes: readonly string[]
    /** The objects that are not there yet, or not with the values that they are going to have. */
    readonly fresh: ReadonlySet<ObjectKey>
    /** Those among them of which all rows get one and the same value, as their creation says them. */
    readonly uniform: ReadonlyMap<ObjectKey, BuilderCall>
    /** What it requires, as it shall be. */
    readonly required: readonly SchemaObject[]
    /** What stands directly on it, as it is. */
    readonly dependents: readonly SchemaObject[]
    /** What stands directly on it, as it shall be. */
    readonly users: readonly SchemaObject[]
}

/** What a creation or an alteration is, where it may touch what no kind reads. */
export interface TouchingChange<D extends object> {
    /** Absent where the object is new. */
    readonly from: SchemaObject<D> | undefined
    readonly to: SchemaObject<D>
    /** What is altered; none where the object is new. */
    readonly attributes: readonly string[]
    /** What stands directly on it and stays; of a new object none. */
    readonly dependents: readonly SchemaObject[]
    /** What its creation says of its parts. */
    readonly parts: FoldedParts
}

/** An object with what is around it, see {@link ObjectKind.likeness}. */
export interface Surroundings<D extends object> {
    readonly object: SchemaObject<D>
    /** The objects of its kind in the same parent, in their order, itself included. */
    readonly siblings: readonly SchemaObject[]
    /** What is directly in it. */
    readonly contents: readonly SchemaObject[]
}

/** Why two objects look as if they were one. */
export interface Likeness {
    /** Between 0 and 1: which of several is asked about first. */
    readonly score: number
    /** Whether any other pair that one of the two is in is more likely. Default false. */
    readonly isWeak?: boolean
    readonly evidence: readonly string[]
}

/**
 * All that is known of one kind of Postgres object. Stages hold the machinery and ask the kinds; no stage names a kind, and no
 * kind imports another. A new kind is one such value and one line in the registry.
 *
 * The members are methods so that kinds of different definitions fit one registry.
 */
export interface ObjectKind<D extends object> {
    readonly name: string
    /** In sentences: "foreign key". */
    readonly label: string
    readonly readers: readonly CatalogReader<D>[]
    /**
     * Whether entities could declare the object at all. Where they could not, the one that is there is kept, whoever made it.
     * Default true.
     */
    canBeDeclared?(object: SchemaObject<D>): boolean
    /** The objects of this kind that a table's entities declare. Expressions stay as the user wrote them until they are judged. */
    readTable?(table: DeclaredTable, context: ReadContext): readonly SchemaObject<D>[]
    /** The objects of this kind that a table's entities name and leave alone: neither created, altered nor dropped. */
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
    readonly attributes: { readonly [A in keyof Required<D>]: AttributeRule<D> }
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
    /** The attributes that belong to the database where the object stands, not to its schema: an owner. Null where it is new. */
    readonly environmentAttributes?: readonly string[]
    /**
     * What one that no entity declares does to those who write rows by the entities, such as making every INSERT fail: a predicate, whose
     * subject is the object. Null where it does nothing. `contents`: what is directly in it.
     */
    undeclared?(object: SchemaObject<D>, contents: readonly SchemaObject[]): string | null
    /** Whether nothing is said of one that is left alone, since hardly an object is without it. Default false. */
    readonly omitFromReport?: boolean
    /**
     * Whether it may name what has no kind here, such as a function, so that a Postgres that has nothing else may not be able to make
     * it: the rehearsal goes on without it. Default false.
     */
    readonly mayNameUnknown?: boolean
    /** SQL that makes, in a Postgres of our own, what the object names and has no kind here: roles. What fails of it is left out. */
    prerequisites?(object: SchemaObject<D>): readonly string[]
    /** What is worth a warning about a declared object; the text goes on after its name. Absent, or null: nothing. */
    remark?(declared: SchemaObject<D>): Remark | null
    /**
     * Whether a declared object's meaning needs Postgres's own deparsing. Gives the settled object where no question is open
     * (literals, names that already agree with `current`), null where it is in doubt. Absent: never in doubt.
     */
    normalizeLocally?(declared: SchemaObject<D>, current: SchemaObject<D> | undefined, server: ServerInfo): SchemaObject<D> | null
    /** Whether Postgres not knowing a name in it is the entity's mistake, since nothing that a plan creates could bring it. Default false. */
    namesOnlyExisting?(object: SchemaObject<D>): boolean
    /**
     * The object with the user's own SQL for how its values are converted where their type changes; null: none of them is kept.
     * Absent: it has no values.
     */
    withConversion?(object: SchemaObject<D>, expression: string | null): SchemaObject<D>
    /** The object with what rows get that have no value, as SQL over the row. Absent: rows have none of it. */
    withBackfill?(object: SchemaObject<D>, expression: string): SchemaObject<D>
    /** Whether rows that have no value make a change fail, and nobody has said what they get. `users`: what stands on it. Default false. */
    needsBackfill?(from: SchemaObject<D> | undefined, to: SchemaObject<D>, users: readonly SchemaObject[]): boolean
    /**
     * The object with what the rows get instead of names inside it that go, such as an enum's values: the new ones by the old ones.
     * Absent: no row has any.
     */
    withMapping?(object: SchemaObject<D>, mapping: ReadonlyMap<string, string>): SchemaObject<D>
    /** After judging: the declared object with the judge's reading of it. */
    withNormalized?(declared: SchemaObject<D>, reading: SchemaObject<D>): SchemaObject<D>
    /** Makes an object: what its path and its definition imply (key, parent, requirements) is derived here and nowhere else. */
    make(path: readonly string[], definition: D): SchemaObject<D>
    /** Whether an object can be renamed into another schema. Default false. */
    readonly changesSchema?: boolean
    /** Names inside the object that can be renamed on their own, such as an enum's values, and what such a name is called. */
    readonly values?: {
        readonly kind: string
        list(object: SchemaObject<D>): readonly string[]
        /** Whether another object is this value, as a default can be. */
        isHeldBy?(object: SchemaObject, value: string): boolean
    }
    /** The definition after renames of what it refers to. Absent: it refers to nothing. */
    relocate?(definition: D, relocation: Relocation, path: readonly string[]): D
    /** Where the object goes along with its parent, where its path does not begin with the parent's. Absent: it stays. */
    movesWithParent?(path: readonly string[], parent: readonly string[]): readonly string[]
    /**
     * Equal texts mean the same object under another name (a rename, by structural matching). Absent: never matched.
     * `dependents`: what requires it, sorted by key.
     */
    structure?(object: SchemaObject<D>, dependents: readonly SchemaObject[]): string | null
    /**
     * Why an object that is gone may be one that is new, so that people can be asked; null where it is not likely. Absent: nobody is
     * ever asked.
     */
    likeness?(from: Surroundings<D>, to: Surroundings<D>): Likeness | null
    create(object: SchemaObject<D>, parts: FoldedParts): readonly Operation[]
    /** `dependents`: what stands directly on it. */
    drop(object: SchemaObject<D>, dependents: readonly SchemaObject[]): readonly Operation[]
    alter(
        from: SchemaObject<D>,
        to: SchemaObject<D>,
        attributes: readonly string[],
        dependents: readonly SchemaObject[],
    ): readonly Operation[]
    rename?(from: SchemaObject<D>, to: SchemaObject<D>, dependents: readonly SchemaObject[]): readonly Operation[]
    /**
     * The operation that asks whether the object exists, for what is dropped and created again and no migration has created. Absent, or
     * null: it exists where what it is in does.
     */
    exists?(object: SchemaObject<D>): Operation | null
    readonly fold?: FoldRule<D>
    readonly comparisonHook?: CompareHook<D>
    /**
     * Whether the object is there only for what uses it or stands in it: where filters take all of that away, it goes too.
     * Default false.
     */
    readonly followsUsers?: boolean
    /**
     * What must be true of the rows that are there, so that the change cannot fail on them: operations that only read, and run before
     * anything else does. Absent: it cannot fail on rows.
     */
    preconditions?(change: RowChange<D>): readonly Operation[]
    /**
     * How its creation says the object where all rows that are there get one and the same value, which may be null. `users` stand
     * directly on it. Null or absent: they may differ.
     */
    uniform?(object: SchemaObject<D>, users: readonly SchemaObject[]): BuilderCall | null
    /** Whether one of these words of preconditions may be the name of what only the object's creation brings. Default false. */
    mayDefine?(object: SchemaObject<D>, words: ReadonlySet<string>): boolean
    /** Whether altering these attributes changes the values of rows, so that what is true of them now need not be true then. Default false. */
    changesValues?(attributes: readonly string[], from: SchemaObject<D>, to: SchemaObject<D>): boolean
    /**
     * Whether what an alteration adds can be used only after its transaction has ended, and one of these may use it: objects that
     * stand on it and are created or altered in the same plan. `converted`: those of them whose rows get other values. Default false.
     */
    commitsFirst?(
        from: SchemaObject<D>,
        to: SchemaObject<D>,
        users: readonly SchemaObject[],
        converted: readonly SchemaObject[],
    ): boolean
    /** The altered object so that all of it can be used in the transaction that alters it, where {@link commitsFirst} says it could not. */
    usableInOneTransaction?(object: SchemaObject<D>): SchemaObject<D>
    /** Whether a new object can come in a later step than what it is in. Default false. */
    readonly canBeDeferred?: boolean
    /** Whether rows that `from` has let in cannot keep `to` from being made, as long as they stay as they are. Default false. */
    cannotFail?(from: SchemaObject<D>, to: SchemaObject<D>): boolean
    /** How a change is made without holding a strong lock while rows are read. Null or absent: at once. */
    online?(change: OnlineChange<D>): OnlineForms<D> | null
    /** The forms that an object goes through where all is done at once. Null or absent: none. */
    inOneTransaction?(change: OnlineChange<D>): OnlineForms<D> | null
    /** The attributes that hold SQL as Postgres prints it: once it is read back, it may print otherwise. Absent: none. */
    readonly printedAttributes?: readonly string[]
    /** The object as its printed SQL says it, where its creation says it in other words. Absent: it is that already. */
    asPrinted?(object: SchemaObject<D>): SchemaObject<D>
    /** The object with another SQL where its creation says what Postgres has printed; what people wrote stays. */
    mapPrinted?(object: SchemaObject<D>, change: (sql: string) => string): SchemaObject<D>
    /** What the judge creates in place of an object that cannot be temporary. Absent: the object itself. */
    asTemporary?(object: SchemaObject<D>): SchemaObject<D>
    /** See {@link Condition}. Absent: only the object itself can be asked about. */
    readonly condition?: Condition<D>
    /** Whether the meaning of an object may depend on any table: then it is judged where all tables are as declared. Default false. */
    readonly isQuery?: boolean
    /** The place among siblings of this kind, where it is not by name: a column's. */
    position?(object: SchemaObject<D>): number
    /** The object at another place among its siblings: in a parent that exists, new ones come last. Absent: places cannot be seen. */
    atPosition?(object: SchemaObject<D>, position: number): SchemaObject<D>
    /**
     * The object as it stands in the judge's scratch tables, stripped of what expressions over it do not need. Absent: objects of
     * this kind are left out there.
     */
    toScratchObject?(object: SchemaObject<D>): SchemaObject<D>
    /** Whether it stands there, too, where the meaning of an object may depend on any table: a query may need the key. Default false. */
    readonly neededByViews?: boolean
    /** Whether a dependent, direct or not, must be dropped before this alteration and created again after it. Absent: never. */
    recreates?(
        from: SchemaObject<D>,
        to: SchemaObject<D>,
        attributes: readonly string[],
        dependent: SchemaObject,
    ): boolean
    /** Whether altering these attributes puts a new object in its place, so that what is inside is gone with the old one. Default false. */
    recreatesOnAlter?(from: SchemaObject<D>, to: SchemaObject<D>, attributes: readonly string[]): boolean
    /**
     * What a creation or an alteration does to objects that something may stand on which no kind reads. A drop touches what it drops.
     * Absent: nothing that anybody notices.
     */
    touches?(change: TouchingChange<D>): readonly Touch[]
    /** Whether dropping the parent drops this object without a word. Default true. */
    readonly dropsWithParent?: boolean
    /** Whether dropping an object of this kind drops what is inside it; else Postgres refuses as long as anything is. Default true. */
    readonly dropsChildren?: boolean
    /** The tables, beside the one that it is in, that its drop locks as strongly. */
    dropLocks?(object: SchemaObject<D>): readonly ObjectKey[]
    /** Objects that its creation makes part of it, so that they need not be dropped: a constraint takes an index over. */
    absorbs?(object: SchemaObject<D>): readonly ObjectKey[]
    /**
     * Whether Postgres makes, changes and drops it in the tables that inherit from its table as it does there: wherever they have it
     * (`always`), or where it is the same in them (`same`). Absent: never.
     */
    readonly inherited?: "always" | "same"
    /** Names that only one object at a time can have, beyond its own key. */
    occupies?(object: SchemaObject<D>): readonly ObjectKey[]
    /** One attribute's value for people, in a drift report. */
    describe?(object: SchemaObject<D>): string
}
