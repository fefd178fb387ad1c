import type { Condition } from "../condition.js"
import type { ServerInfo } from "../database-schema.js"
import type { SchemaObject } from "../schema-object.js"

/** How Postgres says what a declared object means, and what of an object it prints in words of its own. */
export interface NormalizeFacet<D extends object> {
    /**
     * Whether a declared object's meaning needs Postgres's own deparsing. Gives the settled object where no question is open
     * (literals, names that already agree with `current`), null where it is in doubt. Absent: never in doubt.
     */
    normalizeLocally?(
        declared: SchemaObject<D>,
        current: SchemaObject<D> | undefined,
        server: ServerInfo,
    ): SchemaObject<D> | null
    /** After normalization: the declared object with the normalizer's reading of it. */
    withNormalized?(declared: SchemaObject<D>, reading: SchemaObject<D>): SchemaObject<D>
    /** Whether Postgres not knowing a name in it is the entity's mistake, since nothing that a plan creates could bring it. Default false. */
    namesOnlyExisting?(object: SchemaObject<D>): boolean
    /** See {@link Condition}. Absent: only the object itself can be asked about. */
    readonly condition?: Condition<D>
    /** Whether the meaning of an object may depend on any table: then it is normalized where all tables are as declared. Default false. */
    readonly isQuery?: boolean
    /** What the normalizer creates in place of an object that cannot be temporary. Absent: the object itself. */
    asTemporary?(object: SchemaObject<D>): SchemaObject<D>
    /**
     * The object as it stands in the normalizer's scratch tables, stripped of what expressions over it do not need. Absent: objects of
     * this kind are left out there.
     */
    toScratchObject?(object: SchemaObject<D>): SchemaObject<D>
    /** Whether it stands there, too, where the meaning of an object may depend on any table: a query may need the key. Default false. */
    readonly neededByViews?: boolean
    /** The attributes that hold SQL as Postgres prints it: once it is read back, it may print otherwise. Absent: none. */
    readonly printedAttributes?: readonly string[]
    /** The object as its printed SQL says it, where its creation says it in other words. Absent: it is that already. */
    asPrinted?(object: SchemaObject<D>): SchemaObject<D>
    /** The object with another SQL where its creation says what Postgres has printed; what people wrote stays. */
    mapPrinted?(object: SchemaObject<D>, change: (sql: string) => string): SchemaObject<D>
}
