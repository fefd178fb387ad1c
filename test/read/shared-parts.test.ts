import { describe, expect, it } from "vitest"
import { objectKey } from "../../src/autogen/core/object-key.js"
import type { SchemaObject } from "../../src/autogen/core/schema-object.js"
import { sharedParts } from "../../src/autogen/core/shared-parts.js"

const path = ["public", "room", "code"]

function column(definition: object, requires: readonly string[] = []): SchemaObject {
    return {
        kind: "column",
        key: objectKey("column", path),
        path: [...path],
        definition,
        parent: objectKey("table", path.slice(0, 2)),
        requires: requires.map((name) => objectKey("enum", ["public", name])),
    }
}

describe("objects of one key", () => {
    it("share what they say alike", () => {
        const share = sharedParts()
        const [first, second] = [
            column({ type: { name: "text" } }, ["mood"]),
            column({ type: { name: "text" } }, ["mood"]),
        ]
        share(first)
        share(second)
        expect(second.definition).toBe(first.definition)
        expect(second.requires).toBe(first.requires)
        expect(second.path).toBe(first.path)
    })

    it("keep what they say differently, and what the first says", () => {
        const share = sharedParts()
        const first = column({ type: { name: "text" } })
        const second = { ...column({ type: { name: "int4" } }, ["mood"]), origin: { entity: "Room" } }
        share(first)
        share(second)
        expect(second).toEqual({ ...column({ type: { name: "int4" } }, ["mood"]), origin: { entity: "Room" } })
        expect(first).toEqual(column({ type: { name: "text" } }))
    })
})
