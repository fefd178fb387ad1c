import { quoteIdent } from "../../../src/autogen/core/names.js"
import type { Queryable } from "../../../src/autogen/core/queryable.js"
import type { Place } from "./place.js"

/** What pg_dump leaves out, and what stands before its dump here: the roles, and where the session looks for names. */
export async function withRoles(place: Place, dump: string): Promise<string> {
    const roles = await place.query(
        "SELECT rolname::text AS name FROM pg_roles WHERE rolname !~ '^pg_' AND rolname <> current_user",
    )
    const created = roles.map(
        ({ name }) =>
            `DO $$ BEGIN CREATE ROLE ${quoteIdent(String(name))}; EXCEPTION WHEN duplicate_object THEN NULL; END $$;\n`,
    )
    const [row] = await place.query("SELECT current_setting('search_path') AS path")
    return `-- search_path: ${String(row?.["path"])}\n${created.join("")}${dump}`
}

/** Restores a dump into an empty database, and fills materialized views, which pg_dump does where it dumps rows too. */
export async function restore(place: Queryable, dump: string): Promise<void> {
    const [row] = await place.query("SELECT current_setting('search_path') AS path")
    const path = /^-- search_path: (.*)$/m.exec(dump)?.[1] ?? String(row?.["path"])
    // What the server is too old for.
    await place.query(dump.replaceAll(/^SET transaction_timeout.*$/gm, ""))
    await place.query(`RESET ALL; SELECT set_config('search_path', '${path.replaceAll("'", "''")}', false)`)
    const views = await place.query("SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'm' ORDER BY oid")
    for (const { name } of views) await place.query(`REFRESH MATERIALIZED VIEW ${String(name)}`)
}
