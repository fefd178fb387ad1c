import { createServer } from "node:net"
import { once } from "node:events"
import { inspect } from "node:util"
import { DataSource, EntitySchema, EventSubscriber, type EntitySubscriberInterface } from "typeorm"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { AutogenError } from "../../src/autogen/core/errors.js"
import { connectionError } from "../../src/autogen/revisions/connection-error.js"
import { current } from "../../src/autogen/revisions/current.js"
import { buildMetadata } from "../../src/autogen/core/build-metadata.js"
import { openSession } from "../../src/autogen/revisions/session.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, createRole, type Database } from "../support/databases.js"
import { fingerprint } from "../support/fingerprint.js"
import { serverFor } from "../support/servers.js"
import { addFloor, createRoom, inSession, rejection, three, threeNames, versions } from "./support.js"

// Decorators write into a store of the process that only one version of TypeORM can read.
const Guest = new EntitySchema({
    name: "Guest",
    columns: { id: { type: "uuid", primary: true, generated: "uuid" }, name: { type: "citext" } },
})
const NoKey = new EntitySchema({ name: "NoKey", columns: { name: { type: "text" } } })
const Plain = new EntitySchema({ name: "Plain", columns: { id: { type: "int", primary: true } } })

const heard: string[] = []

@EventSubscriber()
class Listener implements EntitySubscriberInterface {
    beforeTransactionCommit(): void {
        heard.push("commit")
    }
}

let database: Database
beforeAll(async () => void (database = await createDatabase(serverFor(16))))
afterAll(() => database.close())

