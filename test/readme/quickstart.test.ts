// @module-tag rest
import { spawnSync } from "node:child_process"
import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterAll, expect, it } from "vitest"

const repository = fileURLToPath(new URL("../../", import.meta.url))
const temporary = mkdtempSync(join(tmpdir(), "autogen-quickstart-"))
afterAll(() => rmSync(temporary, { recursive: true, force: true }))

it("npm run quickstart tells its story without a server, whatever the environment says, and leaves nothing behind", () => {
    const { status, stdout, stderr } = spawnSync("npm", ["run", "--silent", "quickstart"], {
        cwd: repository,
        encoding: "utf8",
        env: {
            ...process.env,
            TMPDIR: temporary,
            DATABASE_URL: "postgres://nobody:nothing@127.0.0.1:1/none",
            POSTGRES_USER: "incomplete",
            PGHOST: "127.0.0.1",
            PGSSLMODE: "require",
        },
    })
    expect(status, stdout + stderr).toBe(0)
    expect(stdout).toContain('await op.createTable("room", [')
    expect(stdout).toContain('await op.alterColumn("room", "code", { type: varchar(64), from: { type: varchar(36) } })')
    const rows = ["1   B-101  20    90", "2   B-102  35    140", "3   Attic  12    60"]
    // After the insertion, after the upgrade, after the downgrade.
    for (const row of rows) expect(stdout.split("\n").filter((line) => line.trim().startsWith(row))).toHaveLength(3)
    expect(stdout).toContain("in sync the database is what the entities declare")
    expect(stdout).toContain("done 1 reverted")
    expect(stdout).not.toMatch(/\u001b/)
    expect(readdirSync(temporary).filter((name) => name.startsWith("typeorm-autogen-quickstart"))).toEqual([])
}, 300_000)
