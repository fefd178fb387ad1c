import type { Queryable } from "../../../src/autogen/core/queryable.js"

/** Restores a dump into an empty database, and fills materialized views, which pg_dump does where it dumps rows too. */
export async function restore(place: Queryable, dump: string): Promise<void> {
    const [row] = await place.query("SELECT current_setting('search_path') AS path")
    // What the server is too old for.
    await place.query(dump.replaceAll(/^SET transaction_timeout.*$/gm, ""))
    await place.query(
        `RESET ALL; SELECT set_config('search_path', '${String(row?.["path"]).replaceAll("'", "''")}', false)`,
    )
    const views = await place.query("SELECT oid::regclass::text AS name FROM pg_class WHERE relkind = 'm' ORDER BY oid")
    for (const { name } of views) await place.query(`REFRESH MATERIALIZED VIEW ${String(name)}`)
}
