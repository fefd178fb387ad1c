import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { PGlite as PGliteInstance } from "@electric-sql/pglite"
import { announce } from "../core/announce.js"
import { packFolder } from "./embedded-archive.js"
import { readCached, writeCached, type CacheFamily } from "./user-cache.js"

/** What the image is made with: PGlite itself, its version, and the parameters it is always started with. */
export interface ImageMaker {
    readonly PGlite: typeof PGliteInstance
    readonly version: string
    readonly startParams: readonly string[]
}

/** Raised whenever the content of the image changes for the same version of PGlite. */
const FORMAT = 1
const DAY = 24 * 60 * 60 * 1000

/** An image is some thirty megabytes; those of versions no longer installed would pile up. */
const IMAGES: CacheFamily = {
    prefix: "pglite-",
    magic: `autogen-image-${FORMAT}\n`,
    most: 200 * 2 ** 20,
    kept: 30 * DAY,
}

/**
 * A tar archive of a freshly initialised data directory. initdb takes seconds in WebAssembly, loading this a fraction of one,
 * so it is kept in the user's cache folder, one file per version of PGlite. A cache that cannot be written, or that another
 * user could have written, is not used; a damaged image is made again. `tell` hears where it is kept.
 *
 * @example
 * ```ts
 * const pglite = await PGlite.create({ loadDataDir: new Blob([await freshImage(maker)]) })
 * ```
 */
export async function freshImage(maker: ImageMaker, tell: (text: string) => void = announce): Promise<Buffer> {
    const name = `pglite-${maker.version}-${FORMAT}.tar`
    const known = readCached(IMAGES, name)
    if (known !== undefined) return known
    const image = await makeImage(maker)
    const folder = writeCached(IMAGES, name, image)
    if (folder !== null)
        tell(
            `the embedded Postgres is kept in ${folder} (${Math.round(image.length / 2 ** 20)} MB), so that it starts sooner; AUTOGEN_CACHE names another folder, or "off"`,
        )
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
