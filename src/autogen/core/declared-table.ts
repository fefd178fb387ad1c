import type { EntityMetadata, NamingStrategyInterface } from "typeorm"
import type { QualifiedName } from "./names.js"
import type { RenameDeclaration } from "./rename.js"
import type { Origin } from "./schema-object.js"

/** One table as the entities declare it. Several EntityMetadata may describe one table; they are merged by its name. */
export interface DeclaredTable {
    readonly name: QualifiedName
    readonly entities: readonly EntityMetadata[]
}

/** A view as an entity declares it. */
export interface DeclaredView {
    readonly name: QualifiedName
    readonly entity: EntityMetadata
    readonly expression: string
    readonly materialized: boolean
}

/** What a kind may ask while it reads entities. */
export interface ReadContext {
    readonly defaultSchema: string
    /** The expression by which TypeORM fills generated uuid columns, such as `uuid_generate_v4()`. */
    readonly uuidGenerator: string
    /** Names what the entities leave unnamed. */
    readonly namingStrategy: NamingStrategyInterface
    /**
     * The extensions that TypeORM creates when it connects: those that the tables need or the DataSource names, and those that it merely
     * tries. Null where the DataSource leaves them all to others (`installExtensions: false`).
     */
    readonly extensions: { readonly needed: readonly string[]; readonly tried: readonly string[] } | null
    readonly views: readonly DeclaredView[]
    /** The schema and name of an entity's table. */
    tableName(entity: EntityMetadata): QualifiedName
    origin(entity: EntityMetadata, property?: string): Origin
    /**
     * What `@RenamedFrom` says of a property, or with null of the class. `target` is what TypeORM's metadata calls so: the class that
     * has the property, or the name of an EntitySchema.
     */
    renamesOf(target: unknown, property: string | null): readonly RenameDeclaration[]
    /** What `@BackfillWith` says of a property: SQL over the row. */
    backfillOf(target: unknown, property: string): string | undefined
}
