import { compareText, type DatabaseSchema } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Operation } from "../core/operation.js"
import type { Operations } from "../core/plan.js"
import type { SchemaObject } from "../core/schema-object.js"
import { kindOf } from "../kinds/index.js"
import type { Actions } from "./actions.js"

/** A question to ask before anything is dropped. */
interface ExistenceQuestion {
    readonly operation: Operation
    readonly asks: ObjectKey
}

/** How a plan meets what no migration has created, and what need not exist in every database. */
export interface Existence {
    readonly questions: readonly ExistenceQuestion[]
    /** The operations on an object, which run only where it exists. */
    guard(operations: Operations, object: ObjectKey): Operations
}

/**
 * What a plan drops and creates again, and no migration has created (a policy, a view of a database administrator), exists in the
 * database that was compared, but not in one that is made from the migrations. So the migration asks first.
 */
export function existenceOf(
    { created, dropped }: Actions,
    from: DatabaseSchema,
    unmade: ReadonlySet<ObjectKey> = new Set(),
): Existence {
    if (unmade.size === 0) return { questions: [], guard: (operations) => operations }
    const touched = [...new Map([...dropped, ...created]).values()].filter(({ key }) => unmade.has(key))
    const asked = new Map(
        touched
            .filter(({ key }) => from.objects.has(key))
            .flatMap((object) => {
                const operation = kindOf(object.kind).catalog.exists?.(object)
                return operation ? [[object.key, { operation, asks: object.key }] as const] : []
            }),
    )
    const questionOf = ({ key, parent }: SchemaObject): ObjectKey | undefined => {
        if (asked.has(key)) return key
        const around = parent === null || !unmade.has(parent) ? undefined : from.objects.get(parent)
        return around && questionOf(around)
    }
    const guards = new Map(
        touched.flatMap((object) => {
            // What is not there yet has been dropped, and asked about, before.
            const question =
                questionOf(object) ?? (kindOf(object.kind).catalog.exists?.(object) ? object.key : undefined)
            return question === undefined ? [] : [[object.key, question] as const]
        }),
    )
    return {
        questions: [...asked.values()].sort((a, b) => compareText(a.asks, b.asks)),
        guard(operations, object) {
            const onlyIf = guards.get(object)
            return onlyIf === undefined ? operations : operations.map((planned) => ({ ...planned, onlyIf }))
        },
    }
}
