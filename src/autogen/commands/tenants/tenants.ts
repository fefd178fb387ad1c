import type { Diagnostic } from "../../core/diagnostic.js"
import { userOptions } from "../../core/user-options.js"
import { currentHeads } from "../../revisions/graph/resolve-target.js"
import { expectNoRange } from "../../revisions/graph/choose.js"
import { downgrade as downgradeOn, type DowngradeOptions } from "../../revisions/downgrade.js"
import { readHistory, type History } from "../../revisions/history.js"
import { changedMigrations } from "../../revisions/changed-migrations.js"
import { historyTable } from "../../revisions/history-table.js"
import { readRuns } from "../../revisions/runs-table.js"
import { checksumsOf } from "../revisions/checksum.js"
import { prepareDatabase } from "../../revisions/prepare-database.js"
import type { Session } from "../../revisions/session.js"
import { upgrade as upgradeOn, type UpgradeOptions } from "../../revisions/upgrade.js"
import { deciding, type DowngradeProjectOptions } from "../downgrade.js"
import { databasePlace, expectMeant } from "../database-place.js"
import { recorded, type RunnerOptions } from "../migrate.js"
import type { Project, ProjectOptions } from "../opened-project.js"
import { openProject, withSession } from "../project.js"
import {
    chosenTenants,
    expectCanary,
    runTenants,
    sharedSchemas,
    type TenantsOptions,
    type TenantsResult,
} from "./run-tenants.js"
import type { FoundTenant } from "./tenant-list.js"
import { withTenant } from "./tenant-project.js"

/** Where one tenant stands, and what was run for it. */
export interface UpgradedTenant {
    readonly executed: readonly string[]
    readonly pending: readonly string[]
    readonly diagnostics: readonly Diagnostic[]
}

/** What was reverted for one tenant. */
export interface DowngradedTenant {
    readonly reverted: readonly string[]
}

/** Where one tenant stands. */
export interface CurrentTenant {
    readonly heads: readonly string[]
    readonly isAtHead: boolean
    readonly pending: readonly string[]
    readonly diagnostics: readonly Diagnostic[]
}

/** What the functions for tenants have in common. */
type ForTenants<O> = ProjectOptions & Pick<RunnerOptions, "embedded"> & TenantsOptions & Omit<O, "onProgress">

/**
 * Runs the pending migrations for each tenant of a project, each with a table of migrations and a lock of its own: one first, alone, then several at
 * a time. Tenants without pending migrations are asked, and left. What fails is told with the tenant's name, never thrown.
 *
 * Throws what loading the project and finding its tenants throw.
 *
 * @example
 * ```ts
 * const { tenants, notRun } = await upgradeTenants({ concurrency: 8 })
 * for (const { tenant, error } of tenants) if (error) console.error(tenant, error.message)
 * ```
 */
export async function upgradeTenants(options: ForTenants<UpgradeOptions> = {}): Promise<TenantsResult<UpgradedTenant>> {
    expectNoRange(options.to, "upgrade")
    const { project, tenants, shared } = await begin(options, "upgrade")
    const left = await settled(project, tenants)
    if (tenants.some(({ name, url }) => url === null && !left.has(name))) await prepareExtensions(project)
    const nothing: UpgradedTenant = { executed: [], pending: [], diagnostics: [] }
    // One that has nothing pending would show nothing.
    const canary = options.canary ?? tenants.find(({ name }) => !left.has(name))?.name ?? false
    const run = recorded(project, options)
    return runTenants(project, tenants, { ...options, canary }, nothing, async (tenant) => {
        const known = left.get(tenant.name)
        if (known !== undefined) return { ...nothing, diagnostics: known.diagnostics }
        return withTenant(project, tenant, shared, async (session) => {
            const result = await upgradeOn(session, run)
            return { ...result, diagnostics: (await readHistory(session)).diagnostics }
        })
    })
}

/**
 * Reverts migrations for each tenant of a project, down to a target that has to be named (`to` or `steps`). Nobody is asked: a tenant that would lose
 * what `allow` does not name fails (`HAZARD_REFUSED`), with what it would lose.
 *
 * @example
 * ```ts
 * const { tenants } = await downgradeTenants({ to: "-1", tenants: ["t17"] })
 * ```
 */
export async function downgradeTenants(
    options: ForTenants<DowngradeOptions> & Pick<DowngradeProjectOptions, "allow">,
): Promise<TenantsResult<DowngradedTenant>> {
    expectNoRange(options.to, "downgrade")
    const { project, tenants, shared } = await begin(options, "downgrade")
    const run = recorded(project, options)
    return runTenants(project, tenants, options, { reverted: [] }, (tenant) =>
        withTenant(project, tenant, shared, (session, own) =>
            downgradeOn(session, run, options.fake ? {} : deciding(session, own.dataSource, options)),
        ),
    )
}

