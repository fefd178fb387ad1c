import { dataLoss } from "../core/hazards/data-loss.js"
import { rowReads } from "../core/hazards/locks.js"
import { quoteIdent, quoteLiteral } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { ownOperator as is } from "../core/own-operator.js"
import { hazard, rowsRead, statement, type Hazard, type Statement } from "../core/statement.js"
import { doBlock } from "./do-block.js"
import { defaultSql, type DefaultValue } from "./table-items.js"
import { resolveKey, resolveSql, type TableName } from "./table-name.js"

/** Options of `op.backfill`. */
export interface BackfillOptions {
    /** How many rows at a time, each time in a transaction of its own: not possible inside a transaction. Absent: all at once. */
    readonly batchSize?: number
    /** The column is new: no row has had its value taken away, so that there is nothing to go back to. */
    readonly newColumn?: boolean
}

/** How often the table is gone through: others may move a row to another place while it is read. */
const PASSES = 10

/** The operation that gives nulls a value. */
export const backfillOperations = {
    /**
     * Gives every null of a column a value: a constant, or an SQL expression over the row. In batches: the rows are found once, others
     * wait for no more than a batch, and what was interrupted goes on where it stopped when it is run again.
     */
    backfill(
        context: SqlContext,
        table: TableName,
        column: string,
        value: DefaultValue,
        options: BackfillOptions = {},
    ): readonly Statement[] {
        return backfill(context, table, column, value, options)
    },

    /** The former name of `op.backfill`, for files that have it. */
    fillNulls(
        context: SqlContext,
        table: TableName,
        column: string,
        value: DefaultValue,
        options: BackfillOptions = {},
    ): readonly Statement[] {
        return backfill(context, table, column, value, options)
    },
} as const

function backfill(
    context: SqlContext,
    table: TableName,
    column: string,
    value: DefaultValue,
    { batchSize, newColumn }: BackfillOptions,
): readonly Statement[] {
    const [target, name] = [resolveSql(context, table), quoteIdent(column)]
    const update = `UPDATE ${target} SET ${name} = ${defaultSql(value)} WHERE`
    const lock = batchSize === undefined ? "ACCESS EXCLUSIVE" : "ROW EXCLUSIVE"
    const hazards = hazardsOf(resolveKey(context, "column", table, column), lock, newColumn === true)
    if (batchSize === undefined) {
        // What follows in the transaction needs the strongest lock: whoever waits for a row by then would be in a deadlock.
        const all = `BEGIN
    LOCK TABLE ${target} IN ACCESS EXCLUSIVE MODE;
    ${update} ${name} IS NULL;
END`
        return [statement(doBlock("backfill", all), { lock, hazards })]
    }
    const size = Math.max(1, Math.trunc(batchSize))
    const notice = `RAISE NOTICE 'backfill of %: % rows', ${quoteLiteral(`${target}.${name}`).trim()}, autogen_count;`
    // Without rows no batch would look at the expression.
    const body = `#variable_conflict use_column
DECLARE
    autogen_batch record;
    autogen_more boolean;
    autogen_rows bigint;
    autogen_count bigint := 0;
BEGIN
    PERFORM ${defaultSql(value).trim()} FROM ${target} LIMIT 0;
    FOR autogen_pass IN 1..${PASSES} LOOP
        autogen_more := false;
        FOR autogen_batch IN
            SELECT pg_catalog.array_agg(autogen_row.place) AS places FROM (
                SELECT ctid AS place, (pg_catalog.row_number() OVER () ${is("-")} 1) ${is("/")} ${size} AS number FROM ${target} WHERE ${name} IS NULL
            ) AS autogen_row GROUP BY autogen_row.number
        LOOP
            autogen_more := true;
            ${update} ctid ${is("=")} ANY (autogen_batch.places) AND ${name} IS NULL;
            GET DIAGNOSTICS autogen_rows = ROW_COUNT;
            autogen_count := autogen_count ${is("+")} autogen_rows;
            COMMIT;
            ${notice}
        END LOOP;
        EXIT WHEN NOT autogen_more;
    END LOOP;
END`
    return [statement(doBlock("backfill", body), { lock, hazards, transaction: "outside" })]
}

function hazardsOf(
    object: Hazard["object"],
    lock: "ACCESS EXCLUSIVE" | "ROW EXCLUSIVE",
    isNew: boolean,
): readonly Hazard[] {
    const reads = rowsRead(lock, object, lock === "ACCESS EXCLUSIVE" ? rowReads.backfill : rowReads.backfillInBatches)
    return isNew ? [reads] : [hazard(dataLoss.nullsBackfilled, object), reads]
}
