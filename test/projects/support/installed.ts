import { createHash } from "node:crypto"
import { execFileSync } from "node:child_process"
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { cached } from "../../support/cache.js"

export const repository = fileURLToPath(new URL("../../../", import.meta.url))

/** The TypeORM that a project has. */
export type TypeOrmVersion = "1" | "0.3" | "0.3.20"

const packageOf: Readonly<Record<TypeOrmVersion, string>> = {
    "1": "typeorm",
    "0.3": "typeorm-0.3",
    "0.3.20": "typeorm-0.3.20",
}

/** What npm puts beside our package: what it depends on, what is optional for it, and what a TypeScript project has anyway. */
const beside = [
    ...["commander", "picocolors", "pg", "reflect-metadata"],
    ...["@electric-sql", "@oxc-node", "ts-morph", "typescript", "@types"],
]

/**
 * A folder `node_modules` as `npm install` of the packed tarball leaves it. Made once per state of the sources and kept in the cache: the
 * package itself is a copy, so that it finds nothing but what lies beside it.
 */
export async function installedModules(typeorm: TypeOrmVersion = "1"): Promise<string> {
    const state = stateOfSources()
    const tarball = await cached(`tarball-${state}`, pack)
    const modules = await cached(`modules-${state}-${typeorm}`, async (at) => {
        const ours = join(at, "node_modules/typeorm-autogen")
        mkdirSync(ours, { recursive: true })
        execFileSync("tar", ["-xzf", join(tarball, "package.tgz"), "-C", ours, "--strip-components=1"])
        for (const name of beside) symlinkSync(join(repository, "node_modules", name), join(at, "node_modules", name))
        symlinkSync(join(repository, "node_modules", packageOf[typeorm]), join(at, "node_modules/typeorm"))
    })
    return join(modules, "node_modules")
}

/** The files that the tarball is made of, beside `src` and `docs`. */
function topFiles(): readonly string[] {
    const entries = readdirSync(repository, { withFileTypes: true })
    return entries.filter((entry) => entry.isFile() && !entry.name.startsWith(".")).map(({ name }) => name)
}

function stateOfSources(): string {
    const hash = createHash("sha256").update(repository)
    for (const folder of ["src/autogen", "docs"]) {
        const names = readdirSync(join(repository, folder), { recursive: true, withFileTypes: true })
        const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
        for (const file of files.sort()) hash.update(file).update(readFileSync(file))
    }
    for (const name of [...topFiles()].sort()) hash.update(name).update(readFileSync(join(repository, name)))
    return hash.digest("hex").slice(0, 16)
}

/** Packs a copy of the repository, as for a release: a build in place would race with other tests. */
async function pack(at: string): Promise<void> {
    const copy = join(at, "repository")
    mkdirSync(copy, { recursive: true })
    for (const name of ["src", "docs"]) cpSync(join(repository, name), join(copy, name), { recursive: true })
    for (const name of topFiles()) cpSync(join(repository, name), join(copy, name))
    symlinkSync(join(repository, "node_modules"), join(copy, "node_modules"))
    execFileSync("npm", ["pack", "--silent", "--pack-destination", at], { cwd: copy, stdio: "pipe" })
    const name = readdirSync(at).find((file) => file.endsWith(".tgz")) ?? ""
    cpSync(join(at, name), join(at, "package.tgz"))
    rmSync(copy, { recursive: true, force: true })
}

/** Gives a project these modules, where it has none of its own. */
export function linkModules(modules: string, project: string): void {
    mkdirSync(dirname(join(project, "node_modules")), { recursive: true })
    symlinkSync(modules, join(project, "node_modules"))
}
