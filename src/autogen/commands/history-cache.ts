import { createHash } from "node:crypto"
import { readFileSync, readdirSync, statSync } from "node:fs"
import { dirname, join, relative, resolve } from "node:path"
import { fileURLToPath } from "node:url"
import { gunzipSync, gzipSync } from "node:zlib"
import { userOptions } from "../core/user-options.js"
import type { TrackerState } from "./history-origins.js"
import { connectExtensions } from "../kinds/declared/connect-extensions.js"
import { installedVersion } from "../load/peers.js"
import { isPure, isSteadySql } from "./pure-migration.js"
import { embeddedVersion } from "../rehearse/pglite.js"
import { isCacheOff, readCached, writeCached, type CacheFamily } from "../rehearse/user-cache.js"
import { keptOptions, searchPathOf } from "./replica.js"
import { knownMigrations, type KnownMigration } from "../revisions/migration-files.js"
import type { ReplayedProject } from "./replayed-project.js"

// A replayed history is kept by what made it: the code of its migrations as it was loaded, all options that reach the database, what runs
// before it, and all versions. It is kept as far as each migration is a function of its own text (see pure-migration.ts); from the first
// one that is not, all are run each time.

/** A history in the cache: a database in which its first migrations have run. */
export interface CachedHistory {
    /** The files of the embedded Postgres. */
    readonly image: Buffer
    /** The last migration that has run in it. */
    readonly last: string
    readonly state: HistoryState
}

/** What is known beside the database. */
export interface HistoryState {
    /** The extensions that were there before any was created for the migrations. */
    readonly before: readonly string[]
    /** Those that statements have named. */
    readonly named: readonly string[]
    readonly tracker: TrackerState | null
}

/** The cache of one project's history. */
export interface HistoryCache {
    /** The longest beginning of the history that is kept. */
    find(): CachedHistory | null
    /** The migration after which the database is worth keeping; null: it is kept, or there is not enough of it. */
    readonly keepAfter: string | null
    keep(image: Buffer, state: HistoryState): void
}

const FORMAT = 1

const HISTORIES: CacheFamily = {
    prefix: "history-",
    magic: `autogen-history-${FORMAT}\n`,
    most: 200 * 2 ** 20,
    kept: 30 * 24 * 60 * 60 * 1000,
}

/** Fewer migrations are run sooner than a database is loaded. */
const WORTH_KEEPING = 20

/** The cache of a project's history; null where it cannot be known what its replay depends on, or where nothing is to be kept. */
export async function historyCache(project: ReplayedProject, isTracked: boolean): Promise<HistoryCache | null> {
    const { options } = project
    if (isCacheOff() || options.replay?.cache === false || options.replay?.url !== undefined) return null
    const beginning = await beginningOf(project, isTracked)
    if (beginning === null) return null
    const pure = pureBeginning(project)
    const names: { readonly migration: string; readonly file: string }[] = []
    let hash = beginning
    for (const migration of pure) {
        hash = digest([hash, contentOf(migration)])
        names.push({ migration: migration.name, file: `${HISTORIES.prefix}${hash}.gz` })
    }
    let found: CachedHistory | null = null
    let kept = 0
    for (let count = names.length; count > 0 && !found; count--) {
        found = read(names[count - 1])
        if (found) kept = count
    }
    const last = names.at(-1)
    const isWorth = last !== undefined && names.length - kept >= WORTH_KEEPING
    return {
        find: () => found,
        keepAfter: isWorth ? last.migration : null,
        keep(image, state) {
            if (last) write(last, image, state)
        },
    }
}

/** The first migrations, as long as each is a function of its own text. */
function pureBeginning({ dataSource, folder, migrationFileOf }: ReplayedProject): readonly KnownMigration[] {
    const fileOf = (className: string): string | undefined => {
        const file = migrationFileOf(className)
        return file === undefined ? undefined : resolve(folder, file)
    }
    const known = knownMigrations(dataSource)
    const end = known.findIndex((migration) => !isPure(migration, fileOf))
    return end < 0 ? known : known.slice(0, end)
}

/** All that a replay begins with, as a hash. Null: something of it cannot be known. */
async function beginningOf(project: ReplayedProject, isTracked: boolean): Promise<string | null> {
    const { dataSource } = project
    const before = beforeOf(project)
    const typeorm = installedVersion("typeorm", join(project.folder, "package.json"))
    if (before === null || typeorm === undefined) return null
    const { namingStrategy } = dataSource
    try {
        return digest([
            FORMAT,
            embeddedVersion(),
            ownCode(),
            typeorm,
            isTracked,
            before,
            searchPathOf(dataSource),
            keptOptions(dataSource),
            connectExtensions(dataSource.entityMetadatas, userOptions(dataSource)),
            [namingStrategy.constructor, Object.getPrototypeOf(namingStrategy), namingStrategy],
        ])
    } catch {
        // What cannot be written down cannot be compared.
        return null
    }
}

/** What this library is, whatever its version says: operations may have changed. */
function ownCode(): readonly unknown[] {
    const folder = dirname(dirname(fileURLToPath(import.meta.url)))
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    return files
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => /(?<!\.d)\.[jt]s$/.test(file))
        .sort()
        .map((file) => {
            const { size, mtimeMs } = statSync(file)
            return [relative(folder, file), size, mtimeMs]
        })
}

/** What runs before the first migration; null where it is a program. */
function beforeOf({ options, folder }: ReplayedProject): string | null {
    const before = options.replay?.before
    if (before === undefined) return ""
    if (typeof before !== "string") return null
    try {
        const sql = readFileSync(resolve(folder, before), "utf8")
        return isSteadySql(sql) ? sql : null
    } catch {
        // The replay says what is wrong with it.
        return null
    }
}

/** Everything of a migration that its run can depend on: its code as it was loaded, and what its instance says. */
function contentOf({ name, timestamp, instance }: KnownMigration): unknown {
    const { constructor } = instance
    const own = Object.entries(Object.getOwnPropertyDescriptors(constructor)).filter(([key]) => key !== "prototype")
    return [name, timestamp, constructor, instance.up, instance.transaction ?? null, own, Object.entries(instance)]
}

function digest(value: unknown): string {
    return createHash("sha256").update(JSON.stringify(value, withFunctions)).digest("hex")
}

/** Functions and classes are what their code says. */
function withFunctions(_key: string, value: unknown): unknown {
    return typeof value === "function" ? `function ${Function.prototype.toString.call(value)}` : value
}

interface Place {
    readonly migration: string
    readonly file: string
}

function read(place: Place | undefined): CachedHistory | null {
    const content = place && readCached(HISTORIES, place.file)
    if (!content) return null
    try {
        const bytes = gunzipSync(content)
        const length = bytes.readUInt32BE(0)
        const state = JSON.parse(bytes.toString("utf8", 4, 4 + length)) as HistoryState
        return { image: bytes.subarray(4 + length), last: place.migration, state }
    } catch {
        return null
    }
}

function write({ file }: Place, image: Buffer, state: HistoryState): void {
    const text = Buffer.from(JSON.stringify(state))
    const length = Buffer.alloc(4)
    length.writeUInt32BE(text.length)
    writeCached(HISTORIES, file, gzipSync(Buffer.concat([length, text, image]), { level: 1 }))
}
