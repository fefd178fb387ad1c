import { quoteIdent, quoteLiteral } from "../core/names.js"
import type { SqlContext } from "../core/operation.js"
import { ownOperator as is } from "../core/own-operator.js"
import { statement, type Statement } from "../core/statement.js"
import { doBlock } from "./do-block.js"
import { resolveKey, resolveSql, type TableName } from "./table-name.js"

// How far a column has counted is known to its sequence alone: the highest number in the table may have been deleted. Where another
// sequence takes over (serial and identity have one each), the first leaves what it has come to in a setting of the transaction, by the
// column's number in the catalog, which no rename changes. Others must not insert between: the table is locked before it is read.

/** The column that counts, and its sequence where that has a name of its own: an identity's has not. */
export interface Counter {
    readonly table: TableName
    readonly column: string
    readonly sequence?: TableName
}

/** A statement that remembers how far a column has counted, before its sequence goes. */
export function saveSequenceValue(context: SqlContext, counter: Counter): Statement {
    const { target, sequence, setting } = partsOf(context, counter)
    const body = `BEGIN
    LOCK TABLE ${target} IN ACCESS EXCLUSIVE MODE;
    EXECUTE pg_catalog.format('SELECT pg_catalog.set_config(%L, pg_catalog.concat_ws('' '', last_value, is_called), true) FROM %s', ${setting}, ${sequence});
END`
    return counting(context, counter, doBlock("keep_count", body))
}

/**
 * A statement that lets a new sequence of a column go on where the one before it stopped; where there was none in the transaction, or
 * it has come to what the new one cannot give, at `otherwise`, the SQL of its next value. Null: where it starts by itself.
 */
export function restoreSequenceValue(context: SqlContext, counter: Counter, otherwise: string | null): Statement {
    const { target, sequence, setting } = partsOf(context, counter)
    const fallback = otherwise === null ? "NULL" : `pg_catalog.setval(autogen_sequence, ${otherwise}, false)`
    const body = `DECLARE
    autogen_sequence pg_catalog.regclass := ${sequence};
    autogen_counted pg_catalog.text := pg_catalog.current_setting(${setting}, true);
    autogen_last bigint := pg_catalog.split_part(nullif(autogen_counted, ''), ' ', 1);
BEGIN
    LOCK TABLE ${target} IN ACCESS EXCLUSIVE MODE;
    IF EXISTS (SELECT FROM pg_catalog.pg_sequence WHERE seqrelid ${is("=")} autogen_sequence AND seqincrement ${is(">")} 0
        AND autogen_last ${is(">=")} seqmin AND autogen_last ${is("<=")} seqmax) THEN
        PERFORM pg_catalog.setval(autogen_sequence, autogen_last, pg_catalog.split_part(autogen_counted, ' ', 2)::boolean);
    ELSE
        PERFORM ${fallback};
    END IF;
END`
    return counting(context, counter, doBlock("continue_count", body))
}

/** What the plan calls it is the sequence: the table that it locks must be said. */
function counting(context: SqlContext, { table }: Counter, sql: string): Statement {
    return statement(sql, { lock: "ACCESS EXCLUSIVE", alsoLocks: [resolveKey(context, "table", table)] })
}

/** The SQL of the number after the highest that the column holds. */
export function afterHighest(context: SqlContext, { table, column }: Counter, start: number | string): string {
    return `GREATEST((SELECT pg_catalog.max(${quoteIdent(column)}) FROM ${resolveSql(context, table)}) ${is("+")} 1, ${start})`
}

function partsOf(context: SqlContext, { table, column, sequence }: Counter) {
    const target = resolveSql(context, table)
    const [place, name] = [literal(target), literal(column)]
    return {
        target,
        sequence: sequence
            ? literal(resolveSql(context, sequence))
            : `pg_catalog.pg_get_serial_sequence(${place}, ${name})`,
        setting: `(SELECT pg_catalog.format('typeorm_autogen.counted_%s_%s', attrelid, attnum) FROM pg_catalog.pg_attribute WHERE attrelid ${is("=")} ${place}::pg_catalog.regclass AND attname ${is("=")} ${name})`,
    }
}

function literal(text: string): string {
    return quoteLiteral(text).trim()
}
