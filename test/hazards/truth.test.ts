import { describe, expect, test } from "vitest"
import { hazardsOf, statementsOf } from "../../src/autogen/core/plan.js"
import { inspect } from "../../src/autogen/inspect/inspect.js"
import { planSchemas } from "../../src/autogen/planning/plan-entities.js"
import { TABLES } from "../exact/support/measured.js"
import { serverGround } from "../exact/support/place.js"
import { sharedVersions } from "../support/servers.js"

// The statements of all changes are measured where the changes are checked: in test/exact, by test/exact/support/measured.ts.

/** A column that is added, as SQL, and whether every row is written again for it. */
const added: readonly (readonly [string, boolean])[] = [
    ["value int", false],
    ["value int NOT NULL DEFAULT 7", false],
    ["value text DEFAULT 'gen_random_uuid()'", false],
    ["value timestamptz DEFAULT now()", false],
    ["value date DEFAULT CURRENT_DATE", false],
    ["value uuid DEFAULT gen_random_uuid()", true],
    ["value double precision DEFAULT random()", true],
    ["value timestamptz DEFAULT clock_timestamp()", true],
    ["value serial", true],
    ["value int GENERATED ALWAYS AS IDENTITY", true],
    ["value int GENERATED ALWAYS AS (id + 1) STORED", true],
]

describe.each(sharedVersions())("columns that are added on PostgreSQL %s", (version) => {
    test.each(added)("%s: rewrites %s", async (column, rewrites) => {
        const place = await serverGround(version).open()
        try {
            await place.query(`CREATE TABLE sample (id int, ${column})`)
            const target = await inspect(place)
            await place.query("DROP TABLE sample; CREATE TABLE sample (id int)")
            const { up } = await planSchemas(await inspect(place), target)
            await place.query("INSERT INTO sample VALUES (1)")
            const start = new Map((await place.query(TABLES)).map(({ oid, node }) => [oid, node]))
            const said = hazardsOf(up).some(({ kind }) => kind === "rewrites-table")
            for (const { sql } of statementsOf(up)) await place.query(sql)
            const after = await place.query(TABLES)
            expect({ said, measured: after.some(({ oid, node }) => start.get(oid) !== node) }).toEqual({
                said: rewrites,
                measured: rewrites,
            })
        } finally {
            await place.close()
        }
    })
})
