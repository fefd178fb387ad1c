import { columnChange, tableOf, type ChangeCase, type Class, type Orm } from "../support/case.js"

/** Roles are of the whole server, where other tests may make the same at the same time. */
const ROLES = ["reader", "writer", 'a "b"; DROP TABLE sample; --', "current_user", "Ünïcode\\"]
const roles = ROLES.map((role) => {
    const name = `"${role.replaceAll('"', '""')}"`
    return `DO $roles$ BEGIN CREATE ROLE ${name}; EXCEPTION WHEN OTHERS THEN NULL; END $roles$`
}).join(";\n")

const touch = `CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'`

const policies = `
    ALTER TABLE sample ENABLE ROW LEVEL SECURITY; ALTER TABLE sample FORCE ROW LEVEL SECURITY;
    CREATE POLICY everybody ON sample USING (value <> '1');
    CREATE POLICY "it""s; --" ON sample AS RESTRICTIVE FOR UPDATE TO reader, "a ""b""; DROP TABLE sample; --", "current_user", "Ünïcode\\"
        USING (value <> '2') WITH CHECK (value <> $q$it's \\ "new".value$q$);
    CREATE POLICY inserts ON sample FOR INSERT TO CURRENT_USER WITH CHECK (id > 0 AND length(value::text) < 9);
    CREATE POLICY untouched ON sample FOR DELETE USING (id > 0);
    COMMENT ON POLICY everybody ON sample IS 'it''s a policy'`

const triggers = `
    ${touch};
    CREATE TRIGGER "b""; -- FOR EACH ROW WHEN (" BEFORE INSERT OR UPDATE OF value, id ON sample FOR EACH ROW
        WHEN (NEW.value <> ' EXECUTE FUNCTION ''x''') EXECUTE FUNCTION touch('a', 'it''s \\ "');
    CREATE TRIGGER changed AFTER UPDATE ON sample FOR EACH ROW WHEN (OLD.value IS DISTINCT FROM NEW.value) EXECUTE FUNCTION touch();
    CREATE TRIGGER whole AFTER DELETE ON sample REFERENCING OLD TABLE AS "old rows" FOR EACH STATEMENT EXECUTE FUNCTION touch();
    CREATE CONSTRAINT TRIGGER late AFTER UPDATE OF value ON sample DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION touch();
    CREATE TRIGGER off BEFORE TRUNCATE ON sample EXECUTE FUNCTION touch();
    ALTER TABLE sample DISABLE TRIGGER changed; ALTER TABLE sample ENABLE ALWAYS TRIGGER late; ALTER TABLE sample ENABLE REPLICA TRIGGER off;
    COMMENT ON TRIGGER changed ON sample IS 'it''s a trigger'`

const rights = `
    GRANT SELECT ON plain TO PUBLIC; GRANT INSERT, UPDATE ON plain TO writer WITH GRANT OPTION; GRANT SELECT (value) ON plain TO reader;
    GRANT UPDATE (value) ON plain TO "a ""b""; DROP TABLE sample; --" WITH GRANT OPTION;
    GRANT ALL ON above TO reader; REVOKE TRUNCATE ON above FROM CURRENT_USER; GRANT SELECT ON stored TO reader, "current_user", "Ünïcode\\";
    GRANT SELECT (id) ON sample TO reader; GRANT INSERT ON sample TO writer`

const otherwise = `
    ALTER VIEW plain SET (security_barrier = true, check_option = cascaded);
    ALTER MATERIALIZED VIEW stored SET (fillfactor = 70); COMMENT ON MATERIALIZED VIEW stored IS 'kept';
    COMMENT ON INDEX "IDX_stored" IS 'its index'; REFRESH MATERIALIZED VIEW stored WITH NO DATA;
    ${touch}; CREATE RULE put AS ON DELETE TO above DO INSTEAD DELETE FROM sample WHERE value = old.value;
    CREATE TRIGGER instead INSTEAD OF INSERT ON above FOR EACH ROW EXECUTE FUNCTION touch();
    CREATE POLICY through ON other USING (EXISTS (SELECT 1 FROM plain p WHERE p.id = other.id))`

