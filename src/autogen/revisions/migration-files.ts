import type { MigrationInterface } from "typeorm"
import { AutogenError } from "../core/errors.js"
import { reversibilities, type Reversibility } from "../core/reversibility.js"
import { revisionGraph } from "./graph/revision-graph.js"
import type { AnyDataSource } from "./any-data-source.js"
import { countingRevisions, type ReplacingRevision } from "./graph/replacements.js"

/** A migration that the DataSource's code has. Its name is TypeORM's: the instance's `name`, else its class's. */
export interface KnownMigration extends ReplacingRevision {
    readonly instance: MigrationInterface
    /** What it says of its way back; null where it says nothing. */
    readonly reversible: Reversibility | null
}

/**
 * The migrations of a DataSource whose metadata is built, in the order in which they run: each after what it revises and depends on, which
 * is TypeORM's order, by timestamp, unless a timestamp contradicts it. Of a squash and what it replaces only the squash, as in an empty
 * database.
 *
 * Throws `MIGRATION_INVALID` for a name without a timestamp, for a name that two of them have, and for a cycle.
 *
 * @example
 * ```ts
 * console.log(knownMigrations(session.dataSource).map((migration) => migration.name))
 * ```
 */
export function knownMigrations(dataSource: AnyDataSource): readonly KnownMigration[] {
    return inOrder(countingRevisions(allMigrations(dataSource), new Set()).revisions)
}

/** All migrations that a DataSource's code has, also those that a squash replaces. */
export function allMigrations(dataSource: AnyDataSource): readonly KnownMigration[] {
    const all = dataSource.migrations.map(knownMigration)
    const names = new Set<string>()
    for (const { name } of all) {
        if (names.has(name)) throw duplicate(name)
        names.add(name)
    }
    return all
}

/** In the order in which they run. */
export function inOrder(migrations: readonly KnownMigration[]): readonly KnownMigration[] {
    const byName = new Map(migrations.map((migration) => [migration.name, migration]))
    return revisionGraph(migrations).revisions.flatMap(({ name }) => byName.get(name) ?? [])
}

function knownMigration(instance: MigrationInterface): KnownMigration {
    const name = instance.name ?? instance.constructor.name
    // Exactly TypeORM's reading: what its own CLI has accepted must go on working.
    const timestamp = Number.parseInt(name.slice(-13), 10)
    if (!timestamp) throw withoutTimestamp(name)
    const { stepOf, revises, dependsOn, branchLabels, reversible, replaces } = revisionOf(instance)
    return {
        name,
        timestamp,
        revises: Array.isArray(revises) ? textsOf(revises) : null,
        dependsOn: textsOf(dependsOn),
        branchLabels: textsOf(branchLabels),
        change: typeof stepOf === "string" ? stepOf : name,
        instance,
        replaces: textsOf(replaces),
        reversible: reversibilities.find((word) => word === reversible) ?? null,
    }
}

function revisionOf(instance: MigrationInterface): Readonly<Partial<Record<keyof RevisionMembers, unknown>>> {
    const { revision } = instance.constructor as { readonly revision?: object | null }
    return revision ?? {}
}

interface RevisionMembers {
    readonly stepOf: string
    readonly revises: readonly string[]
    readonly dependsOn: readonly string[]
    readonly branchLabels: readonly string[]
    readonly reversible: Reversibility
    readonly replaces: readonly string[]
}

function textsOf(value: unknown): readonly string[] {
    const list: readonly unknown[] = Array.isArray(value) ? value : []
    return [...new Set(list.filter((item): item is string => typeof item === "string"))]
}

function withoutTimestamp(name: string): AutogenError {
    return new AutogenError({
        code: "MIGRATION_INVALID",
        message: `the migration "${name}" has no timestamp: its name must end in 13 digits`,
        next: `name its class like ${name || "AddFloor"}1763817600000; where a bundler shortens names, give it \`name = "…1763817600000"\``,
        fields: { migration: name },
    })
}

function duplicate(name: string): AutogenError {
    return new AutogenError({
        code: "MIGRATION_INVALID",
        message: `two migrations have the name "${name}"`,
        next: "rename the one that has not been executed anywhere, or see whether a glob of `migrations` matches sources and compiled files",
        fields: { migration: name },
    })
}

/** Later than every migration there is, so that the new one runs last even where a clock is wrong. */
export function nextTimestamp(now: number, known: readonly KnownMigration[]): number {
    return Math.max(now, ...known.map((migration) => migration.timestamp + 1))
}
