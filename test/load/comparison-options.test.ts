import { describe, expect, it } from "vitest"
import { AutogenError } from "../../src/autogen/core/errors.js"
import { parseAutogenOptions, type AutogenOptions } from "../../src/autogen/load/autogen-options.js"
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

function failing(): never {
    throw new Error("no list")
}

/** With what each function gives in its place: they are called, and are not the very same. */
function called(value: unknown): unknown {
    if (typeof value === "function") return `gives ${String(Reflect.apply(value, undefined, []))}`
    if (Array.isArray(value)) return value.map(called)
    if (typeof value !== "object" || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, called(part)]))
}

describe("the options of the comparison", () => {
    it.each([
        ["compareType", { compareType: () => failing() }, (options: AutogenOptions) => options.compareType],
        [
            "include.objects",
            { include: { objects: () => failing() } },
            (options: AutogenOptions) => options.include?.objects,
        ],
        [
            "exclude.tables",
            { exclude: { tables: ["a", () => failing()] } },
            (options: AutogenOptions) => options.exclude?.tables,
        ],
    ])("name the function that fails: %s", (key, options, pick) => {
        const found = [pick(parseAutogenOptions(options, "/app/ormconfig.ts"))].flat().at(-1)
        expect(found).toBeTypeOf("function")
        expect(() => Reflect.apply(found as () => unknown, undefined, [])).toThrow(
            `/app/ormconfig.ts: the function "autogen.${key}" failed: no list`,
        )
    })

    it("are taken as they are", () => {
        const options = {
            include: { schemas: ["public", "sales_*"], objects: () => true },
            exclude: { tables: "spatial_ref_sys", foreignKeys: [() => true, "fk_*"] },
            compareType: false,
            compareDefault: () => undefined,
            constraintNames: "ignore",
        } as const
        expect(called(parseAutogenOptions(options))).toEqual(called(options))
        expect(comparisonOptions({ ...options, ...{ style: "sql" } })).toEqual(options)
        expect(comparisonOptions({})).toEqual({})
    })

    it.each([
        [{ include: ["room"] }, '"autogen.include" is object write an object of patterns'],
        [{ include: { table: "room" } }, 'has "table", which is none of schemas, extensions,'],
        [{ exclude: { table: "room" } }, 'did you mean "tables"?'],
        [{ exclude: { tables: 1 } }, 'a text, a function, or a list of these as "tables"'],
        [{ exclude: { tables: [/room/] } }, 'a text, a function, or a list of these as "tables"'],
        [{ exclude: { objects: "room" } }, 'with a function as "objects"'],
        [{ compareType: "yes" }, "write true, false, or a function"],
        [{ compareDefault: 1 }, "write true, false, or a function"],
        [{ constraintNames: "no" }, 'write either "rename" or "ignore"'],
        [{ compareServerDefault: false }, 'unknown option "compareServerDefault"'],
    ])("are refused where they are none: %o", (options, said) => {
        expect(refusal(options)).toContain(said)
    })
})
