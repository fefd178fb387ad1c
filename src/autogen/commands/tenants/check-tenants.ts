import { addTo } from "../../core/groups.js"
import { schemaShapes } from "../../inspect/schema-shapes.js"
import { readEntities } from "../../read/read-entities.js"
import { readHistory } from "../../revisions/history.js"
import { historyTable } from "../../revisions/history-table.js"
import { readRuns } from "../../revisions/runs-table.js"
import type { Session } from "../../revisions/session.js"
import { comparisonOptions, type ComparisonOptions } from "../../schema/comparison-options.js"
import { checkProject, type CheckOptions, type CheckResult } from "../check-drift.js"
import type { Project } from "../opened-project.js"
import { withSession } from "../project.js"
import { runTenants, type TenantError, type TenantsOptions } from "./run-tenants.js"
import type { FoundTenant } from "./tenant-list.js"
import { tenantProject } from "./tenant-project.js"
import { begin, quiet, readEach } from "./tenants.js"

/** What a check found of tenants that are the same for it. */
export interface CheckedTenants {
    /** Their names, in the order of the list: what was compared is the first one. */
    readonly tenants: readonly string[]
    /** Null where it could not be checked. */
    readonly result: CheckResult | null
    readonly error: TenantError | null
}

/** What {@link checkTenants} found. */
export interface CheckTenantsResult {
    /** Whether every tenant was checked and is in sync. */
    readonly inSync: boolean
    readonly groups: readonly CheckedTenants[]
}

/**
 * Compares the entities with each tenant of a project. Of tenants that are schemas of one database, the catalog is digested for all at once,
 * and of those that are the same in all that is compared, one is compared for all of them. Writes nothing.
 *
 * @example
 * ```ts
 * const { inSync, groups } = await checkTenants()
 * for (const { tenants, result } of groups) if (result && !result.inSync) console.log(tenants, result.drifts)
 * ```
 */
export async function checkTenants(
    options: Omit<CheckOptions, "against"> & Omit<TenantsOptions, "canary"> = {},
): Promise<CheckTenantsResult> {
    const { project, tenants, shared } = await begin(options)
    const groups = await groupsOf(project, tenants, shared, options)
    const firsts = groups.flatMap(([first]) => first ?? [])
    const found = await runTenants<{ readonly result: CheckResult | null }>(
        project,
        firsts,
        { ...options, canary: false, continueOnFailure: true },
        { result: null },
        async (tenant) => ({ result: await checkProject(await tenantProject(project, tenant, shared), options) }),
    )
    const byName = new Map(found.tenants.map((outcome) => [outcome.tenant, outcome]))
    const checked = groups.flatMap((members) => {
        const outcome = byName.get(members[0]?.name ?? "")
        if (outcome === undefined) return []
        const { result, error } = outcome
        return [{ tenants: members.map(({ name }) => name), result, error }]
    })
    const inSync = found.notRun.length === 0 && checked.every(({ result }) => result?.inSync === true)
    return { inSync, groups: checked }
}

type Groups = readonly (readonly FoundTenant[])[]

/** Tenants that one comparison tells of, each group in the order of the list. */
async function groupsOf(
    project: Project,
    tenants: readonly FoundTenant[],
    shared: readonly string[],
    options: ComparisonOptions,
): Promise<Groups> {
    const bySchema = tenants.filter(({ schema, url }) => schema !== null && url === null)
    const [first] = bySchema
    if (bySchema.length < 2 || first === undefined || !isSameForAll(project, options)) return each(tenants)
    const names = new Map(bySchema.map((tenant) => [tenant.schema ?? "", tenant]))
    const own = await tenantProject(project, first, shared)
    if (await mentionsTenant(project, new Set(names.keys()))) return each(tenants)
    const others = new Set(own.dataSource.entityMetadatas.flatMap(({ schema }) => schema ?? []))
    others.delete(first.schema ?? "")
    // A schema of entities that is a tenant's as well would be looked at with every other one.
    if ([...others].some((name) => names.has(name))) return each(tenants)
    const known = await readEach(project, bySchema, stateOf)
    const shapes = await withSession(quiet(project), (session) =>
        schemaShapes(session, [...names.keys()], [...others].sort()),
    )
    const groups = new Map<string, FoundTenant[]>()
    for (const [at, { schemas, isCertain }] of shapes.entries()) {
        for (const schema of schemas) {
            const tenant = names.get(schema)
            const state = tenant && known.get(tenant.name)
            const key = isCertain && state !== undefined ? [at, state] : [at, null, schema]
            if (tenant) addTo(groups, JSON.stringify(key), tenant)
        }
    }
    const order = new Map(tenants.map(({ name }, index) => [name, index]))
    const inOrder = (a: FoundTenant, b: FoundTenant): number => (order.get(a.name) ?? 0) - (order.get(b.name) ?? 0)
    return [
        ...[...groups.values()].map((members) => members.sort(inOrder)),
        ...each(tenants.filter(({ url }) => url !== null)),
    ]
}

function each(tenants: readonly FoundTenant[]): Groups {
    return tenants.map((tenant) => [tenant])
}

/** What a check tells of a history: what was executed, by which operations, and what is odd about it. */
async function stateOf(session: Session): Promise<string> {
    const { executed, diagnostics } = await readHistory(session)
    const ids = new Map(executed.map(({ name, id }) => [name, id]))
    const runs = await readRuns(session, historyTable(session).name)
    return JSON.stringify([
        executed.map(({ name }) => name),
        diagnostics.map(({ message }) => message),
        runs.map(({ name, direction, checksum, executedId }) => [
            name,
            direction,
            checksum,
            executedId === ids.get(name),
        ]),
    ])
}

/** Whether the options say the same of every schema: functions may ask for its name, and patterns may name it. */
function isSameForAll({ options: own }: Project, given: ComparisonOptions): boolean {
    const { include, exclude, compareType, compareDefault } = { ...comparisonOptions(own), ...comparisonOptions(given) }
    if (typeof compareType === "function" || typeof compareDefault === "function") return false
    if (include !== undefined || (own.drop ?? []).length > 0) return false
    const tests: readonly unknown[] = Object.values(exclude ?? {}).flat()
    return tests.every((test) => typeof test === "string" && !test.includes("."))
}

/** Whether what entities declare names the schema of a tenant: it would be meant for every other tenant, too. */
async function mentionsTenant({ dataSource }: Project, names: ReadonlySet<string>): Promise<boolean> {
    const declared = await readEntities(dataSource)
    const text = JSON.stringify([...declared.objects.values()].map(({ definition }) => definition))
    return [...text.matchAll(/([\w$]+)(?:\\")?\s*\./g)].some(([, name = ""]) => names.has(name))
}
