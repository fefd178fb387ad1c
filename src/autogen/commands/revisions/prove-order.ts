import { differingKeys } from "../../compare/compare.js"
import { AutogenError, messageOf } from "../../core/errors.js"
import type { ObjectKey } from "../../core/object-key.js"
import { printable } from "../../core/printable.js"
import { inspectInTransaction } from "../../inspect/inspect.js"
import { withAncestors } from "../../revisions/graph/lineage.js"
import type { RevisionGraph } from "../../revisions/graph/revision-graph.js"
import { knownMigrations } from "../../revisions/migration-files.js"
import type { Project } from "../opened-project.js"
import { replayHistory } from "../replay-history.js"
import { migrationPlaces, placeText } from "./migration-places.js"
import { recordMigration } from "./record-migration.js"

/** Runs branches in both orders in the embedded Postgres. Null: they make the same schema. */
export async function conflictOf(
    project: Project,
    graph: RevisionGraph,
    heads: readonly string[],
): Promise<AutogenError | null> {
    const orders = [heads, heads.toReversed()]
    const schemas: Awaited<ReturnType<typeof inspectInTransaction>>[] = []
    for (const order of orders) {
        try {
            const history = await replayHistory(project, undefined, order)
            try {
                schemas.push(await inspectInTransaction(history.session))
            } finally {
                await history.close()
            }
        } catch (error) {
            const shown = order.map((name) => `"${printable(name)}"`).join(", then ")
            const isReplay = error instanceof AutogenError && error.code === "REPLAY_FAILED"
            const what = isReplay ? `the branches cannot run in the order ${shown}` : "nothing could be proven"
            return conflict(`${what}: ${messageOf(error)}`, error)
        }
    }
    const [one, other] = schemas
    const keys = one && other ? differingKeys(one, other) : []
    if (keys.length === 0) return null
    const lines = await Promise.all(keys.map((key) => objectText(project, graph, heads, key)))
    return conflict(
        `the order of the branches decides what ${keys.length === 1 ? "an object is" : `${keys.length} objects are`}:${lines.join("")}`,
        undefined,
        { objects: keys },
    )
}

/** An object, and the migrations of the branches whose statements name it. */
async function objectText(
    project: Project,
    graph: RevisionGraph,
    heads: readonly string[],
    key: ObjectKey,
): Promise<string> {
    const name = key.slice(key.lastIndexOf(".") + 1)
    const lineages = heads.map((head) => withAncestors(graph, [head]))
    const own = knownMigrations(project.dataSource).filter(
        (migration) =>
            lineages.some((lineage) => lineage.has(migration.name)) &&
            !lineages.every((lineage) => lineage.has(migration.name)),
    )
    const lines: string[] = []
    for (const migration of own) {
        const recorded = await recordMigration(project.dataSource, migration, "up").catch(() => null)
        const statement = recorded?.statements.find(({ sql }) => sql.includes(name))
        const [place] = migrationPlaces(project, migration.name)
        if (statement === undefined) continue
        lines.push(`\n    ${place ? placeText(place) : printable(migration.name)}: ${firstLine(statement.sql)}`)
    }
    return `\n  "${printable(key)}"${lines.join("")}`
}

function firstLine(sql: string): string {
    const text = printable(sql.trim().replaceAll(/\s+/g, " "))
    return text.length > 160 ? `${text.slice(0, 160)}…` : text
}

function conflict(what: string, cause: unknown, fields: Readonly<Record<string, unknown>> = {}): AutogenError {
    return new AutogenError({
        code: "MERGE_CONFLICT",
        message: `${what}\nnothing was written`,
        next: "correct one of the branches where it has not been executed yet, or say `--force` and settle the difference in a migration after it",
        fields,
        ...(cause === undefined ? {} : { cause }),
    })
}
