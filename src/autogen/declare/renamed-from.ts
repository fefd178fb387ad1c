import type { EntitySchema } from "typeorm"
import type { BackfillRegistry, RenameDeclaration, RenameRegistry } from "../core/rename.js"

// Loaded inside applications: nothing is imported at run time, and nothing happens but that a note is made. What the notes say is
// judged where entities are read.

/** What a table or a view was called before, where it was in another schema, or where its name has a dot. */
export interface RenamedTable {
    /** The schema that it was in. */
    readonly schema: string
    /** Default: the name that it has now. */
    readonly name?: string
}

/** What a column, its enum, or the enum's values were called before. */
export interface RenamedColumn {
    /** The column's name in the database. */
    readonly name?: string
    /** The name of the column's enum type. Needed only where its values have changed too: else the type is recognised. */
    readonly enumName?: string
    /** The old value by the new one: `{ [Mood.Blue]: "sad" }`. */
    readonly values?: Readonly<Record<string, string>>
}

/** What {@link withRenames} declares: everything by the names of the schema's properties. */
export interface SchemaRenames<T> {
    readonly table?: string | RenamedTable
    readonly columns?: { readonly [P in keyof T & string]?: string | RenamedColumn }
}

/**
 * Says what a table, a view or a column was called before, so that `generate` renames it, with all that is in it, and does not drop
 * and create. It can stay for good: where the old name is not in the database any more, it means nothing.
 *
 * On a class it takes the old table, `"schema.table"` where it was in another schema. On a property it takes the old name of the
 * column in the database; in an embedded class the name as the embedded class has it, to which the prefix is added as to the new
 * one. Objects say more: see {@link RenamedTable} and {@link RenamedColumn}.
 *
 * @example
 * ```ts
 * @Entity()
 * @RenamedFrom("room")
 * class Chamber {
 *     @PrimaryGeneratedColumn()
 *     id!: number
 *
 *     @RenamedFrom("code")
 *     @Column()
 *     reference!: string
 *
 *     @RenamedFrom({ values: { [Mood.Blue]: "sad" } })
 *     @Column({ type: "enum", enum: Mood })
 *     mood!: Mood
 * }
 * ```
 */
export function RenamedFrom(old: string): ClassDecorator & PropertyDecorator
export function RenamedFrom(old: RenamedTable): ClassDecorator
export function RenamedFrom(old: RenamedColumn): PropertyDecorator
export function RenamedFrom(old: string | RenamedTable | RenamedColumn): ClassDecorator & PropertyDecorator {
    return (target: object, property?: string | symbol): void => {
        if (property === undefined) note(target, tableDeclaration(old))
        else
            note(target.constructor, { property: String(property), ...(typeof old === "string" ? { name: old } : old) })
    }
}

/**
 * As {@link RenamedFrom}, for an EntitySchema, which it gives back.
 *
 * @example
 * ```ts
 * export const Chamber = withRenames(
 *     new EntitySchema<Chamber>({ name: "chamber", columns: { id: { type: "int", primary: true }, reference: { type: "text" } } }),
 *     { table: "room", columns: { reference: "code" } },
 * )
 * ```
 */
export function withRenames<T, S extends Pick<EntitySchema<T>, "options">>(
    schema: S & Pick<EntitySchema<T>, "options">,
    renames: SchemaRenames<T>,
): S {
    const { table, columns = {} } = renames
    const entries = Object.entries(columns) as readonly (readonly [string, string | RenamedColumn])[]
    const declarations = [
        ...(table === undefined ? [] : [tableDeclaration(table)]),
        ...entries.map(([property, old]) => ({ property, ...(typeof old === "string" ? { name: old } : old) })),
    ]
    const { target, name } = schema.options
    if (typeof target === "function") for (const declaration of declarations) note(target, declaration)
    else registry().names.set(target ?? name, declarations)
    return schema
}

/**
 * Says what rows get that have no value in a column when it comes as NOT NULL, or becomes NOT NULL: SQL over the row. It can stay for
 * good: where the column is NOT NULL already, it means nothing.
 *
 * @example
 * ```ts
 * class Room {
 *     @BackfillWith("'room ' || id")
 *     @Column()
 *     code!: string
 * }
 * ```
 */
export function BackfillWith(expression: string): PropertyDecorator {
    return (target: object, property: string | symbol): void => {
        const home = globalThis as { [BACKFILLS]?: BackfillRegistry }
        const registry = (home[BACKFILLS] ??= new WeakMap())
        const own = registry.get(target.constructor) ?? new Map<string, string>()
        registry.set(target.constructor, own.set(String(property), expression))
    }
}

const BACKFILLS = Symbol.for("typeorm-autogen.backfills")

/** TypeORM splits the name of a table at its dot; so do we. */
function tableDeclaration(old: string | RenamedTable | RenamedColumn): RenameDeclaration {
    if (typeof old !== "string") return { property: null, ...old }
    const dot = old.lastIndexOf(".")
    return dot < 1
        ? { property: null, name: old }
        : { property: null, schema: old.slice(0, dot), name: old.slice(dot + 1) }
}

function note(target: object, declaration: RenameDeclaration): void {
    const { classes } = registry()
    classes.set(target, [...(classes.get(target) ?? []), declaration])
}

const PLACE = Symbol.for("typeorm-autogen.renames")

/** One for the process, so that two copies of the package agree. */
function registry(): RenameRegistry {
    const home = globalThis as { [PLACE]?: RenameRegistry }
    return (home[PLACE] ??= { classes: new WeakMap(), names: new Map() })
}
