import { spawn, spawnSync } from "node:child_process"
import { PassThrough } from "node:stream"
import { stripVTControlCharacters } from "node:util"
import { describe, expect, it } from "vitest"
import { ask } from "../../src/autogen/cli/ask.js"
import { newDatabase, type Place } from "../cli/databases.js"
import { makeProject, room, type Project } from "../cli/project.js"
import { rest, sampledSuites } from "../support/sampled.js"

/** A terminal: the command that runs Node with these arguments at one. */
interface Terminal {
    readonly name: string
    readonly command: (args: readonly string[]) => readonly [file: string, args: readonly string[]]
}

/** Pipes that the process takes for a terminal: wherever Node runs. */
const pipes: Terminal = {
    name: "pipes taken for a terminal",
    command: (args) => [
        process.execPath,
        ["--import", new URL("../support/as-terminal.mjs", import.meta.url).href, ...args],
    ],
}

/** The real thing, where there is a program that opens one. */
const pseudoTerminal: Terminal = {
    name: "a pseudo-terminal",
    command: (args) => ["script", ["-qec", [process.execPath, ...args].join(" "), "/dev/null"]],
}

const terminals = spawnSync("script", ["--version"]).status === 0 ? [pseudoTerminal, pipes] : [pipes]

/** A project whose entity has another name for a column that has rows. */
async function renamedProject(): Promise<{ readonly project: Project; readonly place: Place }> {
    const project = await makeProject()
    const place = await newDatabase()
    const generated = await project.run(["generate", "--no-rehearse"], place.environment)
    expect(generated, generated.all).toMatchObject({ code: 0 })
    expect(await project.run(["upgrade"], place.environment)).toMatchObject({ code: 0 })
    await place.database.query("INSERT INTO room (code) VALUES ('B-101')")
    project.write("src/entities/room.ts", room().replace("code!", "reference!"))
    return { project, place }
}

/** Runs generate at a terminal and types this as soon as it is asked. */
async function runAt(
    { command }: Terminal,
    { project, place }: Awaited<ReturnType<typeof renamedProject>>,
    typed: string,
    more: { readonly env?: NodeJS.ProcessEnv; readonly options?: readonly string[] } = {},
) {
    const main = project.path("node_modules/typeorm-autogen/dist/cli/main.js")
    const { CI: _, NODE_OPTIONS: _options, ...env } = process.env
    const [file, args] = command([main, "generate", "--no-rehearse", ...(more.options ?? [])])
    const child = spawn(file, args, {
        cwd: project.root,
        env: { ...env, ...place.environment, TERM: "xterm", ...more.env },
    })
    let text = ""
    let isTyped = false
    let isBackfillAsked = false
    const hear = (chunk: string): void => {
        text += chunk
        if (!isTyped && text.includes("[y/N]")) {
            isTyped = true
            child.stdin.write(typed)
        }
        // A column that is dropped and created is NOT NULL over rows: nothing is given.
        if (!isBackfillAsked && /backfill\?[\s\S]* =/.test(stripVTControlCharacters(text))) {
            isBackfillAsked = true
            child.stdin.write("\r")
        }
    }
    child.stdout.setEncoding("utf8").on("data", hear)
    child.stderr.setEncoding("utf8").on("data", hear)
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve))
    return { code, said: stripVTControlCharacters(text).replaceAll("\r", "") }
}

sampledSuites(terminals)("generate at $name", (terminal) => {
    it("asks, shows why, and renames when told so", rest, async () => {
        const { project, place } = await renamedProject()
        const { code, said } = await runAt(terminal, { project, place }, "yes\r")
        expect(code, said).toBe(0)
        expect(said).toContain("renamed? column public.room.code is missing, and public.room.reference is new")
        expect(said).toContain("same type: character varying(36)")
        expect(said).toContain("same place: column 2")
        expect(said).toContain("rename public.room.code to public.room.reference? [y/N]")
        expect(project.read(`src/migrations/${project.migrations().at(-1)}`)).toContain(
            'op.renameColumn("room", "code", "reference")',
        )
        expect(await project.run(["upgrade"], place.environment)).toMatchObject({ code: 0 })
        expect(await place.database.query("SELECT reference FROM room")).toEqual([{ reference: "B-101" }])
        expect(await project.run(["check"], place.environment)).toMatchObject({ code: 0 })
    })

    it("drops and creates when told so, and stops at Ctrl-C without a file", rest, async () => {
        const { project, place } = await renamedProject()
        const before = project.migrations()
        const stopped = await runAt(terminal, { project, place }, "\u0003")
        expect(stopped.code).toBe(1)
        expect(stopped.said).toContain("INTERRUPTED")
        expect(project.migrations()).toEqual(before)
        const refused = await runAt(terminal, { project, place }, "\r")
        expect(refused.said).toContain("HAZARD_REFUSED")
        expect(refused.said).not.toContain("--rename")
        expect(project.migrations()).toEqual(before)
        const { said } = await runAt(terminal, { project, place }, "\r", { options: ["--allow", "deletes-data"] })
        expect(said).toContain("deletes-data column:public.room.code")
        expect(project.migrations()).toHaveLength(before.length + 1)
    })

    it("asks nothing in CI", rest, async () => {
        const { project, place } = await renamedProject()
        const { said } = await runAt(terminal, { project, place }, "", { env: { CI: "true" } })
        expect(said).not.toContain("[y/N]")
        expect(said).toContain("--rename room.code:reference")
    })
})

describe("generate without a terminal", () => {
    it("prints the flag, has it in its JSON, and takes it", rest, async () => {
        const { project, place } = await renamedProject()
        const said = await project.run(["generate", "--dry-run", "--no-rehearse"], place.environment)
        expect(said.err).toContain("deletes-data column:public.room.code")
        expect(said.err).toContain("this is a rename: --rename room.code:reference (same type: character varying(36);")
        const json = await project.run(["generate", "--dry-run", "--no-rehearse", "--json"], place.environment)
        expect(JSON.parse(json.out).renameCandidates).toEqual([
            expect.objectContaining({ kind: "column", flag: "--rename room.code:reference" }),
        ])
        const check = await project.run(["check"], place.environment)
        expect(check.err).toContain("--rename room.code:reference")
        const taken = await project.run(["generate", "--rename", "room.code:reference"], place.environment)
        expect(taken.all).toMatch(/written .*rename-/)
        const wrong = await project.run(["generate", "--rename", "room.cod:reference"], place.environment)
        expect(wrong).toMatchObject({ code: 1 })
    })
})

describe("a question", () => {
    const terminal = () => ({ input: new PassThrough(), output: new PassThrough() })
    const calm = new AbortController().signal

    it.each([
        ["y\n", true],
        [" YES \n", true],
        ["n\n", false],
        ["\n", false],
        ["what?\nperhaps\ny\n", true],
    ])("answered with %j", async (typed, expected) => {
        const { input, output } = terminal()
        const answer = ask("rename?", calm, { input, output })
        input.write(typed)
        expect(await answer).toBe(expected)
        expect(String(output.read())).toMatch(/^rename\? \[y\/N\] /)
    })

    it("that nobody can answer any more is an error, not an answer", async () => {
        const { input, output } = terminal()
        const answer = ask("rename?", calm, { input, output })
        input.end()
        await expect(answer).rejects.toMatchObject({ code: "INTERRUPTED" })
    })

    it("ends when the command is stopped", async () => {
        const controller = new AbortController()
        const answer = ask("rename?", controller.signal, terminal())
        controller.abort()
        await expect(answer).rejects.toMatchObject({ code: "INTERRUPTED" })
    })
})
