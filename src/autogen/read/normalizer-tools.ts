import type { Queryable } from "../core/queryable.js"
import type { DatabaseSchema, ServerInfo } from "../core/database-schema.js"
import type { SchemaObject } from "../core/schema-object.js"
import type { Statement } from "../core/statement.js"

/** The stages that the normalizer works with; they are handed in, since stages do not import one another. */
export interface NormalizerTools {
    /** Reads schemas within a transaction that the caller has begun. */
    inspect(
        queryable: Queryable,
        options: {
            readonly schemas: readonly string[]
            readonly defaultSchema: string
            readonly kinds?: ReadonlySet<string>
        },
    ): Promise<DatabaseSchema>
    /** The SQL that creates objects from nothing. */
    createStatements(objects: readonly SchemaObject[], server: ServerInfo): readonly Statement[]
    sameMeaning(from: SchemaObject, to: SchemaObject): boolean
    /** A fresh Postgres inside the process, for where the server may not be asked. Absent or failing: it stays unasked. */
    openEmbedded(): Promise<Queryable & { close(): Promise<void> }>
}
