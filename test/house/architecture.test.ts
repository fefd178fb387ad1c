import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { format } from "prettier"
import { expect, it } from "vitest"
import { MAY_IMPORT, PACKAGES, stages } from "./import-rules.js"
import { repository } from "./source-files.js"

// docs/architecture.md has the rule of import-rules.ts as a picture and a table. `AUTOGEN_WRITE_DOCS=1` writes both.

const file = join(repository, "docs/architecture.md")
const UNDESCRIBED = "?"

/** A room's floor: one above the highest of those that it may import. */
function floorOf(room: string): number {
    return 1 + Math.max(-1, ...(MAY_IMPORT[room] ?? []).map(floorOf))
}

const rooms = Object.keys(MAY_IMPORT)

/** The rooms, floor by floor. */
function picture(): string {
    const floors = new Map<number, string[]>()
    for (const room of rooms) floors.set(floorOf(room), [...(floors.get(floorOf(room)) ?? []), room])
    return [...floors]
        .toSorted(([one], [other]) => one - other)
        .map(([floor, names]) => `${floor}  ${names.join("  ")}`)
        .join("\n")
}

/** What a room may import, in words: all stages are one word. */
function importsOf(room: string): string {
    const allowed = MAY_IMPORT[room] ?? []
    const hasStages = stages.every((stage) => allowed.includes(stage))
    const named = allowed.filter((name) => !hasStages || !stages.some((stage) => stage === name))
    const words = [...named.map((name) => `\`${name}\``), ...(hasStages ? ["all stages"] : [])]
    return words.length === 0 ? "nothing" : words.join(", ")
}

function packagesOf(room: string): string {
    return Object.entries(PACKAGES)
        .filter(([, rule]) => rule.rooms !== "all" && rule.rooms.includes(room))
        .map(([name, { modes }]) => `${name} (${modes.includes("static") ? "any" : modes.join(", ")})`)
        .join(", ")
}

const row = /^\| `([\w/*-]+)`\s+\|\s*(.*?)\s*\|.*\|.*\|$/

/** The page as the rule has it, with the descriptions that it has. */
async function pageByTheRule(page: string): Promise<string> {
    const [before = "", rest = ""] = page.split("## Import order\n")
    const described = new Map(
        rest.split("\n").flatMap((line) => {
            const [, room = "", text = ""] = row.exec(line) ?? []
            return room === "" ? [] : [[room, text] as const]
        }),
    )
    const table = rooms.map(
        (room) => `| \`${room}\` | ${described.get(room) ?? UNDESCRIBED} | ${importsOf(room)} | ${packagesOf(room)} |`,
    )
    const lines = rest.split("\n")
    const isRow = (line: string): boolean => row.test(line)
    const written = [
        ...lines.slice(0, lines.indexOf("```text") + 1),
        picture(),
        ...lines.slice(lines.indexOf("```"), lines.findIndex(isRow)),
        ...table,
        ...lines.slice(lines.findLastIndex(isRow) + 1),
    ].join("\n")
    const house: object = JSON.parse(readFileSync(join(repository, ".prettierrc.json"), "utf8"))
    return format(`${before}## Import order\n${written}`, { ...house, parser: "markdown" })
}

it("docs/architecture.md shows the import rule that the tests enforce, and says what lives in each room", async () => {
    const page = readFileSync(file, "utf8")
    const expected = await pageByTheRule(page)
    if (process.env["AUTOGEN_WRITE_DOCS"]) writeFileSync(file, expected)
    else expect(page).toBe(expected)
    expect(page).not.toMatch(/\| \?\s+\|/)
})

it("docs/architecture.md has every folder of the library, and names files that are there", () => {
    const page = readFileSync(file, "utf8")
    const folders = readdirSync(join(repository, "src/autogen"), { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    expect(folders.filter((name) => !page.includes(`\`${name}\``) && !page.includes(`\`${name}/`))).toEqual([])
    const paths = [...page.matchAll(/`((?:src|test)\/[\w./-]+)`/g)].map(([, path = ""]) => path)
    expect(paths.length).toBeGreaterThan(10)
    expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([])
})
