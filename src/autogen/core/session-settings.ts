/**
 * Where the names of our own questions are looked for: nowhere but in Postgres's own schema, whatever the owner of the database or of
 * the role has set. Temporary objects come last; unless it is named, their schema is the first.
 */
export const OWN_SEARCH_PATH = "pg_catalog, pg_temp"

/** Settings that decide how Postgres prints what it has stored, as they are by default: an owner may have set others. */
const PRINTING: Readonly<Record<string, string>> = {
    search_path: OWN_SEARCH_PATH,
    standard_conforming_strings: "on",
    quote_all_identifiers: "off",
    DateStyle: "ISO, MDY",
    IntervalStyle: "postgres",
    TimeZone: "UTC",
    extra_float_digits: "1",
    bytea_output: "hex",
    xmloption: "content",
}

/** The list of a SELECT that sets, until the transaction ends, what our questions and Postgres's prints depend on. */
export const PRINTING_SETTINGS = Object.entries(PRINTING)
    .map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', true)`)
    .join(", ")

/**
 * A search_path in which nothing comes before Postgres's own names, and temporary objects come last: where it names `pg_catalog` or
 * `pg_temp`, it does so no longer, since by itself Postgres looks into `pg_catalog` first. Null where it is so already.
 */
export function safeSearchPath(path: string): string | null {
    const parts = path.match(/(?:"(?:[^"]|"")*"|[^",])+/g)?.map((part) => part.trim()) ?? []
    const plain = (part: string): string => part.replace(/^"(.*)"$/, "$1").toLowerCase()
    const kept = parts.filter((part) => !["pg_catalog", "pg_temp"].includes(plain(part)))
    if (kept.length === parts.length) return null
    if (parts.length - kept.length === 1 && plain(parts[0] ?? "") === "pg_catalog") return null
    return [...kept, "pg_temp"].join(", ")
}
