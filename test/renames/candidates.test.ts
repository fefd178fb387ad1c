import * as typeorm from "typeorm"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { RenameCandidate } from "../../src/autogen/core/rename.js"
import { tableOf, type Columns } from "../exact/support/case.js"
import { pgliteGround, type Ground } from "../exact/support/place.js"
import { losses, namesOf, planAgainst, sqlOf } from "./support.js"

let ground: Ground
beforeAll(async () => void (ground = await pgliteGround()))
afterAll(() => ground.close())

const room = "CREATE TABLE room (id int PRIMARY KEY, code text NOT NULL, size int NOT NULL)"
const entity = (name: string, columns: Columns) => [tableOf(typeorm, name, columns)]
const renamed = () => entity("room", { reference: { type: "text" }, size: { type: "int" } })

const flags = (candidates: readonly RenameCandidate[]): readonly string[] => candidates.map(({ flag }) => flag)

describe("without a declaration and without anybody to ask", () => {
    it("a column is dropped and created, said to lose its values, and the flag is given that would rename it", async () => {
        const plan = await planAgainst(ground, [room], renamed())
        expect(namesOf(plan)).toEqual(
            expect.arrayContaining(["drop column:public.room.code", "create column:public.room.reference"]),
        )
        expect(losses(plan)).toEqual(["column:public.room.code"])
        expect(plan.renameCandidates).toEqual([
            {
                kind: "column",
                from: ["public", "room", "code"],
                to: ["public", "room", "reference"],
                evidence: ["same type: text", "same place: column 2", "same neighbours: id and size"],
                flag: "--rename room.code:reference",
            },
        ])
        expect(plan.diagnostics).toContainEqual({
            severity: "info",
            code: "rename-candidate",
            object: "column:public.room.reference",
            message:
                'if "column:public.room.code" has become "column:public.room.reference", this is a rename: --rename room.code:reference (same type: text; same place: column 2; same neighbours: id and size)',
        })
    })

    it("the flag makes it a rename", async () => {
        const plan = await planAgainst(ground, [room], renamed(), { renames: ["room.code:reference"] })
        expect(losses(plan)).toEqual([])
        expect(plan.renameCandidates).toEqual([])
    })

    it.each<readonly [string, readonly string[], () => ReturnType<typeof entity>, readonly string[]]>([
        [
            "a table with the same columns",
            [room],
            () => entity("chamber", { code: { type: "text" }, size: { type: "int" } }),
            ["--rename room:chamber"],
        ],
        [
            "a table with most of its columns",
            [room],
            () => entity("chamber", { code: { type: "text" }, floor: { type: "int" } }),
            ["--rename room:chamber"],
        ],
        ["a table with other columns", [room], () => entity("guest", { name: { type: "text" } }), []],
        [
            "a column of another type",
            [room],
            () => entity("room", { size: { type: "int" }, made: { type: "date" } }),
            [],
        ],
        [
            "a column of the same type elsewhere",
            [room],
            () => entity("room", { size: { type: "int" }, a: { type: "int" }, b: { type: "text" } }),
            ["--rename room.code:b"],
        ],
        [
            "a column of a fitting type, beside ones of others",
            [room],
            () => entity("room", { size: { type: "int" }, a: { type: "date" }, b: { type: "varchar", length: 9 } }),
            ["--rename room.code:b"],
        ],
        [
            "a table of another schema",
            ["CREATE SCHEMA hotel", room],
            () => [tableOf(typeorm, "room", { code: { type: "text" }, size: { type: "int" } }, { schema: "hotel" })],
            ["--rename public.room:hotel.room"],
        ],
        [
            "names that need quotes",
            [`CREATE TABLE "a.b" (id int PRIMARY KEY, "it's" text NOT NULL)`],
            () => [tableOf(typeorm, "a.b", { its: { type: "text" } }, { schema: "public" })],
            [],
        ],
        [
            "a value of an enum",
            ["CREATE TYPE kind AS ENUM ('a', 'b')", "CREATE TABLE room (id int PRIMARY KEY, kind kind NOT NULL)"],
            () => entity("room", { kind: { type: "enum", enum: ["a", "c"], enumName: "kind" } }),
            ["--rename kind.b:c"],
        ],
    ])("%s", async (_what, sql, entities, expected) => {
        const plan = await planAgainst(ground, sql, entities())
        expect(flags(plan.renameCandidates)).toEqual(expected)
        if (expected.length === 0) return
        const again = await planAgainst(ground, sql, entities(), {
            renames: expected.map((flag) => flag.slice("--rename ".length)),
        })
        expect(flags(again.renameCandidates).filter((flag) => expected.includes(flag))).toEqual([])
        expect(losses(again).filter((key) => key.startsWith("table"))).toEqual([])
    })

    it("says each object once, the most likely pair first, and not more than five", async () => {
        const names = Array.from({ length: 9 }, (_, index) => `c${index}`)
        const sql = [
            `CREATE TABLE wide (id int PRIMARY KEY, ${names.map((name) => `${name} int NOT NULL`).join(", ")})`,
        ]
        const columns = Object.fromEntries(names.map((name) => [`new_${name}`, { type: "int" as const }]))
        const { renameCandidates } = await planAgainst(ground, sql, entity("wide", columns))
        expect(flags(renameCandidates)).toEqual([0, 1, 2, 3, 4].map((index) => `--rename wide.c${index}:new_c${index}`))
    })
})

