import { describe, expect, it } from "vitest"
import { conversion, keepsRows, usingExpression } from "../../src/autogen/operations/casts.js"
import { lossCondition } from "../../src/autogen/operations/value-loss.js"
import { typeOf } from "./objects.js"

const varchar = (length: number) => typeOf("character varying", String(length))
const numeric = (modifier: string) => typeOf("numeric", modifier)
const text = typeOf("text")
const integer = typeOf("integer")
const timestamp = typeOf("timestamp without time zone")
const timestamptz = typeOf("timestamp with time zone")

describe("values become those of another type", () => {
    it.each([
        ["a longer text", varchar(36), varchar(64), "assignment"],
        ["a shorter text", varchar(64), varchar(36), "assignment"],
        ["a text of any length", varchar(36), text, "assignment"],
        ["a larger number", integer, typeOf("bigint"), "assignment"],
        ["a smaller number", typeOf("bigint"), integer, "assignment"],
        ["a text of a number", integer, text, "assignment"],
        ["a number of a text", text, integer, "text"],
        ["a number of a boolean", typeOf("boolean"), integer, "cast"],
        ["a time with its zone", timestamp, timestamptz, "cast"],
        ["jsonb of json", typeOf("json"), typeOf("jsonb"), "assignment"],
        ["a uuid of a text", text, typeOf("uuid"), "text"],
    ])("%s", (_what, from, to, by) => {
        expect(conversion("c", from, to).by).toBe(by)
    })

    it("without USING where Postgres assigns them", () => {
        expect(usingExpression('"c"', varchar(36), varchar(64))).toBeNull()
    })

    it("in a stated zone, whatever the session's is", () => {
        expect(usingExpression('"c"', timestamp, timestamptz)).toBe(`"c" AT TIME ZONE 'UTC'`)
    })

    it("through their text where there is no cast", () => {
        expect(usingExpression('"c"', text, integer)).toBe('"c"::text::integer')
    })
})

describe("rows stay as they are", () => {
    it.each([
        ["a longer text", varchar(36), varchar(64), true],
        ["a shorter text", varchar(64), varchar(36), false],
        ["no limit", varchar(64), text, true],
        ["a limit", text, varchar(64), false],
        ["more digits", numeric("10,2"), numeric("12,2"), true],
        ["another scale", numeric("10,2"), numeric("12,4"), false],
        ["a larger number", integer, typeOf("bigint"), false],
    ])("%s", (_what, from, to, expected) => {
        expect(keepsRows(from, to)).toBe(expected)
    })
})

describe("values may be lost", () => {
    it.each([
        ["a longer text", varchar(36), varchar(64), false],
        ["a shorter text", varchar(64), varchar(36), true],
        ["a larger number", integer, typeOf("bigint"), false],
        ["fewer digits behind the point", numeric("10,4"), numeric("10,2"), true],
        ["a date of a time", timestamp, typeOf("date"), true],
        ["jsonb of json", typeOf("json"), typeOf("jsonb"), false],
    ])("%s", (_what, from, to, expected) => {
        expect(lossCondition('"c"', from, to) !== null).toBe(expected)
    })
})
