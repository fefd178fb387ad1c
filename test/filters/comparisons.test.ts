import "reflect-metadata"
import { Check, Column, Entity, Index, ManyToOne, PrimaryGeneratedColumn, Unique } from "typeorm"
import { afterAll, describe, expect, test } from "vitest"
import { statementsOf, type Plan } from "../../src/autogen/core/plan.js"
import type { ComparedValue } from "../../src/autogen/schema/comparison-options.js"
import { rehearsalStage } from "../support/rehearsal.js"
import { changesOf, diagnosticsOf, places } from "./support.js"
import { sampledSuites } from "../support/sampled.js"

@Entity()
class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "text", collation: "C" }) code!: string
    @Column("int", { default: 0 }) floor!: number
    @Column("text", { nullable: true }) note!: string
}

sampledSuites(places)("compare hooks, on $place", ({ use }) => {
    const ground = use()
    const stage = rehearsalStage()
    afterAll(() => stage.close())
    const ROOM = `CREATE TABLE room (id serial CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY,
    code varchar(36) NOT NULL, floor int NOT NULL DEFAULT 1, note text DEFAULT 'none');`

    function sqlOf(operations: Plan["up"]): string {
        return statementsOf(operations)
            .map(({ sql }) => sql)
            .join("\n")
    }

    async function prove(plan: Plan): Promise<void> {
        expect(await stage.rehearse(plan)).toMatchObject({ proven: true })
    }

    describe("compareType", () => {
        test("false: types and collations are no difference, all else is", async () => {
            await ground.exec(`${ROOM} ALTER TABLE room ALTER code DROP NOT NULL`)
            const plan = await ground.plan([Room], { compareType: false })
            expect(changesOf(plan)).toEqual([
                "alter column:public.room.code",
                "alter default:public.room.floor",
                "drop default:public.room.note",
            ])
            expect(sqlOf(plan.up)).not.toContain("TYPE")
            await prove(plan)
            await ground.apply(plan.up)
            expect(changesOf(await ground.plan([Room], { compareType: false }))).toEqual([])
            await ground.apply(plan.down)
        })

        test("a function: is asked about every column of both sides, and leaves to the rule what it does not know", async () => {
            await ground.exec(ROOM)
            const asked: string[] = []
            const compareType = ({ path, declared, database }: ComparedValue): undefined => {
                asked.push(`${path.join(".")}: ${declared} ${database}`)
            }
            const plan = await ground.plan([Room], { compareType })
            expect(asked).toEqual([
                'public.room.code: text collate "C" character varying(36)',
                "public.room.floor: integer integer",
                "public.room.id: integer integer",
                "public.room.note: text text",
            ])
            expect(changesOf(plan)).toEqual(changesOf(await ground.plan([Room])))
        })

        test("a function: equal by its word", async () => {
            await ground.exec(ROOM)
            const texts = ["text", "character varying"]
            const isText = (type: string | null): boolean => texts.some((text) => type?.startsWith(text))
            const plan = await ground.plan([Room], {
                compareType: ({ declared, database }) => (isText(declared) && isText(database) ? false : undefined),
            })
            expect(changesOf(plan)).not.toContain("alter column:public.room.code")
        })

        test("a function: different by its word, up and down", async () => {
            await ground.exec(ROOM)
            const renames = [{ kind: "column", from: ["public", "room", "remark"], to: ["public", "room", "note"] }]
            await ground.exec("ALTER TABLE room RENAME note TO remark")
            const compareType = ({ path }: ComparedValue): boolean => path.at(-1) === "note"
            const plan = await ground.plan([Room], { compareType, compareDefault: false, renames })
            expect(changesOf(plan)).toEqual(["rename column:public.room.note", "alter column:public.room.note"])
            expect(sqlOf(plan.up)).toContain('ALTER COLUMN "note" TYPE text')
            expect(sqlOf(plan.down)).toContain('ALTER COLUMN "remark" TYPE text')
            await prove(plan)
        })

        test("keeps the enum that a column goes on to use", async () => {
            await ground.exec(`CREATE TYPE level AS ENUM ('0', '1'); ${ROOM}
            ALTER TABLE room ALTER floor DROP DEFAULT, ALTER floor TYPE level USING floor::text::level`)
            const plan = await ground.plan([Room], { compareType: false, compareDefault: false })
            expect(changesOf(plan)).toEqual([])
            expect(diagnosticsOf(plan)).toEqual(["still-needed enum:public.level"])
        })
    })

    describe("compareDefault", () => {
        test("false: what is there stays, be it another default, one or none", async () => {
            await ground.exec(`${ROOM} ALTER TABLE room ALTER id DROP DEFAULT`)
            const plan = await ground.plan([Room], { compareDefault: false })
            expect(changesOf(plan)).toEqual(["alter column:public.room.code"])
            await prove(plan)
        })

        test("false: new columns have theirs", async () => {
            await ground.exec(`${ROOM} ALTER TABLE room DROP floor`)
            const plan = await ground.plan([Room], { compareDefault: false })
            expect(sqlOf(plan.up)).toContain('ADD COLUMN "floor" integer DEFAULT 0 NOT NULL')
        })

        test("a function decides, and sees what only one side has", async () => {
            await ground.exec(ROOM)
            const asked: string[] = []
            const compareDefault = ({ path, declared, database }: ComparedValue): boolean | undefined => {
                asked.push(`${path.at(-1)}: ${declared} ${database}`)
                return path.at(-1) === "note" ? false : undefined
            }
            const plan = await ground.plan([Room], { compareType: false, compareDefault })
            expect(asked.sort()).toEqual([
                "floor: '0' 1",
                `id: nextval('"public"."room_id_seq"'::regclass) nextval('"public"."room_id_seq"'::regclass)`,
                "note: null 'none'::text",
            ])
            expect(changesOf(plan)).toEqual(["alter default:public.room.floor"])
        })
    })

    @Entity("guest")
    @Index("by_name", ["name"])
    @Unique("only_code", ["code"])
    @Check("code", "code > 0")
    class Guest {
        @PrimaryGeneratedColumn() id!: number
        @Column("text") name!: string
        @Column("int") code!: number
        @ManyToOne(() => Room) room!: Room
    }

    describe("constraintNames", () => {
        const OTHERS = `CREATE SEQUENCE guests AS int; CREATE TABLE guest (
        id int NOT NULL DEFAULT nextval('guests') PRIMARY KEY, name text NOT NULL, code int NOT NULL UNIQUE CHECK (code > 0),
        "roomId" int REFERENCES room); CREATE INDEX ON guest (name); ALTER SEQUENCE guests OWNED BY guest.id`

        test("rename, the default: other names are renamed", async () => {
            await ground.apply((await ground.plan([Room])).up)
            await ground.exec(OTHERS)
            const plan = await ground.plan([Room, Guest])
            expect(new Set(changesOf(plan).map((change) => change.split(" ")[0]))).toEqual(new Set(["rename"]))
            expect(plan.changes).toHaveLength(6)
            await ground.apply(plan.up)
            expect(changesOf(await ground.plan([Room, Guest]))).toEqual([])
            await ground.apply(plan.down)
            expect(changesOf(await ground.plan([Room, Guest]))).toEqual(changesOf(plan))
        })

        test("ignore: other names are nothing; another meaning is", async () => {
            await ground.apply((await ground.plan([Room])).up)
            await ground.exec(OTHERS)
            const options = { constraintNames: "ignore" } as const
            const plan = await ground.plan([Room, Guest], options)
            expect(changesOf(plan)).toEqual([])
            expect(plan.diagnostics).toEqual([])
            await ground.exec("DROP INDEX guest_name_idx; CREATE UNIQUE INDEX ON guest (name)")
            const other = await ground.plan([Room, Guest], options)
            expect(changesOf(other)).toEqual([
                "create index:public.guest.by_name",
                "drop index:public.guest.guest_name_idx",
            ])
        })

        test("ignore: what is new has the declared name, and a renamed table's are found", async () => {
            await ground.apply((await ground.plan([Room])).up)
            const options = { constraintNames: "ignore" } as const
            expect(changesOf(await ground.plan([Room, Guest], options))).toContain("create index:public.guest.by_name")
            await ground.exec(OTHERS)
            await ground.exec("ALTER TABLE guest RENAME TO visitor")
            const renames = [{ kind: "table", from: ["public", "visitor"], to: ["public", "guest"] }]
            expect(changesOf(await ground.plan([Room, Guest], { ...options, renames }))).toEqual([
                "rename table:public.guest",
            ])
        })
    })
})
