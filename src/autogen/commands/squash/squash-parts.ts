import { compareText, type DatabaseSchema } from "../../core/database-schema.js"
import { messageOf } from "../../core/errors.js"
import { unmodelledIdentity } from "../../core/unmodelled.js"
import type { Operations, PlannedOperation } from "../../core/plan.js"
import { printable } from "../../core/printable.js"
import { statement } from "../../core/statement.js"
import { planSchemas } from "../../planning/plan-entities.js"
import { ownRecords, recordsOf } from "../../planning/own-records.js"
import type { KnownMigration } from "../../revisions/migration-files.js"
import type { Project } from "../opened-project.js"
import { recordMigration, runsInTransaction, type RecordedItem } from "../revisions/record-migration.js"
import { impossible } from "./squash-range.js"
import { isDefinition, writtenTables } from "./written-tables.js"

/** What becomes of consecutive migrations: what they do is planned anew, or kept as it is. */
export interface SquashPart {
    readonly isPlanned: boolean
    readonly migrations: readonly RecordedUp[]
}

/** A migration with what its `up` calls. */
export interface RecordedUp {
    readonly migration: KnownMigration
    readonly items: readonly RecordedItem[]
}

/**
 * Divides migrations into parts. Kept is what writes rows, what touches a table that may have rows by then, and what no kind reads.
 *
 * Throws `SQUASH_IMPOSSIBLE` for a migration that decides by what it reads.
 */
export async function squashParts(
    project: Project,
    migrations: readonly KnownMigration[],
    filled: readonly string[],
    schema: string,
): Promise<readonly SquashPart[]> {
    const tables = writtenTables(filled)
    const parts: { isPlanned: boolean; migrations: RecordedUp[] }[] = []
    for (const migration of migrations) {
        const items = await recordedUp(project, migration, schema, filled.length === 0)
        const isPlanned = items.every(isDefinition) && !tables.isTouched(items)
        tables.note(items)
        const last = parts.at(-1)
        if (last?.isPlanned === isPlanned) last.migrations.push({ migration, items })
        else parts.push({ isPlanned, migrations: [{ migration, items }] })
    }
    return parts
}

async function recordedUp(
    { dataSource }: Project,
    migration: KnownMigration,
    schema: string,
    isEmpty: boolean,
): Promise<readonly RecordedItem[]> {
    const recorded = await recordMigration(dataSource, migration, "up", schema, true).catch((error: unknown) => {
        throw impossible(migration.name, messageOf(error), error)
    })
    // In an empty database there is nothing that no migration has made.
    if (recorded.questions.length > 0 && !isEmpty)
        throw impossible(migration.name, `"${printable(migration.name)}" asks what exists`)
    return recorded.items
}

/** The operations of a part, both ways. */
export interface PartOperations {
    readonly up: Operations
    readonly down: Operations
}

/** Plans a part from the catalogs around it; keeps its migrations where these hold what no plan makes. */
export async function operationsOf(
    project: Project,
    part: SquashPart,
    [from, to]: readonly [DatabaseSchema, DatabaseSchema],
): Promise<PartOperations> {
    if (part.isPlanned && sameUnmodelled(from, to)) {
        const own = recordsOf(project.dataSource, to.server.defaultSchema).map(
            ({ schema, name }) => `${schema}.${name}`,
        )
        const plan = await planSchemas(from, to, {
            oneTransaction: true,
            preconditions: false,
            ignoredTables: [...own, ...ownRecords([from, to])],
        })
        const statements = [...plan.up, ...plan.down].flatMap((planned) => planned.statements)
        const stops = plan.diagnostics.some(({ severity }) => severity === "error")
        if (!stops && statements.every(({ transaction }) => transaction === "inside")) return plan
    }
    const kept = await Promise.all(part.migrations.map((one) => keptOperations(project, one, to.server.defaultSchema)))
    return { up: kept.flatMap(({ up }) => up), down: kept.toReversed().flatMap(({ down }) => down) }
}

function sameUnmodelled(one: DatabaseSchema, other: DatabaseSchema): boolean {
    return unmodelledText(one) === unmodelledText(other)
}

/** All that no kind reads, as a text to compare; without what objects have anyway, such as an extension's schema. */
export function unmodelledText({ unmodelled = [] }: DatabaseSchema): string {
    const lines = unmodelled
        .filter(({ notice, name }) => notice === "loud" || (notice === "quiet" && name !== null))
        .map((one) => `${unmodelledIdentity(one)} ${one.value}`)
    return lines.sort(compareText).join("\n")
}

async function keptOperations(
    { dataSource }: Project,
    { migration, items }: RecordedUp,
    schema: string,
): Promise<PartOperations> {
    const { name, instance } = migration
    const shown = `"${printable(name)}"`
    if (!runsInTransaction(dataSource, instance) || items.some(isOutside))
        throw impossible(name, `${shown} runs outside a transaction, and has to be kept as it is`)
    const back = await recordMigration(dataSource, migration, "down", schema, true).catch(() => null)
    const down =
        back === null || back.items.some(isOutside)
            ? [refusing(`the down of "${name}", which is squashed, cannot be known without a database`)]
            : back.items.map(operationOf)
    return { up: items.map(operationOf), down }
}

/** The operation of a way back that there is not. */
export function refusing(reason: string): PlannedOperation {
    const args = [reason, "restore a backup, or write what shall be changed as a new migration"]
    return { operation: { name: "refuse", args }, statements: [statement("", { refuses: true })], objects: [] }
}

function isOutside(item: RecordedItem): boolean {
    if (item.operation === null) return /^(?:BEGIN|COMMIT|ROLLBACK|START\s+TRANSACTION)\b/i.test(item.sql.trim())
    return item.statements.some(({ transaction }) => transaction === "outside")
}

function operationOf(item: RecordedItem): PlannedOperation {
    if (item.operation !== null) return { operation: item.operation, statements: item.statements, objects: [] }
    const { sql, params } = item
    const args = params.length === 0 ? [sql] : [sql, params]
    return { operation: { name: "execute", args }, statements: [statement(sql)], objects: [] }
}
