import type { QueryRunner } from "typeorm"
import { describe, expect, it } from "vitest"
import { inSchema, operations, type MigrationOperations } from "../../src/autogen/op/index.js"

/** The SQL that a migration runs. */
async function sqlOf(migrate: (op: MigrationOperations) => Promise<void>): Promise<readonly string[]> {
    const queries: string[] = []
    const runner = {
        dataSource: { options: { type: "postgres", schema: "app" } },
        isTransactionActive: true,
        query(sql: string) {
            queries.push(sql)
            return Promise.resolve([])
        },
    }
    await migrate(operations(runner as unknown as QueryRunner))
    return queries
}

const HOSTILE = `a "b'; DROP TABLE x; --`
const QUOTED = `"a ""b'; DROP TABLE x; --"`

describe("operations on what hangs on tables and views", () => {
    const calls: readonly (readonly [string, (op: MigrationOperations) => Promise<void>, readonly string[]])[] = [
        [
            "a policy",
            (op) =>
                op.createPolicy(HOSTILE, "room", {
                    as: "restrictive",
                    for: "update",
                    to: ["public", HOSTILE, "current_user"],
                    using: "id > 0",
                    withCheck: "id > 1",
                    comment: "it's",
                }),
            [
                `CREATE POLICY ${QUOTED} ON "app"."room" AS RESTRICTIVE FOR UPDATE TO PUBLIC, ${QUOTED}, "current_user" USING (id > 0) WITH CHECK (id > 1)`,
                `COMMENT ON POLICY ${QUOTED} ON "app"."room" IS 'it''s'`,
            ],
        ],
        [
            "a policy's comment",
            (op) => op.alterPolicy("p", "room", { comment: null }),
            [`COMMENT ON POLICY "p" ON "app"."room" IS NULL`],
        ],
        [
            "a policy's roles",
            (op) => op.alterPolicy("p", "room", { to: ["public"] }),
            [`ALTER POLICY "p" ON "app"."room" TO PUBLIC`],
        ],
        [
            "a policy that goes",
            (op) => op.dropPolicy("p", "room", { ifExists: true }),
            [`DROP POLICY IF EXISTS "p" ON "app"."room"`],
        ],
        [
            "a trigger",
            (op) =>
                op.createTrigger(HOSTILE, inSchema("audit", HOSTILE), {
                    fires: "after",
                    on: ["insert", "update"],
                    columns: [HOSTILE],
                    each: "row",
                    when: "new.id > 0",
                    execute: "audit.touch('a')",
                    constraint: { deferrable: "initially deferred", from: "room" },
                    enabled: "never",
                }),
            [
                `CREATE CONSTRAINT TRIGGER ${QUOTED} AFTER INSERT OR UPDATE OF ${QUOTED} ON "audit".${QUOTED} FROM "app"."room" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (new.id > 0) EXECUTE FUNCTION audit.touch('a')`,
                `ALTER TABLE "audit".${QUOTED} DISABLE TRIGGER ${QUOTED}`,
            ],
        ],
        [
            "a trigger's comment and firing",
            (op) => op.alterTrigger("t", "room", { enabled: "always", comment: "it's" }),
            [`ALTER TABLE "app"."room" ENABLE ALWAYS TRIGGER "t"`, `COMMENT ON TRIGGER "t" ON "app"."room" IS 'it''s'`],
        ],
        ["a trigger that goes", (op) => op.dropTrigger("t", "room"), [`DROP TRIGGER "t" ON "app"."room"`]],
        [
            "row security",
            (op) => op.setRowSecurity("room", { enabled: true, forced: false }),
            [`ALTER TABLE "app"."room" ENABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY`],
        ],
        [
            "rights",
            (op) =>
                op.grant("room", ["select", "update"], [HOSTILE, "public"], {
                    columns: [HOSTILE, "id"],
                    grantOption: true,
                }),
            [
                `GRANT SELECT (${QUOTED}, "id"), UPDATE (${QUOTED}, "id") ON "app"."room" TO ${QUOTED}, PUBLIC WITH GRANT OPTION`,
            ],
        ],
        [
            "rights that go",
            (op) => op.revoke("room", "all", ["public"], { grantOptionOnly: true }),
            [`REVOKE GRANT OPTION FOR ALL PRIVILEGES ON "app"."room" FROM PUBLIC CASCADE`],
        ],
        [
            "rights on a sequence",
            (op) => op.grant(HOSTILE, ["usage", "select"], ["reader"], { on: "sequence", grantOption: true }),
            [`GRANT USAGE, SELECT ON SEQUENCE "app".${QUOTED} TO "reader" WITH GRANT OPTION`],
        ],
        [
            "rights on a type that go",
            (op) => op.revoke(HOSTILE, "all", ["public"], { on: "type" }),
            [`REVOKE ALL PRIVILEGES ON TYPE "app".${QUOTED} FROM PUBLIC CASCADE`],
        ],
        [
            "a view's options",
            (op) => op.alterView("seen", { set: { [HOSTILE]: "it's" }, reset: ["check_option"], owner: HOSTILE }),
            [
                `ALTER VIEW "app"."seen" RESET ("check_option")`,
                `ALTER VIEW "app"."seen" SET (${QUOTED}='it''s')`,
                `ALTER VIEW "app"."seen" OWNER TO ${QUOTED}`,
            ],
        ],
    ]

    it.each(calls)("%s", async (_what, migrate, sql) => {
        expect(await sqlOf(migrate)).toEqual(sql)
    })

    const refused: readonly (readonly [string, (op: MigrationOperations) => Promise<void>])[] = [
        [
            "a right that there is not",
            (op) => op.grant("room", ["select; DROP TABLE x"] as unknown as ["select"], ["reader"]),
        ],
        ["no right", (op) => op.grant("room", [], ["reader"])],
        [
            "a right on a sequence that only tables have",
            (op) => op.grant("ticket", ["insert"], ["reader"], { on: "sequence" }),
        ],
        [
            "a right on a type that only sequences have",
            (op) => op.revoke("mood", ["select"], ["reader"], { on: "type" }),
        ],
        ["no role", (op) => op.revoke("room", "all", [])],
        ["a command that there is not", (op) => op.createPolicy("p", "room", { for: "SELECT; --" as "select" })],
        ["a policy for nobody", (op) => op.createPolicy("p", "room", { to: [] })],
        [
            "an event that there is not",
            (op) => op.createTrigger("t", "room", { fires: "after", on: ["x" as "insert"], execute: "f()" }),
        ],
        ["no event", (op) => op.createTrigger("t", "room", { fires: "after", on: [], execute: "f()" })],
        ["a firing that there is not", (op) => op.alterTrigger("t", "room", { enabled: "x" as "always" })],
    ]

    it.each(refused)("%s is refused before anything runs", async (_what, migrate) => {
        await expect(sqlOf(migrate)).rejects.toMatchObject({ code: "MIGRATION_INVALID" })
    })
})
