import "reflect-metadata"
import {
    Check,
    ChildEntity,
    Column,
    DataSource,
    Entity,
    Index,
    JoinColumn,
    JoinTable,
    ManyToMany,
    ManyToOne,
    OneToOne,
    PrimaryColumn,
    TableInheritance,
} from "typeorm"
import { describe, expect, it } from "vitest"
import { AutogenError } from "../../src/autogen/core/errors.js"
import type { ObjectKey } from "../../src/autogen/core/object-key.js"
import { readEntities } from "../../src/autogen/read/read-entities.js"

@Entity("room")
@Check("CHK_room", `"id" > 0`)
class Room {
    @PrimaryColumn() id!: number
    @Column({ length: 36 }) code!: string
}

@Entity("room")
class SameRoom {
    @PrimaryColumn() id!: number
    @Column({ length: 36 }) code!: string
    @Column({ nullable: true }) floor!: number
}

@Entity("room")
class LongerRoom {
    @PrimaryColumn() id!: number
    @Column({ length: 64, name: "code" }) label!: string
}

@Entity("room")
class NullableRoom {
    @PrimaryColumn() id!: number
    @Column({ length: 36, nullable: true }) code!: string
}

@Entity("room")
@Check("CHK_room", `"id" > 1`)
class StricterRoom {
    @PrimaryColumn() id!: number
}

@Entity("person")
class Person {
    @PrimaryColumn() id!: number
    @ManyToMany(() => Room)
    @JoinTable({ name: "stay", joinColumn: { name: "person" }, inverseJoinColumn: { name: "room" } })
    rooms!: Room[]
}

@Entity("stay")
class Stay {
    @PrimaryColumn() person!: number
    @PrimaryColumn() room!: number
    @ManyToOne(() => Room) @JoinColumn({ name: "room" }) where!: Room
}

@Entity("stay")
class LongStay {
    @PrimaryColumn({ type: "bigint", primaryKeyConstraintName: "stay_key" }) person!: string
    @PrimaryColumn({ primaryKeyConstraintName: "stay_key" }) room!: number
    @Column({ default: 0 }) position!: number
    @Column({ type: "varchar", nullable: true }) note!: string | null
    @ManyToOne(() => Room)
    @Index("stay_room")
    @JoinColumn({ name: "room", foreignKeyConstraintName: "FK_where" })
    where!: Room
}

@Entity("payout")
class Payout {
    @PrimaryColumn({ unique: true }) id!: number
    @Column({ unique: true }) room!: number
    @OneToOne(() => Room) @JoinColumn({ name: "room" }) where!: Room
}

@Entity("mood")
class Mood {
    @PrimaryColumn({ type: "enum", enumName: "mood_class" } as never) two!: string
    @Column({ type: "enum", enum: ["a", "b"], enumName: "mood_class" }) one!: string
}

@Entity("moodless")
class Moodless {
    @PrimaryColumn({ type: "enum", enumName: "mood_class" } as never) two!: string
}

@Entity("texts")
class Texts {
    @PrimaryColumn({ default: "O''Reilly", comment: "a\0b" }) doubled!: string
    @Column({ default: "it's", comment: "\0" }) single!: string
    @Column({ default: "'' and '" }) mixed!: string
    @Column({ type: "enum", enum: ["a''b"], default: "a''b" }) choice!: string
    @Column({ type: "text", array: true, default: ["O''Reilly", "b"] }) list!: string[]
    @Column({ type: "timestamptz", default: "now()" }) since!: Date
    @Column({ type: "timestamptz", default: () => "now()" }) each!: Date
    @Column({ default: "now" }) word!: string
}

@Entity("content")
@TableInheritance({ column: { type: "varchar", name: "kind" } })
class Content {
    @PrimaryColumn() id!: number
}

@ChildEntity()
class Photo extends Content {
    @Column({ type: "varchar" }) size!: string
}

@ChildEntity()
class Video extends Content {
    @Column({ type: "integer", name: "size" }) length!: number
}

@Entity("computed")
class Virtual {
    @PrimaryColumn() id!: number
    @Column({ asExpression: "id * 2", generatedType: "VIRTUAL" }) twice!: number
}

const read = (...entities: readonly (new () => object)[]) =>
    readEntities(new DataSource({ type: "postgres", entities: [...entities] }))

async function failure(...entities: readonly (new () => object)[]): Promise<AutogenError> {
    const error: unknown = await read(...entities).catch((thrown: unknown) => thrown)
    if (error instanceof AutogenError) return error
    throw new Error("nothing was thrown")
}

describe("several entities on one table", () => {
    it("are merged: what they agree on once, what only one has too", async () => {
        const { objects } = await read(Room, SameRoom)
        const keys = [...objects.keys()].filter((key) => key.startsWith("column:"))
        expect(keys).toEqual(["column:public.room.code", "column:public.room.floor", "column:public.room.id"])
    })

    it.each([
        ["the type of a column", [Room, LongerRoom], "Room.code and LongerRoom.label", "column:public.room.code"],
        [
            "whether a column is nullable",
            [Room, NullableRoom],
            "Room.code and NullableRoom.code",
            "character varying(36) not null and character varying(36)",
        ],
        ["children of one table", [Content, Photo, Video], "Photo.size and Video.length", "column:public.content.size"],
    ])("contradict one another: %s", async (_what, entities, both, where) => {
        const { code, message } = await failure(...entities)
        expect(code).toBe("ENTITIES_CONTRADICT")
        expect(message).toContain(both)
        expect(message).toContain(where)
    })
})

