import { execFileSync, spawnSync } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { repository } from "./source-files.js"

const read = (path: string): string => readFileSync(join(repository, path), "utf8")
const workflows = readdirSync(join(repository, ".github/workflows")).map((name) => `.github/workflows/${name}`)
const { scripts } = JSON.parse(read("package.json")) as { readonly scripts: Readonly<Record<string, string>> }

describe("the repository's forms and workflows", () => {
    const texts = [
        ...workflows,
        "README.md",
        "CONTRIBUTING.md",
        ".github/PULL_REQUEST_TEMPLATE.md",
        ".changeset/README.md",
    ]

    it.each(texts)("%s runs scripts that package.json has", (path) => {
        const named = [...read(path).matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name = ""]) => name)
        expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
    })

    it.each(workflows)("%s may read, asks for more where it needs it, and knows one secret", (path) => {
        const text = read(path)
        expect(text).toMatch(/^permissions:\n {4}contents: read$/m)
        const secrets = [...text.matchAll(/secrets\.(\w+)/g)].map(([, name]) => name)
        expect(secrets.filter((name) => name !== "NPM_TOKEN")).toEqual([])
        expect(text).not.toMatch(/pull_request_target/)
    })

    it("run what .ci/run runs, and publish with provenance", () => {
        expect(read(".github/workflows/ci.yml")).toContain("run: .ci/run")
        expect(existsSync(join(repository, ".ci/run"))).toBe(true)
        expect(read(".github/workflows/release.yml")).toContain("npm publish --provenance")
    })
})

describe("the changelog of a release", () => {
    const folder = mkdtempSync(join(tmpdir(), "autogen-changelog-"))
    afterAll(() => rmSync(folder, { recursive: true, force: true }))
    const script = join(repository, ".changeset/date-changelog.mjs")

    function written(version: string, changelog: string): string {
        writeFileSync(join(folder, "package.json"), JSON.stringify({ version }))
        writeFileSync(join(folder, "CHANGELOG.md"), changelog)
        execFileSync(process.execPath, [script, "2026-12-01"], { cwd: folder, stdio: "pipe" })
        return readFileSync(join(folder, "CHANGELOG.md"), "utf8")
    }

    it("gives what is unreleased its version and day", () => {
        const before = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- A.\n\n## [0.1.0] - 2026-01-01\n"
        expect(written("0.2.0", before)).toBe(
            "# Changelog\n\n## [Unreleased]\n\n## [0.2.0] - 2026-12-01\n\n### Added\n\n- A.\n\n## [0.1.0] - 2026-01-01\n",
        )
    })

    it("takes a version that waits for its day together with what came after it", () => {
        const before = "## [Unreleased]\n\n### Added\n\n- B.\n\n## [0.1.0] - unreleased\n\n### Added\n\n- A.\n"
        expect(written("0.1.0", before)).toBe(
            "## [Unreleased]\n\n## [0.1.0] - 2026-12-01\n\n### Added\n\n- B.\n\n### Added\n\n- A.\n",
        )
    })

    it("refuses a version that is out, and a changelog without its heading", () => {
        expect(() => written("0.1.0", "## [Unreleased]\n\n## [0.1.0] - 2026-01-01\n")).toThrow(/has 0.1.0 already/)
        expect(() => written("0.2.0", "## [0.1.0] - 2026-01-01\n")).toThrow(/no \[Unreleased\]/)
    })

    it("is left alone by changesets, which count the version only", () => {
        const config = JSON.parse(read(".changeset/config.json")) as { readonly changelog: unknown }
        expect(config.changelog).toBe(false)
        const changeset = join(repository, "node_modules/.bin/changeset")
        const { stdout } = spawnSync(changeset, ["--help"], { cwd: repository, encoding: "utf8" })
        expect(stdout).toMatch(/^ *version /m)
    })
})
