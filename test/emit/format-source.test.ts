import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { formatSource } from "../../src/autogen/emit/format-source.js"
import { root } from "./support.js"

const source = 'export class A { readonly name = "A"; }\n'

let project: string
beforeEach(() => void (project = mkdtempSync(join(tmpdir(), "format-"))))
afterEach(() => rmSync(project, { recursive: true, force: true }))

function write(path: string, content: string | object): void {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), typeof content === "string" ? content : JSON.stringify(content))
}

function installPrettier(): void {
    write("package.json", { devDependencies: { prettier: "*" } })
    mkdirSync(join(project, "node_modules"), { recursive: true })
    symlinkSync(join(root, "node_modules/prettier"), join(project, "node_modules/prettier"))
}

/** A stand-in for a formatter's package: a script that shows what it was called with. */
function install(name: string, command: string, script: string): void {
    write("package.json", { devDependencies: { [name]: "*" } })
    write(`node_modules/${name}/package.json`, { name, bin: { [command]: "bin/run" } })
    write(`node_modules/${name}/bin/run`, `#!/usr/bin/env node\n${script}`)
    chmodSync(join(project, `node_modules/${name}/bin/run`), 0o755)
}

const echo = `let text = ""; process.stdin.on("data", (part) => (text += part)).on("end", () => process.stdout.write("// " + process.argv.slice(2).join(" ") + "\\n" + text))`
const format = () => formatSource(source, join(project, "src/migrations/1-a.ts"), project)

describe("formatSource", () => {
    it("leaves the text as it is where there is no formatter", async () => {
        write("package.json", {})
        expect(await format()).toEqual({ text: source, formatter: null, diagnostic: null })
    })

    it("uses Prettier with the project's configuration and .editorconfig", async () => {
        installPrettier()
        write(".prettierrc.json", { semi: false, singleQuote: true })
        write(".editorconfig", "root = true\n[*]\nindent_style = tab\n")
        expect(await format()).toEqual({
            text: "export class A {\n\treadonly name = 'A'\n}\n",
            formatter: "prettier",
            diagnostic: null,
        })
    })

    it("leaves alone what .prettierignore names", async () => {
        installPrettier()
        write(".prettierignore", "src/migrations\n")
        expect((await format()).text).toBe(source)
    })

    it("does not use a formatter that only another package brought along", async () => {
        installPrettier()
        write("package.json", {})
        expect((await format()).formatter).toBeNull()
    })

    it("keeps the text where Prettier fails, and says so", async () => {
        installPrettier()
        write(".prettierrc.json", "{ broken")
        const { text, diagnostic } = await format()
        expect(text).toBe(source)
        expect(diagnostic).toMatchObject({ severity: "warning", code: "formatter-failed" })
    })

    it.each([
        ["@biomejs/biome", "biome", "format --stdin-file-path="],
        ["oxfmt", "oxfmt", "--stdin-filepath="],
    ] as const)("hands the text to %s over its input", async (name, command, args) => {
        install(name, command, echo)
        expect(await format()).toEqual({
            text: `// ${args}${join(project, "src/migrations/1-a.ts")}\n${source}`,
            formatter: command,
            diagnostic: null,
        })
    })

    it.each([
        ["process.stderr.write('no such rule'); process.exit(2)", "no such rule"],
        ["process.stdin.resume()", "an empty text"],
        ["process.kill(process.pid, 'SIGKILL')", "SIGKILL"],
    ])("keeps the text where a command does not: %s", async (script, message) => {
        install("oxfmt", "oxfmt", script)
        const { text, diagnostic } = await format()
        expect(text).toBe(source)
        expect(diagnostic?.message).toContain(message)
    })

    it("takes the formatter that is configured, of several", async () => {
        installPrettier()
        install("@biomejs/biome", "biome", echo)
        write("package.json", { devDependencies: { prettier: "*", "@biomejs/biome": "*" } })
        expect((await format()).formatter).toBe("prettier")
        write("biome.json", {})
        expect((await format()).formatter).toBe("biome")
    })
})
