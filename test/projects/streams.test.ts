import { spawnSync } from "node:child_process"
import { expect } from "vitest"
import { ormconfig, stories, type Story } from "./support/story.js"

const room = `import { Entity, Column, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room { @PrimaryGeneratedColumn() id!: number; @Column() code!: string }
`

const talkative = `console.log("[banner] settings read")
process.stdout.write("[banner] more\\n")
setInterval(() => {}, 1000)`

const logger = `import type { Logger } from "typeorm"
const say = (...text: unknown[]): void => console.log("[app]", ...text)
const logger: Logger = { logQuery: say, logQueryError: say, logQuerySlow: say, logSchemaBuild: say, logMigration: say, log: say }`

const migration = `import type { MigrationInterface, QueryRunner } from "typeorm"
export class Noise1700000000000 implements MigrationInterface {
    async up(queryRunner: QueryRunner): Promise<void> { console.log("[migration] up"); await queryRunner.query("SELECT 1") }
    async down(): Promise<void> { process.stdout.write("[migration] down\\n") }
}
`

const noisy: Story = {
    about: "what a project prints, while it loads and while its migrations run, is not standard output; an interval keeps no command alive",
    files: {
        "ormconfig.ts": ormconfig("logging: true, logger,", `${logger}\n${talkative}`),
        "src/entities/room.ts": room,
        "src/migrations/1700000000000-noise.ts": migration,
    },
    steps: [
        { run: ["upgrade", "--json"], exit: 0, json: true, says: [/\[banner\] more/, /\[migration\] up/] },
        { run: ["generate", "rooms", "--json"], exit: 0, json: true, says: /\[banner\]/ },
        { run: ["check", "--json"], exit: 2, json: (value) => expect(value).toMatchObject({ inSync: false }) },
        { run: ["upgrade"], exit: 0 },
        { run: ["current", "--json"], exit: 0, json: true },
        { run: ["downgrade", "base", "--json"], exit: 0, json: true, says: /\[migration\] down/ },
        { run: ["create", "thing", "--json"], exit: 0, json: true },
        { run: ["check", "--config", "none.ts", "--json"], exit: 1, json: true },
    ],
}

const main = "node_modules/typeorm-autogen/dist/cli/main.js"

function shell(root: string, command: string): { status: number | null; all: string } {
    const env = { PATH: process.env["PATH"], HOME: process.env["HOME"], NO_COLOR: "1", NODE: process.execPath }
    const { status, stdout, stderr } = spawnSync("bash", ["-c", command], { cwd: root, env, encoding: "utf8" })
    return { status, all: `${stdout}${stderr}` }
}

const many = Array.from({ length: 1500 }, (_, index) => `@Column({ nullable: true }) column_${index}?: string`)

const pipes: Story = {
    about: "a closed pipe ends quietly, a slow one gets all of a large result, a full disk is an error",
    files: {
        "ormconfig.ts": ormconfig("", "setInterval(() => {}, 1000)"),
        "src/entities/room.ts": room.replace("@Column() code!: string", many.join("\n")),
    },
    steps: [
        {
            check: ({ root }) => {
                const closed = shell(root, `"$NODE" ${main} check --json | head -1; echo "codes \${PIPESTATUS[*]}"`)
                expect(closed.all).toMatch(/^codes 2 0$/m)
                expect(closed.all).not.toMatch(/EPIPE|^\s+at /m)
                // Both outputs into the closed pipe.
                const both = shell(
                    root,
                    `"$NODE" ${main} generate --dry-run 2>&1 | head -1; echo "codes \${PIPESTATUS[*]}"`,
                )
                expect(both.all).toMatch(/^codes 0 0$/m)
                const count = `node -e 'let t="";process.stdin.on("data",c=>{t+=c}).on("end",()=>console.log(JSON.parse(t).up.length>0,t.length>70000))'`
                const slow = shell(root, `"$NODE" ${main} generate --dry-run --json 2>/dev/null | (sleep 2; ${count})`)
                expect(slow.all).toBe("true true\n")
                const full = shell(root, `"$NODE" ${main} check --json > /dev/full`)
                expect(full).toMatchObject({ status: 1, all: expect.stringMatching(/cannot be written: ENOSPC/) })
            },
        },
        { run: ["check", "--json"], exit: 2, json: true },
        { run: ["--help"], exit: 0, says: /upgrade/ },
    ],
}

const places: Story = {
    about: "the opening line says which database and which configuration",
    files: { "src/entities/room.ts": room, "conf/db.ts": ormconfig('schema: "public",') },
    steps: [
        {
            run: ["generate", "rooms"],
            exit: 0,
            says: /^embedded Postgres in \.postgres, schema public; ormconfig\.ts$/m,
        },
        { run: ["upgrade", "--config", "conf/db.ts"], exit: 0, says: /^embedded Postgres .*; conf\/db\.ts$/m },
        {
            run: ["check"],
            env: { DATABASE_URL: "postgres://me:hidden-secret@127.0.0.1:1/ro%1b[31mom" },
            exit: 1,
            says: /^database ro\\u001b\[31mom on 127\.0\.0\.1:1, schema public; ormconfig\.ts$/m,
            saysNot: /hidden-secret/,
        },
        {
            run: ["check"],
            env: { DATABASE_URL: "postgres://me:hidden/sec@ret@127.0.0.1:1/room" },
            exit: 1,
            says: /^database of a connection URL that cannot be read, schema public; ormconfig\.ts$/m,
            saysNot: /hidden|sec@ret/,
        },
        {
            run: ["check", "--json"],
            exit: 0,
            json: (value) => expect(value).toMatchObject({ inSync: true }),
            says: /^embedded Postgres in/m,
        },
        { run: ["check", "--against", "history"], exit: 0, says: /^migrations, replayed in memory/m },
    ],
}

const server: Story = {
    about: "the opening line names a server, and the schema that the connection has",
    on: "server",
    files: { "src/entities/room.ts": room },
    steps: [
        { run: ["check"], exit: 2, says: /^database cli\S* on \S+:\d+, schema public; ormconfig\.ts$/m },
        { sql: "CREATE SCHEMA other" },
        {
            check: async ({ query }) => {
                const [row] = await query("SELECT current_database() AS name")
                await query(`ALTER DATABASE "${String(row?.["name"])}" SET search_path = other`)
            },
        },
        { run: ["check"], exit: 2, says: /, schema public; .*\n.*, schema other; / },
    ],
}

const production: Story = {
    about: "nothing is changed in an embedded Postgres by oversight where NODE_ENV is production, or in a CI",
    files: { "src/entities/room.ts": room },
    steps: [
        { run: ["generate", "rooms"], exit: 0 },
        {
            run: ["upgrade"],
            env: { NODE_ENV: "production" },
            exit: 1,
            says: [/EMBEDDED_REFUSED/, /DATABASE_URL/, /POSTGRES_HOSTNAME/, /--embedded/],
        },
        { run: ["current"], env: { NODE_ENV: "production" }, exit: 0, says: /pending/ },
        { run: ["upgrade", "--embedded"], env: { NODE_ENV: "production" }, exit: 0, says: /done 1 run/ },
        { run: ["downgrade"], env: { NODE_ENV: "production" }, exit: 1, says: /EMBEDDED_REFUSED/ },
        { run: ["downgrade"], env: { CI: "true" }, exit: 1, says: /EMBEDDED_REFUSED .*this is a CI/ },
        { run: ["downgrade", "--embedded"], env: { CI: "true" }, exit: 0 },
        { run: ["upgrade"], env: { CI: "false" }, exit: 0 },
    ],
}

stories("what goes where", [noisy, pipes, places, server, production])
