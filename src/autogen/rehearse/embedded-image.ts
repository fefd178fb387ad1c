import { createHash, randomUUID } from "node:crypto"
import {
    lstatSync,
    mkdirSync,
    mkdtempSync,
    readFileSync,
    readdirSync,
    renameSync,
    rmSync,
    writeFileSync,
} from "node:fs"
import { homedir, tmpdir } from "node:os"
import { join } from "node:path"
import type { PGlite as PGliteInstance } from "@electric-sql/pglite"
import { packFolder } from "./embedded-archive.js"

/** What the image is made with: PGlite itself, its version, and the parameters it is always started with. */
export interface ImageMaker {
    readonly PGlite: typeof PGliteInstance
    readonly version: string
    readonly startParams: readonly string[]
}

/** Raised whenever the content of the image changes for the same version of PGlite. */
const FORMAT = 1
const MAGIC = Buffer.from(`autogen-image-${FORMAT}\n`)
const DIGEST = 32

/**
 * A tar archive of a freshly initialised data directory. initdb takes seconds in WebAssembly, loading this a fraction of one,
 * so it is kept in the user's cache folder, one file per version of PGlite. A cache that cannot be written, or that another
 * user could have written, is not used; a damaged image is made again.
 *
 * @example
 * ```ts
 * const pglite = await PGlite.create({ loadDataDir: new Blob([await freshImage(maker)]) })
 * ```
 */
export async function freshImage(maker: ImageMaker): Promise<Buffer> {
    const name = `pglite-${maker.version}-${FORMAT}.tar`
    for (const folder of cacheFolders()) {
        const image = readImage(join(folder, name))
        if (image !== undefined) return image
    }
    const image = await makeImage(maker)
    for (const folder of cacheFolders()) if (writeImage(folder, name, image)) break
    return image
}

async function makeImage({ PGlite, startParams }: ImageMaker): Promise<Buffer> {
    const folder = mkdtempSync(join(tmpdir(), "typeorm-autogen-initdb-"))
    try {
        // Postgres must have been shut down before its files are copied, or every start from the copy begins with a recovery.
        // Write-ahead log in pieces of 1 MB instead of 16: a small database stays a small folder.
        const pglite = await PGlite.create({
            dataDir: folder,
            initDbStartParams: ["--wal-segsize=1"],
            startParams: [...startParams],
        })
        await pglite.close()
        return packFolder(folder)
    } finally {
        rmSync(folder, { recursive: true, force: true })
    }
}

/** Where the image may lie, best place first; only folders that are ours alone. */
function cacheFolders(): readonly string[] {
    const user = process.getuid?.() ?? "user"
    const base = process.env["XDG_CACHE_HOME"] || process.env["LOCALAPPDATA"] || safeHome()
    const folders = [join(tmpdir(), `typeorm-autogen-${user}`)]
    if (base !== undefined) folders.unshift(join(base, "typeorm-autogen"))
    return folders.filter((folder) => {
        try {
            mkdirSync(folder, { recursive: true, mode: 0o700 })
            return isOurs(folder, "folder")
        } catch {
            return false
        }
    })
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

function readImage(file: string): Buffer | undefined {
    try {
        if (!isOurs(file, "file")) return undefined
        const content = readFileSync(file)
        const image = content.subarray(MAGIC.length + DIGEST)
        const intact =
            content.subarray(0, MAGIC.length).equals(MAGIC) &&
            content.subarray(MAGIC.length, MAGIC.length + DIGEST).equals(digest(image))
        return intact ? image : undefined
    } catch {
        return undefined
    }
}

function writeImage(folder: string, name: string, image: Buffer): boolean {
    const draft = join(folder, `${name}.${randomUUID()}`)
    try {
        writeFileSync(draft, Buffer.concat([MAGIC, digest(image), image]), { mode: 0o600, flag: "wx" })
        renameSync(draft, join(folder, name))
        removeOutdated(folder, name)
        return true
    } catch {
        rmSync(draft, { force: true })
        return false
    }
}

/** An image is some thirty megabytes; those of versions no longer installed would pile up. */
function removeOutdated(folder: string, keep: string): void {
    const day = 24 * 60 * 60 * 1000
    for (const name of readdirSync(folder)) {
        const file = join(folder, name)
        if (!name.startsWith("pglite-") || name === keep) continue
        if (Date.now() - lstatSync(file).mtimeMs > 30 * day) rmSync(file, { force: true })
    }
}

function digest(image: Buffer): Buffer {
    return createHash("sha256").update(image).digest()
}
