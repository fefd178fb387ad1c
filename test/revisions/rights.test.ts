import "reflect-metadata"
import {
    Check,
    Column,
    DataSource,
    Entity,
    Index,
    PrimaryGeneratedColumn,
    type MigrationInterface,
    type QueryRunner,
} from "typeorm"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import type { AutogenError } from "../../src/autogen/core/errors.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import type { SchemaObject } from "../../src/autogen/core/schema-object.js"
import { isEmptyPlan } from "../../src/autogen/core/plan.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { current } from "../../src/autogen/revisions/current.js"
import { openSession, type Session } from "../../src/autogen/revisions/session.js"
import { upgrade } from "../../src/autogen/revisions/upgrade.js"
import { createDatabase, createRole, type Database, type Role, type RoleOptions } from "../support/databases.js"
import { serverFor } from "../support/servers.js"

@Entity()
@Check("CHK_floor", "floor IN (1, 2, 3)")
@Index("high", ["floor"], { where: "floor BETWEEN 2 AND 3" })
class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column("timestamptz", { default: () => "now() + interval '1 day'" }) until!: Date
    @Column("int") floor!: number
}

@Entity()
@Check("CHK_declared", "xml_valid(code) IS TRUE")
@Check("CHK_there", "length(code) BETWEEN 1 AND 9")
class Page {
    @PrimaryGeneratedColumn() id!: number
    @Column("text") code!: string
}

class CreateHall1700000000001 implements MigrationInterface {
    async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query("CREATE TABLE hall (id int)")
    }
    async down(): Promise<void> {}
}

let database: Database
const roles: Role[] = []
beforeEach(async () => void (database = await createDatabase(serverFor(16), { prefix: "rights" })))
afterEach(async () => {
    for (const role of roles.splice(0)) await role.close()
    await database.close()
})

async function roleWith(options: RoleOptions): Promise<Role> {
    const role = await createRole(database, options)
    roles.push(role)
    return role
}

async function inSession<T>(
    role: { readonly url: string },
    work: (session: Session) => Promise<T>,
    entity: new () => object = Room,
): Promise<T> {
    const dataSource = new DataSource({
        type: "postgres",
        url: role.url,
        entities: [entity],
        migrations: [CreateHall1700000000001],
    })
    const session = await openSession(dataSource)
    try {
        return await work(session)
    } finally {
        await session.close()
    }
}

function rejection(work: Promise<unknown>): Promise<AutogenError> {
    return work.then(
        () => Promise.reject(new Error("it was not refused")),
        (error: AutogenError) => error,
    )
}

const plan = (session: Session) => planEntities(session.dataSource, session)

describe("a role is told which right it lacks", () => {
    test("CONNECT", async () => {
        const role = await roleWith({ read: true })
        await database.query(`REVOKE CONNECT ON DATABASE "${database.name}" FROM PUBLIC`)
        const error = await rejection(inSession(role, current))
        expect(error.code).toBe("PERMISSION_DENIED")
        expect(error.message).toContain(`"${role.name}" may not connect to the database "${database.name}"`)
        expect(error.next).toBe(`GRANT CONNECT ON DATABASE "${database.name}" TO "${role.name}";`)
    })

    test("USAGE on the schema of the history", async () => {
        const role = await roleWith({})
        await inSession(database, (session) => upgrade(session))
        await database.query("REVOKE USAGE ON SCHEMA public FROM PUBLIC")
        const error = await rejection(inSession(role, current))
        expect(error.code).toBe("PERMISSION_DENIED")
        expect(error.message).toContain('no USAGE privilege on the schema "public"')
        expect(error.next).toBe(`GRANT USAGE ON SCHEMA "public" TO "${role.name}";`)
    })

    test("CREATE on the schema: nothing is run, and the history is untouched", async () => {
        const role = await roleWith({ read: true })
        const error = await rejection(inSession(role, (session) => upgrade(session)))
        expect(error.code).toBe("MIGRATION_FAILED")
        expect(error.message).toContain("permission denied for schema public")
        expect(error.message).toContain("it was rolled back and is still pending")
        expect(error.next).toContain('CREATE ON SCHEMA "public"')
        expect((await inspect(database)).objects.size).toBe(1)
    })
})

describe("a role that may only read", () => {
    const prepare = async (): Promise<void> => {
        const { up } = await inSession(database, plan)
        for (const { sql } of up.flatMap(({ statements }) => statements)) await database.query(sql)
    }

    test.each([
        ["with TEMPORARY", { read: true, temporary: true }],
        ["without TEMPORARY: doubtful expressions go to the embedded Postgres", { read: true }],
        ["without any right in the schema", {}],
    ])("%s finds what differs, and nothing else", async (_what, options) => {
        await prepare()
        const role = await roleWith(options)
        if (!("read" in options)) await database.query("REVOKE USAGE ON SCHEMA public FROM PUBLIC")
        const agreed = await inSession(role, plan)
        expect(isEmptyPlan(agreed)).toBe(true)
        expect(agreed.diagnostics).toEqual([])
        await database.query(`ALTER TABLE room DROP CONSTRAINT "CHK_floor", ADD CONSTRAINT "CHK_floor" CHECK (floor IN (1, 2));
            DROP INDEX high; CREATE INDEX high ON room (floor) WHERE floor > 2;
            ALTER TABLE room ALTER until SET DEFAULT now()`)
        const { changes, diagnostics } = await inSession(role, plan)
        expect(changes.map(({ kind }) => kind)).toEqual(["replace", "alter", "replace"])
        expect(diagnostics).toEqual([])
    })
})

