import { readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, it } from "vitest"
import { repository } from "../projects/support/installed.js"

interface Manifest {
    readonly scripts: Readonly<Record<string, string>>
    readonly optionalDependencies: Readonly<Record<string, string>>
}

const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as Manifest

it("pins what brings native code or WebAssembly", () => {
    for (const name of ["@oxc-node/core", "@electric-sql/pglite"])
        expect(manifest.optionalDependencies[name], name).toMatch(/^\d+\.\d+\.\d+$/)
})

it("runs nothing when it is installed", () => {
    for (const name of ["preinstall", "install", "postinstall", "prepare"])
        expect(manifest.scripts).not.toHaveProperty(name)
})
