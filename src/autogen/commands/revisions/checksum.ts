import { createHash } from "node:crypto"
import { resolve } from "node:path"
import { sqlTokens } from "../../core/sql-tokens.js"
import type { KnownMigration } from "../../revisions/migration-files.js"
import type { ChecksumOf } from "../../revisions/record-runs.js"
import type { Project } from "../opened-project.js"
import { isConstant } from "../pure-migration.js"
import { recordMigration, type RecordedCall, type RecordedStatement } from "./record-migration.js"

/** What a checksum is made of: checksums of another format are not compared. */
const FORMAT = 1

/**
 * Checksums of what a project's migrations do: of their operations with their arguments, or of the tokens of their SQL, whatever their
 * comments and their formatting. Null for a migration that does more than to run constants: what that does is not known without running it,
 * and it is not called.
 *
 * @example
 * ```ts
 * await checksumsOf(project)(migration, "up") // "1:5e884898…"
 * ```
 */
export function checksumsOf(project: Pick<Project, "dataSource" | "folder" | "migrationFileOf">): ChecksumOf {
    const { dataSource, folder, migrationFileOf } = project
    const fileOf = (className: string): string | undefined => {
        const file = migrationFileOf(className)
        return file === undefined ? undefined : resolve(folder, file)
    }
    const compute = async (migration: KnownMigration, direction: "up" | "down"): Promise<string | null> => {
        if (!isConstant(migration, direction, fileOf)) return null
        try {
            const { calls, statements } = await recordMigration(dataSource, migration, direction)
            return checksum(calls.length > 0 ? calls.map(callContent) : statements.map(statementContent))
        } catch {
            // What it does wrong is told when it runs.
            return null
        }
    }
    // The same for all databases that the project's migrations run on.
    const known = new Map<string, Promise<string | null>>()
    return (migration, direction) => {
        const key = `${direction} ${migration.name}`
        const found = known.get(key) ?? compute(migration, direction)
        known.set(key, found)
        return found
    }
}

function checksum(content: unknown): string {
    return `${FORMAT}:${createHash("sha256").update(JSON.stringify(content)).digest("hex")}`
}

function callContent({ name, args }: RecordedCall): unknown {
    const [sql, params] = args
    if (name !== "execute") return [name, args]
    const list: readonly unknown[] = Array.isArray(sql) ? sql : [sql]
    return [name, list.map((one) => sqlContent(String(one))), params ?? []]
}

function statementContent({ sql, params }: RecordedStatement): unknown {
    return [sqlContent(sql), params]
}

/** Where the tokens are not sure, each character counts. */
function sqlContent(sql: string): unknown {
    return sqlTokens(sql) ?? sql.trim()
}
