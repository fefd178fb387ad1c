import { describe, expect, test } from "vitest"
import { isLack } from "../../src/autogen/rehearse/server-names.js"

const error = (code: string, message: string): Error => Object.assign(new Error(message), { code })

describe("what the embedded Postgres lacks", () => {
    const names = new Set([
        "function total",
        "type money_range",
        "role app",
        "language plperl",
        "operator ~~~",
        "schema auth",
    ])

    test.each([
        ["0A000", 'extension "postgis" is not available'],
        ["42883", "function total(integer) does not exist"],
        ["42883", "function public.total(integer, text) does not exist"],
        ["42704", 'type "money_range" does not exist'],
        ["42704", 'type "public.money_range[]" does not exist'],
        ["42704", 'role "app" does not exist'],
        ["42704", 'language "plperl" does not exist'],
        ["42883", "operator does not exist: text ~~~ text"],
        ["3F000", 'schema "auth" does not exist'],
        ["53200", "out of memory"],
        ["58P01", 'could not access file "$libdir/postgis-3": No such file or directory'],
        ["", "memory access out of bounds"],
    ])("%s %s", (code, message) => {
        expect(isLack(error(code, message), names)).toBe(true)
    })

    test.each([
        ["42883", "function totall(integer) does not exist"],
        ["42883", "operator does not exist: text = integer"],
        ["42704", 'type "uuidd" does not exist'],
        ["42830", 'there is no unique constraint matching given keys for referenced table "room"'],
        ["42P16", 'multiple primary keys for table "room" are not allowed'],
        ["42703", 'column "nothing" does not exist'],
        ["0A000", "cannot use subquery in check constraint"],
        ["42601", 'syntax error at or near "x"'],
    ])("not: %s %s", (code, message) => {
        expect(isLack(error(code, message), names)).toBe(false)
    })

    test("where the database's names are unknown, what is missing may be there", () => {
        expect(isLack(error("42883", "function totall(integer) does not exist"), undefined)).toBe(true)
        expect(isLack(error("42703", 'column "nothing" does not exist'), undefined)).toBe(false)
    })
})
