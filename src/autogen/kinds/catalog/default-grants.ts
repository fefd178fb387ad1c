import { operation, type Operation } from "../../core/operation.js"
import type { Row } from "../../core/queryable.js"
import { privilegeOperations } from "../../operations/privilege.js"
import { nameArgument } from "../../operations/table-name.js"
import { readGrantedByDefault } from "./view-state.js"

/** The roles that get privileges on a new object beside one that is read, where there are any. */
export function withDefaultGrants(row: Row): { readonly grantedByDefault?: readonly string[] } {
    const grantedByDefault = readGrantedByDefault(row)
    return grantedByDefault === null ? {} : { grantedByDefault }
}

/** Takes from a new object what ALTER DEFAULT PRIVILEGES has granted: its privileges are objects of their own. */
export function takeDefaultGrants(
    path: readonly string[],
    roles: readonly string[] | undefined,
    on: "sequence" | "type",
): readonly Operation[] {
    return roles === undefined
        ? []
        : [operation(privilegeOperations, "revoke", nameArgument(path), "all", roles, { on })]
}
