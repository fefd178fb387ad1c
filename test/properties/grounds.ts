import type { Queryable } from "../../src/autogen/core/queryable.js"
import { createDatabase } from "../support/databases.js"
import { createPglite, resetPglite } from "../support/pglite.js"
import { preparing } from "../support/prepared.js"
import { dumpSchema } from "../support/pg-dump.js"
import { serverFor, sharedVersions, type ServerVersion } from "../support/servers.js"
import { emptySchemas } from "./random-schema.js"

/** On each server. More with AUTOGEN_PAIRS, from a given seed with AUTOGEN_SEED. */
const onServers = Number(process.env["AUTOGEN_PAIRS"] ?? 300)
/** PGlite takes twice the time for a pair: it gets every tenth, or all where there is no server. */
const embeddedPairs = sharedVersions().length === 0 ? onServers : Math.ceil(onServers / 10)
export const seed = Number(process.env["AUTOGEN_SEED"] ?? Date.now() % 2 ** 31)
/** The place of one pair in a run, as a failure prints it. */
const path = process.env["AUTOGEN_PATH"]
/** A database that is emptied for every schema. */
export interface Ground extends Queryable {
    exec(sql: string): Promise<void>
    empty(): Promise<void>
    dump(): Promise<string>
    close(): Promise<void>
}

/** So often emptied, a database is vacuumed: what thousands of schemas leave in its catalog makes every question slow. */
const VACUUM_EVERY = 50

const dumpOptions = { columnOrder: "ignore", notNullNames: "ignore" } as const

async function embedded(): Promise<Ground> {
    const db = await createPglite()
    return {
        query: async (sql, params) => (await db.query<Record<string, unknown>>(sql, params && [...params])).rows,
        exec: async (sql) => void (await db.exec(sql)),
        empty: () => resetPglite(db),
        dump: () => dumpSchema(db, dumpOptions),
        close: () => db.close(),
    }
}

async function onServer(version: ServerVersion): Promise<Ground> {
    const database = await createDatabase(serverFor(version), { prefix: "pairs" })
    let emptied = 0
    return {
        query: preparing(database),
        exec: async (sql) => void (await database.query(sql)),
        async empty() {
            await database.query(`ROLLBACK; SET client_min_messages = error; ${emptySchemas}`)
            if (++emptied % VACUUM_EVERY === 0) await database.query("VACUUM")
        },
        dump: () => dumpSchema(database, dumpOptions),
        close: () => database.close(),
    }
}

/** Where pairs are tried, and how many: of what a default run does, a part of which may be enough. */
export function grounds(part = 1) {
    const share = (pairs: number): number => Math.ceil(pairs * part)
    return [
        { name: "PGlite", pairs: share(embeddedPairs), open: embedded },
        ...sharedVersions().map((version) => ({
            name: `PostgreSQL ${version}`,
            pairs: share(onServers),
            open: () => onServer(version),
        })),
    ]
}

/** How fast-check runs: from the seed that is printed, without shrinking unless AUTOGEN_SHRINK asks for it. */
export const runs = {
    seed,
    ...(path === undefined ? {} : { path }),
    endOnFailure: process.env["AUTOGEN_SHRINK"] === undefined,
}
