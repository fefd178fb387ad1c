import { createHash, randomUUID } from "node:crypto"
import { lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { homedir, tmpdir } from "node:os"
import { join, resolve } from "node:path"

/** A family of files in the cache: those of one purpose, of which the oldest go. */
export interface CacheFamily {
    /** What the names of its files begin with. */
    readonly prefix: string
    /** What each file begins with: raised whenever what is in them changes for the same name. */
    readonly magic: string
    /** How many bytes all of its files may have; the oldest go first. */
    readonly most: number
    /** Milliseconds after which a file that nobody has used goes. */
    readonly kept: number
}

const DIGEST = 32

/**
 * The content of a file of the user's cache; undefined where it is not there, is damaged, or could have been written by somebody else.
 *
 * @example
 * ```ts
 * const image = readCached(IMAGES, "pglite-0.5.8.tar")
 * ```
 */
export function readCached(family: CacheFamily, name: string): Buffer | undefined {
    for (const folder of cacheFolders()) {
        const content = readFile(join(folder, name), Buffer.from(family.magic))
        if (content !== undefined) return content
    }
    return undefined
}

/** Writes a file of the user's cache, whole or not at all. Gives its folder; null where there is none that it may be written to. */
export function writeCached(family: CacheFamily, name: string, content: Buffer): string | null {
    for (const folder of cacheFolders()) {
        const draft = join(folder, `${name}.${randomUUID()}`)
        try {
            writeFileSync(draft, Buffer.concat([Buffer.from(family.magic), digest(content), content]), {
                mode: 0o600,
                flag: "wx",
            })
            renameSync(draft, join(folder, name))
            removeOld(folder, family, name)
            return folder
        } catch {
            rmSync(draft, { force: true })
        }
    }
    return null
}

/**
 * Where files may lie, best place first; only folders that are ours alone. `AUTOGEN_CACHE` names the one place, or is `off`. A folder that
 * cannot be used is none: then there is no cache.
 */
function cacheFolders(): readonly string[] {
    return places().filter((folder) => {
        try {
            mkdirSync(folder, { recursive: true, mode: 0o700 })
            return isOurs(folder, "folder")
        } catch {
            return false
        }
    })
}

function places(): readonly string[] {
    const given = process.env["AUTOGEN_CACHE"]?.trim()
    if (given) return isCacheOff() ? [] : [resolve(given)]
    const user = process.getuid?.() ?? "user"
    const base = process.env["XDG_CACHE_HOME"] || process.env["LOCALAPPDATA"] || safeHome()
    const folders = [join(tmpdir(), `typeorm-autogen-${user}`)]
    return base === undefined ? folders : [join(base, "typeorm-autogen"), ...folders]
}

/** Whether `AUTOGEN_CACHE` says that nothing is kept. */
export function isCacheOff(): boolean {
    return process.env["AUTOGEN_CACHE"]?.trim().toLowerCase() === "off"
}

function safeHome(): string | undefined {
    try {
        return join(homedir(), ".cache")
    } catch {
        // A user id without an entry in passwd, as in many containers.
        return undefined
    }
}

/** Whether only this user can have written here: in a shared /tmp, anyone can put a folder in our way. */
function isOurs(path: string, kind: "file" | "folder"): boolean {
    const stat = lstatSync(path)
    if (kind === "folder" ? !stat.isDirectory() : !stat.isFile()) return false
    const uid = process.getuid?.()
    return uid === undefined || (stat.uid === uid && (stat.mode & 0o022) === 0)
}

function readFile(file: string, magic: Buffer): Buffer | undefined {
    try {
        if (!isOurs(file, "file")) return undefined
        const bytes = readFileSync(file)
        const content = bytes.subarray(magic.length + DIGEST)
        const intact =
            bytes.subarray(0, magic.length).equals(magic) &&
            bytes.subarray(magic.length, magic.length + DIGEST).equals(digest(content))
        if (!intact) return undefined
        touch(file)
        return content
    } catch {
        return undefined
    }
}

/** What is used is not old. */
function touch(file: string): void {
    try {
        const now = new Date()
        utimesSync(file, now, now)
    } catch {
        // Where only reading is allowed.
    }
}

function removeOld(folder: string, { prefix, most, kept }: CacheFamily, keep: string): void {
    const files = readdirSync(folder)
        .filter((name) => name.startsWith(prefix) && name !== keep)
        .map((name) => ({ file: join(folder, name), ...statOf(join(folder, name)) }))
        .sort((a, b) => b.time - a.time)
    let size = statOf(join(folder, keep)).size
    for (const each of files) {
        size += each.size
        if (size > most || Date.now() - each.time > kept) rmSync(each.file, { force: true })
    }
}

/** Another process may have removed it meanwhile. */
function statOf(file: string): { readonly size: number; readonly time: number } {
    try {
        const { size, mtimeMs } = lstatSync(file)
        return { size, time: mtimeMs }
    } catch {
        return { size: 0, time: 0 }
    }
}

function digest(content: Buffer): Buffer {
    return createHash("sha256").update(content).digest()
}
