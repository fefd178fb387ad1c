import "reflect-metadata"
import { DataSource, type DataSourceOptions, type MigrationInterface, type QueryRunner } from "typeorm"
import { DataSource as DataSource03 } from "typeorm-0.3"
import { AutogenError } from "../../src/autogen/core/errors.js"
import { embeddedStream } from "../../src/autogen/rehearse/embedded-stream.js"
import { openSession, type Session } from "../../src/autogen/revisions/session.js"
import { createDatabase } from "../support/databases.js"
import { serverFor } from "../support/servers.js"

export type Options = Partial<Extract<DataSourceOptions, { type: "postgres" }>>
type Step = string | readonly string[] | ((queryRunner: QueryRunner) => Promise<unknown>)
type MigrationClass = new () => MigrationInterface

/** A place to run migrations in. */
export interface Place {
    readonly options: Options
    close(): Promise<void>
}

/** A database of its own on a server, or an embedded one in memory. */
export const places: readonly { readonly place: string; readonly open: () => Promise<Place> }[] = [
    {
        place: "PostgreSQL 16",
        open: async () => {
            const database = await createDatabase(serverFor(16))
            return { options: { url: database.url }, close: () => database.close() }
        },
    },
    {
        place: "the embedded Postgres",
        open: () =>
            Promise.resolve({
                options: { host: "embedded", username: "postgres", database: "postgres", extra: embedded() },
                close: () => Promise.resolve(),
            }),
    },
]

function embedded(): object {
    return { stream: embeddedStream(), ssl: false }
}

/** Both versions of TypeORM, behind the type of one. */
export const versions: readonly {
    readonly version: string
    readonly create: (place: Pick<Place, "options">, options?: Options) => DataSource
}[] = [
    { version: "1.1", create: (place, options) => new DataSource({ type: "postgres", ...place.options, ...options }) },
    {
        version: "0.3",
        create: (place, options) =>
            new DataSource03({ type: "postgres", ...place.options, ...options } as never) as unknown as DataSource,
    },
]

/** A migration class of this name. */
export function migration(name: string, up: Step, down: Step = [], more: object = {}): MigrationClass {
    const run = async (step: Step, queryRunner: QueryRunner): Promise<void> => {
        if (typeof step === "function") await step(queryRunner)
        else for (const sql of [step].flat()) await queryRunner.query(sql)
    }
    const made = class implements MigrationInterface {
        constructor() {
            Object.assign(this, more)
        }
        async up(queryRunner: QueryRunner): Promise<void> {
            await run(up, queryRunner)
        }
        async down(queryRunner: QueryRunner): Promise<void> {
            await run(down, queryRunner)
        }
    }
    Object.defineProperty(made, "name", { value: name })
    return made
}

export const createRoom = migration("CreateRoom1700000000001", "CREATE TABLE room (id int)", "DROP TABLE room")
export const addFloor = migration(
    "AddFloor1700000000002",
    "ALTER TABLE room ADD floor int",
    "ALTER TABLE room DROP floor",
)
export const addPrice = migration(
    "AddPrice1700000000003",
    "ALTER TABLE room ADD price int",
    "ALTER TABLE room DROP price",
)
export const three = [createRoom, addFloor, addPrice]
export const threeNames = three.map(({ name }) => name)

/** Opens a session, hands it over, and closes it whatever happens. */
export async function inSession<T>(dataSource: DataSource, work: (session: Session) => Promise<T>): Promise<T> {
    const session = await openSession(dataSource)
    try {
        return await work(session)
    } finally {
        await session.close()
    }
}

/** The AutogenError that a promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<AutogenError> {
    const error: unknown = await promise.then(
        () => undefined,
        (thrown: unknown) => thrown,
    )
    if (error instanceof AutogenError) return error
    throw new Error("It did not reject with an AutogenError", { cause: error })
}

/** The columns of a table, by name. */
export async function columnsOf(session: Session, table: string): Promise<readonly string[]> {
    const rows = await session.query(
        "SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        [table],
    )
    return rows.map((row) => String(row["attname"]))
}
