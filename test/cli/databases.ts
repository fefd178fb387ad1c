import { afterAll } from "vitest"
import { createDatabase, type Database } from "../support/databases.js"
import { serverFor } from "../support/servers.js"

/** Variables of a command's environment. */
export type Environment = Readonly<Record<string, string>>

/** A database on the shared server, and the environment that leads there. */
export interface Place {
    readonly environment: Environment
    readonly database: Database
}

const made: Database[] = []
afterAll(() => Promise.all(made.splice(0).map((database) => database.close())))

/** An empty database of its own. */
export async function newDatabase(): Promise<Place> {
    const database = await createDatabase(serverFor(16), { prefix: "cli" })
    made.push(database)
    return { environment: environmentOf(database.name), database }
}

/** The five variables, as an application has them, with some of them changed. */
export function environmentOf(database: string, changes: Environment = {}): Environment {
    const server = serverFor(16)
    return {
        POSTGRES_USER: server.user,
        POSTGRES_PASSWORD: server.password,
        POSTGRES_HOSTNAME: server.host,
        POSTGRES_PORT: String(server.port),
        APPLICATION_DB: database,
        ...changes,
    }
}
