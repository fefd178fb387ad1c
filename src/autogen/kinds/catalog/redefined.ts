import { quoteLiteral } from "../../core/names.js"
import { ownOperator as is } from "../../core/own-operator.js"
import { KNOWN_FUNCTIONS } from "./condition-pieces.js"

/** The first number of what is not part of Postgres itself (FirstNormalObjectId). */
const FIRST_OWN = 16384

const ownType = (oid: string): string =>
    `(${oid} ${is("<")} ${FIRST_OWN} OR EXISTS (SELECT FROM pg_catalog.pg_type t WHERE t.oid ${is("=")} ${oid} AND t.typtype ${is("=")} 'e'))`

const functions = KNOWN_FUNCTIONS.map((name) => quoteLiteral(name).trim()).join(", ")

/**
 * SQL: whether somebody has made comparisons or casts between Postgres's own types (and enumerated ones), or functions of the names whose
 * print is known. Postgres prefers them where they fit better than its own, so that the form of an expression does not tell its meaning.
 */
export const redefined = `(EXISTS (
            SELECT FROM pg_catalog.pg_operator o
            WHERE o.oid ${is(">=")} ${FIRST_OWN} AND o.oprname ${is("=")} ANY (ARRAY['=', '<>', '<', '<=', '>', '>=']) AND ${ownType("o.oprleft")} AND ${ownType("o.oprright")}
        ) OR EXISTS (
            SELECT FROM pg_catalog.pg_cast c
            WHERE c.oid ${is(">=")} ${FIRST_OWN} AND ${ownType("c.castsource")} AND ${ownType("c.casttarget")}
        ) OR EXISTS (
            SELECT FROM pg_catalog.pg_proc p WHERE p.oid ${is(">=")} ${FIRST_OWN} AND p.proname ${is("=")} ANY (ARRAY[${functions}])
        ))`
