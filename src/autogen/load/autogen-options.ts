import { AutogenError, messageOf } from "../core/errors.js"
import type { Queryable } from "../core/queryable.js"
import { hazardKinds, type HazardKind } from "../core/statement.js"
import { kindsByPlural } from "../kinds/index.js"
import type { ComparisonOptions } from "../schema/comparison-options.js"
import { nearMatch } from "../core/near-match.js"
import { checkSharedSchemas, checkTenants, type Tenants } from "./tenant-options.js"

/**
 * How the library works in one project: the named export `autogen` beside the DataSource.
 *
 * @example
 * ```ts
 * // ormconfig.ts
 * import type { AutogenOptions } from "typeorm-autogen"
 * export const autogen = { migrationsFolder: "src/migrations" } satisfies AutogenOptions
 * ```
 */
export interface AutogenOptions extends ComparisonOptions {
    /**
     * Where migration files are written, relative to the folder of the project's package.json.
     * Without it: the folder of the DataSource's `migrations` glob, else `src/migrations`.
     */
    readonly migrationsFolder?: string
    /** What a migration file is made of: typed `operations` (the default), or the plain `sql` they stand for. */
    readonly style?: "operations" | "sql"
    /**
     * Whether tables that exist are changed in steps that hold no strong lock while rows are read. Such a plan becomes several
     * migrations in one file, some of them without a transaction. Default: true where the DataSource's `migrationsTransactionMode` is
     * "each" or "none", since TypeORM's own runner refuses such migrations in its default mode, "all".
     */
    readonly online?: boolean
    /**
     * The hazards that `generate` accepts without being told so each time: `["deletes-data"]`. Default none: it refuses to write
     * what deletes data or converts values without a cast.
     */
    readonly allow?: readonly HazardKind[]
    /**
     * What is dropped although no migration of the project made it: by keys, `["index:public.room.by_hand"]`, or names. What is gone
     * already is no mistake.
     */
    readonly drop?: readonly string[]
    /** How values are converted where a column's type changes: `{ "room.code": "code::uuid" }`, SQL over the old row. */
    readonly using?: Readonly<Record<string, string>>
    /** The same for the way down, by the names in the database. */
    readonly usingDown?: Readonly<Record<string, string>>
    /**
     * What rows get that have no value in a column which is, or becomes, NOT NULL: `{ "room.code": "'room ' || id" }`, SQL over the row.
     * Also on the way down, where a column comes back.
     */
    readonly backfill?: Readonly<Record<string, string>>
    /** Whether a migration first reads the rows that its steps could fail on, and stops before it has changed anything. Default true. */
    readonly preconditions?: boolean
    /**
     * Whether a check is clean only where everything was looked at and belongs to the project: nothing unmanaged, not modelled or not
     * compared. Default false.
     */
    readonly strict?: boolean
    /**
     * Where `upgrade` and `downgrade` connect to, in place of where the DataSource says: past a pooler, to the server itself. The name of
     * the database is in it: `"postgres://user:password@server:5432/app"`. An empty text counts as none.
     */
    readonly directUrl?: string | undefined
    /** The schemas and databases that `--tenants` runs the migrations for: a list, a query or a function. */
    readonly tenants?: Tenants
    /**
     * Schemas that the migrations of tenants find and refer to beside their own, and never change: where extensions are, and tables that all
     * tenants read. They come after the tenant's schema in the search_path. Schemas that hold nothing but extensions need not be named.
     */
    readonly sharedSchemas?: readonly string[]
    /** How the migrations are replayed, to know what they have made. Default: in the embedded Postgres, from nothing. */
    readonly replay?: ReplayOptions
}

/**
 * What a replay of the migrations begins with, and where it runs.
 *
 * @example
 * ```ts
 * export const autogen = { replay: { before: "test/auth-schema.sql" } } satisfies AutogenOptions
 * ```
 */
export interface ReplayOptions {
    /**
     * What migrations count on and none of them creates, such as roles or another service's schema: a file of SQL, relative to the folder
     * of the project's package.json, or a function that runs it.
     */
    readonly before?: string | ((queryable: Queryable) => Promise<void>)
    /**
     * A server on which a database of a unique name is created for each replay, and dropped after it: for extensions that the embedded
     * Postgres lacks. Its role needs the right to create databases.
     */
    readonly url?: string | undefined
    /**
     * Milliseconds that one statement may take; one that takes longer fails the replay. Default: ten minutes in the embedded Postgres, what
     * the server says on a server.
     */
    readonly statementTimeout?: number
    /** Whether the embedded Postgres in which a history has been replayed is kept for the next time. Default true. */
    readonly cache?: boolean
}

