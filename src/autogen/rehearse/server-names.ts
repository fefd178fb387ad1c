import { isError, messageOf } from "../core/errors.js"
import { ownOperator as is } from "../core/own-operator.js"
import type { Queryable } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"

/** What a database has beside what kinds read, each as its sort and its name: `function total`. */
export type ServerNames = ReadonlySet<string>

const SORT =
    /^(?:function|type|operator class|operator|relation|collation|text search (?:configuration|dictionary)|access method|tablespace|language|role|schema) /

/** From this number on objects are users' own. */
const NAMES = `
    SELECT 'function' AS sort, proname::pg_catalog.text AS name FROM pg_catalog.pg_proc WHERE oid ${is(">=")} 16384
    UNION SELECT 'type', typname::pg_catalog.text FROM pg_catalog.pg_type WHERE oid ${is(">=")} 16384
    UNION SELECT 'operator', oprname::pg_catalog.text FROM pg_catalog.pg_operator WHERE oid ${is(">=")} 16384
    UNION SELECT 'operator class', opcname::pg_catalog.text FROM pg_catalog.pg_opclass WHERE oid ${is(">=")} 16384
    UNION SELECT 'relation', relname::pg_catalog.text FROM pg_catalog.pg_class WHERE oid ${is(">=")} 16384
    UNION SELECT 'collation', collname::pg_catalog.text FROM pg_catalog.pg_collation
    UNION SELECT 'text search configuration', cfgname::pg_catalog.text FROM pg_catalog.pg_ts_config
    UNION SELECT 'text search dictionary', dictname::pg_catalog.text FROM pg_catalog.pg_ts_dict
    UNION SELECT 'access method', amname::pg_catalog.text FROM pg_catalog.pg_am
    UNION SELECT 'tablespace', spcname::pg_catalog.text FROM pg_catalog.pg_tablespace
    UNION SELECT 'language', lanname::pg_catalog.text FROM pg_catalog.pg_language
    UNION SELECT 'role', rolname::pg_catalog.text FROM pg_catalog.pg_roles
    UNION SELECT 'schema', nspname::pg_catalog.text FROM pg_catalog.pg_namespace`

/** Reads what the rehearsal's own database may lack and this one has: functions, types, roles, languages … */
export async function serverNames(queryable: Queryable): Promise<ServerNames> {
    return new Set((await queryable.query(NAMES)).map((row) => `${String(row["sort"])} ${String(row["name"])}`))
}

/** Without the names of what the plan itself knows: that the embedded Postgres misses one of them is the plan's fault. */
export function unknownNames(names: ServerNames, objects: Iterable<SchemaObject>): ServerNames {
    const known = new Set([...objects].flatMap(({ path }) => path))
    return new Set([...names].filter((name) => !known.has(name.replace(SORT, ""))))
}

/** Codes by which Postgres says that a name leads nowhere. */
const UNDEFINED = new Set(["42883", "42704", "42P01", "3F000"])

/** Errors of the place: limits, a crash, files that are not there, an interruption. */
const PLACE = /^(?:53|54|57|58|XX)/

/**
 * Whether the embedded Postgres refused a statement only since it lacks something: an extension that it does not ship with, or what the
 * real database has and no kind reads. Where nobody knows the real database's names, whatever is missing may be there.
 */
export function isLack(error: unknown, names: ServerNames | undefined): boolean {
    const code = isError(error) && "code" in error ? String(error.code) : ""
    const message = messageOf(error)
    // Not every error here is Postgres's: PGlite may have run out of memory.
    if (code === "" || PLACE.test(code)) return true
    if (code === "0A000") return /^extension .* is not available/.test(message)
    if (!UNDEFINED.has(code)) return false
    const missing = missingName(message)
    return missing !== null && (names === undefined || names.has(missing))
}

/** The sort and the name that a message speaks of: `type "app.money_range" does not exist`. */
function missingName(message: string): string | null {
    const called = /^function (.+?)\(/.exec(message)?.[1]
    if (called !== undefined) return `function ${lastPart(called)}`
    const operator = /^operator does not exist: (?:.* )?(?:\S+\.)?([-+*/<>=~!@#%^&|`?]+)(?: |$)/.exec(message)?.[1]
    if (operator !== undefined) return `operator ${operator}`
    const [, sort, name] = /^([a-z ]+?) "(.+?)" (?:does not exist|for )/s.exec(message) ?? []
    return sort === undefined || name === undefined ? null : `${sort} ${lastPart(name)}`
}

/** Without schema, quotes and the brackets of an array. */
function lastPart(name: string): string {
    const [last = name] = /(?:"(?:[^"]|"")+"|[^".]+)$/.exec(name.replace(/(?:\[\])+$/, "")) ?? []
    return last.startsWith('"') ? last.slice(1, -1).replaceAll('""', '"') : last
}