describe("a role without any right in the schema", () => {
    test("reads as much of it as the superuser: rights, policies, triggers, rules, views and what no kind reads", async () => {
        await database.query(`
            CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE TYPE mood AS ENUM ('low', 'high'); CREATE DOMAIN code AS text CHECK (value <> '');
            CREATE TABLE hall (id serial PRIMARY KEY, mood mood DEFAULT 'low', code code, doubled int GENERATED ALWAYS AS (1 + 1) STORED);
            CREATE TABLE seat (id int GENERATED ALWAYS AS IDENTITY, hall int REFERENCES hall ON DELETE CASCADE, CHECK (id > 0), UNIQUE (hall));
            CREATE INDEX high_halls ON seat (abs(hall)) WHERE hall > 1;
            CREATE VIEW seen AS SELECT id, mood FROM hall; CREATE MATERIALIZED VIEW kept AS SELECT id FROM hall;
            CREATE INDEX ON kept (id); COMMENT ON TABLE hall IS 'large'; COMMENT ON COLUMN seen.mood IS 'low or high';
            ALTER TABLE hall ENABLE ROW LEVEL SECURITY; CREATE POLICY mine ON hall USING (id > 0);
            CREATE TRIGGER touched BEFORE UPDATE ON hall FOR EACH ROW EXECUTE FUNCTION touch();
            CREATE RULE never AS ON DELETE TO seat DO INSTEAD NOTHING;
            CREATE STATISTICS both_of ON id, hall FROM seat; CREATE PUBLICATION some_rows FOR TABLE seat;
            GRANT SELECT (id), INSERT ON hall TO PUBLIC`)
        const role = await roleWith({})
        await database.query("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        const all = await inspect(database)
        const kinds = new Set([...all.objects.values()].map(({ kind }) => kind))
        for (const kind of ["policy", "privilege", "trigger", "rule", "row-security", "view", "comment", "sequence"])
            expect(kinds).toContain(kind)
        expect(all.unmanagedDependents?.length).toBeGreaterThan(0)
        const read = await inSession(role, (session) => inspect(session, { defaultSchema: "public" }))
        // An owner is said where it is another role than the one that reads.
        const ownerless = ({ definition, ...rest }: SchemaObject): object => ({ ...rest, ...definition, owner: null })
        expect([...read.objects.values()].map(ownerless)).toEqual([...all.objects.values()].map(ownerless))
        expect(read.unmanagedDependents).toEqual(all.unmanagedDependents)
    })
})

describe("where the embedded Postgres lacks an extension too", () => {
    test("a role without TEMPORARY is told what could not be compared, and why", async () => {
        await database.query("CREATE EXTENSION xml2")
        const planPage = (session: Session) =>
            planEntities(session.dataSource, session, { exclude: { extensions: ["xml2"] } })
        const { up } = await inSession(database, planPage, Page)
        for (const { sql } of up.flatMap(({ statements }) => statements)) await database.query(sql)
        await database.query(`ALTER TABLE page DROP CONSTRAINT "CHK_there",
            ADD CONSTRAINT "CHK_there" CHECK (xml_valid(code) AND length(code) < 10)`)
        const asked = await inSession(database, planPage, Page)
        expect(asked.changes.map(({ kind }) => kind)).toEqual(["replace"])
        expect(asked.diagnostics).toEqual([])
        const { changes, diagnostics } = await inSession(await roleWith({ read: true }), planPage, Page)
        expect(changes).toEqual([])
        const said = (name: string, lacking: string): object => ({
            severity: "warning",
            code: "not-compared",
            object: `check:public.page."${name}"`,
            message:
                `"check:public.page."${name}"" (Page) could not be compared: permission denied to create temporary tables ` +
                `in database "${database.name}"; and the embedded Postgres says: function ${lacking} does not exist; ` +
                "it is taken to be unchanged",
        })
        expect(diagnostics).toEqual([
            said("CHK_declared", "xml_valid(text)"),
            // What is there cannot be read back: Postgres prints where the function is.
            said("CHK_there", "public.xml_valid(text)"),
        ])
    })
})

describe("a server before PostgreSQL 13", () => {
    test.each([
        [120022, 12],
        [90624, 9],
    ])("%d is refused by name", async (version, major) => {
        const asked: string[] = []
        const query = async (sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> => {
            asked.push(sql)
            return sql.includes("server_version_num") ? [{ version, schema: "public" }] : []
        }
        const dataSource = new DataSource({ type: "postgres", entities: [Room] })
        for (const refused of [inspect({ query }), planEntities(dataSource, { query })]) {
            const error = await rejection(refused)
            expect(error.code).toBe("SERVER_TOO_OLD")
            expect(error.message).toContain(`PostgreSQL ${major};`)
            expect(error.next).toContain("PostgreSQL 13 or later")
        }
        expect(asked.at(-1)).toBe("ROLLBACK")
    })
})