/** The same by whatever names there are: the target is built with the new ones. */
const followed = `DO $follow$
    DECLARE t text := to_regclass('samples')::text; c text := 'worth';
    BEGIN
        IF t IS NULL THEN t := 'sample'; c := 'value'; END IF;
        EXECUTE 'CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS ''BEGIN RETURN NEW; END''';
        EXECUTE format('CREATE POLICY mine ON %1$I USING (%2$I <> ''%2$s'' AND EXISTS (SELECT 1 FROM %1$I o WHERE o.id = %1$I.id AND %1$I.%2$I <> ''''))', t, c);
        EXECUTE format('CREATE TRIGGER touched BEFORE UPDATE OF %2$I ON %1$I FOR EACH ROW WHEN (OLD.%2$I IS DISTINCT FROM NEW.%2$I) EXECUTE FUNCTION touch()', t, c);
        EXECUTE format('GRANT SELECT (%2$I), DELETE ON %1$I TO PUBLIC', t, c);
    END $follow$`.replace("<> ''%2$s''", "<> ''%%''")

/** What stands on a changed object and no entity declares: it is put back. */
export const dependents: readonly ChangeCase[] = [
    columnChange(
        "a type under policies",
        { type: "varchar", default: "a" },
        { type: "text", default: "a" },
        {
            byHand: `${roles}; ${policies}`,
            rows: `INSERT INTO sample (id, value) VALUES (1, 'x')`,
            keeps: "SELECT id, value FROM sample",
        },
    ),
    columnChange("a type under triggers", { type: "varchar" }, { type: "text" }, { byHand: triggers }),
    {
        name: "a type under views with rights, options and triggers",
        before: (orm) => ({ entities: seen(orm, "varchar") }),
        after: (orm) => ({ entities: seen(orm, "text") }),
        byHand: `${roles}; ${rights}; ${otherwise}`,
    },
    {
        name: "the type of an enum that is made anew, under policies and triggers",
        before: (orm) => ({ entities: [chosen(orm, ["a", "b"])] }),
        after: (orm) => ({ entities: [chosen(orm, ["b", "a", "c"])] }),
        byHand: `
            ${touch}; CREATE POLICY mine ON sample USING (value = 'a');
            CREATE TRIGGER on_a BEFORE UPDATE ON sample FOR EACH ROW WHEN (NEW.value = 'a') EXECUTE FUNCTION touch()`,
    },
    {
        name: "views that are made anew, by another query",
        before: (orm) => ({ entities: seen(orm, "varchar", `, 1 AS one`) }),
        after: (orm) => ({ entities: seen(orm, "varchar", `, 2::bigint AS one`) }),
        byHand: `${roles}; ${rights}; ${otherwise}; GRANT SELECT (one) ON plain TO reader`,
    },
    {
        name: "a view that is replaced keeps its options",
        before: (orm) => ({ entities: seen(orm, "varchar") }),
        after: (orm) => ({ entities: seen(orm, "varchar", `, 1 AS one`) }),
        byHand: `${roles}; ${rights}; ${otherwise}`,
        saysNot: /DROP VIEW "public"."plain"/,
    },
    {
        name: "security_invoker of a view that is made anew",
        since: 15,
        before: (orm) => ({ entities: seen(orm, "varchar") }),
        after: (orm) => ({ entities: seen(orm, "text") }),
        byHand: "ALTER VIEW plain SET (security_invoker = true)",
    },
    {
        name: "a view of another's, and rights that are given by default",
        before: (orm) => ({ entities: seen(orm, "varchar") }),
        after: (orm) => ({ entities: seen(orm, "text") }),
        byHand: `
            ${roles}; ALTER VIEW plain OWNER TO writer; GRANT SELECT ON plain TO reader;
            ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO "current_user", PUBLIC`,
    },
    {
        name: "rights on a generated column that is made anew, under a policy and a trigger",
        before: (orm) => ({ entities: [generated(orm, "id + 1")] }),
        after: (orm) => ({ entities: [generated(orm, "id + 2")] }),
        byHand: `
            ${roles}; ${touch}; GRANT SELECT (value) ON sample TO reader WITH GRANT OPTION; CREATE POLICY mine ON sample USING (value > 0);
            CREATE TRIGGER on_value AFTER UPDATE ON sample FOR EACH ROW WHEN (NEW.value > 0) EXECUTE FUNCTION touch()`,
    },
    {
        name: "rights on the type of an enum that is made anew",
        before: (orm) => ({ entities: [chosen(orm, ["a", "b"])] }),
        after: (orm) => ({ entities: [chosen(orm, ["b", "a", "c"])] }),
        byHand: `${roles}; REVOKE USAGE ON TYPE way FROM PUBLIC; GRANT USAGE ON TYPE way TO reader, "a ""b""; DROP TABLE sample; --" WITH GRANT OPTION`,
    },
    {
        name: "rights on the sequence of a serial, which an identity takes the place of",
        before: (orm) => ({ entities: [counted(orm, "increment")] }),
        after: (orm) => ({ entities: [counted(orm, "identity")] }),
        byHand: `${roles}; DO $rights$ BEGIN
            IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = 'sample'::regclass AND attname = 'id' AND attidentity = '') THEN
                GRANT USAGE ON SEQUENCE sample_id_seq TO writer; GRANT SELECT ON SEQUENCE sample_id_seq TO reader WITH GRANT OPTION;
            END IF; END $rights$`,
    },
    {
        name: "a renamed table and column with policies and triggers, whose type changes too",
        before: (orm) => ({ entities: [tableOf(orm, "sample", { value: { type: "varchar" } })] }),
        after: (orm) => ({ entities: [tableOf(orm, "samples", { worth: { type: "text" } })] }),
        renames: [
            { kind: "table", from: ["public", "sample"], to: ["public", "samples"] },
            { kind: "column", from: ["public", "sample", "value"], to: ["public", "samples", "worth"] },
        ],
        byHand: followed,
    },
    {
        name: "a renamed table and column with policies and triggers",
        before: (orm) => ({ entities: [tableOf(orm, "sample", { value: { type: "varchar" } })] }),
        after: (orm) => ({ entities: [tableOf(orm, "samples", { worth: { type: "varchar" } })] }),
        renames: [
            { kind: "table", from: ["public", "sample"], to: ["public", "samples"] },
            { kind: "column", from: ["public", "sample", "value"], to: ["public", "samples", "worth"] },
        ],
        byHand: followed,
        saysNot: /POLICY|TRIGGER|GRANT/,
    },
]

