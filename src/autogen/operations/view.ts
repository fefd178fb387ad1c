import { authorization } from "../core/hazards/authorization.js"
import { locks } from "../core/hazards/locks.js"
import { quoteIdent, type QualifiedName } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { hazard, statement, type Statement } from "../core/statement.js"
import { resolveKey, resolveName, resolveSql, type TableName } from "./table-name.js"
import { moveView, recordMetadata } from "./typeorm-metadata.js"
import { optionList, withOptionsSql, type ViewOptions } from "./view-options.js"

/** Options of `op.createView`. */
export interface CreateViewOptions {
    readonly materialized?: boolean
    readonly orReplace?: boolean
    /** Options by name: `{ security_barrier: "true" }`. With `orReplace` they take the place of those that are there. */
    readonly with?: ViewOptions
    /** False leaves a materialized view empty, as WITH NO DATA does. */
    readonly data?: boolean
}

/** Options of `op.alterView`: what is not said stays as it is. */
export interface AlterViewOptions {
    readonly materialized?: boolean
    readonly set?: ViewOptions
    readonly reset?: readonly string[]
    readonly owner?: string
}

/** Options of `op.refreshView`. */
export interface RefreshViewOptions {
    /** Others can read it meanwhile. It must have a unique index over all rows, and have been filled before. */
    readonly concurrently?: boolean
    /** False empties it. */
    readonly data?: boolean
}

/** Options of `op.dropView`. */
export interface DropViewOptions {
    readonly materialized?: boolean
    readonly ifExists?: boolean
}

/** The operations on views. */
export const viewOperations = {
    /** CREATE VIEW or CREATE MATERIALIZED VIEW. TypeORM's own record of its views is kept up where there is one. */
    createView(
        context: SqlContext,
        name: TableName,
        query: string,
        options: CreateViewOptions = {},
    ): readonly Statement[] {
        const words = [
            "CREATE",
            options.orReplace ? "OR REPLACE" : "",
            options.materialized ? "MATERIALIZED VIEW" : "VIEW",
        ].filter(Boolean)
        const isFilled = options.materialized && options.data !== false
        const populates = hazard(locks.viewPopulated, resolveKey(context, "view", name))
        return [
            statement(
                `${words.join(" ")} ${resolveSql(context, name)}${withOptionsSql(options.with)} AS ${bodyOf(query)}${options.data === false ? " WITH NO DATA" : ""}`,
                isFilled ? { lock: "ACCESS SHARE", hazards: [populates] } : {},
            ),
            // TypeORM compares its record with the entity's text, which it trims and nothing else.
            recordView(context, resolveName(context, name), options.materialized ?? false, query.trim()),
        ]
    },

    /** DROP VIEW or DROP MATERIALIZED VIEW. Refused by Postgres while another view reads it. */
    dropView(context: SqlContext, name: TableName, options: DropViewOptions = {}): readonly Statement[] {
        const what = options.materialized ? "MATERIALIZED VIEW" : "VIEW"
        return [
            statement(`DROP ${what} ${options.ifExists ? "IF EXISTS " : ""}${resolveSql(context, name)}`),
            recordView(context, resolveName(context, name), options.materialized ?? false, null),
        ]
    },

    /** ALTER VIEW … SET, RESET and OWNER TO, or ALTER MATERIALIZED VIEW. */
    alterView(context: SqlContext, name: TableName, options: AlterViewOptions): readonly Statement[] {
        const view = `ALTER ${options.materialized ? "MATERIALIZED VIEW" : "VIEW"} ${resolveSql(context, name)}`
        const set = optionList(options.set ?? {})
        const reset = (options.reset ?? []).map(quoteIdent).join(", ")
        const object = resolveKey(context, "view", name)
        const isSecurity = [...Object.keys(options.set ?? {}), ...(options.reset ?? [])].some((option) =>
            option.startsWith("security_"),
        )
        const facts = isSecurity ? { hazards: [hazard(authorization.viewSecurity, object)] } : {}
        return [
            ...(reset === "" ? [] : [statement(`${view} RESET (${reset})`, facts)]),
            ...(set === "" ? [] : [statement(`${view} SET (${set})`, facts)]),
            ...(options.owner === undefined ? [] : [statement(`${view} OWNER TO ${quoteIdent(options.owner)}`)]),
        ]
    },

    /** REFRESH MATERIALIZED VIEW; without data it is emptied, and cannot be read until it is refreshed. */
    refreshView(context: SqlContext, name: TableName, options: RefreshViewOptions = {}): readonly Statement[] {
        const object = resolveKey(context, "view", name)
        const sql = `REFRESH MATERIALIZED VIEW ${options.concurrently ? "CONCURRENTLY " : ""}${resolveSql(context, name)}`
        if (options.data === false) {
            const hazards = [hazard(locks.viewEmptied, object)]
            return [statement(`${sql} WITH NO DATA`, { lock: "ACCESS EXCLUSIVE", hazards })]
        }
        const hazards = [hazard(locks.viewRefreshed, object)]
        return [statement(sql, { lock: "ACCESS EXCLUSIVE", hazards, last: true })]
    },

    /** ALTER VIEW … RENAME TO, or ALTER MATERIALIZED VIEW. */
    renameView(
        context: SqlContext,
        from: TableName,
        to: string,
        options: { readonly materialized?: boolean } = {},
    ): readonly Statement[] {
        const what = options.materialized ? "MATERIALIZED VIEW" : "VIEW"
        const row = {
            type: options.materialized ? "MATERIALIZED_VIEW" : "VIEW",
            view: resolveName(context, from),
        } as const
        return [
            statement(`ALTER ${what} ${resolveSql(context, from)} RENAME TO ${quoteIdent(to)}`),
            moveView(context, row, to),
        ]
    },
} as const

function recordView(context: SqlContext, view: QualifiedName, materialized: boolean, query: string | null): Statement {
    return recordMetadata(context, { type: materialized ? "MATERIALIZED_VIEW" : "VIEW", view }, query)
}

/** The query alone: a text may end as a statement does. */
export function bodyOf(text: string): string {
    return text.trim().replace(/;$/, "")
}
