import { readFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import type { Diagnostic } from "../../core/diagnostic.js"
import { AutogenError } from "../../core/errors.js"
import { gitAuthors, type FileAuthor } from "../../load/git-authors.js"
import { slugOf } from "../../revisions/graph/find-revision.js"
import { currentHeads } from "../../revisions/graph/resolve-target.js"
import { revisionGraph, type RevisionGraph } from "../../revisions/graph/revision-graph.js"
import { historyTable } from "../../revisions/history-table.js"
import { problemDiagnostic, readHistory } from "../../revisions/history.js"
import { readRuns, type RecordedRun } from "../../revisions/runs-table.js"
import { knownMigrations } from "../../revisions/migration-files.js"
import type { ProjectOptions } from "../opened-project.js"
import { openProject, withSession } from "../project.js"
import { migrationPlaces } from "./migration-places.js"
import type { Revision } from "../../revisions/graph/revision.js"
import type { Project } from "../opened-project.js"

/** A revision as commands tell of it. */
export interface RevisionReport {
    /** The migration's name. */
    readonly revision: string
    /** What its class says of itself, or its name in words. */
    readonly message: string
    /** When it was made, by its timestamp: as ISO 8601 says it. */
    readonly date: string
    /** Relative to the project's folder, where it can be found. */
    readonly file: string | null
    readonly line: number | null
    /** Who brought its file into the git repository. Null: nobody yet, or there is none. */
    readonly author: string | null
    readonly revises: readonly string[]
    readonly children: readonly string[]
    readonly dependsOn: readonly string[]
    readonly branchLabels: readonly string[]
    /** The first step of the change that it is a step of; null where it is none, or the first itself. */
    readonly stepOf: string | null
    readonly isHead: boolean
    readonly isBase: boolean
    readonly isBranchPoint: boolean
    readonly isMergePoint: boolean
    /** Whether it has been executed on the database; null where no database has been asked. */
    readonly isApplied: boolean | null
    /** Whether the database stands at it: executed, and none that follows it. */
    readonly isCurrent: boolean | null
    /** Its last runs, up and down, the latest first, as far as they are recorded; null where nobody has asked the database for them. */
    readonly runs: readonly RecordedRun[] | null
}

/** A project's revisions. */
export interface RevisionsOfProject {
    readonly project: Project
    readonly graph: RevisionGraph
    /** In the order of execution; null where no database was asked, or none answered. */
    readonly executed: readonly string[] | null
    /** The last run of each migration in each direction; null where no database was asked, or none answered. */
    readonly runs: readonly RecordedRun[] | null
    readonly diagnostics: readonly Diagnostic[]
}

/**
 * Reads a project's revisions; where `asks`, also what its database has executed. A database that does not answer is a diagnostic, since
 * the files can be told of without it. Entities need not load.
 */
export async function readRevisions(
    { onDatabase, ...options }: ProjectOptions,
    asks: boolean,
): Promise<RevisionsOfProject> {
    const hearing = asks && onDatabase ? { onDatabase } : {}
    const project = await openProject({ ...options, ...hearing }, { entities: "optional" })
    const graph = revisionGraph(knownMigrations(project.dataSource))
    const ofFiles = { project, graph, executed: null, runs: null, diagnostics: graph.problems.map(problemDiagnostic) }
    if (!asks) return ofFiles
    try {
        // Whether a squash counts, or what it replaces, is the database's to say.
        const {
            graph: counting,
            executed,
            diagnostics,
            runs,
        } = await withSession(project, async (session) => ({
            ...(await readHistory(session)),
            runs: await readRuns(session, historyTable(session).name),
        }))
        return { project, graph: counting, executed: executed.map(({ name }) => name), runs, diagnostics }
    } catch (error) {
        if (!(error instanceof AutogenError)) throw error
        return { ...ofFiles, diagnostics: [...ofFiles.diagnostics, notAsked(error)] }
    }
}

function notAsked({ code, message }: AutogenError): Diagnostic {
    const text = `the database could not be asked (${code}: ${message}): what has been executed is unknown`
    return { severity: "warning", code: "database-not-asked", object: null, message: text }
}

/** Tells of revisions, in the order in which they are given. */
export async function reportRevisions(
    { project, graph, executed, runs }: RevisionsOfProject,
    names: readonly string[],
): Promise<readonly RevisionReport[]> {
    const applied = executed === null ? null : new Set(executed)
    const current = executed === null ? null : new Set(currentHeads(graph, executed))
    const revisions = names.flatMap((name) => graph.byName.get(name) ?? [])
    const places = new Map(revisions.map(({ name }) => [name, migrationPlaces(project, name).at(0)]))
    const folders = [...places.values()].flatMap((place) => (place === undefined ? [] : dirname(place.file)))
    const authors: ReadonlyMap<string, FileAuthor> =
        folders.length === 0 ? new Map() : await gitAuthors(project.folder, [...new Set(folders)])
    return revisions.map((revision) => {
        const place = places.get(revision.name)
        const { author = null } = (place && authors.get(place.file)) ?? {}
        return {
            ...reportOf(revision),
            message: (place && docOf(join(project.folder, place.file), revision.name)) ?? wordsOf(revision.name),
            file: place?.file ?? null,
            line: place?.line ?? null,
            author,
            isApplied: applied?.has(revision.name) ?? null,
            isCurrent: current?.has(revision.name) ?? null,
            runs: runs && runsOf(runs, revision.name),
        }
    })
}

function runsOf(runs: readonly RecordedRun[], revision: string): readonly RecordedRun[] {
    return runs
        .filter(({ name }) => name === revision)
        .toSorted((one, other) => Date.parse(other.startedAt) - Date.parse(one.startedAt))
}

/** What the graph knows of a revision. */
function reportOf({ name, timestamp, parents, unknown, children, change, ...revision }: Revision) {
    const { dependsOn, branchLabels } = revision
    return {
        revision: name,
        date: dateOf(timestamp),
        revises: [...parents, ...unknown.filter((one) => !dependsOn.includes(one))],
        children,
        dependsOn,
        branchLabels,
        stepOf: change === name ? null : change,
        isHead: children.length === 0,
        isBase: parents.length === 0,
        isBranchPoint: children.length > 1,
        isMergePoint: parents.length > 1,
    }
}

/** Timestamps by hand may be beyond what a date can say. */
function dateOf(timestamp: number): string {
    const date = new Date(timestamp)
    return Number.isNaN(date.getTime()) ? String(timestamp) : date.toISOString()
}

/** The first sentence above a class. */
function docOf(file: string, className: string): string | undefined {
    try {
        const text = readFileSync(file, "utf8")
        const before = text.slice(0, text.search(new RegExp(`\\bclass\\s+${className}\\b`)))
        const doc = /\/\*\*((?:(?!\*\/)[^])*)\*\/\s*(?:export\s+)?(?:default\s+)?$/.exec(before)?.[1]
        return doc
            ?.split("\n")
            .map((line) => line.replace(/^\s*\*?\s?/, "").trim())
            .find((line) => line !== "")
    } catch {
        return undefined
    }
}

function wordsOf(name: string): string {
    const text = slugOf(name).replaceAll("-", " ")
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}

/** The path of a revision's file. Throws `REVISION_UNKNOWN` where it cannot be found. */
export function expectFile({ project }: Pick<RevisionsOfProject, "project">, name: string): string {
    const [place] = migrationPlaces(project, name)
    if (place !== undefined) return join(project.folder, place.file)
    throw new AutogenError({
        code: "REVISION_UNKNOWN",
        message: `the file of "${name}" cannot be found in "${relative(process.cwd(), project.folder) || "."}"`,
        next: "open the file that the DataSource's `migrations` lead to",
        fields: { revision: name },
    })
}
