import type { SchemaObject } from "./schema-object.js"

/**
 * A condition over the columns of an object's table that is all that can be in doubt about it, such as an index's predicate: it can be
 * asked about by itself, which is enough to see that nothing has changed.
 */
export interface Condition<D extends object> {
    /** In the user's words, or as Postgres has printed it. Null where the object has none. */
    text(object: SchemaObject<D>): string | null
    /** The declared object, whose condition Postgres reads as `current`'s. */
    adopt(declared: SchemaObject<D>, current: SchemaObject<D>): SchemaObject<D>
    /**
     * Whether the form of a text in the user's words tells that Postgres prints it as `print`, so that it need not be asked. `definitionOf`
     * gives what is known for sure of a part of the table, by its name.
     */
    isPrint(text: string, print: string, definitionOf: (name: string) => object | undefined): boolean
}
