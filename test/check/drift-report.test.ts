import "reflect-metadata"
import { Column, DataSource, Entity, Index, PrimaryGeneratedColumn } from "typeorm"
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest"
import { driftReport, type Drift } from "../../src/autogen/check/drift-report.js"
import { formatDriftJson } from "../../src/autogen/check/format-drift-json.js"
import { formatDriftText, type Paints } from "../../src/autogen/check/format-drift-text.js"
import { planEntities } from "../../src/autogen/planning/plan-entities.js"
import { openEmbeddedPostgres, type EmbeddedPostgres } from "../../src/autogen/rehearse/embedded-postgres.js"

@Entity()
@Index("room_code", ["code"])
class Room {
    @PrimaryGeneratedColumn()
    id!: number

    @Column("varchar", { length: 64, comment: "door" })
    code!: string

    @Column("int", { default: 0 })
    floor!: number
}

@Entity({ schema: "hotel" })
class Guest {
    @PrimaryGeneratedColumn()
    id!: number
}

let postgres: EmbeddedPostgres
beforeAll(async () => void (postgres = await openEmbeddedPostgres()))
afterAll(() => postgres.close())
beforeEach(() => postgres.exec("DROP SCHEMA IF EXISTS hotel CASCADE; DROP TABLE IF EXISTS room"))

const files: Readonly<Record<string, string>> = { Room: "src/entities/room.ts" }

async function report(entities: readonly (typeof Room | typeof Guest)[], sql: string): Promise<readonly Drift[]> {
    await postgres.exec(sql)
    const dataSource = new DataSource({ type: "postgres", entities: [...entities] })
    const plan = await planEntities(dataSource, postgres, { isManaged: () => true })
    return driftReport(plan, { fileOf: (entity) => files[entity] })
}

const ROOM = `CREATE TABLE room (id serial CONSTRAINT "PK_c6d46db005d623e691b2fbcba23" PRIMARY KEY,
    code varchar(64) NOT NULL, floor int NOT NULL DEFAULT 0);
    COMMENT ON COLUMN room.code IS 'door'; CREATE INDEX room_code ON room (code);`

describe("a drift report", () => {
    test("is empty for what agrees", async () => {
        const drifts = await report([Room], ROOM)
        expect(drifts).toEqual([])
        expect(formatDriftText(drifts)).toBe("")
    })

    test("names the table only, where all of it is missing", async () => {
        expect(await report([Room], "")).toEqual([
            {
                object: "table:public.room",
                kind: "table",
                change: "create",
                attributes: [],
                from: null,
                to: "",
                group: "public.room",
                entity: "Room",
                property: null,
                file: "src/entities/room.ts",
            },
        ])
    })

    test("names the tables of a schema that is missing", async () => {
        const drifts = await report([Guest], "")
        expect(drifts.map(({ object }) => object)).toEqual(["schema:hotel", "table:hotel.guest"])
    })

    test("tells each difference, its place in the code, and what is on either side", async () => {
        const changed = `${ROOM} ALTER TABLE room ALTER code TYPE varchar(36), ALTER floor SET DEFAULT 1, ADD old text;
            COMMENT ON COLUMN room.code IS NULL; DROP INDEX room_code; CREATE INDEX room_code ON room (floor)`
        const drifts = await report([Room], changed)
        const short = drifts.map(({ object, change, from, to, property }) => [object, change, from, to, property])
        expect(short).toEqual([
            [
                "column:public.room.code",
                "alter",
                "character varying(36) not null",
                "character varying(64) not null",
                "code",
            ],
            ["column:public.room.old", "drop", "text", null, null],
            ["comment:public.room.code", "create", null, '"door"', "code"],
            ["default:public.room.floor", "alter", "1", "0", "floor"],
            ["index:public.room.room_code", "replace", "btree (floor)", "btree (code)", "code"],
        ])
        // Also what no entity declares, as the table is Room's.
        expect(new Set(drifts.map(({ entity, file }) => `${entity} ${file}`))).toEqual(
            new Set(["Room src/entities/room.ts"]),
        )
    })
})

describe("the formats", () => {
    const drift = (more: Partial<Drift>): Drift => ({
        object: "column:public.room.code" as Drift["object"],
        kind: "column",
        change: "alter",
        attributes: ["type"],
        from: "varchar(36)",
        to: "varchar(64)",
        group: "public.room",
        entity: "Room",
        property: "code",
        file: "src/entities/room.ts",
        ...more,
    })

    test("are lines for people, grouped by table", () => {
        const other = { object: "table:public.guest" as Drift["object"], group: "public.guest", kind: "table" }
        const drifts = [
            drift({}),
            drift({ change: "create", from: null, file: null }),
            drift({ ...other, change: "drop", from: "", to: null, entity: null }),
        ]
        expect(formatDriftText(drifts)).toBe(
            [
                "public.room",
                "  ~ column public.room.code  varchar(36) → varchar(64)  (Room.code, src/entities/room.ts)",
                "  + column public.room.code  varchar(64)  (Room.code)",
                "public.guest",
                "  - table public.guest",
            ].join("\n"),
        )
    })

    test("show hostile texts without obeying them", () => {
        const hostile = "\u001b[2Jx\n  + table forged\t\u202e"
        const text = formatDriftText([
            drift({ from: hostile, to: hostile, group: hostile, entity: hostile, property: hostile, file: hostile }),
        ])
        expect(text).not.toMatch(/[\u001b\u202e\t]/)
        expect(text.split("\n")).toHaveLength(2)
        expect(text).toContain("\\n  + table forged\\t")
    })

    test("are painted where there are colours", () => {
        const wrap = (name: string) => (text: string) => `<${name}>${text}</${name}>`
        const paints: Paints = {
            added: wrap("added"),
            removed: wrap("removed"),
            changed: wrap("changed"),
            dim: wrap("dim"),
            bold: wrap("bold"),
        }
        expect(formatDriftText([drift({ change: "drop", to: null })], paints)).toBe(
            "<bold>public.room</bold>\n  <removed>- column public.room.code</removed>  varchar(36)  " +
                "<dim>(Room.code, src/entities/room.ts)</dim>",
        )
    })

    test("are a document of a stable shape for programs", () => {
        const drifts = [drift({ from: "a\u001b" })]
        const text = formatDriftJson({ inSync: false, drifts, pending: ["A1700000000000"], diagnostics: [] })
        expect(JSON.parse(text)).toEqual({
            version: 1,
            inSync: false,
            pending: ["A1700000000000"],
            drifts,
            diagnostics: [],
        })
        expect(Object.keys(JSON.parse(text) as object)[0]).toBe("version")
    })

    test("tell what differs where the kind's own words do not, and where an object moves", () => {
        const object = (path: readonly string[], definition: object) =>
            ({ kind: "schema", key: `schema:${path.join(".")}`, path, definition, parent: null, requires: [] }) as never
        const changes = [
            { kind: "alter", from: object(["a"], { x: 1, y: 2 }), to: object(["a"], { x: 3 }), attributes: ["x", "y"] },
            { kind: "rename", from: object(["s", "a"], {}), to: object(["s", "B"], {}) },
            { kind: "rename", from: object(["s", "a"], {}), to: object(["t", "a"], {}) },
        ] as const
        expect(driftReport({ changes }).map(({ from, to }) => [from, to])).toEqual([
            ["x 1, y 2", "x 3, y none"],
            ["a", '"B"'],
            ["s.a", "t.a"],
        ])
    })
})
