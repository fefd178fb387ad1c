import { quoteLiteral, quoteName } from "../core/names.js"
import { operation, type Operation, type SqlContext } from "../core/operation.js"
import { ownOperator } from "../core/own-operator.js"
import { statement, type Statement } from "../core/statement.js"
import { resolveName, resolveSql, type TableName } from "./table-name.js"

/** What `op.exists` speaks of. */
export type ExistingObject =
    | { readonly policy: string; readonly table: TableName }
    | { readonly trigger: string; readonly table: TableName }
    | { readonly rule: string; readonly table: TableName }
    | { readonly constraint: string; readonly table: TableName }
    | { readonly index: string; readonly table: TableName }
    | { readonly column: string; readonly table: TableName }
    | { readonly columnDefault: string; readonly table: TableName }
    | { readonly table: TableName }
    | { readonly view: TableName; readonly materialized?: boolean }
    | { readonly sequence: TableName }
    | { readonly enum: TableName }
    | { readonly domain: TableName }
    | {
          /** The roles that have a privilege; none: whoever has one that nobody has by itself. */
          readonly privilegesOf: readonly string[]
          readonly on: TableName
          readonly column?: string
          /** Default: a table or a view. */
          readonly type?: "sequence" | "type"
      }
    | { readonly commentOn: CommentedObject }

/** What has the comment. */
type CommentedObject =
    | { readonly column: string; readonly table: TableName }
    | { readonly constraint: string; readonly table: TableName }
    | { readonly index: string; readonly table: TableName }
    | { readonly relation: TableName }
    | { readonly enum: TableName }

/** The question whether something exists, which a migration asks before it drops what no migration has created. */
export const existenceQuestions = {
    exists(context: SqlContext, object: ExistingObject): readonly Statement[] {
        return [statement(`SELECT 1 FROM ${rowsSql(context, object)}`)]
    },
} as const

/** Makes the question. */
export function existsOperation(object: ExistingObject): Operation {
    return operation(existenceQuestions, "exists", object)
}

/** Where the catalog has a row of it, and has none otherwise. */
function rowsSql(context: SqlContext, object: ExistingObject): string {
    const oid = (name: TableName): string => relationSql(resolveSql(context, name))
    if ("commentOn" in object) return commentRows(context, object.commentOn)
    if ("privilegesOf" in object) return privilegeRows(context, object)
    if ("view" in object)
        return `pg_catalog.pg_class WHERE oid = ${oid(object.view)} AND relkind = ${object.materialized ? "'m'" : "'v'"}`
    if ("sequence" in object) return `pg_catalog.pg_class WHERE oid = ${oid(object.sequence)} AND relkind = 'S'`
    if ("enum" in object) return `pg_catalog.pg_type WHERE oid = ${typeSql(context, object.enum)}`
    if ("domain" in object) return `pg_catalog.pg_type WHERE oid = ${typeSql(context, object.domain)} AND typtype = 'd'`
    const table = oid(object.table)
    const inTable = (catalog: string, relation: string, own: string, name: string): string =>
        `pg_catalog.${catalog} WHERE ${relation} = ${table} AND ${own} = ${quoteLiteral(name)}`
    if ("policy" in object) return inTable("pg_policy", "polrelid", "polname", object.policy)
    if ("trigger" in object) return inTable("pg_trigger", "tgrelid", "tgname", object.trigger)
    if ("rule" in object) return inTable("pg_rewrite", "ev_class", "rulename", object.rule)
    if ("constraint" in object) return inTable("pg_constraint", "conrelid", "conname", object.constraint)
    if ("column" in object)
        return `${inTable("pg_attribute", "attrelid", "attname", object.column)} AND NOT attisdropped`
    if ("columnDefault" in object)
        return `${inTable("pg_attribute", "attrelid", "attname", object.columnDefault)} AND atthasdef`
    if ("index" in object)
        return `pg_catalog.pg_index WHERE indrelid = ${table} AND indexrelid = ${indexSql(context, object)}`
    return `pg_catalog.pg_class WHERE oid = ${table} AND relkind IN ('r', 'p')`
}

function relationSql(name: string): string {
    return `pg_catalog.to_regclass(${quoteLiteral(name)})::pg_catalog.oid`
}

function typeSql(context: SqlContext, name: TableName): string {
    return `pg_catalog.to_regtype(${quoteLiteral(resolveSql(context, name))})::pg_catalog.oid`
}

function indexSql(
    context: SqlContext,
    { index, table }: { readonly index: string; readonly table: TableName },
): string {
    return relationSql(quoteName({ ...resolveName(context, table), name: index }))
}

function commentRows(context: SqlContext, on: CommentedObject): string {
    const described = (catalog: string, oid: string): string =>
        `pg_catalog.pg_description d WHERE d.classoid = 'pg_catalog.${catalog}'::pg_catalog.regclass::pg_catalog.oid AND d.objoid = ${oid}`
    const inTable = (catalog: string, join: string, relation: string, name: string): string =>
        `pg_catalog.pg_description d JOIN pg_catalog.${catalog} o ON ${join} WHERE ${relation} AND ${name}`
    if ("relation" in on)
        return `${described("pg_class", relationSql(resolveSql(context, on.relation)))} AND d.objsubid = 0`
    if ("enum" in on) return described("pg_type", typeSql(context, on.enum))
    if ("index" in on) return described("pg_class", indexSql(context, on))
    const table = relationSql(resolveSql(context, on.table))
    if ("column" in on)
        return inTable(
            "pg_attribute",
            "d.classoid = 'pg_catalog.pg_class'::pg_catalog.regclass::pg_catalog.oid AND d.objoid = o.attrelid AND d.objsubid = o.attnum",
            `o.attrelid = ${table}`,
            `o.attname = ${quoteLiteral(on.column)}`,
        )
    return inTable(
        "pg_constraint",
        "d.classoid = 'pg_catalog.pg_constraint'::pg_catalog.regclass::pg_catalog.oid AND d.objoid = o.oid",
        `o.conrelid = ${table}`,
        `o.conname = ${quoteLiteral(on.constraint)}`,
    )
}

function privilegeRows(
    context: SqlContext,
    { privilegesOf, on, column, type }: Extract<ExistingObject, { readonly privilegesOf: unknown }>,
): string {
    const relation = relationSql(resolveSql(context, on))
    const [from, list] =
        column !== undefined
            ? [
                  `pg_catalog.pg_attribute o WHERE o.attrelid = ${relation} AND o.attname = ${quoteLiteral(column)} AND NOT o.attisdropped`,
                  "o.attacl",
              ]
            : type === "type"
              ? [`pg_catalog.pg_type o WHERE o.oid = ${typeSql(context, on)}`, "o.typacl"]
              : [`pg_catalog.pg_class o WHERE o.oid = ${relation}`, "o.relacl"]
    if (privilegesOf.length === 0) return `${from} AND ${list} IS NOT NULL`
    const roles = privilegesOf.map(quoteLiteral).join(", ")
    const holders = `SELECT coalesce(r.rolname::pg_catalog.text, 'public') FROM pg_catalog.aclexplode(${list}) x LEFT JOIN pg_catalog.pg_roles r ON r.oid = x.grantee`
    return `${from} AND ARRAY(${holders}) ${ownOperator("@>")} ARRAY[${roles}]::pg_catalog.text[]`
}
