import type { DataSourceLike } from "../../core/data-source-like.js"
import { losses, type Reversibility } from "../../core/reversibility.js"
import { hazard, type Deletion, type Hazard } from "../../core/statement.js"
import { dataLoss } from "../../core/hazards/data-loss.js"
import { countDeletions, type DeletionCount } from "../../revisions/count-deletions.js"
import type { KnownMigration } from "../../revisions/migration-files.js"
import type { Session } from "../../revisions/session.js"
import { onlyStatements } from "./only-statements.js"
import { plainDeletion } from "./plain-deletions.js"
import {
    recordMigration,
    runsInTransaction,
    type RecordedDeletion,
    type RecordedMigration,
} from "./record-migration.js"

/** What a deletion of a migration's `down` takes away. */
export interface CountedDeletion extends Deletion {
    /** How many rows go, or rows' values; null: not known before it runs. */
    readonly rows: number | null
    /** Counted; else Postgres's estimate. */
    readonly isExact: boolean
}

/** What is lost by reverting one migration. */
export interface DownLosses {
    readonly migration: string
    /** The schema of names that are said without one. */
    readonly defaultSchema: string
    /** What its file says. Null: nothing. */
    readonly reversible: Reversibility | null
    /** What is lost and has to be agreed to. */
    readonly hazards: readonly Hazard[]
    readonly deletions: readonly CountedDeletion[]
    /** Why it is not known what is lost; null where it is. */
    readonly unknown: string | null
    /** Why it cannot be reverted, and what to do; null where it can. */
    readonly refusal: readonly [reason: string, next: string] | null
    /** What has been counted as nothing, is therefore not asked about, and is looked at again when it goes. */
    readonly empty: readonly Deletion[]
}

/**
 * What reverting migrations loses, in the order in which they are reverted. Reads, and changes nothing.
 *
 * @example
 * ```ts
 * const [losses] = await downLosses(session, dataSource, migrations)
 * ```
 */
export async function downLosses(
    session: Session,
    dataSource: DataSourceLike,
    migrations: readonly KnownMigration[],
): Promise<readonly DownLosses[]> {
    const found: DownLosses[] = []
    let names: Names = "known"
    for (const migration of migrations) {
        const recorded = await record(session, dataSource, migration)
        const [lossesOfOne, after] = await lossesOf(session, dataSource, migration, recorded, names)
        found.push(lossesOfOne)
        names = after
    }
    return found
}

/**
 * Whether today's names are those of what is deleted: not from a renaming on (`renamed`), and nobody knows after a `down` that is more
 * than statements (`doubtful`): then a number is no more than about right, and that there is nothing is looked at again before it goes.
 */
type Names = "known" | "doubtful" | "renamed"

/** Null: it cannot be known. */
async function record(
    session: Session,
    dataSource: DataSourceLike,
    migration: KnownMigration,
): Promise<RecordedMigration | null> {
    const { instance } = migration
    if (!onlyStatements(methodText(instance, "down"))) return null
    return recordMigration(dataSource, migration, "down", session.defaultSchema).catch(() => null)
}

function methodText(instance: object, name: string): string {
    const method: unknown = Reflect.get(instance, name)
    return typeof method === "function" ? Function.prototype.toString.call(method) : ""
}

const RENAMES = /\bALTER\s+TABLE\b[^;]*\bRENAME\s+(?!CONSTRAINT\b)|\bSET\s+SCHEMA\b|\bALTER\s+SCHEMA\b/i

