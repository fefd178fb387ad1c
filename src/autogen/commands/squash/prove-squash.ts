import type { QueryRunner } from "typeorm"
import { differingKeys } from "../../compare/compare.js"
import type { DatabaseSchema } from "../../core/database-schema.js"
import { AutogenError, messageOf } from "../../core/errors.js"
import type { Operations } from "../../core/plan.js"
import { printable } from "../../core/printable.js"
import { inspect } from "../../inspect/inspect.js"
import { operations } from "../../op/index.js"
import { historyTable } from "../../revisions/history-table.js"
import { prepareMetadataTable } from "../../revisions/metadata-table.js"
import { prepareDatabase } from "../../revisions/prepare-database.js"
import type { Session } from "../../revisions/session.js"
import type { Project } from "../opened-project.js"
import { replayHistory } from "../replay-history.js"
import { unmodelledText } from "./squash-parts.js"

/** What has to be shown. */
export interface SquashClaim {
    readonly start: readonly string[]
    readonly up: Operations
    readonly down: Operations
    readonly before: DatabaseSchema
    /** What the old migrations leave. */
    readonly after: DatabaseSchema
}

/**
 * Runs a squash in the embedded Postgres where the old migrations begin: up must leave the catalog that they leave, down the one before them.
 * Returns what is wrong with down, as it may be with that of a migration that is kept; null where nothing is.
 *
 * Throws `SQUASH_IMPOSSIBLE` with what differs after up.
 */
export async function proveSquash(project: Project, claim: SquashClaim): Promise<string | null> {
    const { start, up, down, before, after } = claim
    const history = await replayHistory(project, undefined, start)
    const { session } = history
    // As upgrade does before the first migration: the replay drops what nothing needs yet.
    await prepareDatabase(session, { isLenient: true })
    await prepareRecords(session)
    const look = (): Promise<DatabaseSchema> => inspect(session, { defaultSchema: session.defaultSchema })
    try {
        await run(session.queryRunner, up, "up")
        expectSame(await look(), after, "up", "the migrations that it replaces")
        const refusal = down.find(({ statements }) => statements.some(({ refuses }) => refuses))
        if (refusal) return String(refusal.operation.args[0])
        return await proveDown(session, down, before, look)
    } finally {
        await history.close()
    }
}

async function proveDown(
    session: Session,
    down: Operations,
    before: DatabaseSchema,
    look: () => Promise<DatabaseSchema>,
): Promise<string | null> {
    try {
        await run(session.queryRunner, down, "down")
        expectSame(await look(), before, "down", "what was before them")
        return null
    } catch (error) {
        if (!(error instanceof AutogenError) || error.code !== "SQUASH_IMPOSSIBLE") throw error
        return String(error.fields["what"])
    }
}

/** TypeORM's own tables are in every database by the time that something has run. */
export async function prepareRecords(session: Session): Promise<void> {
    await historyTable(session).ensure()
    await prepareMetadataTable(session)
}

/** As its file will call them. */
async function run(queryRunner: QueryRunner, list: Operations, direction: string): Promise<void> {
    const op = operations(queryRunner) as unknown as Readonly<Record<string, (...args: unknown[]) => Promise<void>>>
    await queryRunner.startTransaction()
    try {
        for (const { operation } of list) await op[operation.name]?.(...operation.args)
        await queryRunner.commitTransaction()
    } catch (error) {
        await queryRunner.rollbackTransaction().catch(() => undefined)
        throw notProven(`its ${direction} fails in the embedded Postgres: ${messageOf(error)}`, [], error)
    }
}

function expectSame(found: DatabaseSchema, expected: DatabaseSchema, direction: string, what: string): void {
    // Those that TypeORM creates when it connects stay, or are created again.
    const isDown = direction === "down"
    const keys = differingKeys(found, expected).filter((key) => !isDown || !key.startsWith("extension:"))
    const isSame = unmodelledText(found) === unmodelledText(expected)
    if (keys.length === 0 && isSame) return
    const shown = keys.map((key) => `\n  "${printable(key)}"`).join("")
    throw notProven(
        `its ${direction} leaves another catalog than ${what}${keys.length === 0 ? ", in what is not modelled" : `:${shown}`}`,
        keys,
    )
}

function notProven(what: string, objects: readonly string[], cause?: unknown): AutogenError {
    return new AutogenError({
        code: "SQUASH_IMPOSSIBLE",
        message: `the squash is not proven: ${what}\nnothing was written`,
        next: "squash a shorter range, which ends before the migration that makes this or begins after it, and report this with the migrations",
        fields: { objects, what },
        cause,
    })
}
