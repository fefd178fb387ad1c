import { readFile, writeFile } from "node:fs/promises"
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"
import { PGlite } from "@electric-sql/pglite"
import { btree_gist } from "@electric-sql/pglite/contrib/btree_gist"
import { citext } from "@electric-sql/pglite/contrib/citext"
import { cube } from "@electric-sql/pglite/contrib/cube"
import { hstore } from "@electric-sql/pglite/contrib/hstore"
import { ltree } from "@electric-sql/pglite/contrib/ltree"
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm"
import { pgcrypto } from "@electric-sql/pglite/contrib/pgcrypto"
import { uuid_ossp } from "@electric-sql/pglite/contrib/uuid_ossp"
import { cached } from "./cache.js"
import { emptyDatabase, emptyServer } from "./empty-database.js"
import { hasPrepared, PLANNED_ONCE } from "./prepared.js"

const extensions = { btree_gist, citext, cube, hstore, ltree, pg_trgm, pgcrypto, uuid_ossp }

let dataFolder: Promise<Blob> | undefined

/**
 * A fresh PGlite in memory, in well under a second: initdb, which takes several, has run once per machine. CREATE
 * EXTENSION finds btree_gist, citext, cube, hstore, ltree, pg_trgm, pgcrypto and uuid-ossp.
 *
 * @example
 * ```ts
 * const db = await createPglite()
 * afterEach(() => resetPglite(db))
 * ```
 */
export async function createPglite(): Promise<PGlite> {
    dataFolder ??= initialised()
    // As the library starts it: to lay out 128 MB of buffers takes time.
    const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB", ...PLANNED_ONCE.split(" ")]
    return PGlite.create({ loadDataDir: await dataFolder, extensions, startParams })
}

async function initialised(): Promise<Blob> {
    const main = createRequire(import.meta.url).resolve("@electric-sql/pglite")
    const { version } = JSON.parse(readFileSync(path.join(main, "../../package.json"), "utf8")) as { version: string }
    const file = await cached(`pglite-${version}.tar`, async (at) => {
        const db = await PGlite.create()
        const dump = await db.dumpDataDir("none")
        await db.close()
        await writeFile(at, Buffer.from(await dump.arrayBuffer()))
    })
    return new Blob([await readFile(file)])
}

/** What DISCARD ALL does, but for the plans of prepared statements, which are worth keeping. */
const ALL_BUT_PLANS =
    "CLOSE ALL; RESET ALL; UNLISTEN *; SELECT pg_advisory_unlock_all(); DISCARD SEQUENCES; DISCARD TEMP"

/**
 * Empties a PGlite, so that one instance serves many cases: a transaction that was left open, schemas, extensions,
 * roles, everything else that stands outside schemas, and the settings of the session.
 */
export async function resetPglite(db: PGlite): Promise<void> {
    await db.exec("ROLLBACK")
    await db.exec("SET SESSION AUTHORIZATION DEFAULT; RESET ALL; SET client_min_messages = error")
    await db.exec(emptyDatabase)
    await db.exec(emptyServer)
    await db.exec(hasPrepared(db) ? ALL_BUT_PLANS : "DISCARD ALL")
}
