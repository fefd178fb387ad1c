import { rowReads } from "../core/hazards/locks.js"
import { quoteIdent, quoteList, quoteLiteral } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { ownOperator as is, readable } from "../core/own-operator.js"
import { OWN_SEARCH_PATH } from "../core/session-settings.js"
import { rowsRead, statement, type Statement } from "../core/statement.js"
import { conversion } from "./casts.js"
import { doBlock } from "./do-block.js"
import { typeSql } from "./column-type.js"
import { defaultSql, type ColumnItem } from "./table-items.js"
import { resolveKey, resolveName, resolveSql, type TableName } from "./table-name.js"
import { resolveType, typeCallSql, type TypeCall } from "./type-builders.js"
import { lossCondition } from "./value-loss.js"
import type { IndexElement } from "./index-element.js"

/** Options of `op.requireCheck`, and of all that asks about columns which may yet have to come. */
export interface NewColumns {
    /**
     * Columns that are not there yet, as the migration is going to add them: in each row they have their default, or null. No
     * default that differs from row to row.
     */
    readonly newColumns?: readonly ColumnItem[]
}

/** Options of `op.requireUnique`. */
export interface RequireUniqueOptions extends NewColumns {
    /** Only rows that fulfil this, as SQL: the predicate of a partial index. */
    readonly where?: string
    /** Two nulls are the same. */
    readonly nullsNotDistinct?: boolean
}

/** Options of `op.requireReferences`. */
export interface RequireReferencesOptions extends NewColumns {
    readonly match?: "simple" | "full"
}

/** Options of `op.requireValues`. */
export interface RequireValuesOptions {
    /** Whether the column holds arrays, each of whose elements must be one of the values. */
    readonly array?: boolean
}

/** What a column is converted from. */
export interface RequireTypeOptions {
    readonly from: TypeCall
}

/**
 * What must be true of the rows before a migration changes anything. Each is one statement that reads, never writes: it fails with
 * the number of rows that violate it, and with a query that shows them.
 */
