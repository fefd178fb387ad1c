import { execFileSync, spawnSync } from "node:child_process"
import {
    cpSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    realpathSync,
    rmSync,
    symlinkSync,
    writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"

export const repository = fileURLToPath(new URL("../../", import.meta.url))
const base = realpathSync(mkdtempSync(join(tmpdir(), "autogen-package-")))

/** What a command said. */
export interface Said {
    readonly status: number | null
    readonly output: string
}

/** Removes everything this file made. */
export function cleanUp(): void {
    rmSync(base, { recursive: true, force: true })
}

/** Packs a copy of the repository with npm, as for a release: a build in place would race with other tests, and keep stale output. */
export function pack(): string {
    const copy = join(base, "repository")
    mkdirSync(copy)
    for (const name of ["src", "docs"]) cpSync(join(repository, name), join(copy, name), { recursive: true })
    const files = readdirSync(repository, { withFileTypes: true }).filter((entry) => entry.isFile())
    for (const { name } of files) cpSync(join(repository, name), join(copy, name))
    symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"))
    const { status, output } = run("npm", ["pack", "--silent", "--pack-destination", base], copy)
    if (status !== 0) throw new Error(`npm pack failed:\n${output}`)
    const name = readdirSync(base).find((file) => file.endsWith(".tgz"))
    if (name === undefined) throw new Error(`npm pack made no tarball:\n${output}`)
    return join(base, name)
}

/** Extracts a tarball, and answers its folder. */
export function extract(tarball: string, to: string): string {
    mkdirSync(to, { recursive: true })
    execFileSync("tar", ["-xzf", tarball, "-C", to, "--strip-components=1"])
    return to
}

/** A new project that has the tarball's package, and everything else from the repository, in its node_modules. */
export function consumer(name: string, tarball: string, files: Readonly<Record<string, string>>): string {
    const root = emptyProject(name, files)
    const modules = join(root, "node_modules")
    extract(tarball, join(modules, "typeorm-autogen"))
    for (const entry of readdirSync(join(repository, "node_modules"))) {
        const link = join(modules, entry)
        if (!entry.startsWith(".") && !existsSync(link)) symlinkSync(join(repository, "node_modules", entry), link)
    }
    return root
}

/** A new project without any package. */
export function emptyProject(name: string, files: Readonly<Record<string, string>>): string {
    const root = join(base, name)
    for (const [path, content] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), content)
    }
    return root
}

/** Runs a command to its end, with both of its outputs in one text. */
export function run(command: string, args: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}): Said {
    const { NODE_OPTIONS: _, CI: __, ...env } = process.env
    const { status, stdout, stderr, error } = spawnSync(command, args, {
        cwd,
        encoding: "utf8",
        env: { ...env, ...more },
    })
    return { status, output: `${stdout}${stderr}${error?.message ?? ""}` }
}
