import { dirname } from "node:path"
import type { DataSourceLike } from "../../core/data-source-like.js"
import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"
import { gitAuthors } from "../../load/git-authors.js"
import type { Project } from "../opened-project.js"

/** A project whose migrations can be found. */
export type PlacedProject = Pick<Project, "folder" | "migrationFilesOf" | "lineOf"> & {
    readonly dataSource: Pick<DataSourceLike, "migrations">
}

/** Where a migration is declared. */
export interface MigrationPlace {
    /** Relative to the project's folder. */
    readonly file: string
    readonly line: number | null
}

/** Where a migration of this name is declared: several places where its name has been given twice, none where it cannot be found. */
export function migrationPlaces(project: PlacedProject, name: string): readonly MigrationPlace[] {
    const { dataSource, migrationFilesOf, lineOf } = project
    const instance = dataSource.migrations.find((one) => (one.name ?? one.constructor.name) === name)
    const className = instance?.constructor.name ?? name
    return migrationFilesOf(className).map((file) => ({ file, line: lineOf(file, className) ?? null }))
}

/** `src/migrations/1763817600000-add-floor.ts:5` */
export function placeText({ file, line }: MigrationPlace): string {
    return printable(line === null ? file : `${file}:${line}`)
}

/** Errors that are about the migrations' files, not about what they do. */
const OF_FILES: ReadonlySet<string> = new Set([
    "MIGRATION_INVALID",
    "OFFLINE_IMPOSSIBLE",
    "REVISION_APPLIED",
    "SEVERAL_HEADS",
])

/**
 * Adds to an error about the history where the migrations stand that it names, and who brought them into the repository. Any other error,
 * and one of a project whose files are not known, stays as it is.
 */
export async function withPlaces(project: Partial<PlacedProject>, error: unknown): Promise<unknown> {
    if (!(error instanceof AutogenError) || !OF_FILES.has(error.code) || "places" in error.fields) return error
    const { folder, migrationFilesOf, lineOf, dataSource } = project
    const { heads, migrations, migration } = error.fields
    const named = [heads ?? migrations ?? migration ?? []].flat().filter((name) => typeof name === "string")
    if (!folder || !migrationFilesOf || !lineOf || !dataSource || named.length === 0) return error
    const placed = { folder, migrationFilesOf, lineOf, dataSource }
    const found = [...new Set(named)].flatMap((name) =>
        migrationPlaces(placed, name).map((place) => ({ migration: name, ...place })),
    )
    if (found.length === 0) return error
    const authors = await gitAuthors(folder, [...new Set(found.map(({ file }) => dirname(file)))])
    const places = found.map((place) => ({ ...place, author: authors.get(place.file)?.author ?? null }))
    const lines = places.map((place) => {
        const by = place.author === null ? "" : `, by ${printable(place.author)}`
        return `\n  ${printable(place.migration)} in ${placeText(place)}${by}`
    })
    const { code, message, next, fields, cause } = error
    return new AutogenError({
        code,
        message: message + lines.join(""),
        ...(next === undefined ? {} : { next }),
        fields: { ...fields, places },
        ...(cause === undefined ? {} : { cause }),
    })
}

/** What a function gives; what it throws says where the migrations stand that it names. */
export async function placed<T>(project: PlacedProject, run: () => T | Promise<T>): Promise<T> {
    try {
        return await run()
    } catch (error) {
        throw await withPlaces(project, error)
    }
}
