import "reflect-metadata"
import {
    Check,
    Column,
    Entity,
    Index,
    JoinColumn,
    ManyToOne,
    PrimaryGeneratedColumn,
    Unique,
    ViewColumn,
    ViewEntity,
} from "typeorm"
import { afterAll, describe, expect, test } from "vitest"
import { differingKeys } from "../../src/autogen/compare/compare.js"
import { AutogenError } from "../../src/autogen/core/errors.js"
import type { Operations, Plan, PlannedOperation } from "../../src/autogen/core/plan.js"
import { inspectInTransaction } from "../../src/autogen/inspect/inspect.js"
import { createStatements } from "../../src/autogen/planning/create-statements.js"
import { sameInPrint } from "../../src/autogen/planning/normalize-prints.js"
import { openEmbeddedPostgres } from "../../src/autogen/rehearse/embedded-postgres.js"
import { rehearse } from "../../src/autogen/rehearse/rehearse.js"
import { places, type Entities } from "../filters/support.js"
import { rehearsalStage } from "../support/rehearsal.js"
import { sampled } from "../support/sampled.js"

@Entity()
class House {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "enum", enum: ["flat", "barn"], default: "flat" }) sort!: string
}

@Entity({ comment: "where to sleep" })
@Check("CHK_size", "size > 0")
@Unique("UQ_code", ["code"])
@Index("IDX_price", ["price"], { where: "price > 100" })
class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column("varchar", { length: 50 }) code!: string
    @Column("int", { default: 1 }) size!: number
    @Column("bigint", { nullable: true }) price!: string
    @Column("text", { nullable: true, comment: "what it is called" }) title!: string
    @ManyToOne(() => House)
    @JoinColumn({ name: "house" })
    house!: House
}

@Entity()
class Tag {
    @PrimaryGeneratedColumn({ primaryKeyConstraintName: "PK_tag" }) id!: number
    @Column("text", { nullable: true }) name!: string
}

const OLD = `
    CREATE TABLE room (id serial CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY, code varchar(36), size int NOT NULL,
        price int, longitude double precision, house int);
    CREATE INDEX "IDX_size" ON room (size)`

const TOOLS = { inspect: inspectInTransaction, createStatements, differences: differingKeys, sameInPrint }

/** What runs and leaves no trace in the schema: it reads rows, changes rows, or keeps TypeORM's books. */
function isOfSchema({ operation, statements }: PlannedOperation): boolean {
    const isOfRows = operation.name.startsWith("require") || operation.name === "fillNulls"
    return !isOfRows && statements.some(({ bookkeeping }) => !bookkeeping)
}

/** Its query would take days. */
@ViewEntity({
    materialized: true,
    expression: "SELECT count(*) AS n FROM generate_series(1, 1000000000000::bigint)",
})
class Endless {
    @ViewColumn() n!: string
}

