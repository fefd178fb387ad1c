import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"
import { withAncestors } from "../../revisions/graph/lineage.js"
import { resolveTarget } from "../../revisions/graph/resolve-target.js"
import { revisionGraph, type RevisionGraph } from "../../revisions/graph/revision-graph.js"
import { knownMigrations, type KnownMigration } from "../../revisions/migration-files.js"
import type { ProjectOptions } from "../opened-project.js"
import { openProject } from "../project.js"
import { placed } from "./migration-places.js"
import { scriptOf } from "./script.js"
import type { Project } from "../opened-project.js"

/** What a script shall do. */
export interface ScriptOptions extends ProjectOptions {
    /** Where it begins and ends: `a:b`; of an upgrade, and of a stamp, also just the end, from `base`. */
    readonly range?: string
}

/** What a script does. */
export interface ScriptResult {
    /** For psql. */
    readonly script: string
    /** The migrations in it, in order. */
    readonly migrations: readonly string[]
}

/**
 * The script that an upgrade would be, from one target to another. Asks no database.
 *
 * Throws `OFFLINE_IMPOSSIBLE`, `SEVERAL_HEADS`, `REVISION_UNKNOWN`, `USAGE`.
 *
 * @example
 * ```ts
 * await writeFile("release.sql", (await upgradeScript({ range: "AddFloor:head" })).script)
 * ```
 */
export async function upgradeScript({ range = "head", ...options }: ScriptOptions = {}): Promise<ScriptResult> {
    const { project, graph, known } = await open(options)
    const [from, to] = await placed(project, () => ends(graph, range))
    return script(project, known.filter(within(graph, from, to)), `upgrade --sql ${range}`, "up")
}

/**
 * The script that a downgrade would be, from one target back to another.
 *
 * @example
 * ```ts
 * const { script } = await downgradeScript({ range: "head:head-1" })
 * ```
 */
export async function downgradeScript({ range = "", ...options }: ScriptOptions): Promise<ScriptResult> {
    if (!range.includes(":")) {
        throw new AutogenError({
            code: "USAGE",
            message: "`downgrade --sql` asks no database, and has to be told where it begins",
            next: `write a range: \`downgrade --sql head:${printable(range) || "base"}\``,
        })
    }
    const { project, graph, known } = await open(options)
    const [from, to] = await placed(project, () => ends(graph, range))
    const migrations = known.filter(within(graph, to, from)).toReversed()
    return script(project, migrations, `downgrade --sql ${range}`, "down")
}

/**
 * The script that marks what lies between two targets as executed, and runs none of it.
 *
 * @example
 * ```ts
 * const { script } = await stampScript({ range: "head" })
 * ```
 */
export async function stampScript({ range = "head", ...options }: ScriptOptions = {}): Promise<ScriptResult> {
    const { project, graph, known } = await open(options)
    const [from, to] = await placed(project, () => ends(graph, range))
    return script(project, known.filter(within(graph, from, to)), `stamp --sql ${range}`, "up", true)
}

interface Opened {
    readonly project: Project
    readonly graph: RevisionGraph
    readonly known: readonly KnownMigration[]
}

async function open({ onDatabase: _, ...options }: ProjectOptions): Promise<Opened> {
    // The entities say which extensions TypeORM creates.
    const project = await openProject(options)
    const known = knownMigrations(project.dataSource)
    return { project, graph: revisionGraph(known), known }
}

/** `a:b`, or the end alone, which begins at the base. */
function ends(graph: RevisionGraph, range: string): readonly [from: readonly string[], to: readonly string[]] {
    const context = { graph, names: graph.revisions.map(({ name }) => name), state: "known", executed: null }
    const [first = "", second, ...more] = range.split(":")
    if (more.length > 0)
        throw new AutogenError({ code: "USAGE", message: `"${printable(range)}" is no range`, next: "write a:b" })
    const [from, to] = second === undefined ? ["base", first] : [first || "base", second || "head"]
    return [resolveTarget(context, from), resolveTarget(context, to)]
}

function within(
    graph: RevisionGraph,
    from: readonly string[],
    to: readonly string[],
): (migration: KnownMigration) => boolean {
    const [before, wanted] = [withAncestors(graph, from), withAncestors(graph, to)]
    return ({ name }) => wanted.has(name) && !before.has(name)
}

async function script(
    project: Project,
    migrations: readonly KnownMigration[],
    title: string,
    direction: "up" | "down",
    stamps = false,
): Promise<ScriptResult> {
    return {
        script: await placed(project, () => scriptOf(project.dataSource, { title, migrations, direction, stamps })),
        migrations: migrations.map(({ name }) => name),
    }
}
