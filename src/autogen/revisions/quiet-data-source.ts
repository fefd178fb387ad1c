import { Socket } from "node:net"
import type { Logger } from "typeorm"
import { AutogenError, messageOf } from "../core/errors.js"
import { entitiesRejected } from "../core/rejected-source.js"
import { keepUserOptions } from "../core/user-options.js"
import { isEmbedded } from "./pooled-connection.js"
import { verifySearchPath } from "./safe-search-path.js"
import type { AnyDataSource } from "./any-data-source.js"

/** The members that are silenced. TypeORM declares some of them readonly or protected; at run time they are plain properties. */
interface Innards {
    options: object
    logger: Logger
    queryResultCache: unknown
    readonly driver: { options: object }
    buildMetadatas: () => Promise<void>
}

/** The options that say where the server is, beside `url`: it overrides them only in part. */
export const NOWHERE = {
    host: undefined,
    port: undefined,
    username: undefined,
    password: undefined,
    database: undefined,
    replication: undefined,
}

/** How long a host that does not answer is waited for where the user has not said it. Operating systems wait for minutes. */
const CONNECT_TIMEOUT = 30_000

/** A DataSource that is silenced. */
export interface Quieted {
    /** Ends connections that came to nothing: node-postgres forgets them, and each would keep the process alive for a minute. */
    hangUp(): void
    /** Makes the DataSource what it was. */
    restore(): void
}

/**
 * Takes from a DataSource everything that `initialize()` does beside connecting: it synchronises nothing, drops nothing, runs no
 * migrations, installs no extensions, calls no subscribers, connects to no cache and logs nothing.
 *
 * The user's options object is not touched, as other DataSources may share it: TypeORM's two references to it are exchanged.
 * Metadata that `buildMetadata` has built before (`isBuilt`) is not built a second time. With `directUrl` it connects there instead.
 *
 * @example
 * ```ts
 * const quiet = quieten(dataSource)
 * await dataSource.initialize()
 * await dataSource.destroy()
 * quiet.restore()
 * ```
 */
export function quieten(
    dataSource: AnyDataSource,
    { isBuilt = false, directUrl }: { readonly isBuilt?: boolean; readonly directUrl?: string | undefined } = {},
): Quieted {
    const innards = dataSource as unknown as Innards
    const { options, logger, queryResultCache, driver } = innards
    const driverOptions = driver.options
    const sockets: Socket[] = []
    const forget = keepUserOptions(dataSource)
    const direct = directUrl === undefined ? {} : { ...NOWHERE, url: directUrl }
    const quiet = { ...options, ...quietOptions(options, sockets), ...direct }
    innards.options = quiet
    driver.options = quiet
    innards.logger = SILENT
    innards.queryResultCache = undefined
    const { buildMetadatas } = innards
    const inherited = !Object.hasOwn(innards, "buildMetadatas")
    innards.buildMetadatas = () =>
        isBuilt
            ? Promise.resolve()
            : buildMetadatas.call(innards).catch((error: unknown) => Promise.reject(metadataError(error)))
    return {
        hangUp() {
            for (const socket of sockets.splice(0)) socket.destroy()
        },
        restore() {
            innards.options = options
            forget()
            driver.options = driverOptions
            innards.logger = logger
            innards.queryResultCache = queryResultCache
            if (inherited) Reflect.deleteProperty(innards, "buildMetadatas")
            else innards.buildMetadatas = buildMetadatas
        },
    }
}

function quietOptions(options: object, sockets: Socket[]): object {
    const { connectTimeoutMS, extra } = options as { readonly connectTimeoutMS?: number; readonly extra?: object }
    const given: { readonly verify?: Parameters<typeof verifySearchPath>[0] } = extra ?? {}
    const stream = (): Socket => {
        const socket = new Socket()
        sockets.push(socket)
        return socket
    }
    return {
        synchronize: false,
        dropSchema: false,
        migrationsRun: false,
        installExtensions: false,
        subscribers: [],
        logging: false,
        maxQueryExecutionTime: undefined,
        extra: {
            stream,
            ...extra,
            // Nobody else is in an embedded Postgres.
            ...(isEmbedded({ options }) ? {} : { verify: verifySearchPath(given.verify) }),
        },
        // An embedded Postgres that is made for the first time may take long, and always answers.
        ...("stream" in given ? {} : { connectTimeoutMS: connectTimeoutMS ?? CONNECT_TIMEOUT }),
    }
}

const nothing = (): void => undefined
const SILENT: Logger = {
    logQuery: nothing,
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
}

/** TypeORM loads the files of its globs while it builds metadata, so that not every error is about entities. */
function metadataError(cause: unknown): AutogenError {
    if (cause instanceof AutogenError) return cause
    if (isTypeOrmError(cause)) return entitiesRejected(cause)
    return new AutogenError({
        code: "CONFIG_LOAD_FAILED",
        message: `the entities and migrations of the DataSource could not be loaded: ${messageOf(cause)}`,
        next: "correct the file that the message names, and run the command again; nothing has been changed",
        cause,
    })
}

/** By name: the project may have another copy of TypeORM than we see. */
function isTypeOrmError(thrown: unknown): boolean {
    if (!(thrown instanceof Error)) return false
    for (let at: unknown = thrown; typeof at === "object" && at !== null; at = Object.getPrototypeOf(at)) {
        if ((at as { readonly constructor?: { readonly name?: string } }).constructor?.name === "TypeORMError")
            return true
    }
    return false
}
