import type { Queryable } from "../core/queryable.js"

/**
 * One tenant: a schema of the DataSource's database, a connection URL, or both. A text that begins with `postgres://` is a URL, any other a
 * schema. `name` is what it is called in reports; by default its schema, else host and database of its URL.
 */
export type Tenant = string | { readonly name?: string; readonly schema?: string; readonly url?: string }

/**
 * Where one history runs for many: a list of tenants, a query on the DataSource's database that gives them (a column `schema`, `url` or
 * `name`, else its first column), or a function that does.
 */
export type Tenants =
    | readonly Tenant[]
    | { readonly query: string }
    | ((database: Queryable) => readonly Tenant[] | Promise<readonly Tenant[]>)

/** Undefined if `tenants` is good, else what it must be. */
export function checkTenants(value: unknown): string | undefined {
    if (typeof value === "function") return undefined
    if (Array.isArray(value)) {
        const wrong = value.map(wrongTenant).find((found) => found !== undefined)
        return wrong === undefined ? undefined : `a list of schemas and connection URLs; ${wrong}`
    }
    const { query, ...others } = (value ?? {}) as Readonly<Record<string, unknown>>
    const isQuery = typeof query === "string" && query.trim() !== "" && Object.keys(others).length === 0
    return isQuery ? undefined : 'a list, { query: "SELECT schema FROM tenant" } or a function that returns a list'
}

/** What is wrong with a tenant, without its values: a URL holds a password. */
export function wrongTenant(value: unknown): string | undefined {
    if (typeof value === "string") return value.trim() === "" ? "a text in it is empty" : undefined
    if (typeof value !== "object" || value === null || Array.isArray(value)) return "what is in it is no text or object"
    const { name, schema, url, ...others } = value as Readonly<Record<string, unknown>>
    const [stranger] = Object.keys(others)
    if (stranger !== undefined) return `a tenant has "${stranger}", and can have name, schema and url`
    const texts = [name, schema, url].filter((text) => text !== undefined && text !== null)
    if (texts.some((text) => typeof text !== "string" || text.trim() === ""))
        return "a tenant's name, schema and url are texts that are not empty"
    return schema === undefined && url === undefined ? "a tenant has neither schema nor url" : undefined
}

/** Undefined if `sharedSchemas` is good, else what it must be. */
export function checkSharedSchemas(value: unknown): string | undefined {
    const isGood = Array.isArray(value) && value.every((name) => typeof name === "string" && name !== "")
    return isGood ? undefined : 'a list of schemas, such as ["extensions"]'
}