function seen(orm: Orm, type: "varchar" | "text", more = ""): readonly Class[] {
    const sample = tableOf(orm, "sample", { value: { type } })
    const other = tableOf(orm, "other", {})
    const view = (name: string, expression: string, options: { materialized?: boolean } = {}): Class => {
        const made = { [name]: class {} }[name] as Class
        orm.ViewColumn()(made.prototype as object, "value")
        if (options.materialized) orm.Index("IDX_stored", ["value"])(made)
        orm.ViewEntity({ name, expression, ...options })(made)
        return made
    }
    return [
        sample,
        other,
        view("plain", `SELECT id, value${more} FROM sample WHERE id > 0`),
        view("above", `SELECT value FROM plain;`),
        view("stored", `SELECT value FROM sample`, { materialized: true }),
    ]
}

function chosen(orm: Orm, values: string[]): Class {
    return tableOf(orm, "sample", { value: { type: "enum", enum: values, enumName: "way" } })
}

function counted(orm: Orm, strategy: "increment" | "identity"): Class {
    class Sample {}
    if (strategy === "increment") orm.PrimaryGeneratedColumn("increment")(Sample.prototype, "id")
    else
        orm.PrimaryGeneratedColumn("identity", { type: "int", generatedIdentity: "BY DEFAULT" })(Sample.prototype, "id")
    orm.Column({ type: "text", nullable: true })(Sample.prototype, "value")
    orm.Entity("sample")(Sample)
    return Sample
}

function generated(orm: Orm, expression: string): Class {
    return tableOf(orm, "sample", {
        value: { type: "int", asExpression: expression, generatedType: "STORED", nullable: true },
    })
}
