import { stories } from "./support/story.js"

const config = `import "reflect-metadata"
import { DataSource } from "typeorm"
import { connectionFromEnvironment, type AutogenOptions } from "typeorm-autogen"
const connection = connectionFromEnvironment()
const { host, port, username, password, database } = connection as { host: string; port: number; username: string; password: string; database: string }
const pooler = process.env["POOLER_PORT"] ? { port: Number(process.env["POOLER_PORT"]) } : {}
export default new DataSource({ ...connection, ...pooler, entities: ["src/entities/*.ts"], migrations: ["src/migrations/*.ts"] })
const direct = "postgres://" + username + ":" + encodeURIComponent(password) + "@" + host + ":" + port + "/" + database
export const autogen = { directUrl: process.env["DIRECT"] ? direct : undefined } satisfies AutogenOptions
`

stories("directUrl", [
    {
        about: "upgrade and downgrade connect there, past the DataSource's own address; no password is shown",
        on: "server",
        files: {
            "ormconfig.ts": config,
            "src/entities/room.ts": `import { Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room { @PrimaryGeneratedColumn() id!: number }
`,
        },
        steps: [
            { run: ["generate", "rooms"], exit: 0 },
            { run: ["upgrade"], env: { POOLER_PORT: "1" }, exit: 1, says: /refused/i, saysNot: /correct horse/ },
            { run: ["upgrade"], env: { POOLER_PORT: "1", DIRECT: "1" }, exit: 0, saysNot: /correct horse/ },
            { run: ["check"], exit: 0 },
            { run: ["downgrade"], env: { POOLER_PORT: "1", DIRECT: "1" }, exit: 0 },
        ],
    },
    {
        about: "one that is no text is told by name, and not printed",
        files: {
            "ormconfig.ts": config.replace(/directUrl: .* satisfies AutogenOptions/, 'directUrl: { secret: "hush" } }'),
        },
        steps: [{ run: ["upgrade"], exit: 1, says: /autogen\.directUrl/, saysNot: /hush/ }],
    },
])
