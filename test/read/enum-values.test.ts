import "reflect-metadata"
import { DataSource, EntitySchema } from "typeorm"
import { expect, it } from "vitest"
import { readEntities } from "../../src/autogen/read/read-entities.js"

function read(values: readonly string[]) {
    const entity = new EntitySchema({
        name: "room",
        columns: { id: { type: "int", primary: true }, kind: { type: "enum", enum: [...values] } },
    })
    return readEntities(new DataSource({ type: "postgres", entities: [entity] }))
}

it.each([
    [["a".repeat(64)], `room.kind has the enum value "${"a".repeat(64)}" of 64 bytes; PostgreSQL takes 63`],
    [["ok", "ü".repeat(32)], `room.kind has the enum value "${"ü".repeat(32)}" of 64 bytes; PostgreSQL takes 63`],
    [["a", "b", "a"], 'room.kind has the enum value "a" twice'],
])("%s is refused where entities are read", async (values, message) => {
    await expect(read(values)).rejects.toMatchObject({ code: "ENTITIES_INVALID", message })
})

it.each([[["a".repeat(63)]], [["ü".repeat(31)]], [["a", "A", " a", ""]]])("%s is not", async (values) => {
    expect((await read(values)).objects.size).toBeGreaterThan(0)
})
