import { spawn } from "node:child_process"
import { stripVTControlCharacters } from "node:util"
import { expect, it } from "vitest"
import { rest } from "../support/sampled.js"
import { newDatabase, type Place } from "./databases.js"
import { makeProject, type Project } from "./project.js"

/** Runs `downgrade` with pipes that the process takes for a terminal, and types this as soon as it is asked. */
async function downgradeAt(project: Project, place: Place, typed: string, ...options: readonly string[]) {
    const main = project.path("node_modules/typeorm-autogen/dist/cli/main.js")
    const { CI: _, NODE_OPTIONS: _options, ...env } = process.env
    const terminal = new URL("../support/as-terminal.mjs", import.meta.url).href
    const child = spawn(process.execPath, ["--import", terminal, main, "downgrade", ...options], {
        cwd: project.root,
        env: { ...env, ...place.environment, TERM: "xterm" },
    })
    let text = ""
    const hear = (chunk: string): void => {
        if (!text.includes("[y/N]") && (text + chunk).includes("[y/N]")) child.stdin.write(typed)
        text += chunk
    }
    child.stdout.setEncoding("utf8").on("data", hear)
    child.stderr.setEncoding("utf8").on("data", hear)
    const code = await new Promise<number | null>((resolve) => child.on("close", resolve))
    return { code, said: stripVTControlCharacters(text).replaceAll("\r", "") }
}

it("downgrade shows at a terminal what is lost, and reverts when told so", rest, async () => {
    const [project, place] = [await makeProject(), await newDatabase()]
    expect(await project.run(["generate", "--no-rehearse"], place.environment)).toMatchObject({ code: 0 })
    expect(await project.run(["upgrade"], place.environment)).toMatchObject({ code: 0 })
    await place.database.query("INSERT INTO room (code) VALUES ('B-101'), ('B-102')")
    const rows = async (): Promise<unknown> => place.database.query("SELECT count(*)::int AS rows FROM room")

    const declined = await downgradeAt(project, place, "\r")
    expect(declined.code).toBe(1)
    expect(declined.said).toMatch(/down \w+: deletes data in room \(2 rows\)/)
    expect(declined.said).toContain("revert this? [y/N]")
    expect(declined.said).toContain("HAZARD_REFUSED nothing was reverted: that was not confirmed")
    const stopped = await downgradeAt(project, place, "\u0003")
    expect(stopped.code).toBe(1)
    expect(stopped.said).toContain("INTERRUPTED the question was not answered; nothing was reverted")
    const silent = await downgradeAt(project, place, "", "--no-input")
    expect(silent).toMatchObject({ code: 1, said: expect.not.stringContaining("[y/N]") as string })
    expect(await rows()).toEqual([{ rows: 2 }])

    const done = await downgradeAt(project, place, "yes\r")
    expect(done.code, done.said).toBe(0)
    await expect(rows()).rejects.toThrow(/does not exist/)
})
