import { AutogenError } from "../core/errors.js"
import { safeSearchPath } from "../core/session-settings.js"

/** A client of node-postgres, as far as it is used here. */
interface Client {
    readonly processID?: unknown
    query(
        sql: string,
        params?: readonly unknown[],
    ): Promise<{ readonly rows: readonly Readonly<Record<string, unknown>>[] }>
}

type Verify = (client: Client, done: (error?: Error) => void) => void

const FACTS = "SELECT pg_catalog.current_setting('search_path') AS path, pg_catalog.pg_backend_pid() AS process"

/**
 * What node-postgres's pool does with each new connection before anybody gets it: the owner of a database can give it a search_path in
 * which functions of his stand before Postgres's own, such as the `version()` that TypeORM begins with.
 */
export function verifySearchPath(next: Verify | undefined): Verify {
    return (client, done) => {
        makeSafe(client).then(
            () => (next ? next(client, done) : done()),
            (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        )
    }
}

async function makeSafe(client: Client): Promise<void> {
    const [facts = {}] = (await client.query(FACTS)).rows
    const path = String(facts["path"])
    const safe = safeSearchPath(path)
    if (safe === null) return
    // Behind a pooler the setting would stay with a server process that serves others.
    const isPooled = typeof client.processID === "number" && client.processID !== Number(facts["process"])
    if (isPooled) throw unsafe(path)
    await client.query("SELECT pg_catalog.set_config('search_path', $1, false)", [safe])
}

function unsafe(path: string): AutogenError {
    return new AutogenError({
        code: "SEARCH_PATH_UNSAFE",
        message: `the search_path ${JSON.stringify(path)} of the connection names pg_catalog or pg_temp, so that objects of others can take the place of Postgres's own; nothing was run`,
        next: "leave both out of the search_path of the database and of the role (ALTER DATABASE … SET search_path = …), or connect past the pooler with `directUrl`",
        fields: { searchPath: path },
    })
}
