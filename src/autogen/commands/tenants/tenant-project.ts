import { NOWHERE } from "../../revisions/quiet-data-source.js"
import { buildMetadata } from "../../core/build-metadata.js"
import type { DataSourceLike } from "../../core/data-source-like.js"
import { AutogenError } from "../../core/errors.js"
import { quoteIdent } from "../../core/names.js"
import { userOptions } from "../../core/user-options.js"
import { dataSourceClass } from "../../load/nest-application.js"
import { openSession, type Session } from "../../revisions/session.js"
import { isEmbedded } from "../../revisions/pooled-connection.js"
import type { Project } from "../opened-project.js"
import type { FoundTenant } from "./tenant-list.js"
import { guardTenant } from "./tenant-guard.js"

/** A client of node-postgres, as far as it is used here. */
interface Client {
    query(sql: string, params?: readonly unknown[]): Promise<unknown>
}

type Verify = (client: Client, done: (error?: Error) => void) => void

/** node-postgres takes those of `extra` before the `url`. */
const PLACES_IN_EXTRA: ReadonlySet<string> = new Set([...Object.keys(NOWHERE), "user", "connectionString"])

/**
 * The options of a DataSource that leads to a tenant. Each of its connections has the tenant's schema as the first of its search_path, then those
 * that all tenants share, and no other: a name without a schema in SQL by hand is looked for there only.
 */
export function tenantOptions(base: object, tenant: FoundTenant, shared: readonly string[]): object {
    const { schema, url } = tenant
    const { extra = {} } = userOptions({ options: base })
    const path = schema === null ? null : [schema, ...shared.filter((each) => each !== schema)]
    const elsewhere = url === null ? {} : { ...NOWHERE, url }
    const given: { readonly verify?: Verify } = extra
    return {
        ...base,
        ...elsewhere,
        ...(schema === null ? {} : { schema }),
        extra: {
            // An undefined value would count as a given one.
            ...Object.fromEntries(Object.entries(extra).filter(([key]) => url === null || !PLACES_IN_EXTRA.has(key))),
            ...(path === null ? {} : { verify: settingPath(path, given.verify) }),
        },
    }
}

function settingPath(path: readonly string[], next: Verify | undefined): Verify {
    return (client, done) => {
        const text = path.map(quoteIdent).join(", ")
        client.query("SELECT pg_catalog.set_config('search_path', $1, false)", [text]).then(
            () => (next ? next(client, done) : done()),
            (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
        )
    }
}

/** The project as it is for a tenant: with a DataSource of its own, whose entities and migrations are built for it. */
export async function tenantProject(
    project: Project,
    tenant: FoundTenant,
    shared: readonly string[],
): Promise<Project> {
    const { options } = project.dataSource
    const made = new (dataSourceClass(project.file))(tenantOptions(options, tenant, shared)) as DataSourceLike
    await buildMetadata(made)
    return { ...project, dataSource: made, onDatabase: () => undefined }
}

/**
 * Runs something with a connection to a tenant, on which no migration reaches another schema than the tenant's.
 *
 * Throws `SEARCH_PATH_UNSAFE` behind a pooler that may give each transaction another server process, where the tenant is a schema.
 */
export async function withTenant<T>(
    project: Project,
    tenant: FoundTenant,
    shared: readonly string[],
    run: (session: Session, own: Project) => Promise<T>,
): Promise<T> {
    const own = await tenantProject(project, tenant, shared)
    // A URL of its own is where a tenant is; a direct URL is another way to the DataSource's database.
    const directUrl = tenant.url === null ? project.options.directUrl || undefined : undefined
    const session = await openSession(own.dataSource, { isBuilt: true, directUrl })
    try {
        if (tenant.schema !== null) {
            if (session.isPooled && !isEmbedded(own.dataSource)) throw pooled(tenant.schema)
            await guardTenant(session, tenant.schema, shared)
        }
        return await run(session, own)
    } finally {
        await session.close()
    }
}

function pooled(schema: string): AutogenError {
    return new AutogenError({
        code: "SEARCH_PATH_UNSAFE",
        message: `a pooler stands between, which may give each transaction another server process: the search_path of the tenant's schema ${quoteIdent(schema)} would not be kept; nothing was run`,
        next: "connect past the pooler: `directUrl` in the options",
    })
}
