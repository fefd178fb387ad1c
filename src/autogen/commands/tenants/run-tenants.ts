import { AutogenError, messageOf } from "../../core/errors.js"
import { ownOperator as is } from "../../core/own-operator.js"
import { maskText, secretsOfEnvironment } from "../../core/secrets.js"
import { nearMatch } from "../../core/near-match.js"
import { userOptions } from "../../core/user-options.js"
import { noMember } from "../../kinds/catalog/catalog-queries.js"
import { unexplained } from "../../revisions/circumstances.js"
import { isEmbedded } from "../../revisions/pooled-connection.js"
import type { Session } from "../../revisions/session.js"
import { placed } from "../revisions/migration-places.js"
import type { Project } from "../opened-project.js"
import { fanOut, type FanOutOptions } from "./fan-out.js"
import { findTenants, type FoundTenant } from "./tenant-list.js"

/** Which tenants a command runs for, and how. */
export interface TenantsOptions extends FanOutOptions {
    /** The names of those that are meant. Default: all. */
    readonly tenants?: readonly string[]
    /** Told what came of each tenant, as soon as it is known. */
    readonly onTenant?: (result: TenantOutcome) => void
}

/** What kept a tenant from being done. */
export interface TenantError {
    readonly code: string
    readonly message: string
    readonly next: string | null
}

/** What came of one tenant. */
export interface TenantOutcome {
    readonly tenant: string
    readonly error: TenantError | null
    readonly milliseconds: number
}

/** What came of all tenants, in the order of the list. */
export interface TenantsResult<R> {
    readonly tenants: readonly (R & TenantOutcome)[]
    /** Those that nothing was begun for, since another one failed, or since the run was interrupted. */
    readonly notRun: readonly string[]
}

/** The tenants that are meant, in the order of the list. */
export async function chosenTenants(
    project: Project,
    { tenants: names }: TenantsOptions,
): Promise<readonly FoundTenant[]> {
    const all = await findTenants(project)
    if (names === undefined) return all
    for (const name of names) if (!all.some((tenant) => tenant.name === name)) throw unknownTenant(name, all)
    return all.filter(({ name }) => names.includes(name))
}

/** Schemas that hold nothing but extensions: to find names there harms nobody. */
const EXTENSION_SCHEMAS = `SELECT n.nspname::pg_catalog.text AS name FROM pg_catalog.pg_namespace n
    WHERE EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extnamespace ${is("=")} n.oid)
        AND n.nspname ${is("!~")} '^pg_'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_class o WHERE o.relnamespace ${is("=")} n.oid AND ${noMember("pg_class", "o.oid")})
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_proc o WHERE o.pronamespace ${is("=")} n.oid AND ${noMember("pg_proc", "o.oid")})
    ORDER BY 1`

/** The schemas whose names a tenant's migrations find beside their own, on the server of this session. */
export async function sharedSchemas(project: Project, session: Session): Promise<readonly string[]> {
    const rows = await session.query(EXTENSION_SCHEMAS)
    return [...new Set([...(project.options.sharedSchemas ?? []), ...rows.map((row) => String(row["name"]))])]
}

/** Does work for tenants, and keeps what came of each. No text of it holds a password of a tenant's URL. */
export async function runTenants<R extends object>(
    project: Project,
    tenants: readonly FoundTenant[],
    options: TenantsOptions,
    nothing: R,
    work: (tenant: FoundTenant) => Promise<R>,
): Promise<TenantsResult<R>> {
    const canary = canaryOf(tenants, options)
    const secrets = [...secretsOfEnvironment(), ...tenants.flatMap(({ url }) => passwordsOf(url))]
    const one = async (tenant: FoundTenant): Promise<R & TenantOutcome> => {
        const begun = performance.now()
        const ended = await work(tenant).then(
            (result) => ({ ...result, error: null }),
            async (error: unknown) => ({
                ...nothing,
                ...completedIn(error),
                error: await errorOf(project, error, secrets),
            }),
        )
        const outcome = { tenant: tenant.name, ...ended, milliseconds: Math.round(performance.now() - begun) }
        options.onTenant?.(outcome)
        return outcome
    }
    const { concurrency } = options
    const isOneAtATime = isEmbedded(project.dataSource)
    const results = await fanOut(
        tenants,
        canary,
        { ...options, ...(isOneAtATime ? { concurrency: 1 } : concurrency === undefined ? {} : { concurrency }) },
        one,
        ({ error }) => error !== null,
    )
    const byName = new Map(results.map((result) => [result.tenant, result]))
    return {
        tenants: tenants.flatMap(({ name }) => byName.get(name) ?? []),
        notRun: tenants.filter(({ name }) => !byName.has(name)).map(({ name }) => name),
    }
}

function canaryOf(tenants: readonly FoundTenant[], { canary }: TenantsOptions): FoundTenant | null {
    if (canary === false) return null
    if (canary === undefined) return tenants[0] ?? null
    return tenants.find(({ name }) => name === canary) ?? null
}

/** Throws where the canary is none of the tenants. */
export function expectCanary(tenants: readonly FoundTenant[], { canary }: TenantsOptions): void {
    if (typeof canary === "string" && !tenants.some(({ name }) => name === canary)) throw unknownTenant(canary, tenants)
}

/** What had run before the failure stays. */
function completedIn(error: unknown): object {
    const completed = error instanceof AutogenError ? error.fields["completed"] : undefined
    return Array.isArray(completed) ? { executed: completed as readonly string[] } : {}
}

async function errorOf(project: Project, thrown: unknown, secrets: readonly string[]): Promise<TenantError> {
    const known = await placed(project, () => {
        throw unexplained(thrown, userOptions(project.dataSource))
    }).catch((error: unknown) => error)
    const { code, message, next } =
        known instanceof AutogenError ? known : { code: "INTERNAL", message: messageOf(known), next: undefined }
    return {
        code,
        message: maskText(message, secrets),
        next: next === undefined ? null : maskText(next, secrets),
    }
}

function passwordsOf(url: string | null): readonly string[] {
    if (url === null || !URL.canParse(url)) return []
    const { password } = new URL(url)
    try {
        return password === "" ? [] : [password, decodeURIComponent(password)]
    } catch {
        return [password]
    }
}

function unknownTenant(name: string, all: readonly FoundTenant[]): AutogenError {
    const names = all.map((tenant) => tenant.name)
    const near = nearMatch(name, names)
    const some = names.slice(0, 8).join(", ")
    return new AutogenError({
        code: "USAGE",
        message: `there is no tenant "${name}" among the ${all.length} of the configuration`,
        next:
            near === undefined
                ? `it has ${some}${names.length > 8 ? ` and ${names.length - 8} more` : ""}`
                : `did you mean "${near}"?`,
        fields: { tenant: name },
    })
}
