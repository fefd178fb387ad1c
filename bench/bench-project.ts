import { mkdirSync, mkdtempSync, realpathSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { entityFiles } from "./entity-source.js"

export const repository = fileURLToPath(new URL("../", import.meta.url))

/** Writes a project whose entities declare `tables` tables into a temporary folder, and gives the folder. */
export function writeBenchProject(tables: number): string {
    const folder = realpathSync(mkdtempSync(join(tmpdir(), "autogen-bench-")))
    mkdirSync(join(folder, "entities"))
    symlinkSync(join(repository, "node_modules"), join(folder, "node_modules"))
    for (const file of entityFiles(tables)) writeFileSync(join(folder, "entities", file.name), file.source)
    const configuration = {
        "package.json": JSON.stringify({ name: "bench", private: true, type: "module" }),
        "tsconfig.json": JSON.stringify({
            compilerOptions: {
                target: "ES2022",
                module: "nodenext",
                strict: true,
                experimentalDecorators: true,
                emitDecoratorMetadata: true,
            },
        }),
        "ormconfig.ts": ORMCONFIG,
    }
    for (const [name, text] of Object.entries(configuration)) writeFileSync(join(folder, name), text)
    return folder
}

/** How many migrations a history has. */
const MIGRATIONS = 200

/** Writes a history of raw SQL that runs these statements, and `history.ts`, a configuration that has it. */
export function writeBenchHistory(folder: string, statements: readonly string[]): void {
    mkdirSync(join(folder, "migrations"))
    const each = Math.ceil(statements.length / MIGRATIONS)
    for (let first = 0; first < statements.length; first += each) {
        const name = `History${first}_${1_700_000_000_000 + first}`
        const queries = statements
            .slice(first, first + each)
            .map((sql) => `await queryRunner.query(${JSON.stringify(sql)})`)
        const source = `import type { MigrationInterface, QueryRunner } from "typeorm"
export class ${name} implements MigrationInterface {
    async up(queryRunner: QueryRunner): Promise<void> {
        ${queries.join("\n        ")}
    }
    async down(): Promise<void> {}
}
`
        writeFileSync(join(folder, "migrations", `${name}.ts`), source)
    }
    writeFileSync(
        join(folder, "history.ts"),
        ORMCONFIG.replace("migrations: []", 'migrations: [import.meta.dirname + "/migrations/*.ts"]'),
    )
}

const ORMCONFIG = `import "reflect-metadata"
import { DataSource } from "typeorm"

export default new DataSource({
    type: "postgres",
    url: process.env["BENCH_URL"]!,
    entities: [import.meta.dirname + "/entities/*.ts"],
    migrations: [],
})
`
