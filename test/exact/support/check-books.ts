import { expect } from "vitest"
import { tableOf, viewOf, type Declared, type Orm } from "./case.js"
import { apply, changesOf, inPlace, planFor, typeormQueries } from "./check-case.js"
import type { Ground, Place } from "./place.js"

function declared(orm: Orm, factor: number): Declared {
    const asExpression = `id * ${factor}`
    const value = { type: "int", asExpression, generatedType: "STORED", nullable: true } as const
    const expression = `SELECT id FROM sample WHERE id < ${factor}`
    const views = [viewOf(orm, "plain", { expression }), viewOf(orm, "stored", { expression, materialized: true })]
    return { entities: [tableOf(orm, "sample", { value }), ...views] }
}

const INSERT = `INSERT INTO typeorm_metadata ("type", "database", "schema", "table", "name", "value")`

/** What may be false in TypeORM's own table. */
const falsehoods: readonly string[] = [
    // A database that was restored under another name: TypeORM drops the column (#9776).
    `UPDATE typeorm_metadata SET "database" = 'restored'`,
    `UPDATE typeorm_metadata SET "database" = current_database(), "value" = 'SELECT 1'`,
    `UPDATE typeorm_metadata SET "type" = 'MATERIALIZED_VIEW'`,
    `${INSERT} VALUES ('VIEW', NULL, 'public', NULL, 'nowhere', 'SELECT 1'), ('VIEW', NULL, 'public', NULL, 'sample', 'SELECT 1'),
        ('GENERATED_COLUMN', current_database(), 'public', 'sample', 'id', '1'), ('GENERATED_COLUMN', current_database(), 'public', 'nowhere', 'id', '1')`,
    `DELETE FROM typeorm_metadata`,
    `DROP TABLE typeorm_metadata`,
]

/** Whatever TypeORM's own table says, the plan is that of the catalog. */
export async function checkBooks(orm: Orm, ground: Ground): Promise<void> {
    await inPlace(ground, undefined, async (place) => {
        const [now, next] = [declared(orm, 2), declared(orm, 3)]
        await apply(place, (await planFor(orm, now, place)).up)
        expect(await typeormQueries(orm, now, place)).toEqual([])
        const changes = changesOf(await planFor(orm, next, place))
        expect(changes).toHaveLength(3)
        for (const sql of falsehoods) {
            await place.query(sql)
            await expectUnmoved(orm, now, place)
            expect(changesOf(await planFor(orm, next, place))).toEqual(changes)
        }
    })
}

async function expectUnmoved(orm: Orm, now: Declared, place: Place): Promise<void> {
    const { changes, diagnostics } = await planFor(orm, now, place)
    expect({ changes, diagnostics }).toEqual({ changes: [], diagnostics: [] })
    const would = await typeormQueries(orm, now, place)
    expect(would, "TypeORM does not notice").not.toEqual([])
}
