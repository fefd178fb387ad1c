import "reflect-metadata"
import {
    Column,
    DataSource,
    Entity,
    Exclusion,
    PrimaryColumn,
    PrimaryGeneratedColumn,
    type DataSourceOptions,
} from "typeorm"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { AutogenError } from "../../src/autogen/core/errors.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { openSession, type Session } from "../../src/autogen/revisions/session.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, createRole, type Database } from "../support/databases.js"
import { serverFor } from "../support/servers.js"
import { migration } from "./support.js"

@Entity()
class Account {
    @PrimaryGeneratedColumn("uuid") id!: string
    @Column("text") name!: string
}

@Entity()
@Exclusion("apart", "USING gist (during WITH &&)")
class Stay {
    @PrimaryColumn("int") id!: number
    @Column("tsrange") during!: string
}

const First = migration("First1700000000000", "CREATE TABLE first (id int)")

let database: Database
beforeEach(async () => void (database = await createDatabase(serverFor(16), { prefix: "prepare" })))
afterEach(() => database.close())

type Options = Partial<Extract<DataSourceOptions, { type: "postgres" }>>

async function inSession<T>(
    options: Options,
    work: (session: Session, dataSource: DataSource) => Promise<T>,
): Promise<T> {
    const dataSource = new DataSource({
        type: "postgres",
        url: database.url,
        entities: [Account],
        migrations: [First],
        ...options,
    })
    const session = await openSession(dataSource)
    try {
        return await work(session, dataSource)
    } finally {
        await session.close()
    }
}

const failureOf = (options: Options): Promise<AutogenError> =>
    inSession(options, (session) =>
        upgrade(session).then(
            () => Promise.reject(new Error("it was run")),
            (error: unknown) => (error instanceof AutogenError ? error : Promise.reject(error as Error)),
        ),
    )

async function extensions(): Promise<readonly unknown[]> {
    const rows = await database.query(
        "SELECT extname::text AS name FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1",
    )
    return rows.map((row) => row["name"])
}

describe("before the first migration", () => {
    test("the extensions that TypeORM creates are created, and none where nothing is pending", async () => {
        await inSession({ entities: [Account, Stay], extensions: ["pg_trgm"] }, (session) => upgrade(session))
        expect(await extensions()).toEqual(["btree_gist", "pg_trgm", "uuid-ossp"])
        await inSession({ extensions: ["citext"] }, (session) => upgrade(session))
        expect(await extensions()).not.toContain("citext")
    })

    test("uuidExtension: pgcrypto is tried, and is no difference afterwards", async () => {
        await inSession({ uuidExtension: "pgcrypto" }, (session) => upgrade(session))
        expect(await extensions()).toEqual(["pgcrypto"])
        const plan = await inSession({ uuidExtension: "pgcrypto" }, (session, dataSource) =>
            planEntities(dataSource, session),
        )
        expect(JSON.stringify([plan.changes, plan.diagnostics])).not.toContain("pgcrypto")
    })

    test("installExtensions: false is the user's word", async () => {
        await inSession({ installExtensions: false }, (session) => upgrade(session))
        expect(await extensions()).toEqual([])
    })

    test("the options that count are those that the user wrote, whoever connects", async () => {
        const silent = await inSession({}, (session, dataSource) => planEntities(dataSource, session))
        const open = await new DataSource({
            type: "postgres",
            url: database.url,
            entities: [Account],
            installExtensions: false,
        }).initialize()
        try {
            const plan = await planEntities(open, {
                query: (sql, params) => open.query(sql, params && [...params]),
            }).catch((error: unknown) => error)
            // Here the user has said that extensions are not ours.
            expect(plan).toMatchObject({ code: "EXPRESSION_INVALID" })
        } finally {
            await open.destroy()
        }
        expect(silent.changes.map((change) => JSON.stringify(change)).join()).toContain('"path":["uuid-ossp"]')
    })

    test("a role that may not create one reads what an administrator has to run", async () => {
        const role = await createRole(database)
        await database.query("GRANT CREATE ON SCHEMA public TO PUBLIC")
        try {
            const error = await failureOf({ url: role.url })
            expect(error.code).toBe("PERMISSION_DENIED")
            expect(error.message).toContain('"extension:uuid-ossp"')
            expect(error.next).toContain('CREATE EXTENSION IF NOT EXISTS "uuid-ossp"')
            expect(await database.query("SELECT to_regclass('first') AS it")).toEqual([{ it: null }])
            await database.query('CREATE EXTENSION "uuid-ossp"')
            const { executed } = await inSession({ url: role.url }, (session) => upgrade(session))
            expect(executed).toEqual(["First1700000000000"])
            const schema = await failureOf({ url: role.url, schema: "tenant" })
            expect(schema.code).toBe("PERMISSION_DENIED")
            expect(schema.next).toContain('CREATE SCHEMA "tenant"')
        } finally {
            await role.close()
        }
    })

    test("what is only tried does not stop a role that may not", async () => {
        const role = await createRole(database)
        await database.query("GRANT CREATE ON SCHEMA public TO PUBLIC")
        try {
            const { executed } = await inSession({ url: role.url, uuidExtension: "pgcrypto" }, (session) =>
                upgrade(session),
            )
            expect(executed).toHaveLength(1)
        } finally {
            await role.close()
        }
    })

    test("an extension that the server does not have is said", async () => {
        const error = await failureOf({ extensions: ["no_such_extension"] })
        expect(error.code).toBe("EXTENSION_UNAVAILABLE")
        expect(error.message).toContain('"extension:no_such_extension"')
    })

    test("the DataSource's schema is created, with the table of migrations in it", async () => {
        await inSession({ schema: "tenant" }, (session) => upgrade(session))
        expect(await database.query("SELECT to_regclass('tenant.migrations')::text AS it")).toEqual([
            { it: "tenant.migrations" },
        ])
    })
})
