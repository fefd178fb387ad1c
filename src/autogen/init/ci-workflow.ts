import { existsSync } from "node:fs"
import { mkdir, writeFile } from "node:fs/promises"
import { basename, dirname, join, relative, resolve } from "node:path"
import { AutogenError, messageOf } from "../core/errors.js"
import { lockFiles, packageManager, projectCommands, type PackageManagerName } from "../load/project-commands.js"

/** What was done about the workflow of a CI. */
export interface CiStep {
    /** Relative to the project, with "/" on every system. */
    readonly path: string
    readonly action: "created" | "kept"
    readonly note?: string
}

/** How the jobs of a package manager begin: what must be there before Node is set up, and what installs. */
const managers: Readonly<Record<PackageManagerName, { readonly before: readonly string[]; readonly install: string }>> =
    {
        npm: { before: [], install: "npm ci" },
        pnpm: { before: ["- run: corepack enable"], install: "pnpm install --frozen-lockfile" },
        yarn: { before: ["- run: corepack enable"], install: "yarn install --frozen-lockfile" },
        bun: { before: ["- uses: oven-sh/setup-bun@v2"], install: "bun install --frozen-lockfile" },
    }

/**
 * Writes a workflow of GitHub Actions that asks of each pull request whether its entities match its migrations. It needs no database. A
 * file that exists is kept.
 *
 * @example
 * ```ts
 * await writeCiWorkflow("/app") // { path: ".github/workflows/schema.yml", action: "created", … }
 * ```
 * @throws AutogenError FILE_UNWRITABLE
 */
export async function writeCiWorkflow(cwd: string): Promise<CiStep> {
    const project = resolve(cwd)
    const repository = repositoryOf(project)
    const folder = relative(repository, project).replaceAll("\\", "/")
    const name = folder === "" ? "schema.yml" : `schema-${basename(project)}.yml`
    const file = join(repository, ".github", "workflows", name)
    const path = relative(project, file).replaceAll("\\", "/")
    if (existsSync(file)) return { path, action: "kept" }
    try {
        await mkdir(dirname(file), { recursive: true })
        await writeFile(file, workflow(project, repository, folder), { flag: "wx" })
    } catch (error) {
        throw new AutogenError({
            code: "FILE_UNWRITABLE",
            message: `"${file}" cannot be written: ${messageOf(error)}`,
            next: "free the path or set the permissions, then run the command again",
            fields: { file },
            cause: error,
        })
    }
    const note =
        "Checks each pull request's entities against its migrations, without a database. See docs/ci.md of typeorm-autogen for the live database."
    return { path, action: "created", note }
}

/** The folder above that has `.git`; the project's own where none has. */
function repositoryOf(project: string): string {
    for (let at = project; ; at = dirname(at)) {
        if (existsSync(join(at, ".git"))) return at
        if (dirname(at) === at) return project
    }
}

function workflow(project: string, repository: string, folder: string): string {
    const manager = packageManager(project)
    const { before, install } = managers[manager]
    const { program } = projectCommands(project)
    // Where there is no lock file at the root of the repository, setup-node refuses to cache.
    const hasLock = lockFiles(manager).some((name) => existsSync(join(repository, name)))
    const cache = manager === "bun" || !hasLock ? [] : [`          cache: ${manager}`]
    const defaults =
        folder === "" ? [] : ["    defaults:", "      run:", `        working-directory: ${JSON.stringify(folder)}`]
    return [
        "# Written by typeorm-autogen init --ci github",
        "name: schema",
        "on:",
        "  pull_request:",
        "  push:",
        "    branches: [main, master]",
        "permissions:",
        "  contents: read",
        "jobs:",
        "  schema:",
        "    runs-on: ubuntu-latest",
        ...defaults,
        "    steps:",
        "      - uses: actions/checkout@v4",
        ...before.map((line) => `      ${line}`),
        "      - uses: actions/setup-node@v4",
        "        with:",
        "          node-version: 22",
        ...cache,
        `      - run: ${install}`,
        "      # Do the entities match the migrations? No database is asked. Annotations come by themselves.",
        `      - run: ${program} typeorm-autogen check --against history`,
        "      # Does the live database match the entities, and its migrations? For a job that may read it:",
        `      # - run: ${program} typeorm-autogen check && ${program} typeorm-autogen drift`,
        "      #   env:",
        "      #     DATABASE_URL: ${{ secrets.DATABASE_URL }}",
        "",
    ].join("\n")
}
