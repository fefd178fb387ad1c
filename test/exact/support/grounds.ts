import { sharedVersions, type ServerVersion } from "../../support/servers.js"
import { pgliteGround, serverGround, type Ground, type Place } from "./place.js"

/** A Postgres that tests are played in. */
export interface NamedGround {
    readonly name: string
    readonly isEmbedded: boolean
    readonly version: ServerVersion
    open(): Promise<Ground>
}

/** PGlite, and the servers that are asked for. */
export function namedGrounds(): readonly NamedGround[] {
    const servers = sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        isEmbedded: false,
        version,
        open: () => Promise.resolve(serverGround(version)),
    }))
    return [{ name: "PGlite", isEmbedded: true, version: 18, open: pgliteGround }, ...servers]
}

/** Does work in a place that SQL has built; what belongs to the database and not to a schema goes afterwards. */
export async function builtIn<T>(ground: Ground, sql: string, work: (place: Place) => Promise<T>): Promise<T> {
    const place = await ground.open()
    try {
        if (sql !== "") await place.query(sql)
        return await work(place)
    } finally {
        await place.query(
            "DROP PUBLICATION IF EXISTS p, pub; DROP FOREIGN DATA WRAPPER IF EXISTS d CASCADE; DROP ACCESS METHOD IF EXISTS heap_too CASCADE",
        )
        await place.close()
    }
}
