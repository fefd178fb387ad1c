import { writeFileSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { runInNewContext } from "node:vm"
import { DataSource, type MigrationInterface } from "typeorm"
import { afterAll, expect, test } from "vitest"
import { checksumsOf } from "../../src/autogen/commands/revisions/checksum.js"
import { isDataSourceLike } from "../../src/autogen/core/data-source-like.js"
import * as api from "../../src/autogen/op/index.js"
import { knownMigrations } from "../../src/autogen/revisions/migration-files.js"

const folder = mkdtempSync(join(tmpdir(), "autogen-checksum-"))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
writeFileSync(join(folder, "plain.ts"), 'import { operations } from "typeorm-autogen/op"\nexport class A {}')

/** Of a class whose `up` has this body; its file imports our operations alone. */
async function checksumOf(body: string): Promise<string | null> {
    const source = `(class A1700000000001 { async up(queryRunner) { ${body} } async down(queryRunner) {} })`
    const made = runInNewContext(source, { ...api }) as new () => MigrationInterface
    const dataSource = new DataSource({ type: "postgres" })
    Object.assign(dataSource, { migrations: [new made()] })
    const [migration] = knownMigrations(dataSource)
    if (migration === undefined || !isDataSourceLike(dataSource)) throw new Error("there is no migration")
    return checksumsOf({ dataSource, folder, migrationFileOf: () => "plain.ts" })(migration, "up")
}

const OP = "const op = operations(queryRunner);"

// Databases hold these: another value would make executed migrations look changed. What has to be another gets another FORMAT.
test("a checksum stays what it was, of SQL and of operations", async () => {
    expect(await checksumOf('await queryRunner.query("CREATE TABLE room (id int)")')).toMatchInlineSnapshot(
        `"1:b49868702705c876fe2695cd797f4e1ae699d6dcba15f547f6c39c11d95ff02e"`,
    )
    expect(
        await checksumOf(
            `${OP} await op.addColumn("room", column("floor", integer(), { nullable: false, default: 1 })); await op.execute("UPDATE room SET floor = $1", [2]); await op.bulkInsert("room", [{ floor: 3 }])`,
        ),
    ).toMatchInlineSnapshot(`"1:ba76408dc11b8832f0fc1d009b808ceb13495303ffd513139d0c5329da7126fa"`)
})

test("parameters, rows and the order count", async () => {
    const all = await Promise.all(
        [
            `${OP} await op.execute("UPDATE room SET floor = $1", [2])`,
            `${OP} await op.execute("UPDATE room SET floor = $1", [3])`,
            `${OP} await op.bulkInsert("room", [{ floor: 2 }])`,
            `${OP} await op.bulkInsert("room", [{ floor: 3 }])`,
            `${OP} await op.dropTable("a"); await op.dropTable("b")`,
            `${OP} await op.dropTable("b"); await op.dropTable("a")`,
            `await queryRunner.query("SELECT $1", ["a"])`,
            `await queryRunner.query("SELECT $1", ["b"])`,
            `await queryRunner.query("SELECT 1"); await queryRunner.query("SELECT 2")`,
            `await queryRunner.query("SELECT 2"); await queryRunner.query("SELECT 1")`,
            "",
        ].map(checksumOf),
    )
    expect(all).not.toContain(null)
    expect(new Set(all).size).toBe(all.length)
})

test.each([
    'const rows = await queryRunner.query("SELECT 1")',
    "await queryRunner.manager.save({})",
    'await queryRunner.query("SELECT " + Date.now())',
    `${OP} if (await op.exists({ table: "room" })) await op.dropTable("room")`,
    'await fetch("https://example.com")',
    "await queryRunner.createTable({})",
])("what does more than to run constants is not known, and not called: %s", async (body) => {
    expect(await checksumOf(body)).toBeNull()
})
