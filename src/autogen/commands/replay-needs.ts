import { databaseSchema } from "../core/database-schema.js"
import type { DataSourceLike } from "../core/data-source-like.js"
import { AutogenError, messageOf } from "../core/errors.js"
import { quoteIdent } from "../core/names.js"
import { createStatements } from "../planning/create-statements.js"
import { readEntities } from "../read/read-entities.js"
import type { ReplayPlace } from "./replay-place.js"
import type { Session } from "../revisions/session.js"

/** What a migration counts on and no migration creates, as SQL. */
export interface ReplayNeed {
    readonly name: string
    readonly statements: readonly string[]
    /** Whether it is as entities say, so that it changes with them. */
    readonly ofEntities?: true
}

/** Functions, types and operator classes of extensions that come with every Postgres, by what Postgres calls them when it misses them. */
const EXTENSIONS: readonly (readonly [RegExp, string])[] = [
    [/function (?:\S+\.)?uuid_(?:generate_v[1345](?:mc)?|nil|ns_\w+)\(/, "uuid-ossp"],
    [/function (?:\S+\.)?(?:crypt|gen_salt|digest|hmac|gen_random_bytes|pgp_\w+)\(/, "pgcrypto"],
    [/function (?:\S+\.)?(?:similarity|word_similarity|show_trgm)\(|"g(?:in|ist)_trgm_ops"/, "pg_trgm"],
    [/function (?:\S+\.)?unaccent\(/, "unaccent"],
    [/function (?:\S+\.)?(?:earth_distance|ll_to_earth|earth_box)\(|type "earth"/, "earthdistance"],
    [/function (?:\S+\.)?(?:levenshtein|soundex|metaphone|dmetaphone)\(/, "fuzzystrmatch"],
    [/type "(?:\S+\.)?citext(?:\[\])?"/, "citext"],
    [/type "(?:\S+\.)?hstore(?:\[\])?"/, "hstore"],
    [/type "(?:\S+\.)?l(?:tree|query|txtquery)(?:\[\])?"/, "ltree"],
    [/type "(?:\S+\.)?cube(?:\[\])?"/, "cube"],
    [/type "(?:\S+\.)?(?:vector|halfvec|sparsevec)(?:\[\])?"/, "vector"],
    [/type "(?:\S+\.)?geo(?:metry|graphy)(?:\[\])?"/, "postgis"],
    [/has no default operator class for access method "gist"/, "btree_gist"],
    [/has no default operator class for access method "gin"/, "btree_gin"],
]

/**
 * What a migration missed when it failed, and how to create it: a role, which belongs to a server; an extension, which TypeORM
 * created when it connected for entities of that time; the table of an entity with `synchronize: false`, which others create. Null
 * where it is none of these.
 */
export async function missingNeed(
    error: unknown,
    dataSource: DataSourceLike,
    session: Session,
    place: ReplayPlace,
): Promise<ReplayNeed | null> {
    if (!(error instanceof AutogenError) || error.code !== "MIGRATION_FAILED") return null
    const reason = messageOf(error.cause)
    const code = error.fields["code"]
    const role = code === "42704" ? /^role "(.+)" does not exist$/s.exec(reason)?.[1] : undefined
    if (role !== undefined && place.isEmbedded)
        return { name: `role ${role}`, statements: [`CREATE ROLE ${quoteIdent(role)}`] }
    if (code === "42704" || code === "42883") {
        const found = EXTENSIONS.find(([pattern]) => pattern.test(reason))
        if (found) return extensionNeed(found[1])
    }
    const relation = code === "42P01" ? /^relation "(.+)" does not exist$/s.exec(reason)?.[1] : undefined
    const schema = code === "3F000" ? /^schema "(.+)" does not exist$/s.exec(reason)?.[1] : undefined
    return relation === undefined && schema === undefined ? null : tableNeed(relation, schema, dataSource, session)
}

function extensionNeed(name: string): ReplayNeed {
    return { name: `extension ${name}`, statements: [`CREATE EXTENSION IF NOT EXISTS ${quoteIdent(name)} CASCADE`] }
}

/** The tables of entities with `synchronize: false` that are missed, as their entities describe them, without foreign keys. */
async function tableNeed(
    relation: string | undefined,
    schema: string | undefined,
    dataSource: DataSourceLike,
    session: Session,
): Promise<ReplayNeed | null> {
    const { defaultSchema, server } = session
    const others = dataSource.entityMetadatas.filter(
        (entity) => !entity.synchronize && !["view", "entity-child"].includes(entity.tableType),
    )
    const described = others.filter((entity) => {
        const own = entity.schema ?? defaultSchema
        if (schema !== undefined) return own === schema
        return relation === entity.tableName || relation === `${own}.${entity.tableName}`
    })
    if (described.length === 0) return null
    // As if they were TypeORM's to create; nothing of the entities themselves is changed.
    const entityMetadatas = described.map(
        (entity) => Object.create(entity, { synchronize: { value: true } }) as (typeof described)[number],
    )
    const view = Object.create(dataSource, {
        entityMetadatas: { value: entityMetadatas },
        isInitialized: { value: true },
        options: { value: { ...session.dataSource.options, installExtensions: false } },
    }) as DataSourceLike
    const declared = await readEntities(view, { defaultSchema })
    const objects = [...declared.objects.values()].filter(({ kind }) => kind !== "foreign-key")
    const present = new Set(
        (await session.query("SELECT nspname::pg_catalog.text AS name FROM pg_catalog.pg_namespace")).map(
            (row) => row["name"],
        ),
    )
    const missing = objects.filter(({ kind, path }) => kind !== "schema" || !present.has(path[0]))
    const statements = createStatements(missing, databaseSchema([], server).server).map(({ sql }) => sql)
    return { name: `table ${described.map(({ tableName }) => tableName).join(", ")}`, statements, ofEntities: true }
}
