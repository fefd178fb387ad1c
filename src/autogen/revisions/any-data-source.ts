import type { DataSource } from "typeorm"

/** What running migrations asks of a TypeORM DataSource: assignable from TypeORM's own class, and from a `DataSourceLike`. */
export type AnyDataSource = Pick<
    DataSource,
    | "options"
    | "driver"
    | "entityMetadatas"
    | "migrations"
    | "namingStrategy"
    | "isInitialized"
    | "initialize"
    | "destroy"
    | "createQueryRunner"
>
