import type { DataSource } from "typeorm"

/**
 * What the library asks of a TypeORM DataSource. It holds for TypeORM 1.x and 0.3.x, and for any copy of them: a project may have
 * another copy of TypeORM than we see, so nothing here is ever asked with `instanceof`.
 *
 * TypeORM declares `buildMetadatas` as protected, so a `DataSource` is not assignable to this type; {@link isDataSourceLike} narrows it.
 *
 * @example
 * ```ts
 * const candidate: unknown = new DataSource({ type: "postgres" })
 * if (isDataSourceLike(candidate)) await candidate.buildMetadatas() // reads the entities, connects to nothing
 * ```
 */
export interface DataSourceLike extends Pick<
    DataSource,
    | "options"
    | "driver"
    | "entityMetadatas"
    | "migrations"
    | "isInitialized"
    | "initialize"
    | "destroy"
    | "createQueryRunner"
    | "namingStrategy"
> {
    /** Imports the entities, subscribers and migrations, and fills `entityMetadatas` and `migrations` without connecting. */
    buildMetadatas(): Promise<void>
}

/** What reading entities asks of a DataSource: assignable from TypeORM's own class, of any copy. */
export type PlannedDataSource = Pick<
    DataSource,
    "options" | "driver" | "entityMetadatas" | "isInitialized" | "namingStrategy"
>

const methods = ["buildMetadatas", "initialize", "destroy", "createQueryRunner"] as const

/**
 * Whether a value is a TypeORM DataSource, of whatever copy or version of TypeORM.
 *
 * @example
 * ```ts
 * isDataSourceLike(new DataSource({ type: "postgres" })) // true
 * isDataSourceLike({ type: "postgres" })                 // false: options are not a DataSource
 * ```
 */
export function isDataSourceLike(value: unknown): value is DataSourceLike {
    if (typeof value !== "object" || value === null) return false
    const candidate = value as Readonly<Record<string, unknown>>
    const options = candidate["options"]
    return (
        typeof options === "object" &&
        options !== null &&
        typeof (options as { readonly type?: unknown }).type === "string" &&
        methods.every((method) => typeof candidate[method] === "function")
    )
}
