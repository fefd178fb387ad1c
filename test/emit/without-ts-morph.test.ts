import { expect, it, vi } from "vitest"
import { emitEmptyMigration } from "../../src/autogen/emit/emit-migration.js"
import { options } from "./examples.js"

vi.mock("ts-morph", () => {
    throw new Error("Cannot find package 'ts-morph'")
})

it("a project without ts-morph is told how to get it, only when a file is to be written", async () => {
    await expect(emitEmptyMigration(options)).rejects.toMatchObject({
        code: "OPTIONAL_DEPENDENCY_MISSING",
        next: expect.stringContaining("npm install --save-dev ts-morph") as string,
    })
})
