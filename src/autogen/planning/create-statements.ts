import { compareSchemas } from "../compare/compare.js"
import { databaseSchema, type ServerInfo } from "../core/database-schema.js"
import type { SchemaObject } from "../core/schema-object.js"
import type { Statement } from "../core/statement.js"
import { planOperations } from "../plan/plan-operations.js"

/** The SQL that creates objects from nothing, in order. `verbatim`: with what Postgres has printed as it is. */
export function createStatements(
    objects: readonly SchemaObject[],
    server: ServerInfo,
    { verbatim = false }: { readonly verbatim?: boolean } = {},
): readonly Statement[] {
    const from = databaseSchema([], server)
    const to = databaseSchema(objects, server)
    const { changes, renamed } = compareSchemas(from, to)
    const statements = planOperations({ changes, from: renamed, to, verbatim }).flatMap((planned) => planned.statements)
    return statements.filter((statement) => !statement.bookkeeping)
}
