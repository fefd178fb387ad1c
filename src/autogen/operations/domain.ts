import { failures } from "../core/hazards/failures.js"
import { quoteIdent, quoteLiteral } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { hazard, statement, type HazardText, type Statement } from "../core/statement.js"
import { resolveKey, resolveSql, type TableName } from "./table-name.js"
import { typeCallSql, type TypeCall } from "./type-builders.js"

/** A condition on the values of a domain. */
export interface DomainCheck {
    readonly name: string
    /** SQL over `VALUE`, without the parentheses that CHECK has. */
    readonly expression: string
    /** False: NOT VALID, values that were there before may break it. */
    readonly validated?: false
}

/** Options of `op.createDomain`. */
export interface CreateDomainOptions {
    /** As SQL, quoted. */
    readonly collation?: string
    /** As SQL. */
    readonly default?: string
    /** NOT NULL; a text is the name of the constraint, which PostgreSQL 17 keeps. */
    readonly notNull?: true | string
    readonly checks?: readonly DomainCheck[]
    readonly comment?: string
}

/** Options of `op.alterDomain`, in the order in which they are carried out. */
export interface AlterDomainOptions {
    /** The new names of constraints, by the old ones. */
    readonly renameConstraints?: Readonly<Record<string, string>>
    readonly dropConstraints?: readonly string[]
    readonly addChecks?: readonly DomainCheck[]
    /** The names of constraints that are NOT VALID. */
    readonly validateConstraints?: readonly string[]
    /** As SQL; null takes it away. Columns with a default of their own keep it. */
    readonly default?: string | null
    readonly notNull?: boolean
    readonly comment?: string | null
}

/** The tables that have the domain are read, while others may read them and not write. */
const READS_TABLES = { lock: "SHARE" } as const

/** The operations on domains. https://www.postgresql.org/docs/current/sql-alterdomain.html */
export const domainOperations = {
    /** CREATE DOMAIN. */
    createDomain(
        context: SqlContext,
        name: TableName,
        type: TypeCall,
        options: CreateDomainOptions = {},
    ): readonly Statement[] {
        const { collation, default: value, notNull, checks = [], comment } = options
        const parts = [
            ...(collation === undefined ? [] : [`COLLATE ${collation}`]),
            ...(value === undefined ? [] : [`DEFAULT ${value}`]),
            ...(typeof notNull === "string" ? [`CONSTRAINT ${quoteIdent(notNull)}`] : []),
            ...(notNull === undefined ? [] : ["NOT NULL"]),
            ...checks.filter(({ validated }) => validated !== false).map(checkSql),
        ]
        const head = `CREATE DOMAIN ${resolveSql(context, name)} AS ${typeCallSql(context.defaultSchema, type)}`
        return [
            statement([head, ...parts].join(" ")),
            ...checks.filter(({ validated }) => validated === false).map((one) => added(context, name, one)),
            ...(comment === undefined ? [] : [commented(context, name, comment)]),
        ]
    },

    /** DROP DOMAIN. */
    dropDomain(context: SqlContext, name: TableName): readonly Statement[] {
        return [statement(`DROP DOMAIN ${resolveSql(context, name)}`)]
    },

    /** ALTER DOMAIN, and COMMENT ON DOMAIN. A new constraint reads the values of all columns of the domain, unless it is NOT VALID. */
    alterDomain(context: SqlContext, name: TableName, options: AlterDomainOptions): readonly Statement[] {
        const { renameConstraints = {}, dropConstraints = [], addChecks = [], validateConstraints = [] } = options
        const { default: value, notNull, comment } = options
        const simple = (action: string): Statement => altered(context, name, action)
        return [
            ...Object.entries(renameConstraints).map(([from, to]) =>
                simple(`RENAME CONSTRAINT ${quoteIdent(from)} TO ${quoteIdent(to)}`),
            ),
            ...dropConstraints.map((one) => simple(`DROP CONSTRAINT ${quoteIdent(one)}`)),
            ...addChecks.map((one) => added(context, name, one)),
            ...validateConstraints.map((one) =>
                reading(context, name, `VALIDATE CONSTRAINT ${quoteIdent(one)}`, failures.validation),
            ),
            ...(value === undefined ? [] : [simple(value === null ? "DROP DEFAULT" : `SET DEFAULT ${value}`)]),
            ...(notNull === undefined ? [] : [notNull ? setNotNull(context, name) : simple("DROP NOT NULL")]),
            ...(comment === undefined ? [] : [commented(context, name, comment)]),
        ]
    },

    /** ALTER DOMAIN … RENAME TO. */
    renameDomain(context: SqlContext, from: TableName, to: string): readonly Statement[] {
        return [altered(context, from, `RENAME TO ${quoteIdent(to)}`)]
    },

    /** ALTER DOMAIN … SET SCHEMA: the columns that have it follow. */
    setDomainSchema(context: SqlContext, name: TableName, schema: string): readonly Statement[] {
        return [altered(context, name, `SET SCHEMA ${quoteIdent(schema)}`)]
    },
} as const

function altered(context: SqlContext, name: TableName, action: string): Statement {
    return statement(`ALTER DOMAIN ${resolveSql(context, name)} ${action}`)
}

function reading(context: SqlContext, name: TableName, action: string, text: HazardText): Statement {
    return statement(`ALTER DOMAIN ${resolveSql(context, name)} ${action}`, {
        ...READS_TABLES,
        hazards: [hazard(text, resolveKey(context, "domain", name))],
    })
}

function setNotNull(context: SqlContext, name: TableName): Statement {
    return reading(context, name, "SET NOT NULL", failures.notNull)
}

function added(context: SqlContext, name: TableName, check: DomainCheck): Statement {
    const action = `ADD ${checkSql(check)}`
    return check.validated === false
        ? altered(context, name, `${action} NOT VALID`)
        : reading(context, name, action, failures.check)
}

function checkSql({ name, expression }: DomainCheck): string {
    return `CONSTRAINT ${quoteIdent(name)} CHECK (${expression})`
}

function commented(context: SqlContext, name: TableName, comment: string | null): Statement {
    const text = comment === null ? "NULL" : quoteLiteral(comment).trim()
    return statement(`COMMENT ON DOMAIN ${resolveSql(context, name)} IS ${text}`)
}
