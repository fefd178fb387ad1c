// @module-tag rest
import { expect, it } from "vitest"
import { newDatabase } from "./databases.js"
import { makeProject } from "./project.js"

/** A DataSource that says when its metadata is built, and a subscriber that says when it is made. */
const ORMCONFIG = `import "reflect-metadata"
import { DataSource, EventSubscriber } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"
import { Room } from "./src/entities/room.js"

class Counting extends DataSource {
    protected override async buildMetadatas(): Promise<void> {
        process.stderr.write("metadata built\\n")
        await super.buildMetadatas()
    }
}

@EventSubscriber()
class Listener {
    constructor() {
        process.stderr.write("subscriber made\\n")
    }
}

export default new Counting({
    ...connectionFromEnvironment(),
    entities: [Room],
    migrations: ["src/migrations/*.ts"],
    subscribers: [Listener],
})

export const autogen = { migrationsFolder: "src/migrations" }
`

it("every command builds TypeORM's metadata once, and makes no subscriber", async () => {
    const project = await makeProject({ files: { "ormconfig.ts": ORMCONFIG } })
    const { environment } = await newDatabase()
    for (const command of [["generate", "--no-rehearse"], ["upgrade"], ["current"], ["check"], ["downgrade"]]) {
        const said = await project.run(command, environment)
        expect(said, said.all).toMatchObject({ code: 0 })
        expect(said.err.match(/metadata built/g), command.join(" ")).toHaveLength(1)
        expect(said.err).not.toContain("subscriber made")
    }
})
