import { spawnSync } from "node:child_process"
import {
    chmodSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    realpathSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { format } from "prettier"
import { installedModules } from "../projects/support/installed.js"
import { page, repository, type Block } from "./pages.js"

/** What a page promises at one place, and what was found when it was played. */
export interface Found {
    readonly promised: string
    readonly found: string
}

/** A shell in a folder, which later commands begin where earlier ones ended. */
interface Shell {
    folder: string
    readonly modules: string
}

/**
 * Plays the blocks of a page in a new, empty folder, as somebody who pastes them: `sh` is run, `ts` with a path in its first line is written
 * there (with `…` in the path it is compared with the file), and each `$ command` of `console` is run for its output. Only `npm i` is
 * replaced: the packed package is there as npm would install it.
 */
export async function playPage(blocks: readonly Block[]): Promise<readonly Found[]> {
    const base = realpathSync(mkdtempSync(join(tmpdir(), "autogen-page-")))
    const shell: Shell = { folder: base, modules: await installedModules() }
    const found: Found[] = []
    try {
        for (const { language, text } of blocks) {
            if (language === "sh") expectDone(run(shell, text), text)
            if (language === "console") found.push({ promised: text, found: sessionOf(shell, text) })
            if (language === "diff") edit(shell, text)
            if (language === "ts") found.push(...(await fileOf(shell, text)))
        }
    } finally {
        rmSync(base, { recursive: true, force: true })
    }
    return found
}

/** Replaces what a page promises by what was found, with times that look like those of the README. */
export function rewritePage(path: string, found: readonly Found[]): void {
    const written = /(?<!\d)\d{13}(?!\d)/g
    const times = [...new Set(found.flatMap((one) => [...one.found.matchAll(written)].map(([time]) => time)))].sort()
    const steady = (time: string): string =>
        time.startsWith("17637") ? time : String(1_763_800_000_000 + times.indexOf(time) * 17_600_000)
    const text = found.reduce(
        (before, one) => before.replace(one.promised, () => one.found.replaceAll(written, steady)),
        page(path),
    )
    writeFileSync(join(repository, path), text)
}

/** Edits the entity as a diff says that leaves out lines between. */
function edit({ folder }: Shell, diff: string): void {
    const file = join(folder, "src/entities/room.ts")
    const lines = readFileSync(file, "utf8").split("\n")
    let at = 0
    for (const line of diff.trimEnd().split("\n")) {
        const [sign, text] = [line[0], line.slice(1)]
        if (sign === "+") lines.splice(at++, 0, text)
        else {
            at = lines.indexOf(text, at)
            if (at < 0) throw new Error(`${file} has no line "${text}"`)
            if (sign === "-") lines.splice(at, 1)
            else at++
        }
    }
    writeFileSync(file, lines.join("\n"))
}

async function fileOf({ folder }: Shell, text: string): Promise<readonly Found[]> {
    const path = /^\/\/ (\S+\.ts)\n/.exec(text)?.[1]
    if (path === undefined) return []
    if (!path.includes("…")) {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
        return []
    }
    const [where = "", ending = ""] = path.split("…")
    const name = readdirSync(join(folder, where)).find((file) => file.endsWith(ending)) ?? ""
    const house: object = JSON.parse(readFileSync(join(repository, ".prettierrc.json"), "utf8"))
    const written = await format(readFileSync(join(folder, where, name), "utf8"), { ...house, parser: "typescript" })
    return [{ promised: text, found: `// ${path}\n${written}` }]
}

function sessionOf(shell: Shell, text: string): string {
    const commands = text.split("\n").filter((line) => line.startsWith("$ "))
    return commands.map((line) => `${line}\n${expectDone(run(shell, line.slice(2)), line)}`).join("")
}

interface Said {
    readonly status: number | null
    readonly output: string
}

function run(shell: Shell, text: string): Said {
    const [first = "", ...others] = text.split(/^npm i .*$/m)
    const before = runPlainly(shell, first)
    if (others.length === 0 || before.status !== 0) return before
    install(shell)
    return runPlainly(shell, others.join("\n"))
}

function runPlainly(shell: Shell, text: string): Said {
    const place = join(shell.folder, ".place")
    const { status, stdout } = spawnSync("sh", ["-e", "-c", `exec 2>&1\n${text}\npwd > '${place}'`], {
        cwd: shell.folder,
        encoding: "utf8",
        env: environment(),
        stdio: ["ignore", "pipe", "pipe"],
        timeout: 180_000,
    })
    if (status === 0) shell.folder = readFileSync(place, "utf8").trim()
    rmSync(place, { force: true })
    return { status, output: stdout }
}

/** As `npm i` leaves it: the packages, their command, and package.json's lines. */
function install({ folder, modules }: Shell): void {
    const here = join(folder, "node_modules")
    mkdirSync(join(here, ".bin"), { recursive: true })
    for (const name of readdirSync(modules))
        if (!name.startsWith(".")) symlinkSync(join(modules, name), join(here, name))
    const command = join(here, ".bin/typeorm-autogen")
    writeFileSync(
        command,
        `#!/bin/sh\nexec "${process.execPath}" "${join(modules, "typeorm-autogen/dist/cli/main.js")}" "$@"\n`,
    )
    chmodSync(command, 0o755)
    const manifest: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
    const dependencies = { "typeorm-autogen": "*", typeorm: "*", pg: "*", "reflect-metadata": "*" }
    const installed = { ...manifest, dependencies, devDependencies: { typescript: "*" } }
    writeFileSync(join(folder, "package.json"), JSON.stringify(installed, null, 2))
}

function expectDone({ status, output }: Said, what: string): string {
    if (status !== 0) throw new Error(`exit code ${status} of\n${what}\n${output}`)
    return output
}

/** The environment without databases, and without what vitest and npm put there. */
function environment(): NodeJS.ProcessEnv {
    const unwanted =
        /^(PG[A-Z]+|POSTGRES_\w+|APPLICATION_DB|DATABASE_URL|NODE_OPTIONS|NODE_ENV|VITEST\w*|(NO|FORCE)_COLOR|CI|GITHUB_\w+|npm_\w+|TEST|MODE|DEV|PROD|SSR|BASE_URL)$/
    const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name))
    return { ...Object.fromEntries(kept), NO_COLOR: "1", npm_config_update_notifier: "false" }
}
