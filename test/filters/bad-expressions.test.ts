import "reflect-metadata"
import {
    Check,
    Column,
    DataSource,
    Entity,
    Exclusion,
    Index,
    PrimaryGeneratedColumn,
    ViewColumn,
    ViewEntity,
    type DataSourceOptions,
} from "typeorm"
import { afterAll, beforeAll, expect, test } from "vitest"
import { AutogenError } from "../../src/autogen/core/errors.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { openEmbeddedPostgres } from "../../src/autogen/rehearse/embedded-postgres.js"
import { createDatabase } from "../support/databases.js"
import { serverFor } from "../support/servers.js"
import { sampledSuites } from "../support/sampled.js"

@Entity("room")
class Named {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "nvarchar" as never }) code!: string
}

@Entity("room")
class Defaulted {
    @PrimaryGeneratedColumn() id!: number
    @Column("integer", { default: () => "no_such_function()" }) code!: number
}

@Entity("room")
class DefaultedByWord {
    @PrimaryGeneratedColumn() id!: number
    @Column("integer", { default: "many" }) code!: number
}

@Entity("room")
class DefaultedByValue {
    @PrimaryGeneratedColumn() id!: number
    @Column("enum", { enum: ["single", "double"], default: "suite" }) code!: string
}

@Entity("room")
@Check("CHK_code", "no_such_column > 0")
class Checked {
    @PrimaryGeneratedColumn() id!: number
}

@Entity("room")
class Collated {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "text", collation: "klingon" }) code!: string
}

@Entity("room")
class Generated {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "integer", asExpression: "id +* 2", generatedType: "STORED" }) code!: number
}

@Entity("room")
@Index("by_code", ["id"], { where: "id = 'a b'::date" })
class Indexed {
    @PrimaryGeneratedColumn() id!: number
}

@Entity("room")
@Exclusion("XCL_code", "USING gist (id WITH =")
class Excluded {
    @PrimaryGeneratedColumn() id!: number
}

@Entity("room")
class Plain {
    @PrimaryGeneratedColumn() id!: number
}

@ViewEntity({ name: "rooms", expression: "SELEKT id FROM room" })
class Misspelt {
    @ViewColumn() id!: number
}

@ViewEntity({ name: "rooms", expression: "SELECT no_such_column FROM room" })
class Misled {
    @ViewColumn() id!: number
}

const CASES: readonly (readonly [what: string, entity: new () => object, said: readonly string[]])[] = [
    ["a default", Defaulted, ["Defaulted.code", "function no_such_function() does not exist"]],
    [
        "a default of another type",
        DefaultedByWord,
        ["DefaultedByWord.code", 'invalid input syntax for type integer: "many"'],
    ],
    [
        "a default that the enum does not have",
        DefaultedByValue,
        ["DefaultedByValue.code", "invalid input value for enum", '"suite"'],
    ],
    ["a check", Checked, ["(Checked)", "check:public.room", 'column "no_such_column" does not exist']],
    ["a collation", Collated, ["Collated.code", 'collation "klingon"', "does not exist"]],
    ["a generated expression", Generated, ["Generated.code", "operator does not exist: integer +* integer"]],
    ["an index's predicate", Indexed, ["Indexed.id", 'invalid input syntax for type date: "a b"']],
    ["an exclusion", Excluded, ["(Excluded)", "syntax error at end of input"]],
]

type Query = (sql: string, params?: readonly unknown[]) => Promise<readonly Readonly<Record<string, unknown>>[]>

function plan(query: Query, entities: DataSourceOptions["entities"] & object) {
    return planEntities(new DataSource({ type: "postgres", entities }), { query })
}

async function refusal(query: Query, entity: new () => object): Promise<AutogenError> {
    const error: unknown = await plan(query, [entity]).catch((thrown: unknown) => thrown)
    if (!(error instanceof AutogenError)) throw new Error("it was not refused", { cause: error })
    return error
}

sampledSuites(["a server", "PGlite"] as const, 2)("entities that Postgres rejects, on %s", (ground) => {
    let query: Query
    let close: () => Promise<void>
    beforeAll(async () => {
        const database = ground === "PGlite" ? await openEmbeddedPostgres() : await createDatabase(serverFor(16))
        query = (sql, params) => database.query(sql, params)
        close = () => database.close()
    })
    afterAll(() => close())

    test.each(CASES)("%s: named by class and property, in Postgres's own words", async (_what, entity, said) => {
        const error = await refusal(query, entity)
        expect(error.code).toBe("EXPRESSION_INVALID")
        for (const text of said) expect(error.message).toContain(text)
        expect(error.next).toContain("the entity's decorator")
    })

    test("a type: named by class and property", async () => {
        const error = await refusal(query, Named)
        expect(error.code).toBe("ENTITIES_INVALID")
        expect(error.message).toContain('"nvarchar" in "Named.code"')
    })

    test("a view's text", async () => {
        for (const prepare of [
            "SELECT 1",
            'CREATE TABLE room (id serial CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY)',
        ]) {
            await query(prepare)
            const error: unknown = await plan(query, [Plain, Misspelt]).catch((thrown: unknown) => thrown)
            expect(error).toMatchObject({ code: "EXPRESSION_INVALID" })
            expect(String(error)).toMatch(/view:public\.rooms.*Misspelt.*syntax error at or near "SELEKT"/)
        }
        await expect(plan(query, [Plain, Misled])).rejects.toThrow(/Misled.*column "no_such_column" does not exist/)
        await query("DROP TABLE room")
    })

    test("a view of what is not there yet: said in a warning, in Postgres's own words", async () => {
        const { diagnostics } = await plan(query, [Plain, Misled])
        expect(diagnostics).toMatchObject([{ severity: "warning", code: "not-compared" }])
        expect(diagnostics[0]?.message).toMatch(/Misled.*column "no_such_column" does not exist/)
    })

    test("nothing is left behind", async () => {
        const { changes, diagnostics } = await plan(query, [])
        expect(changes).toEqual([])
        expect(diagnostics).toEqual([])
    })
})
