import type { Operation } from "../operation.js"
import type { Row } from "../queryable.js"
import type { SchemaObject } from "../schema-object.js"

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

/** How objects of a kind are read from the catalog, and asked for in SQL. */
export interface CatalogFacet<D extends object> {
    readonly readers: readonly CatalogReader<D>[]
    /** The attributes that belong to the database where the object stands, not to its schema: an owner. Null where it is new. */
    readonly environmentAttributes?: readonly string[]
    /**
     * The operation that asks whether the object exists, for what is dropped and created again and no migration has created. Absent, or
     * null: it exists where what it is in does.
     */
    exists?(object: SchemaObject<D>): Operation | null
}
