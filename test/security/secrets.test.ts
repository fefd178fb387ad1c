import { describe, expect, it } from "vitest"
import { maskStatement, maskText, secretsIn, secretsOfEnvironment } from "../../src/autogen/core/secrets.js"

/** The forms in which a secret stands in a statement. A form that shows it is added here first. */
const FORMS: Readonly<Record<string, string>> = {
    plain: "ALTER ROLE app PASSWORD 'hunter2'",
    "of a new role": "CREATE ROLE app LOGIN PASSWORD 'hunter2' VALID UNTIL 'infinity'",
    encrypted: "CREATE USER app WITH ENCRYPTED PASSWORD 'hunter2'",
    "with backslashes": String.raw`ALTER ROLE app PASSWORD E'hunter2\'x'`,
    "with a backslash at its end": String.raw`ALTER ROLE app PASSWORD 'hunter2\' VALID UNTIL 'hunter2'`,
    unicode: "ALTER ROLE app PASSWORD U&'hunter2'",
    "between dollars": "ALTER ROLE app PASSWORD $$hunter2$$",
    "between tagged dollars": "ALTER ROLE app PASSWORD $pw$hunter2$pw$",
    "a comment between": "ALTER ROLE app PASSWORD /* the new one */ 'hunter2'",
    "a comment in the word's way": "ALTER ROLE app PASSWORD -- 'x'\n 'hunter2'",
    "in a comment": "ALTER ROLE app /* hunter2 */ PASSWORD 'x' -- hunter2",
    "without its quotes": "ALTER ROLE app PASSWORD hunter2",
    "with the wrong quotes": 'ALTER ROLE app PASSWORD "hunter2"',
    "with a quote that does not end": "ALTER ROLE app PASSWORD 'hunter2",
    "in lower case, on two lines": "alter user app\n  password\n  'hunter2'",
    "of a group": "ALTER GROUP app PASSWORD 'hunter2'",
    "in a block": "DO $$ BEGIN ALTER ROLE app PASSWORD 'hunter2'; END $$",
    "in a block, executed": "DO $$ BEGIN EXECUTE 'ALTER ROLE app PASSWORD ''hunter2'''; END $$",
    "in a block, put together":
        "DO $do$ BEGIN EXECUTE 'ALTER ROLE app PASS' || 'WORD ' || quote_literal('hunter2'); END $do$",
    "in a block, by format": "DO $do$ BEGIN EXECUTE format('ALTER ROLE app PASSWORD %L', 'hunter2'); END $do$",
    "in a block, between dollars": "DO $do$ BEGIN EXECUTE $q$ALTER ROLE app PASSWORD 'hunter2'$q$; END $do$",
    "of words, between dollars in a block": "DO $do$ BEGIN PERFORM set_password($pw$hunter2 and more$pw$); END $do$",
    "in a function": "CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $f$ SELECT my_password('hunter2') $f$",
    "of a subscription": "CREATE SUBSCRIPTION s CONNECTION 'host=db user=app password=hunter2' PUBLICATION p",
    "of a subscription, changed": "ALTER SUBSCRIPTION s CONNECTION 'host=db password=''hunter2'' user=app'",
    "of a user mapping": "CREATE USER MAPPING FOR app SERVER remote OPTIONS (user 'app', password 'hunter2')",
    "of a user mapping, changed": "ALTER USER MAPPING FOR app SERVER remote OPTIONS (SET password 'hunter2')",
    "of a server": "CREATE SERVER remote FOREIGN DATA WRAPPER x OPTIONS (host 'db', apikey 'hunter2')",
    "of a server, by another name": "CREATE SERVER remote FOREIGN DATA WRAPPER x OPTIONS (host 'db', sesame 'hunter2')",
    "of dblink": "SELECT dblink_connect('c', 'host=db user=app password=hunter2')",
    "in a URL": "SELECT fetch('postgres://app:hunter2@db/app')",
    "in a URL of another kind": "INSERT INTO hook VALUES ('https://app:hunter2@example.org/x')",
    "of a program": "COPY t FROM PROGRAM 'curl -u app:hunter2 https://example.org'",
    "of replication": "ALTER SYSTEM SET primary_conninfo = 'host=db password=hunter2'",
    "of a setting": "SELECT set_config('app.jwt_secret', 'hunter2', false)",
    "of a setting, set": "ALTER DATABASE app SET app.api_key TO 'hunter2'",
    "of a row": "INSERT INTO account (name, password) VALUES ('a', 'hunter2')",
    "of a row, by a token": `INSERT INTO "account" ("name", "resetToken") VALUES ('a', 'hunter2')`,
    "of a row that changes": "UPDATE account SET passwd = crypt('hunter2', gen_salt('bf'))",
}