async function lossesOf(
    session: Session,
    dataSource: DataSourceLike,
    migration: KnownMigration,
    recorded: RecordedMigration | null,
    names: Names,
): Promise<readonly [losses: DownLosses, after: Names]> {
    const { name, reversible } = migration
    const statements = recorded?.statements.map(({ sql }) => sql) ?? []
    const renamedAt = names === "renamed" ? 0 : statements.findIndex((sql) => RENAMES.test(sql))
    const plain = plainDeletions(recorded, session.defaultSchema)
    const deletions = [...(recorded?.deletions ?? []), ...plain.deletions]
    const asNamed = await count(session, deletions, renamedAt === -1 ? Infinity : renamedAt)
    const counted = names === "known" ? asNamed : asNamed.map(doubted)
    // What nobody has promised anything about is said, and not asked about: people have reverted such files all along.
    const agreed = reversible === null ? (recorded?.deletions ?? []) : deletions
    const canLock = runsInTransaction(dataSource, migration.instance)
    const isEmpty = ({ rows, isExact }: CountedDeletion): boolean => canLock && isExact && rows === 0
    const emptyKeys = new Set<string>(counted.filter((one) => isEmpty(one)).map(({ object }) => object))
    const own = losses(recorded?.hazards ?? [])
    const ofPlain = agreed
        .filter(({ object }) => !own.some((one) => one.object === object))
        .map(({ object, column }) => hazard(column === null ? dataLoss.tableDropped : dataLoss.columnDropped, object))
    const hazards = [...own, ...ofPlain].filter(({ kind, object }) => kind !== "deletes-data" || !emptyKeys.has(object))
    const isLeftOpen = recorded === null || plain.isUnknown
    return [
        {
            migration: name,
            defaultSchema: session.defaultSchema,
            reversible,
            hazards,
            deletions: counted.map(({ object, table, column, rows, isExact }) => ({
                object,
                table,
                column,
                rows,
                isExact,
            })),
            unknown: isLeftOpen && reversible !== "exact" ? unknownOf(recorded) : null,
            refusal: recorded?.refusal ?? (reversible === "impossible" ? IMPOSSIBLE : null),
            empty: counted.filter((one) => one.isPresent && isEmpty(one)),
        },
        renamedAt >= 0 ? "renamed" : recorded === null ? "doubtful" : names,
    ]
}

const IMPOSSIBLE = [
    'its file says that there is no way back (`reversible: "impossible"`)',
    "restore a backup, or write what shall be changed as a new migration",
] as const

function unknownOf(recorded: RecordedMigration | null): string {
    return recorded === null ? "its `down` is more than statements" : "its `down` is SQL written by hand"
}

function plainDeletions(
    recorded: RecordedMigration | null,
    schema: string,
): { readonly deletions: readonly RecordedDeletion[]; readonly isUnknown: boolean } {
    const plain = new Set(recorded?.plain)
    const deletions: RecordedDeletion[] = []
    let isUnknown = false
    for (const [after, { sql }] of (recorded?.statements ?? []).entries()) {
        if (!plain.has(sql)) continue
        const found = plainDeletion(sql, schema)
        if (found === "unknown") isUnknown = true
        else if (found) deletions.push({ ...found, after })
    }
    return { deletions, isUnknown }
}

/** What a `down` that nobody can read may have changed by then: that a table is empty is looked at again, all else is no number. */
function doubted(count: CountedDeletion & DeletionCount): CountedDeletion & DeletionCount {
    const isEmpty = count.isPresent && count.isExact && count.rows === 0
    return isEmpty ? count : { ...count, rows: count.isPresent ? count.rows : null, isExact: false }
}

/** Counts what is deleted before the first renaming; the names of the others may be of something else now. */
async function count(
    session: Session,
    deletions: readonly RecordedDeletion[],
    renamedAt: number,
): Promise<readonly (CountedDeletion & DeletionCount)[]> {
    const countable = deletions.filter(({ after }) => after < renamedAt)
    const counts = await countDeletions(session, countable)
    const byDeletion = new Map(countable.map((deletion, at) => [deletion, counts[at]]))
    return deletions.map((deletion) => ({
        ...deletion,
        ...(byDeletion.get(deletion) ?? { rows: null, isExact: false, isPresent: true }),
    }))
}
