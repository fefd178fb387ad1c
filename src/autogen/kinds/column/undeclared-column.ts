import { givesValue } from "../../core/kind-facts.js"
import type { SchemaObject } from "../../core/schema-object.js"
import type { ColumnDefinition } from "../shared/column-definition.js"

/** TypeORM names the declared columns in an INSERT; Postgres has to find a value for all others. */
export function failsInserts(
    { definition }: SchemaObject<ColumnDefinition>,
    contents: readonly SchemaObject[],
): string | null {
    const { nullable, identity, generated } = definition
    const hasValue = identity !== null || generated !== null || contents.some(givesValue)
    return nullable || hasValue
        ? null
        : "is NOT NULL without a default, and no entity declares it: every INSERT by the entity fails, unless a trigger sets a value"
}
