import type { MigrationInterface } from "typeorm"
import { AutogenError } from "../core/errors.js"
import type { AnyDataSource } from "./quiet-data-source.js"

/** A migration that the DataSource's code has. */
export interface KnownMigration {
    /** As TypeORM names it: the instance's `name`, else its class's. */
    readonly name: string
    readonly timestamp: number
    /** The names it says it follows; null for a plain TypeORM migration, which says nothing. */
    readonly revises: readonly string[] | null
    /** The name of the change that it is a step of: that of its first migration, which is its own where it is the only one. */
    readonly change: string
    readonly instance: MigrationInterface
}

/**
 * The migrations of a DataSource whose metadata is built, in TypeORM's order: by timestamp.
 * Throws `MIGRATION_INVALID` for a name without a timestamp, and for a name that two of them have.
 *
 * @example
 * ```ts
 * console.log(knownMigrations(session.dataSource).map((migration) => migration.name))
 * ```
 */
export function knownMigrations(dataSource: AnyDataSource): readonly KnownMigration[] {
    const known = dataSource.migrations.map(knownMigration)
    const names = new Set<string>()
    for (const { name } of known) {
        if (names.has(name)) throw duplicate(name)
        names.add(name)
    }
    return known.sort((a, b) => a.timestamp - b.timestamp)
}

/**
 * The names that no other migration follows: what a new migration revises. A plain TypeORM migration follows the one before it
 * by timestamp, so that a project without revisions has one head, its last migration.
 *
 * @example
 * ```ts
 * const revises = headNames(knownMigrations(dataSource)) // ["AddFloor1763817600000"]
 * ```
 */
export function headNames(known: readonly Pick<KnownMigration, "name" | "timestamp" | "revises">[]): readonly string[] {
    const ordered = [...known].sort((a, b) => a.timestamp - b.timestamp)
    const revised = new Set(ordered.flatMap(({ revises }, at) => revises ?? ordered[at - 1]?.name ?? []))
    return ordered.map(({ name }) => name).filter((name) => !revised.has(name))
}

function knownMigration(instance: MigrationInterface): KnownMigration {
    const name = instance.name ?? instance.constructor.name
    // Exactly TypeORM's reading: what its own CLI has accepted must go on working.
    const timestamp = Number.parseInt(name.slice(-13), 10)
    if (!timestamp) throw withoutTimestamp(name)
    const { stepOf } = revisionOf(instance)
    return {
        name,
        timestamp,
        revises: revisesOf(instance),
        change: typeof stepOf === "string" ? stepOf : name,
        instance,
    }
}

function revisionOf(instance: MigrationInterface): { readonly revises?: unknown; readonly stepOf?: unknown } {
    return (instance.constructor as { readonly revision?: object }).revision ?? {}
}

function revisesOf(instance: MigrationInterface): readonly string[] | null {
    const { revises } = revisionOf(instance)
    if (!Array.isArray(revises)) return null
    return revises.filter((name): name is string => typeof name === "string")
}

function withoutTimestamp(name: string): AutogenError {
    return new AutogenError({
        code: "MIGRATION_INVALID",
        message: `The migration "${name}" has no timestamp: its name must end in 13 digits.`,
        next: `Name its class like ${name || "AddFloor"}1763817600000. Where a bundler shortens names, give it \`name = "…1763817600000"\`.`,
        fields: { migration: name },
    })
}

function duplicate(name: string): AutogenError {
    return new AutogenError({
        code: "MIGRATION_INVALID",
        message: `Two migrations have the name "${name}".`,
        next: "Rename the one that has not been executed anywhere, or see whether a glob of `migrations` matches sources and compiled files.",
        fields: { migration: name },
    })
}

/** Later than every migration there is, so that the new one runs last even where a clock is wrong. */
export function nextTimestamp(now: number, known: readonly KnownMigration[]): number {
    return Math.max(now, ...known.map((migration) => migration.timestamp + 1))
}