type Check = (value: unknown) => string | undefined

/** Per key: undefined if the value is good, else what it must be. */
const checks: { readonly [Key in keyof AutogenOptions]-?: Check } = {
    migrationsFolder: (value) =>
        typeof value === "string" && value.trim() !== "" ? undefined : "the path of a folder, as a string",
    style: (value) => (value === "operations" || value === "sql" ? undefined : 'either "operations" or "sql"'),
    online: (value) => (typeof value === "boolean" ? undefined : "true or false"),
    allow: (value) => checkHazards(value),
    drop: (value) =>
        Array.isArray(value) && value.every((key) => typeof key === "string")
            ? undefined
            : 'a list of keys, such as ["index:public.room.by_hand"]',
    using: (value) => checkConversions(value),
    usingDown: (value) => checkConversions(value),
    backfill: (value) => checkConversions(value, `{ "room.code": "'none'" }`),
    directUrl: (value) => (typeof value === "string" ? undefined : "a URL as text, such as process.env.DIRECT_URL"),
    strict: (value) => (typeof value === "boolean" ? undefined : "true or false"),
    preconditions: (value) => (typeof value === "boolean" ? undefined : "true or false"),
    replay: (value) => checkReplay(value),
    tenants: (value) => checkTenants(value),
    sharedSchemas: (value) => checkSharedSchemas(value),
    include: (value) => checkPatterns(value),
    exclude: (value) => checkPatterns(value),
    compareType: (value) => checkComparison(value),
    compareDefault: (value) => checkComparison(value),
    normalize: (value) => (value === "server" || value === "embedded" ? undefined : 'either "server" or "embedded"'),
    constraintNames: (value) => (value === "rename" || value === "ignore" ? undefined : 'either "rename" or "ignore"'),
}

const keys: readonly string[] = Object.keys(checks)

/** The keys of `include` and `exclude`. */
const patternKeys: readonly string[] = [...kindsByPlural.keys(), "objects"]

function checkComparison(value: unknown): string | undefined {
    return typeof value === "boolean" || typeof value === "function"
        ? undefined
        : "true, false, or a function that says whether two values differ"
}

function checkHazards(value: unknown): string | undefined {
    const wanted = `a list of hazards, each one of ${hazardKinds.join(", ")}`
    if (!Array.isArray(value)) return wanted
    const strange = value.filter((name) => !hazardKinds.some((kind) => kind === name)) as readonly unknown[]
    if (strange.length === 0) return undefined
    const [unknown] = strange
    const near = typeof unknown === "string" ? nearMatch(unknown, hazardKinds) : undefined
    const hint = near === undefined ? "" : `; did you mean "${near}"?`
    return `${wanted}; it has ${JSON.stringify(unknown) ?? typeof unknown}${hint}`
}

function checkReplay(value: unknown): string | undefined {
    const wanted = 'an object such as { before: "init.sql", url: "postgres://…" }'
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wanted
    const { before, url, cache, statementTimeout, ...others } = value as Readonly<Record<string, unknown>>
    const [stranger] = Object.keys(others)
    if (stranger !== undefined) return `${wanted}; it has "${stranger}"`
    const isText = (given: unknown): boolean => typeof given === "string" && given.trim() !== ""
    if (before !== undefined && typeof before !== "function" && !isText(before))
        return `${wanted}: "before" is the path of a file or a function`
    if (cache !== undefined && typeof cache !== "boolean") return `${wanted}: "cache" is true or false`
    const isLimit = Number.isSafeInteger(statementTimeout) && Number(statementTimeout) > 0
    if (statementTimeout !== undefined && !isLimit)
        return `${wanted}: "statementTimeout" is a whole number of milliseconds, from 1`
    const isUrl = typeof url === "string" && /^postgres(?:ql)?:\/\//.test(url) && URL.canParse(url)
    return url === undefined || isUrl ? undefined : `${wanted}: "url" begins with postgres:// and names a server`
}

