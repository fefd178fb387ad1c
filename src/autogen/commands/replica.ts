import type { DataSource } from "typeorm"
import type { DataSourceLike } from "../core/data-source-like.js"
import { userOptions } from "../core/user-options.js"

/** Options that say where a database is, and what connecting to it does beside. */
const ELSEWHERE = new Set([
    "url",
    "host",
    "port",
    "username",
    "password",
    "database",
    "ssl",
    "replication",
    "poolSize",
    "nativeDriver",
    "driver",
    "cache",
    "extra",
    "entities",
    "migrations",
    "subscribers",
    "logger",
])

/** What TypeORM has built of the entities and migrations, by the members of a DataSource that hold it. */
const BUILT = ["entityMetadatas", "entityMetadatasMap", "migrations"] as const

/**
 * A DataSource of the same copy of TypeORM, with the same entities and migrations, in another database: without subscribers, cache
 * and logging. What TypeORM has built for the first one is used again, so it must have been built, and nothing is built twice.
 */
export function replica(dataSource: DataSourceLike, connection: object): DataSource {
    const Replica = dataSource.constructor as new (options: object) => DataSource
    const copy = new Replica({
        ...keptOptions(dataSource),
        ...connection,
        synchronize: false,
        dropSchema: false,
        migrationsRun: false,
        logging: false,
    })
    const built = dataSource as unknown as Readonly<Record<string, unknown>>
    for (const name of BUILT) if (built[name] !== undefined) Object.assign(copy, { [name]: built[name] })
    return copy
}

/** The options that hold wherever the database is. */
export function keptOptions(dataSource: DataSourceLike): object {
    return Object.fromEntries(Object.entries(userOptions(dataSource)).filter(([name]) => !ELSEWHERE.has(name)))
}

/** The search path that the user's connections begin with, where their options say one: `extra: { options: "-c search_path=app" }`. */
export function searchPathOf(dataSource: DataSourceLike): string | null {
    const given = userOptions(dataSource).extra?.["options"]
    if (typeof given !== "string") return null
    return /(?:-c\s*|--)search_path=((?:\\.|[^\s\\])+)/.exec(given)?.[1]?.replaceAll(/\\(.)/g, "$1") ?? null
}
