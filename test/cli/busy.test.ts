import { expect, test } from "vitest"
import { within } from "../support/within.js"
import { newDatabase } from "./databases.js"
import { makeProject, ormconfig } from "./project.js"
import { rest } from "../support/sampled.js"

// TypeORM builds its metadata without a pause, which takes seconds for many entities: nobody hears a signal meanwhile.

const BUSY = `import { writeSync } from "node:fs"
import { DefaultNamingStrategy, Entity, PrimaryColumn } from "typeorm"
const many: (new () => object)[] = []
for (let at = 0; at < 300; at++) {
    class Part {}
    Entity("part_" + at)(Part)
    PrimaryColumn("int")(Part.prototype, "id")
    many.push(Part)
}
class Slow extends DefaultNamingStrategy {
    tableName(name: string, own: string | undefined) {
        writeSync(2, "building\\n")
        for (const end = Date.now() + 30_000; Date.now() < end; ) {}
        return super.tableName(name, own)
    }
}
`

async function busyProject() {
    const project = await makeProject()
    const options = 'namingStrategy: new Slow(), entities: [Room, ...many], migrations: ["src/migrations/*.ts"],'
    project.write("ormconfig.ts", `${BUSY}${ormconfig(options)}`)
    return project
}

test("SIGTERM while TypeORM builds its metadata ends upgrade within two seconds, and nothing is changed", async () => {
    const project = await busyProject()
    const { environment, database } = await newDatabase()
    const running = project.start(["upgrade"], environment)
    await running.saw("building")
    const said = await within(2_000, () => {
        running.child.kill("SIGTERM")
        return running.said
    })
    expect(said.code).not.toBe(0)
    expect(
        await database.query(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
        ),
    ).toEqual([])
})

test.each([
    { signal: "SIGINT", command: "generate" },
    { signal: "SIGTERM", command: "check" },
] as const)("$signal, and $command", rest, async ({ signal, command }) => {
    const project = await busyProject()
    const before = project.snapshot()
    const running = project.start([command])
    await running.saw("building")
    const said = await within(2_000, () => {
        running.child.kill(signal)
        return running.said
    })
    expect(said.code).not.toBe(0)
    expect(project.snapshot()).toEqual(before)
})
