import { quoteLiteral, quoteName, truncateName, type QualifiedName } from "../../core/names.js"
import { statement, type Statement } from "../../core/statement.js"

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
    const relation = `${textSql(quoteName(table))}::regclass`
    const column = to.column === undefined ? "" : ` AND a.attname = ${textSql(to.column)}`
    const body = `DECLARE command text; BEGIN FOR command IN
SELECT format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', con.conrelid::regclass, con.conname, ${name(to, "not_null")})
FROM pg_constraint con JOIN pg_attribute a ON a.attrelid = con.conrelid AND a.attnum = con.conkey[1]
WHERE con.conrelid = ${relation} AND con.contype = 'n' AND con.coninhcount = 0 AND con.conname = ${name(from, "not_null")}${column}
AND NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conrelid = con.conrelid AND o.conname = ${name(to, "not_null")})
UNION ALL
SELECT format('ALTER SEQUENCE %s RENAME TO %I', s.oid::regclass, ${name(to, "seq")})
FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = ${relation}
AND d.deptype = 'i' AND s.relname = ${name(from, "seq")}${column}
AND NOT EXISTS (SELECT FROM pg_class o WHERE o.relnamespace = s.relnamespace AND o.relname = ${name(to, "seq")})
LOOP EXECUTE command; END LOOP; END`
    return statement(`DO ${textSql(body)}`)
}

/** As {@link defaultName}, in SQL, for whichever column `a` is: the longer name gives way until both fit, or are alike in length. */
function anyDefaultName(table: string, label: string): string {
    const room = 63 - Buffer.byteLength(`__${label}`)
    const [tableBytes, columnBytes] = [Buffer.byteLength(table), "octet_length(a.attname::text)"]
    const kept = clipped(
        textSql(table),
        `least(${tableBytes}, greatest(${room} - ${columnBytes}, ${Math.ceil(room / 2)}))`,
    )
    const column = clipped("a.attname", `least(${columnBytes}, ${Math.max(room - tableBytes, Math.floor(room / 2))})`)
    return `${kept} || '_' || ${column} || ${textSql(`_${label}`)}`
}

/** The first bytes of a text, never half of a character: a `name` keeps 63 bytes so. */
function clipped(text: string, bytes: string): string {
    return `substr((repeat('x', 63 - ${bytes}) || ${text})::name::text, 64 - ${bytes})`
}

function textSql(text: string): string {
    return quoteLiteral(text).trim()
}
