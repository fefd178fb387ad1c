// Gives what CHANGELOG.md has under [Unreleased] the version of package.json and a date (YYYY-MM-DD; default: today).
//
//   node .changeset/date-changelog.mjs [date]
import { readFileSync, writeFileSync } from "node:fs"

const UNRELEASED = "## [Unreleased]\n"
const { version } = JSON.parse(readFileSync("package.json", "utf8"))
const date = process.argv[2] ?? new Date().toISOString().slice(0, 10)
const text = readFileSync("CHANGELOG.md", "utf8")

const dated = `## [${version}] - ${date}`
const waiting = `## [${version}] - unreleased\n\n`
if (!text.includes(UNRELEASED)) throw new Error("CHANGELOG.md has no [Unreleased]")
if (!text.includes(waiting) && text.includes(`## [${version}]`)) throw new Error(`CHANGELOG.md has ${version} already`)
// A version whose section waits for its day takes up what has been added above it.
writeFileSync("CHANGELOG.md", text.replace(waiting, "").replace(UNRELEASED, `${UNRELEASED}\n${dated}\n`))
