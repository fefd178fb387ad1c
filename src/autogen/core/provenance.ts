import type { ReadContext } from "./declared-table.js"
import type { SchemaObject } from "./schema-object.js"

/** A declared object with what decorators cannot say of it as the database has it. See `DeclaredFacet.inheritUndeclared`. */
export interface Inherited<D extends object> {
    readonly definition: D
    /** What that is, in words: "order of the columns". */
    readonly what: readonly string[]
    /** What the declaration says and the object is kept against. */
    readonly against: readonly string[]
    /** The way to declare that it is made elsewhere. Absent: there is none. */
    readonly declareAs?: string
}

/** The migrations that made an object, as far as they tell whether a generator wrote them. */
export interface Making {
    /** Their source text. */
    readonly text: string
    readonly namingStrategy: ReadContext["namingStrategy"]
    /** What is directly in the object. */
    readonly contents: readonly SchemaObject[]
    /** Whether TypeORM's generator made what the object is in, at the same time. */
    readonly inGenerated: boolean
}
