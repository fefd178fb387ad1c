import { ownOperator as is } from "../core/own-operator.js"
import type { NamingStrategyInterface } from "typeorm"
import { childrenIn, databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { ObjectKey } from "../core/object-key.js"
import type { Queryable } from "../core/queryable.js"
import type { SchemaObject } from "../core/schema-object.js"
import { inspect } from "../inspect/inspect.js"
import { kindOf } from "../kinds/index.js"
import type { KnownMigration } from "../revisions/migration-files.js"
import type { Progress } from "../revisions/progress.js"

/** Where an object of the history comes from. */
export interface ObjectOrigin {
    /** Whether a generator wrote what made it, so that it is dropped once no entity declares it any more. */
    readonly generated: boolean
    /** The name of the migration that made it, as far as it can be told. */
    readonly migration: string
}

/** Looks at the database between the migrations of a replayed history. */
export interface OriginTracker {
    /** Begins anew, on this database; what it returns is the runner's `aroundEach`. */
    watch(queryable: Queryable): (progress: Progress) => Promise<void>
    /** What is known after a migration has run, as plain data: to go on from there in another process, with `resume`. */
    state(): TrackerState | null
    /** As `watch`, on a database in which the migrations up to `last` have run already. */
    resume(queryable: Queryable, state: TrackerState, last: string): Promise<(progress: Progress) => Promise<void>>
    /** Null for what no migration made. */
    originOf(key: ObjectKey): ObjectOrigin | null
}

/** What was known when the segment of the last migration began: more migrations may belong to that segment. */
export interface TrackerState {
    readonly origins: readonly (readonly [ObjectKey, ObjectOrigin])[]
    readonly objects: readonly SchemaObject[]
    readonly server: DatabaseSchema["server"]
    readonly places: readonly (readonly [string, readonly string[]])[]
}

/** Who wrote a migration, as far as it says. */
type Author = "generate" | "unknown"

/** Migrations one after the other that are looked at as one. */
interface Segment {
    readonly author: Author
    readonly migrations: readonly KnownMigration[]
}

interface Snapshot {
    readonly schema: DatabaseSchema
    /** What has a name, by what Postgres knows it by, which no rename changes. */
    readonly places: ReadonlyMap<string, readonly string[]>
}

/**
 * Finds which migration made what a history leaves behind, and whether a generator wrote it: our files say so (`static revision`),
 * TypeORM's are known by their SQL. The catalog is read only between migrations of different authors.
 *
 * @example
 * ```ts
 * const tracker = trackOrigins(knownMigrations(dataSource), dataSource.namingStrategy)
 * await upgrade(session, { aroundEach: tracker.watch(session) })
 * tracker.originOf(objectKey("table", ["public", "outbox"])) // { generated: false, migration: "ByHand1900000000000" }
 * ```
 */
export function trackOrigins(known: readonly KnownMigration[], namingStrategy: NamingStrategyInterface): OriginTracker {
    const segments = segmentsOf(known)
    let origins: ReadonlyMap<ObjectKey, ObjectOrigin> = new Map()
    let last: Snapshot | null = null
    let before: { readonly origins: typeof origins; readonly snapshot: Snapshot } | null = null
    const finish = async (queryable: Queryable, migration: string): Promise<void> => {
        const segment = segments.find(({ migrations }) => migrations.at(-1)?.name === migration)
        if (!last) return
        before = { origins, snapshot: last }
        if (!segment) return
        const next = await snapshot(queryable)
        origins = originsAfter(segment, last, next, origins, namingStrategy)
        last = next
    }
    const watchOn =
        (queryable: Queryable) =>
        async (progress: Progress): Promise<void> => {
            if (progress.kind === "started") last ??= await snapshot(queryable)
            if (progress.kind === "finished") await finish(queryable, progress.migration)
        }
    return {
        watch(queryable) {
            last = null
            before = null
            origins = new Map()
            return watchOn(queryable)
        },
        state: () => before && stateOf(before.origins, before.snapshot),
        async resume(queryable, state, migration) {
            origins = new Map(state.origins)
            last = { schema: databaseSchema(state.objects, state.server), places: new Map(state.places) }
            await finish(queryable, migration)
            return watchOn(queryable)
        },
        originOf: (key) => origins.get(key) ?? null,
    }
}

function stateOf(origins: ReadonlyMap<ObjectKey, ObjectOrigin>, { schema, places }: Snapshot): TrackerState {
    return {
        origins: [...origins],
        objects: [...schema.objects.values()],
        server: schema.server,
        places: [...places],
    }
}

function segmentsOf(known: readonly KnownMigration[]): readonly Segment[] {
    const segments: { author: Author; migrations: KnownMigration[] }[] = []
    for (const migration of known) {
        const author = authorOf(migration)
        const open = segments.at(-1)
        // Of those by hand each is asked about by itself, so that its file can be named.
        if (open?.author === author && (author === "generate" || isTypeOrmText(migration)))
            open.migrations.push(migration)
        else segments.push({ author, migrations: [migration] })
    }
    return segments
}

/** Nobody's hand has added SQL to what `generate` writes as operations. */
function authorOf({ instance }: KnownMigration): Author {
    const { revision } = instance.constructor as { readonly revision?: { readonly generated?: unknown } }
    if (revision?.generated !== true) return "unknown"
    const text = instance.up.toString()
    return text.includes(".execute(") && /\bop\.\w/.test(text) ? "unknown" : "generate"
}

/** Whether every statement begins as those of TypeORM's generator do, with a quoted name. */
function isTypeOrmText({ instance }: KnownMigration): boolean {
    const text = textOf(instance.up)
    const statements = text.match(/\.query\(/g)?.length ?? 0
    const known = text.match(
        /\.query\(\s*[`'"](?:(?:CREATE|DROP) (?:UNIQUE )?(?:TABLE|INDEX|TYPE|VIEW|MATERIALIZED VIEW|SCHEMA|SEQUENCE)(?: IF (?:NOT )?EXISTS)? "|ALTER (?:TABLE|TYPE|INDEX|SEQUENCE) "|COMMENT ON (?:TABLE|COLUMN) "|(?:INSERT INTO|DELETE FROM) "typeorm_metadata")/g,
    )
    return statements > 0 && known?.length === statements
}

/** The source, in which JavaScript's own quotes do not hide SQL's. */
function textOf(method: { toString(): string }): string {
    return method.toString().replaceAll('\\"', '"')
}

function originsAfter(
    segment: Segment,
    last: Snapshot,
    next: Snapshot,
    origins: ReadonlyMap<ObjectKey, ObjectOrigin>,
    namingStrategy: NamingStrategyInterface,
): ReadonlyMap<ObjectKey, ObjectOrigin> {
    const found = new Map<ObjectKey, ObjectOrigin>()
    const keyBefore = keysBefore(last, next)
    const childrenOf = childrenIn(next.schema)
    const text = segment.migrations.map(({ instance }) => textOf(instance.up)).join("\n")
    const fresh = new Map<ObjectKey, boolean>()
    const isGenerated = (object: SchemaObject): boolean => {
        const known = fresh.get(object.key)
        if (known !== undefined) return known
        const parent = object.parent === null ? undefined : next.schema.objects.get(object.parent)
        const inGenerated = parent !== undefined && !last.schema.objects.has(keyBefore(parent)) && isGenerated(parent)
        const making = { text, namingStrategy, contents: childrenOf(object.key), inGenerated }
        const generated =
            segment.author === "generate" ||
            (kindOf(object.kind).declared?.generatedByTypeOrm?.(object, making) ?? inGenerated)
        fresh.set(object.key, generated)
        return generated
    }
    for (const object of next.schema.objects.values()) {
        const before = keyBefore(object)
        if (!last.schema.objects.has(before)) {
            found.set(object.key, { generated: isGenerated(object), migration: makerOf(object, segment) })
            continue
        }
        const origin = origins.get(before)
        if (origin) found.set(object.key, origin)
    }
    return found
}

/** The last migration of a segment that mentions the object. */
function makerOf({ path }: SchemaObject, { migrations }: Segment): string {
    const name = path.at(-1) ?? ""
    const mentions = migrations.filter(({ instance }) => instance.up.toString().includes(name))
    return (mentions[0] ?? migrations.at(-1))?.name ?? ""
}

/** The key that an object had before: renames change keys. */
function keysBefore(last: Snapshot, next: Snapshot): (object: SchemaObject) => ObjectKey {
    const moved = new Map<string, readonly string[]>()
    for (const [identity, path] of next.places) {
        const before = last.places.get(identity)
        if (before && before.join("\0") !== path.join("\0")) moved.set(path.join("\0"), before)
    }
    return ({ kind, key, path, definition }) => {
        if (moved.size === 0) return key
        const before = moved.get(path.join("\0"))
        return before ? kindOf(kind).make(before, definition).key : key
    }
}

async function snapshot(queryable: Queryable): Promise<Snapshot> {
    const schema = await inspect(queryable)
    const rows = await queryable.query(PLACES)
    return { schema, places: new Map(rows.map((row) => [String(row["identity"]), row["path"] as readonly string[]])) }
}

const APPLICATIONS = `n.nspname ${is("!~")} '^pg_' AND n.nspname ${is("<>")} 'information_schema'`

const PLACES = `
    SELECT pg_catalog.concat('relation ', c.oid) AS identity, ARRAY[n.nspname::pg_catalog.text, c.relname::pg_catalog.text] AS path
    FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
    WHERE ${APPLICATIONS}
    UNION ALL
    SELECT pg_catalog.concat('column ', a.attrelid, ' ', a.attnum), ARRAY[n.nspname::pg_catalog.text, c.relname::pg_catalog.text, a.attname::pg_catalog.text]
    FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid ${is("=")} a.attrelid JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
    WHERE a.attnum ${is(">")} 0 AND NOT a.attisdropped AND ${APPLICATIONS}
    UNION ALL
    SELECT pg_catalog.concat('index ', i.indexrelid), ARRAY[n.nspname::pg_catalog.text, c.relname::pg_catalog.text, x.relname::pg_catalog.text]
    FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid ${is("=")} i.indrelid JOIN pg_catalog.pg_class x ON x.oid ${is("=")} i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
    WHERE ${APPLICATIONS}
    UNION ALL
    SELECT pg_catalog.concat('constraint ', k.oid), ARRAY[n.nspname::pg_catalog.text, c.relname::pg_catalog.text, k.conname::pg_catalog.text]
    FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid ${is("=")} k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
    WHERE ${APPLICATIONS}
    UNION ALL
    SELECT pg_catalog.concat('trigger ', t.oid), ARRAY[n.nspname::pg_catalog.text, c.relname::pg_catalog.text, t.tgname::pg_catalog.text]
    FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid ${is("=")} t.tgrelid JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} c.relnamespace
    UNION ALL
    SELECT pg_catalog.concat('type ', t.oid), ARRAY[n.nspname::pg_catalog.text, t.typname::pg_catalog.text]
    FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid ${is("=")} t.typnamespace
    WHERE t.typtype ${is("=")} 'e' AND ${APPLICATIONS}`
