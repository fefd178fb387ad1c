import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { loadConfig } from "../../src/autogen/load/load-config.js"
import { expectPeers, OLDEST } from "../../src/autogen/load/peers.js"
import { repository } from "../projects/support/installed.js"

const base = mkdtempSync(join(tmpdir(), "autogen-peers-"))
afterAll(() => rmSync(base, { recursive: true, force: true }))
let count = 0

/** A project with such a package installed. */
function installed(name: string, version: string, more: object = {}): string {
    const root = join(base, String(count++))
    const folder = join(root, "node_modules", name)
    mkdirSync(join(folder, "lib"), { recursive: true })
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name, version, main: "lib/index.js", ...more }))
    writeFileSync(join(folder, "lib/index.js"), "")
    // Some packages have one of these beside their compiled files.
    writeFileSync(join(folder, "lib/package.json"), JSON.stringify({ type: "commonjs" }))
    writeFileSync(join(root, "ormconfig.js"), "module.exports = {}")
    return join(root, "ormconfig.js")
}

describe("packages that are too old", () => {
    it("are those below package.json's peerDependencies", () => {
        const { peerDependencies } = JSON.parse(readFileSync(join(repository, "package.json"), "utf8")) as {
            readonly peerDependencies: Readonly<Record<string, string>>
        }
        for (const [name, range] of Object.entries(peerDependencies)) {
            const versions = [...range.matchAll(/\^([\d.]+)/g)].map((found) => found[1] ?? "")
            const oldest = versions.toSorted((a, b) => a.localeCompare(b, "en", { numeric: true }))[0]
            expect(OLDEST[name], name).toBe(oldest)
        }
        expect(Object.keys(OLDEST).toSorted()).toEqual(Object.keys(peerDependencies).toSorted())
    })

    it.each([
        ["typeorm", "0.2.45"],
        ["typeorm", "0.3.19"],
        ["pg", "8.10.9"],
        ["pg", "7.18.2"],
        ["reflect-metadata", "0.1.13"],
    ])("%s %s is named, with the version that works", async (name, version) => {
        const config = installed(name, version)
        await expect(loadConfig({ config })).rejects.toMatchObject({
            code: "PEER_TOO_OLD",
            message: `${name} ${version} is installed; typeorm-autogen works with ${name} ${OLDEST[name] ?? ""} and later`,
            next: `run \`npm install ${name}@latest\``,
        })
    })

    it.each([
        ["typeorm", "0.3.20"],
        ["typeorm", "0.3.21-dev.1"],
        ["typeorm", "1.0.0-beta.2"],
        ["pg", "8.11.0"],
        ["pg", "9.0.0"],
        ["pg", "not a version"],
        ["other", "0.0.1"],
    ])("%s %s is not", (name, version) => {
        expect(() => expectPeers(installed(name, version))).not.toThrow()
    })
})

// As Node and TypeORM say it.
describe("packages that are missing", () => {
    const config = (text: string): string => {
        const root = join(base, String(count++))
        mkdirSync(root)
        writeFileSync(join(root, "package.json"), JSON.stringify({ type: "module" }))
        writeFileSync(join(root, "ormconfig.js"), text)
        return join(root, "ormconfig.js")
    }

    it.each([
        [
            "reflect-metadata",
            `throw Object.assign(new Error("Cannot find package 'reflect-metadata' imported from /app/ormconfig.js"), { code: "ERR_MODULE_NOT_FOUND" })`,
        ],
        ["pg", 'throw new Error("Postgres package has not been found installed. Please run \\"npm install pg\\".")'],
    ])("%s is named, with the command that installs it", async (name, text) => {
        await expect(loadConfig({ config: config(text) })).rejects.toMatchObject({
            code: "CONFIG_LOAD_FAILED",
            next: expect.stringContaining(`\`npm install ${name}\``) as string,
        })
    })
})
