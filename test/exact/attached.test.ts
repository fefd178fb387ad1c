import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { hazardsOf, statementsOf } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { sharedVersions, type ServerVersion } from "../support/servers.js"
import { pgliteGround, serverGround, type Ground, type Place } from "./support/place.js"
import { sampled } from "../support/sampled.js"

// What hangs on tables and views, and no entity declares, from catalog to catalog.

interface Pair {
    readonly name: string
    readonly from: string
    readonly to: string
    readonly since?: ServerVersion
    /** The operations of the way up. */
    readonly does?: readonly string[]
}

const HOSTILE = `"a ""b""; -- 'c' \\ public"`
const role = (name: string): string => `DO $r$ BEGIN CREATE ROLE ${name}; EXCEPTION WHEN OTHERS THEN NULL; END $r$`
const base = `
    ${role("attached")}; ${role(HOSTILE)}; ${role('"current_user"')};
    CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TABLE room (id int, code text); CREATE VIEW seen AS SELECT id, code FROM room;
    CREATE MATERIALIZED VIEW kept AS SELECT id, code FROM room`
const hostileTable = `"r ""o' ON x"`
const hostileName = `"p ON y; -- FOR EACH ROW WHEN ("`
const everything = `
    ALTER TABLE room ENABLE ROW LEVEL SECURITY; CREATE POLICY mine ON room FOR SELECT TO attached USING (id > 0);
    CREATE TRIGGER touched BEFORE UPDATE OF code ON room FOR EACH ROW EXECUTE FUNCTION touch();
    GRANT SELECT (code), INSERT ON room TO attached; GRANT SELECT ON seen, kept TO PUBLIC; GRANT UPDATE (id) ON seen TO attached`

