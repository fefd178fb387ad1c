import { join } from "node:path"
import { emitEmptyMigration } from "../emit/emit-migration.js"
import { formatSource } from "../emit/format-source.js"
import { migrationClassName, migrationFileName } from "../emit/migration-names.js"
import { migrationFormat } from "../load/migration-format.js"
import type { ProjectOptions } from "./opened-project.js"
import { openProject } from "./project.js"
import { newRevision, type NewRevisionOptions } from "./revisions/new-revision.js"
import { placed } from "./revisions/migration-places.js"
import { knownMigrations } from "../revisions/migration-files.js"
import { writeNewFile } from "./write-new-file.js"

/** How to write an empty migration. */
export interface CreateOptions extends ProjectOptions, NewRevisionOptions {
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
    const place = await placed(project, () => newRevision(known, (options.now ?? Date.now)(), options))
    const { timestamp } = place
    const { extension, ...format } = migrationFormat(project)
    const file = join(project.migrationsFolder, migrationFileName(options.name, timestamp, extension))
    const style = options.style ?? project.options.style ?? "operations"
    const text = await emitEmptyMigration({ ...format, name: options.name, ...place, style })
    const { text: source } = await formatSource(text, file, project.folder)
    await writeNewFile(file, source, options.signal)
    return { migration: migrationClassName(options.name, timestamp), file, source }
}