describe("a rehearsal", () => {
    const ground = places[0]!.use()
    const stage = rehearsalStage()
    afterAll(() => stage.close())

    async function planned(entities: Entities = [House, Room]): Promise<Plan> {
        await ground.exec(OLD)
        return ground.plan(entities)
    }

    async function failureOf(plan: Plan): Promise<AutogenError> {
        const error: unknown = await stage.rehearse(plan).then(
            () => new Error("was proven"),
            (reason: unknown) => reason,
        )
        if (!(error instanceof AutogenError)) throw error
        return error
    }

    test("proves the plan of many changes", async () => {
        expect(await stage.rehearse(await planned())).toMatchObject({ proven: true, leftOut: [] })
    })

    sampled(["up", "down"] as const)("fails for want of any one operation of %s", async (direction) => {
        const plan = await planned()
        const needed = plan[direction].filter(isOfSchema)
        expect(needed.length).toBeGreaterThan(8)
        for (const missing of needed) {
            const rest = plan[direction].filter((one) => one !== missing)
            const error = await failureOf({ ...plan, [direction]: rest })
            expect(error.code, missing.operation.name).toBe("REHEARSAL_FAILED")
            expect(error.next).toContain("nothing was written")
        }
    })

    test("runs no query of a materialized view", async () => {
        expect(await stage.rehearse(await planned([House, Room, Endless]))).toMatchObject({ proven: true, leftOut: [] })
    })

    test("names what differs where up leads elsewhere, and where down does not lead back", async () => {
        const plan = await planned()
        const without = (operations: Operations, name: string): Operations =>
            operations.filter(({ operation }) => operation.name !== name)
        const up = await failureOf({ ...plan, up: without(plan.up, "createTableComment") })
        expect(up.message).toBe('up does not lead to what the entities declare: "comment:public.room"')
        expect(up.fields).toEqual({ differences: ["comment:public.room"] })
        const down = await failureOf({ ...plan, down: without(plan.down, "createIndex") })
        expect(down.message).toBe('down does not restore the schema before up: "index:public.room.\"IDX_size\""')
    })

    test("fails where neither way does anything about a difference", async () => {
        await ground.exec('CREATE TABLE tag (id serial CONSTRAINT "PK_tag" PRIMARY KEY)')
        const plan = await planned([House, Room, Tag])
        const others = (operations: Operations): Operations =>
            operations.filter(({ objects }) => !objects.some((key) => key.includes("public.tag")))
        expect(others(plan.up).length).toBeLessThan(plan.up.length)
        const error = await failureOf({ ...plan, up: others(plan.up), down: others(plan.down) })
        expect(error.fields).toEqual({ differences: ["column:public.tag.name"] })
    })

    test("names the operation that Postgres refuses, with Postgres's words", async () => {
        const plan = await planned()
        const up = plan.up.map((one) =>
            one.operation.name === "addColumn"
                ? { ...one, statements: one.statements.map((statement) => ({ ...statement, sql: "SELECT nothing" })) }
                : one,
        )
        const error = await failureOf({ ...plan, up })
        expect(error.code).toBe("REHEARSAL_FAILED")
        expect(error.message).toBe('up fails at op.addColumn: column "nothing" does not exist')
        expect(error.fields).toMatchObject({ direction: "up", operation: "addColumn", sql: "SELECT nothing" })
        expect(error.next).toContain("--no-rehearse")
    })

    test("fails where Postgres refuses the target itself, and says at which statement", async () => {
        const plan = await planned()
        const isUnique = ({ kind }: { readonly kind: string }): boolean => kind === "primary-key"
        const objects = new Map([...plan.desired.objects].filter(([, object]) => !isUnique(object)))
        const error = await failureOf({ ...plan, desired: { ...plan.desired, objects } })
        expect(error.code).toBe("TARGET_REFUSED")
        expect(error.message).toMatch(/refuses what the entities declare.*unique constraint.*\n {2}at ALTER TABLE/s)
    })

    test("does not blame the plan for a function that only the embedded Postgres lacks", async () => {
        const plan = await planned()
        const up = plan.up.map((one) =>
            one.operation.name === "addColumn"
                ? { ...one, statements: one.statements.map((statement) => ({ ...statement, sql: "SELECT total(1)" })) }
                : one,
        )
        const proof = await stage.rehearse({ ...plan, up }, new Set(["function total"]))
        expect(proof).toMatchObject({ proven: false, diagnostic: { code: "not-rehearsed" } })
        expect(await failureOf({ ...plan, up })).toMatchObject({ code: "REHEARSAL_FAILED" })
    })

    test("fails where what the database has cannot be built: nothing is known of the plan then", async () => {
        const plan = await planned()
        const isUnique = ({ kind }: { readonly kind: string }): boolean => kind === "primary-key"
        const objects = new Map([...plan.desired.objects].filter(([, object]) => !isUnique(object)))
        const error = await failureOf({ ...plan, current: { ...plan.desired, objects } })
        expect(error).toMatchObject({ code: "REHEARSAL_FAILED" })
        expect(error.message).toMatch(
            /what the database has cannot be built .*unique constraint.*\n {2}at ALTER TABLE/s,
        )
        expect(error.next).toContain("--no-rehearse")
    })

    test("ends with a statement that never does", async () => {
        const plan = await planned()
        const sql = "DO $$ BEGIN LOOP END LOOP; END $$"
        const up = plan.up.map((one) =>
            one.operation.name === "addColumn"
                ? { ...one, statements: one.statements.map((statement) => ({ ...statement, sql })) }
                : one,
        )
        const limited = async () => {
            const postgres = await openEmbeddedPostgres()
            postgres.limit(1_000)
            return postgres
        }
        const rehearsed = rehearse({ ...plan, up }, { ...TOOLS, openEmbedded: limited }, Date.now)
        await expect(rehearsed).rejects.toMatchObject({
            code: "REHEARSAL_FAILED",
            message:
                "up fails at op.addColumn: the statement has run for 1 s in the embedded Postgres, which cannot be interrupted, and was ended",
        })
    })

    test("proves nothing where there is no embedded Postgres, and says so", async () => {
        const openEmbedded = () => Promise.reject(new Error("no PGlite here"))
        expect(await rehearse(await planned(), { ...TOOLS, openEmbedded }, Date.now)).toEqual({
            proven: false,
            diagnostic: expect.objectContaining({
                severity: "warning",
                code: "not-rehearsed",
                message: "not rehearsed: no PGlite here",
            }) as unknown,
        })
    })
})