describe("renameAll", () => {
    it("takes what another naming strategy makes of tables and columns, however many", async () => {
        const names = Array.from({ length: 60 }, (_, index) => index)
        const sql = names.map(
            (n) => `CREATE TABLE "roomOf${n}" (id int PRIMARY KEY, "floorNo" int, "sizeNo" int, "wideNo" int)`,
        )
        const nullable = { type: "int", nullable: true } as const
        const entities = names.flatMap((n) =>
            entity(`room_of_${n}`, { floor_no: nullable, size_no: nullable, wide_no: nullable }),
        )
        const plan = await planAgainst(ground, sql, entities, { renameAll: true })
        expect(losses(plan)).toEqual([])
        expect(plan.changes.filter(({ kind }) => kind !== "rename")).toEqual([])
        expect(plan.changes.length).toBeGreaterThanOrEqual(240)
    })

    it("takes none where there is a choice", async () => {
        const sql = ["CREATE TABLE room (id int PRIMARY KEY, a text)"]
        const nullable = { type: "text", nullable: true } as const
        const plan = await planAgainst(ground, sql, entity("room", { x: { type: "date" }, b: nullable, c: nullable }), {
            renameAll: true,
        })
        expect(losses(plan)).toEqual(["column:public.room.a"])
    })
})

describe("confirmRename", () => {
    const answering = (isYes: (candidate: RenameCandidate) => boolean) => {
        const asked: string[] = []
        const confirmRename = (candidate: RenameCandidate): boolean => {
            asked.push(candidate.flag)
            return isYes(candidate)
        }
        return { asked, confirmRename }
    }

    it("makes renames of what is confirmed, and then asks about what is in it", async () => {
        const { asked, confirmRename } = answering(() => true)
        const plan = await planAgainst(
            ground,
            [room],
            entity("chamber", { reference: { type: "text" }, size: { type: "int" } }),
            { confirmRename },
        )
        expect(asked).toEqual(["--rename room:chamber", "--rename room.code:reference"])
        expect(losses(plan)).toEqual([])
        expect(sqlOf(plan).filter((sql) => /DROP|CREATE TABLE|ADD COLUMN/.test(sql))).toEqual([])
        expect(plan.renameCandidates).toEqual([])
    })

    it("leaves what is denied a drop and a creation, asks no more about it and hints at nothing", async () => {
        const { asked, confirmRename } = answering(() => false)
        const plan = await planAgainst(ground, [room], renamed(), { confirmRename })
        expect(asked).toEqual(["--rename room.code:reference"])
        expect(losses(plan)).toEqual(["column:public.room.code"])
        expect(plan.renameCandidates).toEqual([])
    })

    it("is asked about the next pair where the first is denied", async () => {
        const { asked, confirmRename } = answering(({ from }) => from.at(-1) === "b")
        const sql = ["CREATE TABLE room (id int PRIMARY KEY, a text NOT NULL, b text NOT NULL)"]
        const plan = await planAgainst(ground, sql, entity("room", { c: { type: "text" } }), { confirmRename })
        expect(asked).toEqual(["--rename room.a:c"])
        expect(losses(plan)).toHaveLength(2)
    })

    it("is not asked where there is nothing to ask", async () => {
        const { asked, confirmRename } = answering(() => true)
        await planAgainst(ground, [room], entity("guest", { name: { type: "date" } }), { confirmRename })
        expect(asked).toEqual([])
    })
})
