// @module-tag rest
import { describe, expect, it } from "vitest"
import { blocks, blocksOf, timeless } from "./pages.js"
import { playPage, rewritePage, type Found } from "./play-page.js"

// Pages that begin in an empty folder, as whoever reads them does. `AUTOGEN_WRITE_DOCS=1` writes their outputs anew.

function expectKept(found: readonly Found[], count: number): void {
    expect(found.map((one) => timeless(one.found))).toEqual(found.map((one) => timeless(one.promised)))
    expect(found).toHaveLength(count)
}

describe("pasted into an empty folder", () => {
    it("README.md's five minutes lead to the migration at its top", async () => {
        const [diff = ""] = blocks("diff", "README.md")
        const [migration = ""] = blocks("ts", "README.md")
        const pasted = blocksOf("README.md", "Five minutes")
        const file = `// src/migrations/…-widen-code-and-add-floor.ts\n${migration}`
        const found = await playPage([
            ...pasted.slice(0, -1),
            { language: "diff", text: diff },
            ...pasted.slice(-1),
            { language: "ts", text: file },
        ])
        expectKept(found, 1)
    }, 300_000)

    it.each([
        ["docs/getting-started.md", 7],
        ["docs/existing-projects.md", 3],
        ["docs/alembic.md", 12],
    ])(
        "%s does what it says",
        async (path, count) => {
            const found = await playPage(blocksOf(path))
            if (process.env["AUTOGEN_WRITE_DOCS"]) rewritePage(path, found)
            else expectKept(found, count)
        },
        600_000,
    )
})
