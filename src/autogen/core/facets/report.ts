import type { Remark } from "../diagnostic.js"
import type { SchemaObject } from "../schema-object.js"

/** What people are told of objects of a kind. */
export interface ReportFacet<D extends object> {
    /** One attribute's value for people, in a drift report. */
    describe?(object: SchemaObject<D>): string
    /** Whether nothing is said of one that is kept as it is, since hardly an object is without it. Default false. */
    readonly omitFromReport?: boolean
    /**
     * What one that no entity declares does to those who write rows by the entities, such as making every INSERT fail: a predicate, whose
     * subject is the object. Null where it does nothing. `contents`: what is directly in it.
     */
    undeclared?(object: SchemaObject<D>, contents: readonly SchemaObject[]): string | null
    /** What is worth a warning about a declared object; the text goes on after its name. Absent, or null: nothing. */
    remark?(declared: SchemaObject<D>): Remark | null
}