const pairs: readonly Pair[] = [
    { name: "all of it is new", from: base, to: `${base}; ${everything}` },
    { name: "all of it goes", from: `${base}; ${everything}`, to: base },
    {
        name: "with their tables from nothing",
        from: `${base}`,
        to: `${base}; CREATE TABLE bed (id int, code text); GRANT SELECT (id) ON bed TO attached; REVOKE INSERT ON bed FROM CURRENT_USER;
            ALTER TABLE bed FORCE ROW LEVEL SECURITY; CREATE POLICY mine ON bed USING (id IN (SELECT id FROM seen));
            CREATE TRIGGER touched AFTER UPDATE OF code ON bed FOR EACH ROW EXECUTE FUNCTION touch('x');
            CREATE VIEW slept WITH (security_barrier) AS SELECT id FROM bed; GRANT SELECT ON slept TO attached WITH GRANT OPTION`,
    },
    {
        name: "switches of row security",
        from: `${base}; ALTER TABLE room ENABLE ROW LEVEL SECURITY`,
        to: `${base}; ALTER TABLE room FORCE ROW LEVEL SECURITY`,
        does: ["setRowSecurity"],
    },
    {
        name: "a policy's roles, expressions and comment",
        from: `${base}; CREATE POLICY mine ON room USING (id > 0) WITH CHECK (id > 1); COMMENT ON POLICY mine ON room IS 'one'`,
        to: `${base}; CREATE POLICY mine ON room TO attached, ${HOSTILE}, "current_user" USING (id > 2) WITH CHECK (id > 3)`,
        does: ["alterPolicy"],
    },
    {
        name: "a policy's command, and another that loses an expression",
        from: `${base}; CREATE POLICY mine ON room FOR SELECT USING (id > 0); CREATE POLICY two ON room USING (id > 0) WITH CHECK (id > 1)`,
        to: `${base}; CREATE POLICY mine ON room FOR DELETE USING (id > 0); CREATE POLICY two ON room USING (id > 0)`,
        does: ["dropPolicy", "createPolicy", "dropPolicy", "createPolicy"],
    },
    {
        name: "a policy becomes restrictive",
        from: `${base}; CREATE POLICY mine ON room USING (id > 0)`,
        to: `${base}; CREATE POLICY mine ON room AS RESTRICTIVE USING (id > 0); COMMENT ON POLICY mine ON room IS 'two'`,
    },
    {
        name: "whether a trigger fires, and its comment",
        from: `${base}; CREATE TRIGGER a BEFORE INSERT ON room EXECUTE FUNCTION touch(); COMMENT ON TRIGGER a ON room IS 'one'`,
        to: `${base}; CREATE TRIGGER a BEFORE INSERT ON room EXECUTE FUNCTION touch(); ALTER TABLE room DISABLE TRIGGER a`,
        does: ["alterTrigger"],
    },
    {
        name: "a trigger's events",
        from: `${base}; CREATE TRIGGER a BEFORE INSERT ON room EXECUTE FUNCTION touch()`,
        to: `${base}; CREATE TRIGGER a BEFORE INSERT OR UPDATE OF id, code ON room FOR EACH ROW WHEN (NEW.code <> ') EXECUTE FUNCTION ') EXECUTE FUNCTION touch('it''s', E'\\\\')`,
        does: ["dropTrigger", "createTrigger"],
    },
    {
        name: "a constraint trigger of two tables",
        from: `${base}; CREATE CONSTRAINT TRIGGER a AFTER INSERT ON room FOR EACH ROW EXECUTE FUNCTION touch(); CREATE TABLE other ()`,
        to: `${base}; CREATE TABLE other (); CREATE CONSTRAINT TRIGGER a AFTER INSERT ON room FROM other DEFERRABLE FOR EACH ROW EXECUTE FUNCTION touch()`,
    },
    {
        name: "a trigger of a view",
        from: `${base}; CREATE TRIGGER a INSTEAD OF INSERT ON seen FOR EACH ROW EXECUTE FUNCTION touch()`,
        to: `${base}; CREATE TRIGGER a INSTEAD OF INSERT OR DELETE ON seen FOR EACH ROW EXECUTE FUNCTION touch('x')`,
    },
    {
        name: "rules",
        from: `${base}; CREATE RULE keep AS ON DELETE TO room DO INSTEAD NOTHING; CREATE RULE gone AS ON UPDATE TO seen DO INSTEAD NOTHING`,
        to: `${base}; CREATE RULE keep AS ON DELETE TO room WHERE old.id > 0 DO INSTEAD (UPDATE room SET code = ';' WHERE id = old.id; SELECT 1);
            ALTER TABLE room DISABLE RULE keep; COMMENT ON RULE keep ON room IS 'kept';
            CREATE RULE ${hostileName} AS ON INSERT TO seen DO ALSO INSERT INTO room (id, code) VALUES (new.id, ' TO ')`,
    },
    {
        name: "a type under rules",
        from: `CREATE TABLE room (id int, code varchar(3)); CREATE VIEW seen AS SELECT code FROM room;
            CREATE RULE put AS ON INSERT TO seen DO INSTEAD INSERT INTO room (code) VALUES (new.code); CREATE RULE keep AS ON UPDATE TO room WHERE old.code <> new.code DO INSTEAD NOTHING`,
        to: `CREATE TABLE room (id int, code varchar(9)); CREATE VIEW seen AS SELECT code FROM room;
            CREATE RULE put AS ON INSERT TO seen DO INSTEAD INSERT INTO room (code) VALUES (new.code); CREATE RULE keep AS ON UPDATE TO room WHERE old.code <> new.code DO INSTEAD NOTHING`,
    },
    {
        name: "transition tables",
        from: base,
        to: `${base}; CREATE TRIGGER a AFTER UPDATE ON room REFERENCING OLD TABLE AS ${hostileName} NEW TABLE AS n FOR EACH STATEMENT EXECUTE FUNCTION touch()`,
    },
    {
        name: "rights: more, fewer, with and without the grant option",
        from: `${base}; GRANT SELECT, INSERT ON room TO attached WITH GRANT OPTION; GRANT SELECT ON room TO PUBLIC; GRANT ALL ON seen TO ${HOSTILE}`,
        to: `${base}; GRANT SELECT, UPDATE ON room TO attached; GRANT INSERT ON room TO attached WITH GRANT OPTION; GRANT DELETE ON room TO ${HOSTILE} WITH GRANT OPTION; GRANT UPDATE ON kept TO "current_user"`,
    },
    {
        name: "a right on a table that becomes one on its columns, beside one that stays",
        from: `${base}; GRANT SELECT, UPDATE ON room TO attached; GRANT SELECT (id) ON room TO attached`,
        to: `${base}; GRANT SELECT (id, code) ON room TO attached`,
    },
    {
        name: "what an owner has taken from itself",
        from: `${base}; REVOKE ALL ON room FROM CURRENT_USER`,
        to: `${base}; REVOKE DELETE, INSERT ON room FROM CURRENT_USER; GRANT SELECT ON room TO attached`,
    },
    {
        name: "options of views",
        from: `${base}; ALTER VIEW seen SET (security_barrier = true, check_option = local); ALTER MATERIALIZED VIEW kept SET (fillfactor = 50)`,
        to: `${base}; ALTER VIEW seen SET (check_option = cascaded); ALTER MATERIALIZED VIEW kept SET (autovacuum_enabled = false)`,
        does: ["alterView", "alterView"],
    },
    {
        name: "security_invoker",
        since: 15,
        from: base,
        to: `${base}; ALTER VIEW seen SET (security_invoker = true)`,
        does: ["alterView"],
    },
    {
        name: "hostile names all over",
        from: `${base}; CREATE TABLE ${hostileTable} ("c ""d'" varchar(3)); CREATE POLICY ${hostileName} ON ${hostileTable} USING ("c ""d'" <> '"');
            CREATE TRIGGER ${hostileName} BEFORE UPDATE OF "c ""d'" ON ${hostileTable} FOR EACH ROW WHEN (NEW."c ""d'" <> '"') EXECUTE FUNCTION touch();
            GRANT SELECT ("c ""d'"), INSERT ON ${hostileTable} TO ${HOSTILE}`,
        to: `${base}; CREATE TABLE ${hostileTable} ("c ""d'" text); CREATE POLICY ${hostileName} ON ${hostileTable} USING ("c ""d'" <> '"');
            CREATE TRIGGER ${hostileName} BEFORE UPDATE OF "c ""d'" ON ${hostileTable} FOR EACH ROW WHEN (NEW."c ""d'" <> '"') EXECUTE FUNCTION touch();
            GRANT SELECT ("c ""d'"), INSERT ON ${hostileTable} TO ${HOSTILE}`,
    },
]

