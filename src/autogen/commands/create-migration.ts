import { join } from "node:path"
import { emitEmptyMigration } from "../emit/emit-migration.js"
import { formatSource } from "../emit/format-source.js"
import { migrationClassName, migrationFileName } from "../emit/migration-names.js"
import { migrationFormat } from "../load/migration-format.js"
import { openProject, type ProjectOptions } from "./project.js"
import { revisionGraph } from "../revisions/graph/revision-graph.js"
import { knownMigrations, nextTimestamp } from "../revisions/migration-files.js"
import { writeNewFile } from "./write-new-file.js"

/** How to write an empty migration. */
export interface CreateOptions extends ProjectOptions {
    readonly name: string
    readonly style?: "operations" | "sql"
    /** When it is aborted, no file is written any more. */
    readonly signal?: AbortSignal
    readonly now?: () => number
}

/** What {@link create} wrote. */
export interface CreateResult {
    readonly migration: string
    readonly file: string
    readonly source: string
}

/**
 * Writes an empty migration for the changes that no entity can say. No database is asked.
 *
 * @example
 * ```ts
 * const { file } = await create({ name: "backfill room codes" })
 * ```
 */
export async function create(options: CreateOptions): Promise<CreateResult> {
    const project = await openProject(options)
    const known = knownMigrations(project.dataSource)
    const timestamp = nextTimestamp((options.now ?? Date.now)(), known)
    const { extension, ...format } = migrationFormat(project)
    const file = join(project.migrationsFolder, migrationFileName(options.name, timestamp, extension))
    const style = options.style ?? project.options.style ?? "operations"
    const revises = revisionGraph(known).heads
    const text = await emitEmptyMigration({ ...format, name: options.name, timestamp, revises, style })
    const { text: source } = await formatSource(text, file, project.folder)
    await writeNewFile(file, source, options.signal)
    return { migration: migrationClassName(options.name, timestamp), file, source }
}
