import { lstat, mkdir, rename, rm } from "node:fs/promises"
import { randomBytes } from "node:crypto"
import { existsSync } from "node:fs"
import { tmpdir } from "node:os"
import path from "node:path"

/**
 * The folder for everything the tests build once and keep: one per user, because what lies in it is executed.
 * World-readable, since servers started by root run under another user.
 */
export async function cacheFolder(): Promise<string> {
    const owner = process.getuid?.() ?? 0
    const folder = path.join(tmpdir(), `typeorm-autogen-tests-${owner}`)
    await mkdir(folder, { recursive: true, mode: 0o755 })
    const found = await lstat(folder)
    if (!found.isDirectory() || (process.getuid !== undefined && found.uid !== owner)) {
        throw new Error(`"${folder}" belongs to another user; remove it or set TMPDIR to a folder of your own`)
    }
    return folder
}

/** A name nobody else uses, short and legal in file names, database names and role names. */
export function uniqueName(prefix: string): string {
    return `${prefix}_${process.pid}_${randomBytes(5).toString("hex")}`
}

/**
 * The path of `name` in the cache, built by `build` when it is missing. Several processes may ask at once:
 * each builds at a path of its own and the first rename wins, so nobody ever sees half of it.
 */
export async function cached(name: string, build: (at: string) => Promise<void>): Promise<string> {
    const folder = await cacheFolder()
    const target = path.join(folder, name)
    if (existsSync(target)) return target
    const draft = path.join(folder, uniqueName("draft"))
    try {
        await build(draft)
        await rename(draft, target)
    } catch (error) {
        if (!existsSync(target)) throw error
    } finally {
        await rm(draft, { recursive: true, force: true })
    }
    return target
}
