import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** A file or an empty folder of an archive; `path` is relative, with slashes. */
export interface ArchiveEntry {
    readonly path: string
    readonly kind: "file" | "folder"
    readonly data: Buffer
}

const BLOCK = 512

/**
 * Packs a folder as a tar archive, in the form PGlite's `loadDataDir` reads: every path starts with a slash.
 *
 * @example
 * ```ts
 * writeFileSync("data.tar", packFolder("/tmp/data"))
 * ```
 */
export function packFolder(folder: string): Buffer {
    const blocks: Buffer[] = []
    const walk = (relative: string): void => {
        const entries = readdirSync(join(folder, relative), { withFileTypes: true })
        for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
            const path = `${relative}/${entry.name}`
            if (entry.isDirectory()) {
                blocks.push(header(path, 0, "5"))
                walk(path)
            } else if (entry.isFile()) {
                const data = readFileSync(join(folder, path))
                blocks.push(header(path, data.length, "0"), data, Buffer.alloc(-data.length & (BLOCK - 1)))
            }
        }
    }
    walk("")
    blocks.push(Buffer.alloc(2 * BLOCK))
    return Buffer.concat(blocks)
}

/**
 * The entries of a tar archive, in order. Links and devices, which a database folder never holds, are left out.
 *
 * @example
 * ```ts
 * for (const entry of unpack(readFileSync("data.tar"))) console.log(entry.path)
 * ```
 */
export function* unpack(tar: Buffer): Generator<ArchiveEntry> {
    for (let at = 0; at + BLOCK <= tar.length && tar[at] !== 0;) {
        const size = Number.parseInt(textAt(tar, at + 124, 12), 8)
        if (!Number.isInteger(size) || size < 0) throw new Error("not a tar archive")
        const path = textAt(tar, at, 100).replace(/^\/+|\/+$/g, "")
        const type = textAt(tar, at + 156, 1)
        const data = tar.subarray(at + BLOCK, at + BLOCK + size)
        at += BLOCK + Math.ceil(size / BLOCK) * BLOCK
        if (path === "" || path.split("/").includes("..")) continue
        if (type === "5") yield { path, kind: "folder", data: Buffer.alloc(0) }
        else if (type === "0" || type === "") yield { path, kind: "file", data }
    }
}

/**
 * Writes an archive into a folder, the file `last` after all others: as long as it is missing, the folder is known to be
 * unfinished and may be written again.
 *
 * @example
 * ```ts
 * unpackFolder(readFileSync("data.tar"), "/tmp/data", "PG_VERSION")
 * ```
 */
export function unpackFolder(tar: Buffer, folder: string, last: string): void {
    let seal: Buffer | undefined
    for (const { path, kind, data } of unpack(tar)) {
        const target = join(folder, path)
        mkdirSync(kind === "folder" ? target : dirname(target), { recursive: true, mode: 0o700 })
        if (kind === "folder") continue
        if (path === last) seal = data
        else writeFileSync(target, data, { mode: 0o600 })
    }
    if (seal === undefined) throw new Error(`the archive has no ${last}`)
    writeFileSync(join(folder, last), seal, { mode: 0o600 })
}

function header(path: string, size: number, type: "0" | "5"): Buffer {
    if (Buffer.byteLength(path) > 100) throw new Error(`the path is too long for the archive: ${path}`)
    const block = Buffer.alloc(BLOCK)
    block.write(path, 0)
    block.write(type === "5" ? "0000700\0" : "0000600\0", 100)
    block.write("0000000\0".repeat(2), 108)
    block.write(`${size.toString(8).padStart(11, "0")}\0`, 124)
    // One date for all files: the image of one version is the same bytes everywhere.
    block.write("00000000000\0", 136)
    block.write("        ", 148)
    block.write(type, 156)
    block.write("ustar\u000000", 257)
    const sum = block.reduce((total, byte) => total + byte, 0)
    block.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148)
    return block
}

function textAt(tar: Buffer, at: number, length: number): string {
    const text = tar.toString("latin1", at, at + length)
    const end = text.indexOf("\0")
    return end < 0 ? text : text.slice(0, end)
}