/**
 * Tells where each tenant of a project stands. Writes nothing.
 *
 * @example
 * ```ts
 * const { tenants } = await currentTenants()
 * console.log(tenants.filter(({ isAtHead }) => !isAtHead).map(({ tenant }) => tenant))
 * ```
 */
export async function currentTenants(
    options: ProjectOptions & TenantsOptions = {},
): Promise<TenantsResult<CurrentTenant>> {
    const { project, tenants, shared } = await begin(options)
    const known = await readEach(project, tenants, readHistory)
    const nothing: CurrentTenant = { heads: [], isAtHead: false, pending: [], diagnostics: [] }
    // Nothing is changed: no tenant needs to wait for another.
    const reading = { ...options, canary: false as const, continueOnFailure: true }
    return runTenants(project, tenants, reading, nothing, async (tenant) => {
        const found = known.get(tenant.name)
        return standing(found ?? (await withTenant(project, tenant, shared, (session) => readHistory(session))))
    })
}

function standing({ graph, executed, pending, diagnostics }: History): CurrentTenant {
    const heads = currentHeads(
        graph,
        executed.map(({ name }) => name),
    )
    return {
        heads,
        isAtHead: heads.join("\0") === graph.heads.join("\0"),
        pending: pending.map(({ name }) => name),
        diagnostics,
    }
}

/** A project with the tenants that are meant. */
export interface Begun {
    readonly project: Project
    readonly tenants: readonly FoundTenant[]
    readonly shared: readonly string[]
}

/** Opens a project and finds its tenants. `command`: what changes databases. */
export async function begin(options: ForTenants<object>, command?: string): Promise<Begun> {
    const project = await openProject(options)
    if (command !== undefined && !project.options.directUrl)
        expectMeant(databasePlace(project.file, project.dataSource.options), command, options)
    const tenants = await chosenTenants(project, options)
    expectCanary(tenants, options)
    const isBySchema = tenants.some(({ schema, url }) => schema !== null && url === null)
    const shared = isBySchema
        ? await withSession(quiet(project), (session) => sharedSchemas(project, session), project.options.directUrl)
        : (project.options.sharedSchemas ?? [])
    return { project, tenants, shared }
}

/** The same project, which does not tell its database again. */
export function quiet(project: Project): Project {
    return { ...project, onDatabase: () => undefined }
}

/** Reads something of each tenant that is a schema of the DataSource's database: by one connection to it. */
export async function readEach<R>(
    project: Project,
    tenants: readonly FoundTenant[],
    read: (session: Session) => Promise<R>,
): Promise<ReadonlyMap<string, R>> {
    const found = new Map<string, R>()
    const bySchema = tenants.flatMap(({ name, schema, url }) =>
        schema !== null && url === null ? [{ name, schema }] : [],
    )
    if (bySchema.length === 0) return found
    await withSession(
        quiet(project),
        async (session) => {
            // What cannot be read is the tenant's own failure: it is asked again, by itself.
            for (const { name, schema } of bySchema) {
                const result = await read(seenFrom(session, project, schema)).then(
                    (value) => ({ value }),
                    () => null,
                )
                if (result !== null) found.set(name, result.value)
            }
        },
        project.options.directUrl,
    )
    return found
}

/** Those of them for which there is nothing to do, and nothing to say: nothing is pending, and what was executed is what the files do. */
async function settled(project: Project, tenants: readonly FoundTenant[]): Promise<ReadonlyMap<string, History>> {
    const checksumOf = checksumsOf(project)
    const known = await readEach(project, tenants, async (session) => {
        const history = await readHistory(session)
        if (history.pending.length > 0) return null
        const runs = await readRuns(session, historyTable(session).name)
        return (await changedMigrations(history, runs, checksumOf)).length === 0 ? history : null
    })
    return new Map([...known].flatMap(([name, history]) => (history === null ? [] : [[name, history] as const])))
}

/** A session as it is for a DataSource of another schema. */
function seenFrom(session: Session, project: Project, schema: string): Session {
    const options = { ...userOptions(project.dataSource), schema }
    const dataSource = Object.create(project.dataSource, { options: { value: options } }) as Session["dataSource"]
    return { ...session, dataSource, defaultSchema: schema }
}

/** What the entities need of the database that the tenants are schemas of: created where the DataSource finds it, not in a tenant's schema. */
async function prepareExtensions(project: Project): Promise<void> {
    await withSession(
        quiet(project),
        async (session) => {
            const { schema: _, ...options } = userOptions(project.dataSource)
            const dataSource = Object.create(project.dataSource, {
                options: { value: options },
            }) as Session["dataSource"]
            await prepareDatabase({ ...session, dataSource })
        },
        project.options.directUrl,
    )
}
