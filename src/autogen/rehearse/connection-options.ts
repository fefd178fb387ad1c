import type { Duplex } from "node:stream"
import { AutogenError } from "../core/errors.js"
import { embeddedStream } from "./embedded-stream.js"

export { isEmbedded } from "./embedded-stream.js"

/** The part of TypeORM's options that says where Postgres is. */
export type ConnectionOptions = UrlConnection | ServerConnection | EmbeddedConnectionOptions

export interface UrlConnection {
    readonly type: "postgres"
    readonly url: string
}

export interface ServerConnection {
    readonly type: "postgres"
    readonly host: string
    readonly port: number
    readonly username: string
    readonly password: string
    readonly database: string
}

export interface EmbeddedConnectionOptions {
    readonly type: "postgres"
    readonly host: string
    readonly username: string
    readonly database: string
    readonly extra: { readonly stream: () => Duplex; readonly ssl: false }
}

const REQUIRED = ["POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_HOSTNAME", "APPLICATION_DB"] as const

/**
 * Where Postgres is, from the environment: `DATABASE_URL`; else `POSTGRES_USER`, `POSTGRES_PASSWORD`, `POSTGRES_HOSTNAME`,
 * `POSTGRES_PORT` (5432) and `APPLICATION_DB`; else, when none of them is set, the embedded Postgres in a folder.
 * An empty variable counts as not set.
 *
 * @example
 * ```ts
 * export default new DataSource({ ...connectionFromEnvironment(), entities: [Room], migrations: ["src/migrations/*.ts"] })
 * ```
 */
export function connectionFromEnvironment(
    env: Readonly<Record<string, string | undefined>> = process.env,
    options: { readonly embeddedFolder?: string } = {},
): ConnectionOptions {
    const url = env["DATABASE_URL"]
    if (url) return { type: "postgres", url }
    const missing = REQUIRED.filter((name) => !env[name])
    if (missing.length === REQUIRED.length && !env["POSTGRES_PORT"])
        return embedded(options.embeddedFolder ?? ".postgres")
    if (missing.length > 0) throw incomplete(missing)
    return {
        type: "postgres",
        host: env["POSTGRES_HOSTNAME"] ?? "",
        port: portFrom(env["POSTGRES_PORT"]),
        username: env["POSTGRES_USER"] ?? "",
        password: env["POSTGRES_PASSWORD"] ?? "",
        database: env["APPLICATION_DB"] ?? "",
    }
}

function embedded(folder: string): EmbeddedConnectionOptions {
    return {
        type: "postgres",
        // A name, not an address: nothing is looked up or dialled.
        host: "embedded",
        username: "postgres",
        database: "postgres",
        // node-postgres would otherwise take PGSSLMODE for its own.
        extra: { stream: embeddedStream(folder), ssl: false },
    }
}

function portFrom(text: string | undefined): number {
    if (!text) return 5432
    const port = Number(text)
    if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port
    throw new AutogenError({
        code: "CONNECTION_SETTINGS_INCOMPLETE",
        message: `POSTGRES_PORT is "${text}", which is not a port`,
        next: "set POSTGRES_PORT to a number from 1 to 65535, or leave it out for 5432",
        fields: { invalid: ["POSTGRES_PORT"] },
    })
}

function incomplete(missing: readonly string[]): AutogenError {
    return new AutogenError({
        code: "CONNECTION_SETTINGS_INCOMPLETE",
        message: `some settings of the connection to Postgres are missing: ${missing.join(", ")}`,
        next: "set them too, or DATABASE_URL instead of all; with none of them set, the embedded Postgres is used",
        fields: { missing },
    })
}
