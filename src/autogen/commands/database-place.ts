import { isAbsolute, relative } from "node:path"
import { AutogenError } from "../core/errors.js"
import { isCi } from "../core/in-ci.js"
import { printable } from "../core/printable.js"
import { embeddedFolder } from "../rehearse/embedded-stream.js"
import { place, targetOf } from "../revisions/connection-target.js"

/** Where a command works, as the configuration says it. Never holds a password. */
export interface DatabasePlace {
    /** The absolute path of the configuration. */
    readonly config: string
    /** The folder of the embedded Postgres; null where it is in memory, undefined for a server. */
    readonly embeddedFolder: string | null | undefined
    /** Host and port, or the folder of a Unix socket; null for an embedded Postgres, and for a URL that cannot be read. */
    readonly server: string | null
    readonly database: string | null
    /** The schema of names that have none. */
    readonly schema: string
}

/** Where the options of a DataSource lead. `schema` is what the connection says, once there is one. */
export function databasePlace(config: string, options: object, schema?: string): DatabasePlace {
    const folder = embeddedFolder(options)
    const target = targetOf(options)
    const isServer = folder === undefined && !target.unreadable
    const own = (options as { readonly schema?: string }).schema
    return {
        config,
        embeddedFolder: folder,
        server: isServer ? place(target) : null,
        database: isServer ? target.database : null,
        schema: schema ?? (own || "public"),
    }
}

/**
 * A place in one line, which no name in it can leave.
 *
 * @example
 * ```ts
 * databaseLine(databasePlace("/app/ormconfig.ts", dataSource.options), "/app")
 * // database room on localhost:5432, schema public; ormconfig.ts
 * ```
 */
export function databaseLine(
    { config, server, database, schema, ...place }: DatabasePlace,
    cwd: string,
    against: "database" | "history" = "database",
): string {
    const shown = (path: string): string => {
        const inside = relative(cwd, path)
        return inside.startsWith("..") || isAbsolute(inside) ? path : inside || "."
    }
    const where =
        place.embeddedFolder === null
            ? "embedded Postgres in memory"
            : place.embeddedFolder !== undefined
              ? `embedded Postgres in ${shown(place.embeddedFolder)}`
              : server === null
                ? "database of a connection URL that cannot be read"
                : `database ${database || "(the default)"} on ${server}`
    if (against === "history")
        return printable(`migrations, replayed in memory: no database is asked; ${shown(config)}`)
    return printable(`${where}, schema ${schema}; ${shown(config)}`)
}

/**
 * Throws `EMBEDDED_REFUSED` where a production environment or a CI would change an embedded Postgres without having said so: its settings
 * of a connection are missing.
 */
export function expectMeant(
    place: Pick<DatabasePlace, "embeddedFolder">,
    command: string,
    { embedded = false, env = process.env }: { readonly embedded?: boolean; readonly env?: NodeJS.ProcessEnv },
): void {
    if (embedded || place.embeddedFolder === undefined) return
    const reason = env["NODE_ENV"] === "production" ? 'NODE_ENV is "production"' : isCi(env) ? "this is a CI" : null
    if (reason === null) return
    const where = place.embeddedFolder === null ? "in memory" : `in "${place.embeddedFolder}"`
    throw new AutogenError({
        code: "EMBEDDED_REFUSED",
        message: `${command} would change the embedded Postgres ${where}, but ${reason}: no connection to a server is configured; nothing was changed`,
        next: "set DATABASE_URL, or POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_HOSTNAME, POSTGRES_PORT and APPLICATION_DB; if the embedded Postgres is meant, add --embedded",
        fields: { folder: place.embeddedFolder },
    })
}