function checkConversions(value: unknown, example = '{ "room.code": "code::uuid" }'): string | undefined {
    const isObject = typeof value === "object" && value !== null && !Array.isArray(value)
    const good = isObject && Object.values(value).every((text) => typeof text === "string" && text.trim() !== "")
    return good ? undefined : `an object of SQL expressions by column, such as ${example}`
}

function checkPatterns(value: unknown): string | undefined {
    const wanted = 'an object of patterns, such as { tables: ["room", "sales_*"] }'
    if (typeof value !== "object" || value === null || Array.isArray(value)) return wanted
    for (const [key, pattern] of Object.entries(value)) {
        if (!patternKeys.includes(key)) {
            const near = nearMatch(key, patternKeys)
            const hint = near === undefined ? "" : `; did you mean "${near}"?`
            return `${wanted}; it has "${key}", which is none of ${patternKeys.join(", ")}${hint}`
        }
        const tests: readonly unknown[] = Array.isArray(pattern) && key !== "objects" ? pattern : [pattern]
        const isGood = (test: unknown): boolean =>
            typeof test === "function" || (typeof test === "string" && key !== "objects")
        if (pattern !== undefined && !tests.every(isGood)) {
            return key === "objects"
                ? `${wanted}, with a function as "objects"`
                : `${wanted}, with a text, a function, or a list of these as "${key}"`
        }
    }
    return undefined
}

/**
 * Checks what a configuration exports as `autogen`. `undefined` is no options at all.
 *
 * @example
 * ```ts
 * parseAutogenOptions({ style: "sql" })  // { style: "sql" }
 * parseAutogenOptions({ stile: "sql" })  // AutogenError CONFIG_INVALID: did you mean "style"?
 * ```
 * @param value what the configuration exports as `autogen`
 * @param file the configuration file, to be named in errors
 */
export function parseAutogenOptions(value: unknown, file = "the configuration"): AutogenOptions {
    if (value === undefined) return {}
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
        throw invalid(file, `"autogen" must be an object`, `export const autogen = {} satisfies AutogenOptions`)
    }
    for (const [key, setting] of Object.entries(value)) {
        const check = Object.hasOwn(checks, key) ? checks[key as keyof AutogenOptions] : undefined
        if (check === undefined) throw unknownKey(file, key)
        if (setting === undefined) continue
        const wanted = check(setting)
        if (wanted === undefined) continue
        const found = typeof setting === "string" ? JSON.stringify(setting) : typeof setting
        throw invalid(file, `"autogen.${key}" is ${found}`, `write ${wanted}`, key)
    }
    // Keys that are there but undefined count as absent, as with any optional property.
    const given = Object.entries(value).filter(([, setting]) => setting !== undefined)
    return Object.fromEntries(given.map(([key, setting]) => [key, guarded(key, setting, file)]))
}

/** The functions of the user's own, also inside filters, whose errors say that they are theirs. */
function guarded(key: string, setting: unknown, file: string): unknown {
    if (Array.isArray(setting)) return setting.map((part) => guarded(key, part, file))
    if (typeof setting === "object" && setting !== null) {
        return Object.fromEntries(
            Object.entries(setting).map(([name, part]) => [name, guarded(`${key}.${name}`, part, file)]),
        )
    }
    if (typeof setting !== "function") return setting
    const failed = (cause: unknown): never => {
        throw new AutogenError({
            code: "CONFIG_INVALID",
            message: `${file}: the function "autogen.${key}" failed: ${messageOf(cause)}`,
            next: "correct the function, and run the command again; nothing has been changed",
            fields: { file, key },
            cause,
        })
    }
    return (...args: readonly unknown[]): unknown => {
        try {
            const result: unknown = Reflect.apply(setting, undefined, args)
            return result instanceof Promise ? result.catch(failed) : result
        } catch (error) {
            return failed(error)
        }
    }
}

function unknownKey(file: string, key: string): AutogenError {
    const near = nearMatch(key, keys)
    const known = keys.map((name) => `"${name}"`).join(", ")
    const next = near === undefined ? `the options are ${known}` : `did you mean "${near}"? the options are ${known}`
    return invalid(file, `"autogen" has an unknown option "${key}"`, next, key)
}

function invalid(file: string, what: string, next: string, key?: string): AutogenError {
    return new AutogenError({
        code: "CONFIG_INVALID",
        message: `${file}: ${what}`,
        next,
        fields: key === undefined ? { file } : { file, key },
    })
}
