import { quoteLiteral, quoteName, truncateName, type QualifiedName } from "../core/names.js"
import { ownOperator as is } from "../core/own-operator.js"
import { statement, type Statement } from "../core/statement.js"

/** The name that Postgres gives to what belongs to a column: `<table>_<column>_<label>`, both shortened to fit 63 bytes (makeObjectName). */
export function defaultName(table: string, column: string, label: string): string {
    const room = 63 - Buffer.byteLength(`__${label}`)
    let tableBytes = Buffer.byteLength(table)
    let columnBytes = Buffer.byteLength(column)
    while (tableBytes + columnBytes > room) {
        if (tableBytes > columnBytes) tableBytes--
        else columnBytes--
    }
    return `${truncateName(table, tableBytes)}_${truncateName(column, columnBytes)}_${label}`
}

/**
 * After a rename of a table, or of one of its columns: the names that Postgres made of the old name follow, as if the new name had
 * been there from the start. They are those of NOT NULL constraints (since PostgreSQL 18) and of identity columns' sequences. What
 * somebody named by hand keeps its name, and so do names that are taken.
 */
export function followRename(
    table: QualifiedName,
    from: { readonly table: string; readonly column?: string },
    to: { readonly table: string; readonly column?: string },
): Statement {
    const name = (side: typeof from, label: string): string =>
        side.column === undefined
            ? anyDefaultName(side.table, label)
            : textSql(defaultName(side.table, side.column, label))
    const relation = `${textSql(quoteName(table))}::pg_catalog.regclass`
    const column = to.column === undefined ? "" : ` AND a.attname ${is("=")} ${textSql(to.column)}`
    const body = `DECLARE command pg_catalog.text; BEGIN FOR command IN
SELECT pg_catalog.format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', con.conrelid::pg_catalog.regclass, con.conname, ${name(to, "not_null")})
FROM pg_catalog.pg_constraint con JOIN pg_catalog.pg_attribute a ON a.attrelid ${is("=")} con.conrelid AND a.attnum ${is("=")} con.conkey[1]
WHERE con.conrelid ${is("=")} ${relation} AND con.contype ${is("=")} 'n' AND con.coninhcount ${is("=")} 0 AND con.conname ${is("=")} ${name(from, "not_null")}${column}
AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o WHERE o.conrelid ${is("=")} con.conrelid AND o.conname ${is("=")} ${name(to, "not_null")})
UNION ALL
SELECT pg_catalog.format('ALTER SEQUENCE %s RENAME TO %I', s.oid::pg_catalog.regclass, ${name(to, "seq")})
FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s ON s.oid ${is("=")} d.objid AND s.relkind ${is("=")} 'S'
JOIN pg_catalog.pg_attribute a ON a.attrelid ${is("=")} d.refobjid AND a.attnum ${is("=")} d.refobjsubid
WHERE d.classid ${is("=")} 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refclassid ${is("=")} 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjid ${is("=")} ${relation}
AND d.deptype ${is("=")} 'i' AND s.relname ${is("=")} ${name(from, "seq")}${column}
AND NOT EXISTS (SELECT FROM pg_catalog.pg_class o WHERE o.relnamespace ${is("=")} s.relnamespace AND o.relname ${is("=")} ${name(to, "seq")})
LOOP EXECUTE command; END LOOP; END`
    return statement(`DO ${textSql(body)}`)
}

/** As {@link defaultName}, in SQL, for whichever column `a` is: the longer name gives way until both fit, or are alike in length. */
function anyDefaultName(table: string, label: string): string {
    const room = 63 - Buffer.byteLength(`__${label}`)
    const [tableBytes, columnBytes] = [Buffer.byteLength(table), "pg_catalog.octet_length(a.attname::pg_catalog.text)"]
    const kept = clipped(
        textSql(table),
        `least(${tableBytes}, greatest(${room} ${is("-")} ${columnBytes}, ${Math.ceil(room / 2)}))`,
    )
    const column = clipped("a.attname", `least(${columnBytes}, ${Math.max(room - tableBytes, Math.floor(room / 2))})`)
    return `pg_catalog.concat(${kept}, '_', ${column}, ${textSql(`_${label}`)})`
}

/** The first bytes of a text, never half of a character: a `name` keeps 63 bytes so. */
function clipped(text: string, bytes: string): string {
    return `pg_catalog.substr(pg_catalog.concat(pg_catalog.repeat('x', 63 ${is("-")} ${bytes}), ${text})::pg_catalog.name::pg_catalog.text, 64 ${is("-")} ${bytes})`
}

function textSql(text: string): string {
    return quoteLiteral(text).trim()
}
