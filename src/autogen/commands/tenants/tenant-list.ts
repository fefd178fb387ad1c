import { AutogenError } from "../../core/errors.js"
import { lazyDatabase } from "./lazy-database.js"
import { printable } from "../../core/printable.js"
import type { Queryable, Row } from "../../core/queryable.js"
import { wrongTenant, type Tenant } from "../../load/tenant-options.js"
import { place, targetOf } from "../../revisions/connection-target.js"
import type { Project } from "../opened-project.js"

/** One of the schemas and databases that a history runs for. */
export interface FoundTenant {
    /** As reports call it. Holds no password. */
    readonly name: string
    /** Null where the connection says it. */
    readonly schema: string | null
    /** Null where it is a schema of the DataSource's database. */
    readonly url: string | null
}

/**
 * The tenants of a project, as its option `tenants` gives them now, in its order.
 *
 * Throws `USAGE` where the project has no such option, and `CONFIG_INVALID` for what is no tenant and for two of one name or place.
 *
 * @example
 * ```ts
 * const tenants = await findTenants(project)
 * ```
 */
export async function findTenants(project: Project): Promise<readonly FoundTenant[]> {
    const { tenants } = project.options
    if (tenants === undefined) {
        throw new AutogenError({
            code: "USAGE",
            message: `${project.file} names no tenants`,
            next: 'export const autogen = { tenants: { query: "SELECT schema FROM public.tenant ORDER BY 1" } } satisfies AutogenOptions',
        })
    }
    const given: unknown = await whatIsGiven(project, tenants)
    if (!Array.isArray(given)) throw invalid(project, "gives no list")
    const found = given.map((tenant: unknown) => {
        const wrong = wrongTenant(tenant)
        if (wrong !== undefined) throw invalid(project, wrong)
        return foundTenant(tenant as Tenant)
    })
    for (const by of [({ name }: FoundTenant) => name, ({ url, schema }: FoundTenant) => JSON.stringify([url, schema])])
        expectOnce(project, found, by)
    return found
}

async function whatIsGiven(project: Project, tenants: NonNullable<Project["options"]["tenants"]>): Promise<unknown> {
    if (typeof tenants === "function") return lazyDatabase(project, (database) => tenants(database))
    if (!("query" in tenants)) return tenants
    return lazyDatabase(project, async (database: Queryable) => (await database.query(tenants.query)).map(tenantOfRow))
}

/** By the columns' names where they are those of a tenant, else the first column. */
function tenantOfRow(row: Row): unknown {
    const known = Object.entries(row).filter(([key, value]) => /^(?:name|schema|url)$/.test(key) && value !== null)
    if (known.some(([key]) => key !== "name")) return Object.fromEntries(known)
    return Object.values(row)[0]
}

function foundTenant(tenant: Tenant): FoundTenant {
    const parts = typeof tenant !== "string" ? tenant : isUrl(tenant) ? { url: tenant } : { schema: tenant }
    const { schema = null, url = null } = parts
    const own = "name" in parts ? parts.name : undefined
    return { name: own ?? nameOf(schema, url), schema, url }
}

function isUrl(text: string): boolean {
    return /^postgres(?:ql)?:\/\//i.test(text)
}

function nameOf(schema: string | null, url: string | null): string {
    if (url === null) return schema ?? ""
    const target = targetOf({ url })
    const where = target.unreadable ? "a URL that cannot be read" : `${place(target)}/${target.database}`
    return schema === null ? where : `${where}/${schema}`
}

/** Two at one place would run one after the other, and the second find nothing: a mistake in the list. */
function expectOnce(project: Project, found: readonly FoundTenant[], by: (tenant: FoundTenant) => string): void {
    const seen = new Set<string>()
    for (const tenant of found) {
        const key = by(tenant)
        if (seen.has(key)) throw invalid(project, `gives the tenant "${printable(tenant.name)}" twice`)
        seen.add(key)
    }
}

function invalid({ file }: Project, what: string): AutogenError {
    return new AutogenError({
        code: "CONFIG_INVALID",
        message: `${file}: "autogen.tenants" ${what}`,
        next: "let it give each tenant once: a schema, a connection URL, or { name, schema, url }",
        fields: { file, key: "tenants" },
    })
}
