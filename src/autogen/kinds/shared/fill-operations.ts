import { quoteIdent } from "../../core/names.js"
import type { SqlContext } from "../../core/operation.js"
import { rowsRead, statement, type Hazard, type Statement } from "../../core/statement.js"
import { doBlock } from "./do-block.js"
import { defaultSql, type DefaultValue } from "./table-items.js"
import { resolveKey, resolveSql, type TableName } from "./table-name.js"

/** Options of `op.fillNulls`. */
export interface FillNullsOptions {
    /** How many rows at a time, each time in a transaction of its own: not possible inside a transaction. Absent: all at once. */
    readonly batchSize?: number
    /** The column is new: no row has had its value taken away, so that there is nothing to go back to. */
    readonly newColumn?: boolean
}

/** How often the table is gone through: others may move a row to another place while it is read. */
const PASSES = 10

/** The operation that gives nulls a value. */
export const fillOperations = {
    /**
     * Gives every null of a column a value. In batches: the rows are found once, others wait for no more than a batch, and what was
     * interrupted goes on where it stopped when it is run again.
     */
    fillNulls(
        context: SqlContext,
        table: TableName,
        column: string,
        value: DefaultValue,
        { batchSize, newColumn }: FillNullsOptions = {},
    ): readonly Statement[] {
        const [target, name] = [resolveSql(context, table), quoteIdent(column)]
        const object = resolveKey(context, "column", table, column)
        const lock = batchSize === undefined ? "ACCESS EXCLUSIVE" : "ROW EXCLUSIVE"
        const safer =
            batchSize === undefined
                ? "fill them in batches, which `online` does"
                : "choose an hour when few rows are written: a writer of a row that is filled waits for its batch"
        const forgets: Hazard = {
            kind: "not-reversible",
            object,
            reason: "nobody can tell afterwards which rows had no value",
            safer: "fill the nulls yourself before, if you want to keep that",
        }
        const reads = rowsRead(lock, object, "every row is read to find nulls", safer)
        const hazards = newColumn ? [reads] : [forgets, reads]
        const update = `UPDATE ${target} SET ${name} = ${defaultSql(value)} WHERE`
        if (batchSize === undefined) {
            // What follows in the transaction needs the strongest lock: whoever waits for a row by then would be in a deadlock.
            const all = `BEGIN
    LOCK TABLE ${target} IN ACCESS EXCLUSIVE MODE;
    ${update} ${name} IS NULL;
END`
            return [statement(doBlock("fill", all), { lock, hazards })]
        }
        const body = `#variable_conflict use_column
DECLARE
    autogen_batch record;
    autogen_more boolean;
BEGIN
    FOR autogen_pass IN 1..${PASSES} LOOP
        autogen_more := false;
        FOR autogen_batch IN
            SELECT array_agg(autogen_row.place) AS places FROM (
                SELECT ctid AS place, (row_number() OVER () - 1) / ${Math.max(1, Math.trunc(batchSize))} AS number FROM ${target} WHERE ${name} IS NULL
            ) AS autogen_row GROUP BY autogen_row.number
        LOOP
            autogen_more := true;
            ${update} ctid = ANY (autogen_batch.places) AND ${name} IS NULL;
            COMMIT;
        END LOOP;
        EXIT WHEN NOT autogen_more;
    END LOOP;
END`
        return [statement(doBlock("fill", body), { lock, hazards, transaction: "outside" })]
    },
} as const
