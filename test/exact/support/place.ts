import type { PGlite } from "@electric-sql/pglite"
import pg from "pg"
import type { Plan } from "../../../src/autogen/core/plan.js"
import type { Queryable } from "../../../src/autogen/core/queryable.js"
import { framesOf } from "../../../src/autogen/rehearse/embedded-framer.js"
import { cstring, int32, message } from "../../../src/autogen/rehearse/embedded-messages.js"
import { EmbeddedSession } from "../../../src/autogen/rehearse/embedded-session.js"
import { embeddedStreamOver } from "../../../src/autogen/rehearse/embedded-stream.js"
import type { Proof } from "../../../src/autogen/rehearse/rehearse.js"
import { reusedDatabases } from "../../support/databases.js"
import { fingerprint } from "../../support/fingerprint.js"
import { dumpForBoth, dumpSchema, type BothDumps, type DumpOptions } from "../../support/pg-dump.js"
import { createPglite, resetPglite } from "../../support/pglite.js"
import { PLANNED_ONCE, preparing, preparingInSession } from "../../support/prepared.js"
import { rehearsalStage } from "../../support/rehearsal.js"
import { serverFor, type ServerVersion } from "../../support/servers.js"

/** An empty database: one connection for us, any number for TypeORM. */
export interface Place extends Queryable {
    readonly version: ServerVersion
    /** How TypeORM connects to it. */
    readonly connection: object
    dump(options?: DumpOptions): Promise<string>
    fingerprint(options?: DumpOptions): Promise<readonly string[]>
    /** The same, and to be restored elsewhere. */
    dumpForBoth(options?: DumpOptions): Promise<BothDumps>
    close(): Promise<void>
}

/** Where empty databases come from. */
export interface Ground {
    readonly version: ServerVersion
    open(): Promise<Place>
    /** As `generate` does before it writes. Absent: not here, since another ground shows it for the same case. */
    rehearse?(plan: Plan): Promise<Proof>
    close(): Promise<void>
}

/** Databases of a server: each place is another. */
export function serverGround(version: ServerVersion): Ground {
    const databases = reusedDatabases(serverFor(version), { prefix: "exact", settings: PLANNED_ONCE })
    return {
        version,
        async open() {
            const database = await databases.open()
            const query = preparing(database)
            return {
                version,
                connection: { url: database.url },
                query,
                dump: (options) => dumpSchema(database, options),
                dumpForBoth: (options) => dumpForBoth(database, options),
                fingerprint: (options) => fingerprint(query, options),
                close: () => database.close(),
            }
        },
        close: async () => undefined,
    }
}

/** One PGlite that is emptied for each place: only one place at a time may be open. */
export async function pgliteGround(): Promise<Ground> {
    const db = await createPglite()
    const { rows } = await db.query<{ version: number }>("SELECT current_setting('server_version_num')::int AS version")
    const version = Math.floor((rows[0]?.version ?? 0) / 10_000) as ServerVersion
    const stream = await streamOver(db)
    const stage = rehearsalStage()
    const connection = { host: "embedded", username: "postgres", database: "postgres", extra: { stream, ssl: false } }
    return {
        version,
        async open() {
            const client = new pg.Client({ stream, ssl: false, user: "postgres", database: "postgres" })
            await client.connect()
            const query = preparingInSession(
                db,
                async (sql, params) =>
                    (await client.query<Record<string, unknown>>(sql, params && [...params])).rows ?? [],
            )
            return {
                version,
                connection,
                query,
                dump: (options) => dumpSchema(db, options),
                dumpForBoth: (options) => dumpForBoth(db, options),
                fingerprint: (options) => fingerprint(query, options),
                close: async () => {
                    await client.end()
                    await resetPglite(db)
                },
            }
        },
        rehearse: (plan) => stage.rehearse(plan),
        close: async () => {
            await stage.close()
            await db.close()
        },
    }
}

/** The stream of an embedded Postgres over a PGlite of ours, so that it can be dumped and emptied too. */
async function streamOver(db: PGlite): Promise<ReturnType<typeof embeddedStreamOver>> {
    const run = async (bytes: Buffer): Promise<Buffer> => {
        const answer: Buffer[] = []
        await db.execProtocolRawStream(bytes, { onRawData: (part) => void answer.push(Buffer.from(part)) })
        return Buffer.concat(answer)
    }
    const settings = ["user", "postgres", "database", "postgres", ""].map(cstring)
    const frames = framesOf(await run(message("", int32(3 << 16), ...settings)))
    const greeting = Buffer.concat(frames.filter(({ type }) => type === "R" || type === "S").map(({ bytes }) => bytes))
    const session = new EmbeddedSession({ run, patience: 10_000 })
    const dump = () => Promise.reject(new Error("it is not for dumping"))
    const nothing = () => undefined
    const engine = { session, greeting, failure: nothing, limit: nothing, dump, close: async () => undefined }
    return embeddedStreamOver(async () => ({ engine, release: async () => undefined }))
}
