import "reflect-metadata"
import {
    Check,
    ChildEntity,
    Column,
    DataSource,
    Entity,
    JoinColumn,
    JoinTable,
    ManyToMany,
    ManyToOne,
    PrimaryColumn,
    TableInheritance,
} from "typeorm"
import { describe, expect, it } from "vitest"
import { AutogenError } from "../../src/autogen/core/errors.js"
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
        ["whether a column is nullable", [Room, NullableRoom], "Room.code and NullableRoom.code", "nullable is false"],
        ["a check", [Room, StricterRoom], "Room and StricterRoom", 'check:public.room."CHK_room"'],
        ["children of one table", [Content, Photo, Video], "Photo.size and Video.length", "column:public.content.size"],
        ["a join table", [Room, Person, Stay], "Stay.room and stay.room", "onDelete"],
    ])("contradict one another: %s", async (_what, entities, both, where) => {
        const { code, message } = await failure(...entities)
        expect(code).toBe("ENTITIES_CONTRADICT")
        expect(message).toContain(both)
        expect(message).toContain(where)
    })
})

it("says that TypeORM rejects virtual generated columns", async () => {
    const { code, message } = await failure(Virtual)
    expect(code).toBe("ENTITIES_INVALID")
    expect(message).toContain('"twice"')
    expect(message).toContain("VIRTUAL")
})
