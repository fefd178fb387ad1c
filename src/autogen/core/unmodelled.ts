import type { ObjectKey } from "./object-key.js"

/**
 * Something in the database that no kind reads: an object of its own, such as a function or a publication, or one attribute of an object
 * that a kind does read, such as a table's storage parameters.
 */
export interface Unmodelled {
    /** What it is called, in the singular of an object and as it stands of an attribute: `function`, `storage parameters`. */
    readonly what: string
    /** Of an object its name as Postgres has it, such as `public.total(integer)`. Null for an attribute. */
    readonly name: string | null
    /** The object that has the attribute, or whose part it is, as a partition is of a table. Null where it stands alone. */
    readonly object: ObjectKey | null
    /** What is compared. Of an attribute it is said, of an object never: it may hold a password. */
    readonly value: string
    /** Whether it is an object that makes up the one that it belongs to, as a partition does: it is neither kept nor found without it. */
    readonly isPart: boolean
    /** The schema that cannot be dropped as long as it is there. Null where it is in none. */
    readonly schema: string | null
    /**
     * Which plans stop at it, since what they would make is another thing: the object's creation, or that and a difference in it.
     * Null: none.
     */
    readonly stops: "creation" | "difference" | null
    /** `quiet`: too usual to be said without being asked. `environment`: also no difference between two databases. */
    readonly notice: "loud" | "quiet" | "environment"
    /** The modelled objects that need it. */
    readonly neededBy: readonly ObjectKey[]
    /** Of a table that inherits: from which, and which of its columns and constraints are its own as well. */
    readonly inherits?: Inheritance
}

/** See {@link Unmodelled.inherits}. */
export interface Inheritance {
    readonly from: readonly (readonly string[])[]
    readonly own: readonly string[]
}

/** What two databases have in common of the same thing: where an object or an attribute is looked for on the other side. */
export function unmodelledIdentity({ what, name, object }: Unmodelled): string {
    return JSON.stringify(name === null ? [what, null, object] : [what, name])
}

/** For people: `function public.total(integer)`, `storage parameters (fillfactor=70) of "table:public.room"`. */
export function unmodelledText(one: Unmodelled): string {
    const { what, name, object, value } = one
    if (name !== null) return `${what} ${name}`
    return `${what}${value === "" ? "" : ` (${value})`} of "${object ?? ""}"`
}
