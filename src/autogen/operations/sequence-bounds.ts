import { quoteLiteral } from "../core/names.js"
import { ownOperator as is } from "../core/own-operator.js"
import { doBlock } from "./do-block.js"
import type { SequenceNumbers } from "./sequence-numbers.js"

/**
 * The SQL that alters a sequence's bounds. It goes on counting where it is, as long as that is within them. Where it is not, it begins
 * again at its start, if no value from there on can have been given before; else the bounds are refused, as Postgres does.
 *
 * `alter` ends where RESTART can be said. `sequence` is SQL that gives the sequence's name as text.
 */
export function alterWithinBounds(alter: string, sequence: string, numbers: SequenceNumbers): string {
    if (numbers.minimum === undefined && numbers.maximum === undefined) return alter
    const { increment = "q.seqincrement", start = "q.seqstart" } = numbers
    const counted = `SELECT s.is_called AND CASE WHEN ${increment} ${is(">")} 0 THEN s.last_value ${is(">=")} ${start} ELSE s.last_value ${is("<=")} ${start} END
            FROM %s s, pg_catalog.pg_sequence q WHERE q.seqrelid ${is("=")} %L::pg_catalog.regclass`
    const body = `DECLARE
    autogen_sequence pg_catalog.text := ${sequence};
    autogen_counted boolean;
BEGIN
    ${alter};
EXCEPTION WHEN invalid_parameter_value THEN
    EXECUTE pg_catalog.format(${quoteLiteral(counted).trim()}, autogen_sequence, autogen_sequence) INTO autogen_counted;
    IF autogen_counted THEN
        RAISE;
    END IF;
    ${alter} RESTART;
END`
    return doBlock("within_bounds", body)
}
