import { readFileSync } from "node:fs"
import { rm } from "node:fs/promises"
import { join } from "node:path"
import { AutogenError } from "../../core/errors.js"
import { printable } from "../../core/printable.js"
import { expectRevision } from "../../revisions/graph/find-revision.js"
import { revisionGraph } from "../../revisions/graph/revision-graph.js"
import { historyTable } from "../../revisions/history-table.js"
import { allMigrations, knownMigrations, type KnownMigration } from "../../revisions/migration-files.js"
import { recordedOf } from "../../revisions/replaced-rows.js"
import type { Project, ProjectOptions } from "../opened-project.js"
import { openProject, withSession } from "../project.js"

/** Whose old files go. */
export interface RemoveSquashedOptions extends ProjectOptions {
    /** The squash. Default: the only one whose old files are there. */
    readonly revision?: string
}

/** What {@link removeSquashed} removed. */
export interface RemoveSquashedResult {
    readonly revision: string
    /** The files that were removed, relative to the project's folder. */
    readonly files: readonly string[]
}

/**
 * Removes the files that a squash stands for, once the connected database does not stand between them.
 *
 * Throws `SQUASH_INCOMPLETE` where it does, `SQUASH_IMPOSSIBLE` where a file holds more than what is replaced, `USAGE`.
 *
 * @example
 * ```ts
 * const { files } = await removeSquashed()
 * ```
 */
export async function removeSquashed({
    revision,
    ...options
}: RemoveSquashedOptions = {}): Promise<RemoveSquashedResult> {
    const project = await openProject(options)
    const all = allMigrations(project.dataSource)
    const squash = chosen(project, all, revision)
    const old = all.filter(({ name }) => squash.replaces.includes(name))
    const files = filesOf(project, squash, old, all)
    await withSession(project, async (session) => {
        const { isExecuted, rows } = recordedOf(await historyTable(session).read(), squash)
        if (!isExecuted && rows.length > 0) throw inTheMiddle(squash, rows.length)
    })
    for (const file of files) await rm(join(project.folder, file))
    return { revision: squash.name, files }
}

function chosen(project: Project, all: readonly KnownMigration[], revision: string | undefined): KnownMigration {
    const known = knownMigrations(project.dataSource)
    const names = new Set(all.map(({ name }) => name))
    const candidates = known.filter(({ replaces }) => replaces.some((name) => names.has(name)))
    const [only, ...others] = candidates
    if (revision === undefined) {
        if (only !== undefined && others.length === 0) return only
        if (only === undefined) throw usage("no squash has old files", "write one first: `squash a:b`")
        const list = candidates.map(({ name }) => `"${printable(name)}"`).join(", ")
        throw usage(`several squashes have old files: ${list}`, "name one: `squash --remove NAME`")
    }
    const graph = revisionGraph(known)
    const name = expectRevision({ graph, names: known.map((one) => one.name), state: "known" }, revision)
    const squash = candidates.find((one) => one.name === name)
    if (squash === undefined) throw usage(`"${printable(name)}" stands for no file that is there`, "name a squash")
    return squash
}

/** One file for each; none that holds anything else. */
function filesOf(
    project: Project,
    squash: KnownMigration,
    old: readonly KnownMigration[],
    all: readonly KnownMigration[],
): readonly string[] {
    const replaced = new Set(old.map(({ instance }) => instance.constructor.name))
    const others = all.map(({ instance }) => instance.constructor.name).filter((name) => !replaced.has(name))
    const files = new Set<string>()
    for (const { name, instance } of old) {
        const [file, ...more] = project.migrationFilesOf(instance.constructor.name)
        if (file === undefined || more.length > 0)
            throw impossible(
                squash,
                `the file of "${printable(name)}" ${file === undefined ? "cannot be found" : "is not clear"}`,
            )
        files.add(file)
    }
    for (const file of files) {
        const text = readFileSync(join(project.folder, file), "utf8")
        const other = others.find((name) => new RegExp(`\\bclass\\s+${name.replaceAll("$", "\\$")}\\b`).test(text))
        if (other !== undefined) throw impossible(squash, `${printable(file)} also holds "${printable(other)}"`)
    }
    return [...files].sort()
}

function impossible({ name }: KnownMigration, what: string): AutogenError {
    return new AutogenError({
        code: "SQUASH_IMPOSSIBLE",
        message: `${what}; nothing was removed`,
        next: "remove the files by hand",
        fields: { revision: name },
    })
}

function inTheMiddle({ name, replaces }: KnownMigration, executed: number): AutogenError {
    return new AutogenError({
        code: "SQUASH_INCOMPLETE",
        message: `this database has executed ${executed} of the ${replaces.length} migrations that "${printable(name)}" stands for, and needs the files of the others; nothing was removed`,
        next: "run `typeorm-autogen upgrade` first, here and wherever else a database stands between them",
        fields: { revision: name },
    })
}

function usage(message: string, next: string): AutogenError {
    return new AutogenError({ code: "USAGE", message, next })
}
