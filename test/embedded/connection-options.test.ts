import { join } from "node:path"
import { DataSource } from "typeorm"
import { describe, expect, it, vi } from "vitest"
import { AutogenError } from "../../src/autogen/core/errors.js"
import { connectionFromEnvironment } from "../../src/autogen/rehearse/connection-options.js"
import { isEmbedded } from "../../src/autogen/rehearse/embedded-stream.js"
import { temporaryFolder } from "./children.js"

const all = {
    POSTGRES_USER: "app",
    POSTGRES_PASSWORD: "secret",
    POSTGRES_HOSTNAME: "db.internal",
    POSTGRES_PORT: "6543",
    APPLICATION_DB: "rooms",
}

function failure(env: Readonly<Record<string, string>>): AutogenError {
    try {
        connectionFromEnvironment(env)
    } catch (error) {
        if (error instanceof AutogenError) return error
    }
    throw new Error("it did not fail")
}

describe("connectionFromEnvironment", () => {
    it("takes DATABASE_URL before everything else", () => {
        const url = "postgres://app:secret@db/rooms"
        expect(connectionFromEnvironment({ ...all, DATABASE_URL: url })).toEqual({ type: "postgres", url })
    })

    it("takes the separate settings", () => {
        const expected = {
            type: "postgres",
            host: "db.internal",
            username: "app",
            password: "secret",
            database: "rooms",
        }
        expect(connectionFromEnvironment(all)).toEqual({ ...expected, port: 6543 })
        expect(connectionFromEnvironment({ ...all, POSTGRES_PORT: "" })).toEqual({ ...expected, port: 5432 })
    })

    it("stands in with the embedded Postgres when nothing is set", () => {
        for (const env of [{}, { DATABASE_URL: "", POSTGRES_USER: "", POSTGRES_PORT: "" }]) {
            const options = connectionFromEnvironment(env, { embeddedFolder: "/nowhere/data" })
            expect(options).toMatchObject({ type: "postgres", database: "postgres" })
            expect(isEmbedded(options)).toBe(true)
        }
        expect(isEmbedded(connectionFromEnvironment(all))).toBe(false)
        expect(isEmbedded({ extra: { stream: () => undefined } })).toBe(false)
    })

    it("names what is missing, and never the password", () => {
        expect(failure({ POSTGRES_PORT: "5432" }).fields["missing"]).toHaveLength(4)
        const error = failure({ POSTGRES_PASSWORD: "secret", POSTGRES_USER: "app", APPLICATION_DB: "" })
        expect(error.code).toBe("CONNECTION_SETTINGS_INCOMPLETE")
        expect(error.message).toContain("POSTGRES_HOSTNAME, APPLICATION_DB")
        expect(error.message).not.toContain("POSTGRES_USER")
        expect(JSON.stringify([error.message, error.next, error.fields])).not.toContain("secret")
    })

    it.each(["0", "65536", "54a", "5432.5", "-1", " 5432"])("refuses the port %j", (port) => {
        expect(failure({ ...all, POSTGRES_PORT: port })).toMatchObject({ code: "CONNECTION_SETTINGS_INCOMPLETE" })
    })

    it("needs PGlite at the first connection, not before, and says so when it is not installed", async () => {
        vi.resetModules()
        vi.doMock("@electric-sql/pglite", () => {
            throw new Error("not found")
        })
        const { connectionFromEnvironment: fresh } = await import("../../src/autogen/rehearse/connection-options.js")
        const options = fresh({}, { embeddedFolder: join(temporaryFolder(), "data") })
        const dataSource = new DataSource({ ...options, entities: [] })
        await expect(dataSource.initialize()).rejects.toMatchObject({
            code: "OPTIONAL_DEPENDENCY_MISSING",
            next: expect.stringContaining("npm install") as string,
        })
        vi.doUnmock("@electric-sql/pglite")
    })
})
