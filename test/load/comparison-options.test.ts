import { describe, expect, it } from "vitest"
import { AutogenError } from "../../src/autogen/core/errors.js"
import { parseAutogenOptions } from "../../src/autogen/load/autogen-options.js"
import { comparisonOptions } from "../../src/autogen/schema/comparison-options.js"

function refusal(options: object): string {
    try {
        parseAutogenOptions(options, "ormconfig.ts")
    } catch (error) {
        if (error instanceof AutogenError && error.code === "CONFIG_INVALID") return `${error.message} ${error.next}`
        throw error
    }
    return "accepted"
}

describe("the options of the comparison", () => {
    it("are taken as they are", () => {
        const options = {
            include: { schemas: ["public", "sales_*"], objects: () => true },
            exclude: { tables: "spatial_ref_sys", foreignKeys: [() => true, "fk_*"] },
            compareType: false,
            compareDefault: () => undefined,
            constraintNames: "ignore",
        } as const
        expect(parseAutogenOptions(options)).toEqual(options)
        expect(comparisonOptions({ ...options, ...{ style: "sql" } })).toEqual(options)
        expect(comparisonOptions({})).toEqual({})
    })

    it.each([
        [{ include: ["room"] }, '"autogen.include" is object. It must be an object of patterns'],
        [{ include: { table: "room" } }, 'has "table", which is none of schemas, extensions,'],
        [{ exclude: { table: "room" } }, 'Did you mean "tables"?'],
        [{ exclude: { tables: 1 } }, 'a text, a function, or a list of these as "tables"'],
        [{ exclude: { tables: [/room/] } }, 'a text, a function, or a list of these as "tables"'],
        [{ exclude: { objects: "room" } }, 'with a function as "objects"'],
        [{ compareType: "yes" }, "It must be true, false, or a function"],
        [{ compareDefault: 1 }, "It must be true, false, or a function"],
        [{ constraintNames: "no" }, 'It must be either "rename" or "ignore"'],
        [{ compareServerDefault: false }, 'unknown option "compareServerDefault"'],
    ])("are refused where they are none: %o", (options, said) => {
        expect(refusal(options)).toContain(said)
    })
})
