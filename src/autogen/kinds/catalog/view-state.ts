import type { Row } from "../../core/queryable.js"
import { textOrNull, textsOf } from "./catalog-rows.js"

/** What of a view its query does not say. Null: nobody says it, so that it stays as it is. */
export interface ViewState {
    /** Its options, such as `security_barrier=true`: for a materialized view, storage parameters. */
    readonly options: readonly string[] | null
    /** False for a materialized view that has never been filled. */
    readonly populated: boolean | null
    /** Its owner, where that is not the role that reads. */
    readonly owner: string | null
    /** The roles that get privileges on whatever is created beside it: ALTER DEFAULT PRIVILEGES. */
    readonly grantedByDefault: readonly string[] | null
}

export const UNSAID_STATE: ViewState = { options: null, populated: null, owner: null, grantedByDefault: null }

/** What of the state the catalog says. */
export function readViewState(row: Row, materialized: boolean): ViewState {
    return {
        options: [...textsOf(row, "options")].sort(),
        populated: materialized ? row["populated"] === true : null,
        owner: textOrNull(row, "owner"),
        grantedByDefault: readGrantedByDefault(row),
    }
}

/** The roles that get privileges on a new relation beside this one, where there are any. */
export function readGrantedByDefault(row: Row): readonly string[] | null {
    const roles = [...textsOf(row, "granted_by_default")].sort()
    return roles.length === 0 ? null : roles
}

/** What {@link readGrantedByDefault} reads, of a sort of object as pg_default_acl has it; everybody has a type by itself. */
export function grantedByDefault(sort: "r" | "S" | "T", namespace: string): string {
    return `
            CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_default_acl) THEN (
                SELECT pg_catalog.json_agg(DISTINCT CASE WHEN x.grantee = 0 THEN 'public' ELSE pg_catalog.pg_get_userbyid(x.grantee)::pg_catalog.text END)
                FROM pg_catalog.pg_default_acl da, pg_catalog.aclexplode(da.defaclacl) x
                WHERE da.defaclobjtype = '${sort}' AND da.defaclnamespace IN (0, ${namespace}) AND x.grantee <> da.defaclrole${sort === "T" ? " AND x.grantee <> 0" : ""}
            ) END AS granted_by_default`
}

/** Of a table or a view, over pg_class `c`. */
export const GRANTED_BY_DEFAULT = grantedByDefault("r", "c.relnamespace")

/** The select list of {@link readViewState}, over pg_class `c`. */
export const VIEW_STATE = `
            pg_catalog.array_to_json(c.reloptions) AS options, c.relispopulated AS populated,
            nullif(pg_catalog.pg_get_userbyid(c.relowner)::pg_catalog.text, current_user::pg_catalog.text) AS owner,${GRANTED_BY_DEFAULT}`
