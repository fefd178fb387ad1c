// @module-tag rest
import { afterAll, describe, expect, test } from "vitest"
import { createDatabase, createRole } from "../support/databases.js"
import { serverFor, sharedVersions, type ServerVersion } from "../support/servers.js"
import { attackable, CANARY, overloads } from "./support/overloads.js"
import { deploy, prepare } from "./support/project.js"
import { recorded, type Recording } from "./support/recorder.js"
import { parserLoaded } from "./support/unqualified-names.js"

// Somebody who may create objects where the application's names are looked for makes functions and operators of the names that our
// statements have. A privileged role deploys: none of them may be called. A deployment has nothing but our own statements and those of
// TypeORM: the entities' expressions say where their functions are.

await parserLoaded

const quietRuns = new Map<ServerVersion, Promise<Recording>>()

/** What a deployment says to a server where nobody attacks. */
function quietRun(version: ServerVersion): Promise<Recording> {
    const known = quietRuns.get(version)
    if (known) return known
    const run = (async () => {
        const database = await createDatabase(serverFor(version))
        await prepare(database.url, database.query)
        const recording = await recorded(() => deploy(database.url))
        await database.close()
        return recording
    })()
    quietRuns.set(version, run)
    return run
}
afterAll(() => quietRuns.clear())

describe.each(sharedVersions().map((version) => ({ version })))("PostgreSQL $version", ({ version }) => {
    test.each([
        ["that fit better than Postgres's own", "superuser", null],
        ["that fit better than Postgres's own", "ci", null],
        ["that stand before Postgres's own", "superuser", "public, pg_catalog"],
        ["that stand before Postgres's own", "ci", "public, pg_catalog"],
        ["in a path that begins with temporary objects", "superuser", "pg_temp, public, pg_catalog"],
    ])(
        "overloads %s are not called by a %s",
        async (_what, who, path) => {
            const { statements } = await quietRun(version)
            const database = await createDatabase(serverFor(version))
            const ci = await createRole(database, { create: true, temporary: true })
            const url = who === "ci" ? ci.url : database.url
            await prepare(url, database.query)
            const mallory = await createRole(database, { create: true })
            await database.query(`GRANT CREATE ON SCHEMA public TO "${mallory.name}"; SET ROLE "${mallory.name}"`)
            await database.query(overloads(attackable(statements), "public"))
            await database.query("RESET ROLE")
            // As autovacuum would do: without, each question of the catalog is planned for the few functions that Postgres has.
            await database.query("ANALYZE")
            if (path !== null) await database.query(`ALTER DATABASE "${database.name}" SET search_path = ${path}`)
            const failures: unknown[] = []
            const { notices } = await recorded(() => deploy(url).catch((error: unknown) => void failures.push(error)))
            await mallory.close()
            await ci.close()
            await database.close()
            expect([...new Set(notices.filter((notice) => notice.startsWith(CANARY)))]).toEqual([])
            expect(failures).toEqual([])
        },
        180_000,
    )
})
