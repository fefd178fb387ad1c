// @module-tag rest
import { existsSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { newDatabase, type Place } from "./databases.js"
import { makeProject, ormconfig, type Project } from "./project.js"

/** What a container has after `npm ci --omit=dev --omit=optional`: the compiled application, and no package that is optional. */
describe.each(["module", "commonjs"] as const)(
    "a compiled application of type %s, installed for production",
    (format) => {
        let production: Project
        let place: Place
        beforeAll(async () => {
            const here = format === "module" ? "import.meta.dirname" : "__dirname"
            const options = `entities: [Room],\n    migrations: [${here} + "/src/migrations/*.{ts,js}"],`
            const source = await makeProject({ format, files: { "ormconfig.ts": ormconfig(options) } })
            const generated = await source.run(["generate", "--against", "history", "--no-rehearse"])
            expect(generated, generated.all).toMatchObject({ code: 0 })
            source.compile()
            const outputs = [
                "ormconfig.js",
                "src/entities/room.js",
                `src/migrations/${source.migrations()[0]?.replace(/ts$/, "js")}`,
            ]
            const files = Object.fromEntries(outputs.map((name) => [`dist/${name}`, source.read(`dist/${name}`)]))
            const left = { "ormconfig.ts": null, "src/entities/room.ts": null, "tsconfig.json": null }
            production = await makeProject({ format, packages: "production", files: { ...files, ...left } })
            place = await newDatabase()
            for (const name of ["ts-morph", "@electric-sql", "@oxc-node", "typescript"]) {
                expect(existsSync(join(production.root, "node_modules", name)), name).toBe(false)
            }
        })

        const config = ["--config", "dist/ormconfig.js"]

        it("runs upgrade, current and downgrade", async () => {
            const upgraded = await production.run(["upgrade", ...config], place.environment)
            expect(upgraded, upgraded.all).toMatchObject({ code: 0, out: "done 1 run, 0 pending\n" })
            expect(await place.database.query("SELECT count(*)::int AS rooms FROM room")).toEqual([{ rooms: 0 }])
            expect(await production.run(["current", ...config], place.environment)).toMatchObject({
                code: 0,
                out: expect.stringMatching(/\(head\)/),
            })
            expect(await production.run(["check", ...config], place.environment)).toMatchObject({ code: 0 })
            // Whether a migration made it can only be told by replaying the history, which needs the embedded Postgres: unknown is no "in sync".
            await place.database.query("CREATE INDEX by_hand ON room (code, id)")
            const checked = await production.run(["check", ...config], place.environment)
            expect(checked, checked.all).toMatchObject({ code: 1, out: "" })
            expect(checked.err).toMatch(/^error OPTIONAL_DEPENDENCY_MISSING .*pglite.*\nnext .*npm install/ims)
            expect(await production.run(["downgrade", ...config], place.environment)).toMatchObject({ code: 0 })
        })

        it("is told by generate what is missing, and nothing is written", async () => {
            const before = production.snapshot()
            await place.database.query("DROP TABLE IF EXISTS room, migrations")
            const migrations = production.path("dist/src/migrations")
            expect(existsSync(migrations)).toBe(true)
            const said = await production.run(["generate", "--against", "history", ...config], place.environment)
            expect(said).toMatchObject({ code: 1, out: "" })
            expect(said.err).toMatch(/^error OPTIONAL_DEPENDENCY_MISSING .*pglite.*\nnext .*npm install/ims)
            const created = await production.run(["create", "backfill", ...config], place.environment)
            expect(created).toMatchObject({ code: 1, out: "" })
            expect(created.err).toMatch(/^error OPTIONAL_DEPENDENCY_MISSING .*ts-morph.*\nnext .*npm install/ims)
            expect(production.snapshot()).toEqual(before)
        })

        it("is told that the embedded Postgres is missing where no server is configured", async () => {
            const said = await production.run(["upgrade", ...config])
            expect(said).toMatchObject({ code: 1, out: "" })
            expect(said.err).toMatch(/^error OPTIONAL_DEPENDENCY_MISSING .*pglite/ims)
        })
    },
)
