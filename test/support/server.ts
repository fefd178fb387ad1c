/** The PostgreSQL majors the tests can start. */
export const serverVersions = [13, 14, 15, 16, 17, 18] as const

/** A PostgreSQL major version. */
export type ServerVersion = (typeof serverVersions)[number]

/** The superuser of every test server; the password is real, so that a wrong one is refused. */
export const superuser = { user: "postgres", password: "correct horse" } as const

/** A running PostgreSQL server: where it listens and who may enter. */
export interface Server {
    readonly version: ServerVersion
    readonly host: string
    readonly port: number
    readonly user: string
    readonly password: string
    /** The connection URL of a database on this server, for the superuser. */
    url(database: string): string
}

/** Describes a server of this version on this port of the loopback interface. */
export function serverAt(version: ServerVersion, port: number): Server {
    const address = { version, host: "127.0.0.1", port, ...superuser }
    return { ...address, url: (database) => connectionUrl(address, database) }
}

/** A `postgres://` URL; every part is escaped. */
export function connectionUrl(address: Omit<Server, "url" | "version">, database: string): string {
    const [user, password, name] = [address.user, address.password, database].map(encodeURIComponent)
    return `postgres://${user}:${password}@${address.host}:${address.port}/${name}`
}
