import type { OnlineChange, OnlineForms } from "../online-change.js"
import type { SchemaObject } from "../schema-object.js"

/** How a change is split over several transactions and steps. */
export interface StagedFacet<D extends object> {
    /**
     * Whether what an alteration adds can be used only after its transaction has ended, and one of these may use it: objects that
     * depend on it and are created or altered in the same plan. `converted`: those of them whose rows get other values. Default false.
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
    /** Whether one of these words of preconditions may be the name of what only the object's creation brings. Default false. */
    mayDefine?(object: SchemaObject<D>, words: ReadonlySet<string>): boolean
}
