import type { Operations } from "../core/plan.js"

/**
 * With what runs a query of somebody else's, as REFRESH MATERIALIZED VIEW does as the view's owner, at the end: only then has everybody the
 * privileges that are given back around a change.
 *
 * @example
 * ```ts
 * fillLast([refresh, grant]) // [grant, refresh]
 * ```
 */
export function fillLast(operations: Operations): Operations {
    const isLast = ({ statements }: Operations[number]): boolean =>
        statements.length > 0 && statements.every(({ last }) => last === true)
    if (!operations.some(isLast)) return operations
    return [...operations.filter((operation) => !isLast(operation)), ...operations.filter(isLast)]
}