export const preconditionOperations = {
    /** No row: a new column without a value for those that are there. */
    requireEmpty(context: SqlContext, table: TableName, forColumn: string): readonly Statement[] {
        return refuseRows(context, table, {
            rows: `FROM ${resolveSql(context, table)}`,
            what: `without a value for the new column ${quoteIdent(forColumn)}, which is NOT NULL and has no default`,
            code: "not_null_violation",
            hint: "give the column a default, or backfill these rows (generate --backfill)",
        })
    },

    /** No null in any of the columns. */
    requireNoNulls(context: SqlContext, table: TableName, columns: readonly string[]): readonly Statement[] {
        const nulls = columns.map((column) => `${quoteIdent(column)} IS NULL`).join(" OR ")
        return refuseRows(context, table, {
            rows: `FROM ${resolveSql(context, table)} WHERE ${nulls}`,
            what: `without a value in ${quoteList(columns)}, which becomes NOT NULL`,
            code: "not_null_violation",
            hint: "give them a value, or say which they get (generate --backfill)",
        })
    },

    /** No two rows with the same values in these columns or expressions. */
    requireUnique(
        context: SqlContext,
        table: TableName,
        elements: readonly IndexElement[],
        options: RequireUniqueOptions = {},
    ): readonly Statement[] {
        const keys = elements.map((element) =>
            typeof element === "string" ? quoteIdent(element) : `(${element.expression})`,
        )
        const backfilled = options.nullsNotDistinct ? [] : keys.map((key) => `${key} IS NOT NULL`)
        const conditions = [...(options.where === undefined ? [] : [`(${options.where}\n)`]), ...backfilled]
        const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`
        const list = keys.join(", ")
        const rows = `FROM ${rowsOf(context, table, options)}${where} GROUP BY ${list} HAVING pg_catalog.count(*) ${is(">")} 1`
        return refuseRows(context, table, {
            rows,
            sample: `SELECT ${list}, pg_catalog.count(*) ${rows}`,
            unit: ["value", "values"],
            what: `of ${list} in several rows, where each must be unique`,
            code: "unique_violation",
            hint: options.newColumns
                ? "add the column without a default first, and give each row a value of its own"
                : "change or remove the duplicates",
        })
    },

    /** No row that refers to nothing. */
    requireReferences(
        context: SqlContext,
        table: TableName,
        columns: readonly string[],
        referencedTable: TableName,
        referencedColumns: readonly string[],
        options: RequireReferencesOptions = {},
    ): readonly Statement[] {
        const own = columns.map((column) => `child.${quoteIdent(column)}`)
        const pairs = own.map((column, index) => `parent.${quoteIdent(referencedColumns[index] ?? "")} = ${column}`)
        const parent = `EXISTS (SELECT FROM ${resolveSql(context, referencedTable)} AS parent WHERE ${pairs.join(" AND ")})`
        const orphan = `${own.map((column) => `${column} IS NOT NULL`).join(" AND ")} AND NOT ${parent}`
        const partly = options.match === "full" && own.length > 1
        const condition = partly
            ? `pg_catalog.num_nulls(${own.join(", ")}) NOT IN (0, ${own.length}) OR ${orphan}`
            : orphan
        return refuseRows(context, table, {
            ...(options.newColumns?.length ? {} : { compared: { columns, referencedTable, referencedColumns } }),
            rows: `FROM ${rowsOf(context, table, options, "child")} WHERE ${condition}`,
            what: `referring by ${quoteList(columns)} to no row of ${resolveSql(context, referencedTable)}`,
            code: "foreign_key_violation",
            hint: "add the rows that they refer to, or change or remove these",
        })
    },

    /** No row that breaks a condition. As in a check, a condition that is null is not broken. */
    requireCheck(
        context: SqlContext,
        table: TableName,
        expression: string,
        options: NewColumns = {},
    ): readonly Statement[] {
        return refuseRows(context, table, {
            rows: `FROM ${rowsOf(context, table, options)} WHERE NOT (${expression}\n)`,
            what: `breaking the condition ${oneLine(expression)}`,
            code: "check_violation",
            hint: "correct these rows, or the condition",
        })
    },

    /** No other value than these in the column: those that an enumerated type has. */
    requireValues(
        context: SqlContext,
        table: TableName,
        column: string,
        values: readonly string[],
        options: RequireValuesOptions = {},
    ): readonly Statement[] {
        const list = `ARRAY[${values.map((value) => quoteLiteral(value).trim()).join(", ")}]::pg_catalog.text[]`
        const text = `${quoteIdent(column)}::pg_catalog.text`
        const other = options.array
            ? `NOT pg_catalog.array_remove(${text}[], NULL) ${is("<@")} ${list}`
            : `${text} ${is("<>")} ALL (${list})`
        return refuseRows(context, table, {
            rows: `FROM ${resolveSql(context, table)} WHERE ${other}`,
            what: `with another value in ${quoteIdent(column)} than ${values.join(", ")}`,
            code: "invalid_text_representation",
            hint: "change these values, keep them among those of the type, or say what they become (generate --map)",
        })
    },

    /** No value in the column that another type would cut off, round, strip of a part, or refuse. */
    requireFits(
        context: SqlContext,
        table: TableName,
        column: string,
        type: TypeCall,
        options: RequireTypeOptions,
    ): readonly Statement[] {
        const [from, to] = [resolveType(context.defaultSchema, options.from), resolveType(context.defaultSchema, type)]
        const loss = lossCondition(quoteIdent(column), from, to)
        if (loss === null) return []
        return refuseRows(context, table, {
            rows: `FROM ${resolveSql(context, table)} WHERE ${loss}`,
            what: `with a value in ${quoteIdent(column)} that does not fit into ${typeSql(to)} as it is`,
            code: "data_exception",
            hint: "change these values, or say how they are to be converted (using)",
        })
    },

    /** No value in the column whose text cannot be read as another type. */
    requireCastable(
        context: SqlContext,
        table: TableName,
        column: string,
        type: TypeCall,
        options: RequireTypeOptions,
    ): readonly Statement[] {
        const [from, to] = [resolveType(context.defaultSchema, options.from), resolveType(context.defaultSchema, type)]
        const read = (value: string): string => conversion(value, from, to).using ?? value
        const loss = (value: string): string =>
            lossCondition(`(${read(value)})`, { ...to, modifier: null }, to) ?? `(${read(value)}) IS NULL`
        const [name, own] = [resolveSql(context, table), quoteIdent(column)]
        const body = `#variable_conflict use_column
DECLARE
    candidate pg_catalog.text;
    samples pg_catalog.text;
    offending bigint := 0;
BEGIN
    BEGIN
        PERFORM FROM ${name} WHERE ${own} IS NOT NULL AND (${loss(own)}) LIMIT 1;
        IF NOT FOUND THEN RETURN; END IF;
    EXCEPTION WHEN OTHERS THEN
        NULL; -- One by one, to find out which.
    END;
    FOR candidate IN SELECT ${own}::pg_catalog.text FROM ${name} WHERE ${own} IS NOT NULL LOOP
        BEGIN
            PERFORM WHERE ${loss("candidate")};
            CONTINUE WHEN NOT FOUND;
        EXCEPTION WHEN OTHERS THEN
            NULL;
        END;
        offending := offending ${is("+")} 1;
        IF offending ${is("<=")} 3 THEN samples := pg_catalog.concat_ws(', ', samples, pg_catalog.quote_literal(candidate)); END IF;
        EXIT WHEN offending ${is(">")} ${MOST_ATTEMPTS};
    END LOOP;
    ${raise({
        table: name,
        limit: MOST_ATTEMPTS,
        what: `with a value in ${own} that cannot be read as ${typeSql(to)}`,
        code: "invalid_text_representation",
        hint: "change these values, or say how they are to be converted (using)",
        sample: `SELECT * FROM ${name} WHERE ${own}::text IN (`,
        sampleTail: "samples, ')'",
    })}
END`
        return [precondition(context, table, body)]
    },
} as const

/** More are not counted. */
export const MOST = 1_000_000
const MOST_ATTEMPTS = 1_000

interface Requirement {
    /** From FROM on: what finds the rows that violate it. */
    readonly rows: string
    /** A query that shows them, without a limit. Default: all columns of the rows. */
    readonly sample?: string
    readonly unit?: readonly [string, string]
    /** What is wrong with them, after "3 rows of …". */
    readonly what: string
    /** The name of the condition that the step itself would raise. */
    readonly code: string
    readonly hint: string
    /** The columns that are compared with others, of types that are not known here. */
    readonly compared?: Compared
}

interface Compared {
    readonly columns: readonly string[]
    readonly referencedTable: TableName
    readonly referencedColumns: readonly string[]
}

function refuseRows(context: SqlContext, table: TableName, requirement: Requirement): readonly Statement[] {
    const { rows, sample = `SELECT * ${rows}` } = requirement
    const name = resolveSql(context, table)
    const { compared } = requirement
    const [declared, before, after] = compared ? ownOperatorsOnly(context, table, compared) : ["", "", ""]
    const body = `#variable_conflict use_column
DECLARE
    offending bigint;${declared}
BEGIN
    ${before}SELECT pg_catalog.count(*) INTO offending FROM (SELECT ${rows} LIMIT ${MOST + 1}) AS found;
    ${after}${raise({ ...requirement, table: name, limit: MOST, sample: `${sample} LIMIT 10` })}
END`
    return [precondition(context, table, body)]
}

/**
 * Values of Postgres's own types, and of enums, are compared by nothing but Postgres's own operators; an extension's type, such as citext,
 * by those that the search_path finds. What the foreign key itself is going to use nobody can change.
 */
function ownOperatorsOnly(
    context: SqlContext,
    table: TableName,
    { columns, referencedTable, referencedColumns }: Compared,
): readonly [declared: string, before: string, after: string] {
    const among = (name: TableName, list: readonly string[]): string =>
        `(a.attrelid ${is("=")} ${literal(resolveSql(context, name))}::pg_catalog.regclass AND a.attname ${is("=")} ANY (ARRAY[${list.map(literal).join(", ")}]))`
    const before = `IF NOT EXISTS (
        SELECT FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid ${is("=")} a.atttypid
        WHERE (${among(table, columns)} OR ${among(referencedTable, referencedColumns)})
            AND t.typtype ${is("<>")} 'e' AND t.typnamespace ${is("<>")} 'pg_catalog'::pg_catalog.regnamespace
    ) THEN
        PERFORM pg_catalog.set_config('search_path', ${literal(OWN_SEARCH_PATH)}, true);
    END IF;
    `
    const declared = "\n    autogen_path pg_catalog.text := pg_catalog.current_setting('search_path');"
    return [declared, before, "PERFORM pg_catalog.set_config('search_path', autogen_path, true);\n    "]
}

/** The rows of a table, with what new columns are going to have in them, under the table's own name or another. */
function rowsOf(context: SqlContext, table: TableName, { newColumns }: NewColumns, alias?: string): string {
    const name = resolveSql(context, table)
    if (!newColumns?.length) return alias === undefined ? name : `${name} AS ${alias}`
    const values = newColumns.map(({ name: column, type, options }) => {
        const value = options.default === undefined ? "NULL" : defaultSql(options.default).trim()
        const collation = options.collation === undefined ? "" : ` COLLATE ${options.collation}`
        return `CAST(${value} AS ${typeCallSql(context.defaultSchema, type)})${collation} AS ${quoteIdent(column)}`
    })
    const own = alias ?? quoteIdent(resolveName(context, table).name)
    return `(SELECT *, ${values.join(", ")} FROM ${name}) AS ${own}`
}

/** What is said of rows that violate it. */
export interface Complaint extends Omit<Requirement, "rows"> {
    readonly table: string
    readonly limit: number
    readonly sample: string
    /** SQL for the end of the sample, where it is known only then. */
    readonly sampleTail?: string
}

export function raise({
    table,
    limit,
    unit = ["row", "rows"],
    what,
    code,
    hint,
    sample,
    sampleTail,
}: Complaint): string {
    const [one, many] = unit
    const counted = `CASE WHEN offending ${is(">")} ${limit} THEN 'more than ${limit} ${many}' WHEN offending ${is("=")} 1 THEN '1 ${one}' ELSE pg_catalog.concat(offending, ' ${many}') END`
    const subject = one === "row" ? ` of ${table} ${what}` : ` ${what} (${table})`
    const tail = sampleTail === undefined ? "" : `, ${sampleTail}`
    return `IF offending ${is(">")} 0 THEN
        RAISE ${code} USING
            MESSAGE = pg_catalog.concat(${counted}, ${literal(subject)}),
            DETAIL = pg_catalog.concat(${literal(`See them with: ${readable(sample)}`)}${tail}),
            HINT = ${literal(`${hint[0]?.toUpperCase()}${hint.slice(1)}, and run the migration again.`)};
    END IF;`
}

function precondition(context: SqlContext, table: TableName, body: string): Statement {
    const object = resolveKey(context, "table", table)
    const lock = "ACCESS SHARE"
    const hazards = [rowsRead(lock, object, rowReads.precondition)]
    return statement(doBlock("precondition", body), { lock, hazards })
}

function literal(text: string): string {
    return quoteLiteral(text).trim()
}

function oneLine(text: string): string {
    return text.replaceAll(/\s+/g, " ").trim()
}