const grounds: readonly { readonly name: string; open(): Promise<Ground> }[] = [
    { name: "PGlite", open: pgliteGround },
    ...sharedVersions().map((version) => ({
        name: `PostgreSQL ${version}`,
        open: () => Promise.resolve(serverGround(version)),
    })),
]

describe.each(grounds)("what hangs on tables, in $name", ({ open }) => {
    let ground: Ground
    beforeAll(async () => {
        ground = await open()
    })
    afterAll(() => ground.close())

    async function built<T>(sql: string, work: (place: Place) => Promise<T>): Promise<T> {
        const place = await ground.open()
        try {
            await place.query(sql)
            return await work(place)
        } finally {
            await place.close()
        }
    }

    sampled(pairs)("$name", async ({ from, to, since = 13, does }) => {
        if (since > ground.version) return
        const target = await built(to, async (place) => ({
            schema: await inspect(place),
            fingerprint: await place.fingerprint(),
        }))
        await built(from, async (place) => {
            const start = await place.fingerprint()
            const plan = await planSchemas(await inspect(place), target.schema)
            if (does) expect(plan.up.map(({ operation }) => operation.name)).toEqual(does)
            for (const { sql } of statementsOf(plan.up)) await place.query(sql)
            expect(await place.fingerprint()).toEqual(target.fingerprint)
            expect((await planSchemas(await inspect(place), target.schema)).changes).toEqual([])
            for (const { sql } of statementsOf(plan.down)) await place.query(sql)
            expect(await place.fingerprint()).toEqual(start)
        })
    })

    test("a change of them says that it changes who may do what", async () => {
        const desired = await built(`${base}; ${everything}`, (place) => inspect(place))
        await built(base, async (place) => {
            const { up } = await planSchemas(await inspect(place), desired)
            const said = hazardsOf(up).flatMap(({ kind, object }) => (kind === "changes-authorization" ? [object] : []))
            expect([...new Set(said)].sort()).toEqual([
                "policy:public.room.mine",
                "privilege:public.kept",
                "privilege:public.room",
                "privilege:public.room.code",
                "privilege:public.seen",
                "privilege:public.seen.id",
                "row-security:public.room",
            ])
        })
    })
})