describe.each(Object.entries(FORMS))("a secret %s", (_, sql) => {
    it("is not shown", () => {
        expect(maskStatement(sql)).not.toContain("hunter2")
        expect(maskStatement(sql)).toContain("***")
    })

    it("is not shown by what the server says of it", () => {
        if (/^(?:SELECT fetch|INSERT INTO hook)/.test(sql)) return // a part of a constant, masked by its form
        expect(maskText('syntax error at or near "hunter2"', secretsIn(sql))).not.toContain("hunter2")
    })
})

describe("what is no secret", () => {
    it.each([
        "CREATE TABLE room (id serial PRIMARY KEY, code varchar(36) NOT NULL DEFAULT 'x')",
        `ALTER TABLE "room" ADD CONSTRAINT "ck" CHECK (code <> 'a''b')`,
        "INSERT INTO room (code) VALUES ('hunter2')",
        "DO $$ BEGIN RAISE NOTICE 'rows'; END $$",
        "SELECT 'https://example.org/path@x'",
    ])("stays readable: %s", (sql) => {
        expect(maskStatement(sql)).toBe(sql)
        expect(secretsIn(sql)).toEqual([])
    })

    it("stays in statements that hold one: names, and what is done", () => {
        expect(maskStatement(`ALTER TABLE "user" ADD "password" character varying NOT NULL DEFAULT 'x'`)).toBe(
            `ALTER TABLE "user" ADD "password" character varying NOT NULL DEFAULT '***'`,
        )
        expect(maskStatement(FORMS["of a user mapping"] ?? "")).toBe(
            "CREATE USER MAPPING FOR app SERVER remote OPTIONS (user '***', password '***')",
        )
        expect(maskStatement(FORMS["plain"] ?? "")).toBe("ALTER ROLE app PASSWORD ***")
    })
})

describe("texts", () => {
    it("show no password of a URL or a connection string", () => {
        for (const text of [
            "Invalid URL: postgres://app:hunter2@db:5432/app",
            "Invalid URL: postgres://app:hunter2@x@db/app",
            "host=db password=hunter2 user=app",
            `{ host: "db", password: "hunter2" }`,
            `{"password":"hunter2","host":"db"}`,
            "password => 'hunter2'",
            "PGPASSWORD=hunter2",
        ])
            expect(maskText(text), text).not.toContain("hunter2")
    })

    it("show nothing of the environment's secrets", () => {
        const env = {
            POSTGRES_PASSWORD: "hunter2",
            DATABASE_URL: "postgres://app:s%40cret@db/app",
            STRIPE_SECRET_KEY: "sk_live_1",
            HOME: "/home/app",
            PASSWORD_MIN: "8",
            CI_JOB_TOKEN: "",
        }
        const secrets = secretsOfEnvironment(env)
        expect(maskText("hunter2 s%40cret s@cret sk_live_1 /home/app 8", secrets)).toBe("*** *** *** *** /home/app 8")
        expect(maskText("nothing", secrets)).toBe("nothing")
    })
})
