import type * as typeorm from "typeorm"
import type { Rename } from "../../../src/autogen/schema/relocate.js"
import type { ServerVersion } from "../../support/servers.js"
import type { PlanOptions } from "../../../src/autogen/planning/plan-options.js"

/** TypeORM as a value, since two versions of it are tested through the same cases. Their types agree in what is used here. */
export type Orm = typeof typeorm

/** The options of a DataSource, as far as cases differ in them. */
export type Options = Pick<
    Extract<typeorm.DataSourceOptions, { readonly type: "postgres" }>,
    "schema" | "entityPrefix" | "namingStrategy" | "extensions" | "installExtensions" | "uuidExtension"
>

/** Entities of a case, and the options of the DataSource that has them. */
export interface Declared {
    readonly entities: readonly (Class | typeorm.EntitySchema)[]
    readonly options?: Options
}

/** A class, whatever its constructor takes. */
export type Class = new () => object

/** Entities that the database must be brought to, exactly. */
export interface ExactCase {
    readonly name: string
    /** Makes the entities with this copy of TypeORM: decorators write into the store of the copy that they come from. */
    declare(orm: Orm): Declared
    /** SQL that stands in the database before anything else: what TypeORM itself does not make, such as schemas. */
    readonly prepare?: string
    /** The oldest server that has what the case needs. */
    readonly since?: ServerVersion
    /** Where the embedded Postgres cannot hold the schema, so that nothing is proven: why, as the diagnostic says. */
    readonly notRehearsed?: RegExp
    /** Where TypeORM's own builder reports differences although there are none: why (REFERENCE.md, "Perpetual false diffs"). */
    readonly typeormSeesDifferences?: string
    /** Where TypeORM's `synchronize` cannot make the schema at all: why. */
    readonly typeormFails?: string
    /** Where `synchronize` stores something else than is declared: why, and the changes that are then planned. */
    readonly typeormStoresOtherwise?: { readonly why: string; readonly changes: readonly string[] }
    /** Where a schema that means the same is written in another way: why, and what takes the difference out of a dump's or fingerprint's line. */
    readonly typeormWritesOtherwise?: { readonly why: string; same(text: string): string }
}

/** Entities that change: the case of {@link ExactCase} twice over. */
export interface ChangeCase {
    readonly name: string
    before(orm: Orm): Declared
    after(orm: Orm): Declared
    readonly prepare?: string
    readonly since?: ServerVersion
    /** SQL after the entities have been built, before the change and in the target: what nobody can declare. It must stay. */
    readonly byHand?: string
    /** SQL that inserts rows before the change. Absent: two are put into every table, whatever it has. */
    readonly rows?: string
    /** A query whose answer must be the same before, after, and back again. */
    readonly keeps?: string
    /** SQL that must run after the change; what it does is rolled back. */
    readonly works?: string
    /** Renames that are given beside those of `@RenamedFrom`; empty where all are declared so. The result then has the very names of NOT NULL constraints that a new table has. */
    readonly renames?: readonly (Rename | string)[]
    /** What rows get that have a value which goes, in the form of `--map`. */
    readonly map?: readonly string[]
    /** How values are converted; null: the column begins anew. */
    readonly using?: PlanOptions["using"]
    /** Whether no step, there or back, may be called one that deletes data. */
    readonly losesNothing?: boolean
    /** Why TypeORM's own record of views and generated columns is not what it would be with a new schema. */
    readonly booksStay?: string
    /** Whether TypeORM's own builder must find nothing to do after the change. */
    readonly typeormAgrees?: boolean
    /** What must not occur in the SQL of the way up: most often, that data is dropped. */
    readonly saysNot?: RegExp
}

/** Columns by property, for cases in which only the columns matter. */
export type Columns = Readonly<Record<string, typeorm.ColumnOptions>>

/** An entity with an `id` and these columns, decorated as `@Entity(name)` and `@Column(options)` would. */
export function tableOf(orm: Orm, name: string, columns: Columns, entity: typeorm.EntityOptions = {}): Class {
    const made = { [name]: class {} }[name] as Class
    orm.PrimaryColumn({ type: "integer" })(made.prototype as object, "id")
    for (const [property, options] of Object.entries(columns)) {
        orm.Column(options)(made.prototype as object, property)
    }
    orm.Entity({ name, ...entity })(made)
    return made
}

/** A table called "sample" with these columns, and a decorator of it that changes. */
export function decorationChange(
    name: string,
    columns: Columns,
    decorators: (orm: Orm) => readonly [before: ClassDecorator, after: ClassDecorator],
    more: Partial<ChangeCase> = {},
): ChangeCase {
    const declare = (which: 0 | 1) => (orm: Orm) => {
        const sample = tableOf(orm, "sample", columns)
        decorators(orm)[which](sample)
        return { entities: [sample] }
    }
    return { name, before: declare(0), after: declare(1), ...more }
}

/** A view with these columns, decorated as `@ViewEntity(options)` would. */
export function viewOf(orm: Orm, name: string, options: ViewOptions, columns: readonly string[] = ["id"]): Class {
    const made = { [name]: class {} }[name] as Class
    for (const column of columns) orm.ViewColumn()(made.prototype as object, column)
    orm.ViewEntity({ name, ...options })(made)
    return made
}

type ViewOptions = NonNullable<Parameters<Orm["ViewEntity"]>[1]>

/** A case of one table called "sample" with these columns. */
export function columnsCase(name: string, columns: Columns, more: Partial<ExactCase> = {}): ExactCase {
    return { name, declare: (orm) => ({ entities: [tableOf(orm, "sample", columns)] }), ...more }
}

/** A change of one column, "value" of the table "sample". */
export function columnChange(
    name: string,
    before: typeorm.ColumnOptions | null,
    after: typeorm.ColumnOptions | null,
    more: Partial<ChangeCase> = {},
): ChangeCase {
    const declare = (column: typeorm.ColumnOptions | null) => (orm: Orm) => ({
        entities: [tableOf(orm, "sample", column ? { value: column } : {})],
    })
    return { name, before: declare(before), after: declare(after), ...more }
}

/** A change of one column that keeps what is in it: the values, as SQL, are there before, after, and back again. */
export function keepingChange(
    name: string,
    before: typeorm.ColumnOptions,
    after: typeorm.ColumnOptions,
    values: readonly string[],
    more: Partial<ChangeCase> = {},
): ChangeCase {
    const rows = values.map((value, index) => `(${index}, ${value})`).join(", ")
    return columnChange(name, before, after, {
        rows: `INSERT INTO "sample" ("id", "value") VALUES ${rows}`,
        keeps: `SELECT "id", "value"::text FROM "sample" ORDER BY "id"`,
        saysNot: /DROP COLUMN|ADD COLUMN/,
        ...more,
    })
}
