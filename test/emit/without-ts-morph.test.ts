import Module from "node:module"
import { afterAll, expect, it } from "vitest"
import { emitEmptyMigration } from "../../src/autogen/emit/emit-migration.js"
import { options } from "./examples.js"

/** What `require` finds a package by; Node does not type it. */
const finder = Module as unknown as { _resolveFilename(request: string, ...rest: unknown[]): string }
const find = finder._resolveFilename
finder._resolveFilename = function (this: unknown, request, ...rest) {
    return find.call(this, request === "ts-morph" ? "ts-morph-that-is-not-installed" : request, ...rest)
}
afterAll(() => void (finder._resolveFilename = find))

it("a project without ts-morph is told how to get it, only when a file is to be written", async () => {
    await expect(emitEmptyMigration(options)).rejects.toMatchObject({
        code: "OPTIONAL_DEPENDENCY_MISSING",
        next: expect.stringContaining("npm install --save-dev ts-morph") as string,
    })
})
