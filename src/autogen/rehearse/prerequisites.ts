import type { DatabaseSchema, ServerInfo } from "../core/database-schema.js"
import { messageOf } from "../core/errors.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import type { Statement } from "../core/statement.js"
import { kindOf } from "../kinds/index.js"

/** The objects that the stage cannot hold, with Postgres's reason: they are left out on both sides. */
export type LeftOut = Map<ObjectKey, string>

/** What the ground is made with. */
export interface GroundTools {
    exec(sql: string): Promise<unknown>
    createStatements(objects: readonly SchemaObject[], server: ServerInfo): readonly Statement[]
    /** Whether Postgres refused a statement only since it lacks something. */
    isLack(error: unknown): boolean
}

/**
 * Makes objects from nothing, within a transaction. Those of kinds that may name what is not here (functions of a policy) are left
 * out where Postgres lacks what they need; `leftOut` gets them.
 */
export async function makeGround(
    missing: readonly SchemaObject[],
    server: DatabaseSchema["server"],
    { exec, createStatements, isLack }: GroundTools,
    leftOut: LeftOut,
): Promise<void> {
    const sql = (objects: readonly SchemaObject[]): readonly string[] =>
        createStatements(objects, server).map((statement) => statement.sql)
    const wanted = missing.filter(({ key }) => !leftOut.has(key))
    const sure = wanted.filter(({ kind }) => !kindOf(kind).rehearsal?.mayNameUnknown)
    const unsure = wanted.filter(({ kind }) => kindOf(kind).rehearsal?.mayNameUnknown)
    await exec("SELECT pg_catalog.set_config('search_path', 'public', true)")
    await createPrerequisites(sure, exec)
    for (const statement of sql(sure)) await exec(statement)
    if (unsure.length === 0) return
    await createPrerequisites(unsure, exec)
    if ((await attempt(sql(unsure), exec)) === null) return
    for (const object of unsure) {
        const failure = await attempt(sql([object]), exec)
        if (failure === null) continue
        if (!isLack(failure.error)) throw failure.error
        leftOut.set(object.key, messageOf(failure.error))
    }
}

/** Makes what objects name and has no kind, within a transaction; what cannot be made stays away. */
export async function createPrerequisites(objects: readonly SchemaObject[], exec: GroundTools["exec"]): Promise<void> {
    const work = new Set(objects.flatMap((object) => kindOf(object.kind).rehearsal?.prerequisites?.(object) ?? []))
    for (const sql of work) await attempt([sql], exec)
}

/** Runs statements, or none of them: then why not. */
async function attempt(
    statements: readonly string[],
    exec: GroundTools["exec"],
): Promise<{ readonly error: unknown } | null> {
    if (statements.length === 0) return null
    await exec("SAVEPOINT autogen_ground")
    try {
        for (const sql of statements) await exec(sql)
        await exec("RELEASE SAVEPOINT autogen_ground")
        return null
    } catch (error) {
        await exec("ROLLBACK TO SAVEPOINT autogen_ground")
        return { error }
    }
}