describe.each(versions)("a session over TypeORM $version", ({ create }) => {
    const place = (): Parameters<typeof create>[0] => ({ options: { url: database.url } })
    const catalog = (): Promise<readonly string[]> => fingerprint((sql) => database.query(sql), { ignoreTables: [] })

    test("has none of the side effects of initialize()", async () => {
        await database.query("CREATE TABLE precious (id int)")
        const before = await catalog()
        const logged: unknown[] = []
        const log = (...parts: readonly unknown[]): void => void logged.push(parts)
        const options = Object.freeze({
            url: database.url,
            entities: [Guest],
            migrations: [createRoom],
            subscribers: [Listener],
            synchronize: true,
            dropSchema: true,
            migrationsRun: true,
            installExtensions: true,
            extensions: ["hstore"],
            logging: true,
            logger: {
                logQuery: log,
                logQueryError: log,
                logQuerySlow: log,
                logSchemaBuild: log,
                logMigration: log,
                log,
            },
        } as const)
        const dataSource = create(place(), options as object)
        const given = dataSource.options
        const session = await openSession(dataSource)
        expect(await session.query("SELECT $1::int AS one", [1])).toEqual([{ one: 1 }])
        await session.queryRunner.startTransaction()
        await session.queryRunner.commitTransaction()
        await session.close()
        await session.close()
        expect(await catalog()).toEqual(before)
        expect(heard).toEqual([])
        expect(logged).toEqual([])
        expect(dataSource.options).toBe(given)
        expect(dataSource.driver.options).toBe(given)
        expect(dataSource.options.synchronize).toBe(true)
        expect(dataSource.isInitialized).toBe(false)
        expect(Object.hasOwn(dataSource, "buildMetadatas")).toBe(false)
        await database.query("DROP TABLE precious")
    })

    test("may be opened again, after building metadata without it", async () => {
        const dataSource = create(place(), { entities: [Plain], migrations: three })
        await (dataSource as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas()
        for (let time = 0; time < 2; time++) {
            const state = await inSession(dataSource, current)
            expect(state).toEqual({
                head: null,
                heads: [],
                isAtHead: false,
                executed: [],
                pending: threeNames,
                diagnostics: [],
            })
            expect(dataSource.entityMetadatas).toHaveLength(1)
        }
        await dataSource.initialize()
        await dataSource.destroy()
    })

    test("needs no metadata that was built before", async () => {
        const dataSource = create(place(), { entities: [Plain], migrations: three, subscribers: [Listener] })
        await buildMetadata(dataSource)
        const { entityMetadatas, migrations } = dataSource
        const session = await openSession(dataSource, { isBuilt: true })
        expect((await current(session)).pending).toEqual(threeNames)
        await session.close()
        expect(dataSource.entityMetadatas).toBe(entityMetadatas)
        expect(dataSource.migrations).toBe(migrations)
        expect(dataSource.subscribers).toEqual([])
        await dataSource.initialize()
        expect(dataSource.subscribers).toHaveLength(1)
        // The application's own: what it has built is its own.
        const { entityMetadatas: built, subscribers } = dataSource
        await buildMetadata(dataSource)
        expect(dataSource.entityMetadatas).toBe(built)
        expect(dataSource.subscribers).toBe(subscribers)
        await dataSource.destroy()
    })

    test("borrows from a DataSource that is initialised, and leaves it so", async () => {
        const dataSource = await create(place(), { poolSize: 1 }).initialize()
        await inSession(dataSource, async (session) => {
            expect(session.queryRunner.isReleased).toBe(false)
            expect(session.processId).toBeGreaterThan(0)
        })
        expect(dataSource.isInitialized).toBe(true)
        expect(await dataSource.query("SELECT 1 AS one")).toEqual([{ one: 1 }])
        await dataSource.destroy()
    })

    test("gives the rows of every statement", async () => {
        await inSession(create(place()), async (session) => {
            await session.query("CREATE TEMPORARY TABLE pair (a int, b int)")
            await session.query("INSERT INTO pair VALUES (1, 2), (3, 4)")
            expect(await session.query("UPDATE pair SET b = 0 WHERE a = $1 RETURNING a", [1])).toEqual([{ a: 1 }])
            expect(await session.query("DELETE FROM pair RETURNING a")).toHaveLength(2)
            expect(await session.query("SELECT 1; SELECT 2")).toEqual([])
        })
    })

    test("knows the server, and the schema of unqualified names", async () => {
        const facts = await inSession(create(place()), (session) => Promise.resolve(session))
        expect(facts).toMatchObject({ defaultSchema: "public", database: database.name })
        expect(facts.server.version).toBeGreaterThan(160_000)
        const hotel = await inSession(create(place(), { schema: "hotel" }), (session) => Promise.resolve(session))
        expect(hotel.server.defaultSchema).toBe("hotel")
    })

    test("tells TypeORM's complaints of entities from others", async () => {
        const noKey = await rejection(openSession(create(place(), { entities: [NoKey] })))
        expect(noKey.code).toBe("ENTITIES_INVALID")
        expect(noKey.message).toContain("NoKey")
        const broken = await rejection(
            openSession(create(place(), { migrations: [throwing("file is broken") as never] })),
        )
        expect(broken.code).toBe("CONFIG_LOAD_FAILED")
        expect(broken.message).toContain("file is broken")
    })
})

function throwing(message: string): unknown {
    return class Broken {
        constructor() {
            throw new Error(message)
        }
    }
}

describe("what keeps a session from opening", () => {
    const at = (url: string): DataSource => new DataSource({ type: "postgres", url })
    const withPart = (part: Partial<Pick<URL, "port" | "password" | "pathname" | "username">>): string =>
        Object.assign(new URL(database.url), part).href
    const shown = (error: AutogenError): string =>
        inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error) + String(error.next)

    test("a port that nobody listens on", async () => {
        const probe = createServer().listen(0, "127.0.0.1")
        await once(probe, "listening")
        const { port } = probe.address() as { readonly port: number }
        probe.close()
        const error = await rejection(openSession(at(withPart({ port: String(port), password: "tops3cret" }))))
        expect(error.code).toBe("CONNECTION_REFUSED")
        expect(error.message).toBe(`nothing accepts connections at 127.0.0.1:${port}`)
        expect(shown(error)).not.toContain("tops3cret")
        const byName = new DataSource({ type: "postgres", host: "localhost", port, password: "tops3cret" })
        expect((await rejection(openSession(byName))).message).toContain(`localhost:${port}`)
    })

    test("a wrong password, and none", async () => {
        const error = await rejection(openSession(at(withPart({ password: "wrong%20p4ss" }))))
        expect(error.code).toBe("CONNECTION_PASSWORD")
        expect(error.message).toContain('"postgres"')
        expect(shown(error)).not.toMatch(/wrong(%20| )p4ss/)
        const none = await rejection(openSession(at(withPart({ password: "" }))))
        expect(none.code).toBe("CONNECTION_PASSWORD")
        // A connection that was given up must not wait for its timeout: it would keep a process alive, and hold up DROP DATABASE.
        const sockets = (): readonly string[] =>
            process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap")
        const authenticating = "SELECT 1 FROM pg_stat_activity WHERE backend_type = 'client backend' AND state IS NULL"
        await expect.poll(sockets, { timeout: 3_000 }).toHaveLength(1)
        // Other tests' may be, too, for a moment.
        await expect.poll(() => database.query(authenticating), { timeout: 3_000 }).toEqual([])
        const nobody = await rejection(openSession(at(withPart({ username: "nobody" }))))
        expect(nobody.code).toBe("CONNECTION_PASSWORD")
    })

    test("a database that does not exist", async () => {
        const error = await rejection(openSession(at(withPart({ pathname: '/Ho"tel' }))))
        expect(error.code).toBe("CONNECTION_DATABASE_MISSING")
        expect(error.next).toBe('CREATE DATABASE "Ho""tel";')
    })

    test("a host that does not exist", async () => {
        const dataSource = new DataSource({ type: "postgres", host: "no-such-host.invalid", password: "tops3cret" })
        const error = await rejection(openSession(dataSource))
        expect(error.code).toBe("CONNECTION_FAILED")
        expect(error.message).toContain("no-such-host.invalid:5432")
    })

    test.each(["s3cr/et", "1#s3cret", "12/s3cret", "s3cr?et", "s3:cr@et", "%zz-s3cret"])(
        "a URL with the unescaped password %s, without giving it away",
        async (password) => {
            const { host } = new URL(database.url)
            let error: AutogenError
            try {
                error = await rejection(openSession(at(`postgres://postgres:${password}@${host}/postgres`)))
            } catch {
                // TypeORM itself refuses to make the DataSource.
                return
            }
            for (const part of password.split(/[/#?:@%]/).filter((each) => each.length > 2))
                expect(shown(error)).not.toContain(part)
        },
    )

    test("another driver", async () => {
        const dataSource = { options: { type: "mysql" } } as unknown as DataSource
        expect((await rejection(openSession(dataSource))).code).toBe("DRIVER_UNSUPPORTED")
    })

    test("a server that is too old", async () => {
        const dataSource = await at(database.url).initialize()
        const queryRunner = dataSource.createQueryRunner()
        const records = [{ version: 90624, schema: "public", database: "postgres", processId: 1 }]
        Object.assign(queryRunner, { query: () => Promise.resolve({ records }) })
        Object.assign(dataSource, { createQueryRunner: () => queryRunner })
        const error = await rejection(openSession(dataSource))
        expect(error.code).toBe("SERVER_TOO_OLD")
        expect(error.message).toContain("PostgreSQL 9;")
        await dataSource.destroy()
    })

    test("a driver's error that carries a URL", () => {
        const thrown = Object.assign(new TypeError("Invalid URL"), { input: "postgres://me:tops3cret@host/db" })
        expect(shown(connectionError(thrown, { type: "postgres" }))).not.toContain("tops3cret")
        const named = new Error("cannot parse postgres://me:tops3cret@host/db")
        expect(shown(connectionError(named, { type: "postgres" }))).not.toContain("tops3cret")
    })
})

describe("a role that can only read", () => {
    test("asks where the database stands", async () => {
        const own = await createDatabase(serverFor(16))
        const migrations = [createRoom, addFloor]
        const upgraded = new DataSource({ type: "postgres", url: own.url, migrations })
        const reader = await createRole(own, { read: true })
        const asReader = (): Promise<unknown> =>
            inSession(new DataSource({ type: "postgres", url: reader.url, migrations }), current)
        expect(await asReader()).toMatchObject({ head: null, executed: [] })
        await inSession(upgraded, (session) => upgrade(session, { steps: 1 }))
        expect(await asReader()).toEqual({
            head: "CreateRoom1700000000001",
            heads: ["CreateRoom1700000000001"],
            isAtHead: false,
            executed: ["CreateRoom1700000000001"],
            pending: ["AddFloor1700000000002"],
            diagnostics: [],
        })
        await own.query(`REVOKE SELECT ON migrations FROM "${reader.name}"`)
        const error = await rejection(asReader())
        expect(error.code).toBe("PERMISSION_DENIED")
        expect(error.next).toContain(`GRANT SELECT ON "public"."migrations"`)
        await reader.close()
        await own.close()
    })
})
