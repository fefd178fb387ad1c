import { expect, test, describe } from "vitest"
import { Check, Column, DataSource, Entity, Index, PrimaryGeneratedColumn } from "typeorm"
import type { AutogenError } from "../../src/autogen/core/errors.js"
import { statementsOf } from "../../src/autogen/core/plan.js"
import { safeSearchPath } from "../../src/autogen/core/session-settings.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { openSession } from "../../src/autogen/revisions/session.js"
import { createDatabase } from "../support/databases.js"
import { serverFor, sharedVersions } from "../support/servers.js"
import { roundRobinPooler } from "../support/pooler.js"

// What the owner of a database can set for all who connect decides neither what is read nor what is printed.

@Entity()
@Check("CHK_begin", "begins > '2020-02-01' AND moment < '2020-02-01 10:00:00+00'")
@Check("CHK_length", "length > interval '1 day 02:00:00'")
@Index("later", ["begins"], { where: "begins > '2021-03-04'" })
class Stay {
    @PrimaryGeneratedColumn() id!: number
    @Column("date", { default: "2020-01-02" }) begins!: Date
    @Column("timestamptz", { default: "2020-01-02 03:04:05+00" }) moment!: Date
    @Column("interval", { default: "1 day 02:03:04" }) length!: string
    @Column("float", { default: 0.1 }) share!: number
    @Column("bytea", { default: () => "'\\x01ff'" }) bytes!: Buffer
    @Column("text", { default: () => "E'back\\\\slash'" }) order!: string
}

const SETTINGS: Readonly<Record<string, string>> = {
    DateStyle: "German, DMY",
    IntervalStyle: "iso_8601",
    TimeZone: "Asia/Kathmandu",
    extra_float_digits: "-10",
    bytea_output: "escape",
    quote_all_identifiers: "on",
    standard_conforming_strings: "off",
    row_security: "off",
    xmloption: "document",
    default_transaction_isolation: "serializable",
    search_path: "pg_temp, public, pg_catalog",
}

describe.each(sharedVersions().map((version) => ({ version })))("PostgreSQL $version", ({ version }) => {
    async function changes(url: string): Promise<readonly string[]> {
        const dataSource = new DataSource({ type: "postgres", url, entities: [Stay] })
        const session = await openSession(dataSource)
        try {
            return statementsOf((await planEntities(dataSource, session)).up).map(({ sql }) => sql)
        } finally {
            await session.close()
        }
    }

    test("settings of the database change neither what is planned nor what is in sync", async () => {
        const database = await createDatabase(serverFor(version), { prefix: "settings" })
        const planned = await changes(database.url)
        const set = async (name: string, value: string): Promise<unknown> =>
            database.query(
                `ALTER DATABASE "${database.name}" SET ${name} = ${name === "search_path" ? value : `'${value}'`}`,
            )
        for (const [name, value] of Object.entries(SETTINGS)) await set(name, value)
        expect(await changes(database.url)).toEqual(planned)
        await database.query(`ALTER DATABASE "${database.name}" RESET ALL`)
        for (const sql of planned) await database.query(sql)
        expect(await changes(database.url)).toEqual([])
        for (const [name, value] of Object.entries(SETTINGS)) {
            await database.query(`ALTER DATABASE "${database.name}" RESET ALL`)
            await set(name, value)
            expect(await changes(database.url), name).toEqual([])
        }
        await database.close()
    })

    test("behind a pooler a path that hides Postgres's own names is refused, and nothing is set", async () => {
        const database = await createDatabase(serverFor(version), { prefix: "settings" })
        await database.query(`ALTER DATABASE "${database.name}" SET search_path = public, pg_catalog`)
        const { host, port, user, password } = serverFor(version)
        const pooler = await roundRobinPooler({ host, port, user, password, database: database.name })
        const address = { host: "127.0.0.1", port: pooler.port, username: user, password, database: database.name }
        const error = await openSession(new DataSource({ type: "postgres", ...address })).catch(
            (thrown: unknown) => thrown,
        )
        expect(error).toMatchObject({ code: "SEARCH_PATH_UNSAFE" })
        expect((error as AutogenError).next).toContain("ALTER DATABASE")
        await pooler.close()
        await database.close()
    })
})

test.each([
    ['"$user", public', null],
    ["", null],
    ["pg_catalog, public", null],
    ["public, pg_catalog", "public, pg_temp"],
    ['public, "pg_catalog"', "public, pg_temp"],
    ['public, PG_CATALOG , "a,b", pg_temp', 'public, "a,b", pg_temp'],
    ["pg_temp, public", "public, pg_temp"],
    ["pg_catalog, pg_temp, public", "public, pg_temp"],
    ["pg_catalog", null],
])("the search_path %j is made %j", (path, safe) => expect(safeSearchPath(path)).toBe(safe))