describe("one table that several describe", () => {
    const keysOf = (objects: ReadonlyMap<string, unknown>, kind: string) =>
        [...objects.keys()].filter((key) => key.startsWith(`${kind}:public.stay`))

    it("is what the entity says, where it is also the table of a many-to-many relation", async () => {
        const { objects, diagnostics } = await read(Room, Person, Stay)
        expect(keysOf(objects, "primary-key")).toHaveLength(1)
        expect(keysOf(objects, "index")).toHaveLength(2)
        const keys = keysOf(objects, "foreign-key").map((key) => objects.get(key as ObjectKey)?.definition)
        // The entity has no relation to the person: that key is the join table's.
        expect(keys).toHaveLength(2)
        expect(keys).toContainEqual(expect.objectContaining({ columns: ["person"], onDelete: "cascade" }))
        expect(keys).toContainEqual(expect.objectContaining({ columns: ["room"], onDelete: "no action" }))
        expect(diagnostics).toEqual([
            expect.objectContaining({ severity: "warning", code: "entities-contradict", object: "table:public.stay" }),
        ])
        expect(diagnostics[0]?.message).toMatch(
            /is the table of Stay and the join table of Person\.rooms, .*: \(room\) references .* on delete no action .* and \(room\) references .* on delete cascade .*; what Stay says counts$/,
        )
    })

    it("takes columns, keys and indexes from the entity, whatever their types and names are", async () => {
        const { objects, diagnostics } = await read(Room, Person, LongStay)
        const column = objects.get("column:public.stay.person" as ObjectKey)
        expect(column?.definition).toMatchObject({ type: { name: "bigint" } })
        expect(keysOf(objects, "foreign-key")).toContain('foreign-key:public.stay."FK_where"')
        expect(keysOf(objects, "foreign-key")).toHaveLength(2)
        expect(keysOf(objects, "index")).toContain("index:public.stay.stay_room")
        expect(keysOf(objects, "index")).toHaveLength(2)
        expect(keysOf(objects, "primary-key")).toEqual(["primary-key:public.stay.stay_key"])
        expect(keysOf(objects, "column")).toHaveLength(4)
        expect(diagnostics[0]?.message).toContain('"column:public.stay.person": bigint not null and integer not null;')
    })

    it("has the first of two checks of one name, with a warning", async () => {
        const { objects, diagnostics } = await read(Room, StricterRoom)
        expect(objects.get('check:public.room."CHK_room"' as ObjectKey)?.definition).toMatchObject({
            expression: `"id" > 0`,
        })
        expect(diagnostics.map(({ message }) => message)).toEqual([
            expect.stringMatching(/^Room and StricterRoom declare "check:public\.room\."CHK_room"" differently/),
        ])
    })

    it("says nothing where both agree", async () => {
        const { diagnostics } = await read(Room, SameRoom)
        expect(diagnostics).toEqual([])
    })
})

it("takes a unique that is said twice for one: the primary key, else the first", async () => {
    const { objects } = await read(Room, Payout)
    const uniques = [...objects.keys()].filter((key) => key.startsWith("unique:public.payout."))
    expect(uniques).toEqual([expect.stringContaining("UQ_")])
})

it("finds the values of an enum at the column that gives them", async () => {
    const { objects } = await read(Mood)
    expect([...objects.keys()].filter((key) => key.startsWith("enum:"))).toEqual(["enum:public.mood_class"])
    const { code, message } = await failure(Moodless)
    expect([code, message]).toEqual([
        "ENTITIES_INVALID",
        'Moodless.two names the enum "mood_class", whose values no column declares',
    ])
})

it("reads defaults as TypeORM writes them, and comments without NUL", async () => {
    const { objects, diagnostics } = await read(Person, Room, Texts)
    const literal = (name: string) =>
        (objects.get(`default:public.texts.${name}` as ObjectKey)?.definition as { literal?: unknown } | undefined)
            ?.literal
    expect(["doubled", "single", "mixed", "choice", "list", "since"].map(literal)).toEqual([
        "O'Reilly",
        "it's",
        "'' and '",
        "a''b",
        "{O'Reilly,b}",
        "now()",
    ])
    expect(objects.get("comment:public.texts.doubled" as ObjectKey)?.definition).toMatchObject({ text: "ab" })
    expect(objects.has("comment:public.texts.single" as ObjectKey)).toBe(false)
    expect(diagnostics.map(({ code, object }) => [code, object])).toEqual([
        ["default-momentary", "default:public.texts.since"],
    ])
})

describe("the result cache", () => {
    const cached = (cache: unknown, more: object = {}) =>
        readEntities(new DataSource({ type: "postgres", entities: [Room], cache, ...more } as never))

    it.each([
        ["by default", true, {}, "table:public.query-result-cache"],
        ["with a duration", { duration: 1000 }, { entityPrefix: "app_" }, "table:public.query-result-cache"],
        ["under its own name", { type: "database", tableName: "answers" }, {}, "table:public.answers"],
        ["in the DataSource's schema", true, { schema: "app" }, "table:app.query-result-cache"],
    ])("has its table: %s", async (_what, cache, more, key) => {
        const { objects } = await cached(cache, more)
        const tables = [...objects.keys()].filter((name) => name.startsWith("table:"))
        expect(tables).toContain(key.replace(/(query-result-cache)/, '"$1"'))
    })

    it.each([[false], [{ provider: () => null }]])("has none: %j", async (cache) => {
        const { objects } = await cached(cache)
        expect([...objects.keys()].filter((key) => key.startsWith("table:"))).toHaveLength(1)
    })
})

it("says that TypeORM rejects virtual generated columns", async () => {
    const { code, message } = await failure(Virtual)
    expect(code).toBe("ENTITIES_INVALID")
    expect(message).toContain('"twice"')
    expect(message).toContain("VIRTUAL")
})
