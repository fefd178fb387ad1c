import { mkdir, stat } from "node:fs/promises"
import { dirname } from "node:path"
import { isError } from "./errors.js"

/**
 * Makes a folder and those above it that are missing. Node's own recursive mkdir never returns where a file system says "no such
 * file" to every new name, as /proc does: this one asks each folder twice at most.
 *
 * Throws the file system's error: `EEXIST` where a file has the name.
 */
export async function makeFolder(folder: string): Promise<void> {
    try {
        await mkdir(folder)
    } catch (error) {
        const code = isError(error) && "code" in error ? error.code : undefined
        if (code === "EEXIST" && (await stat(folder)).isDirectory()) return
        if (code !== "ENOENT" || dirname(folder) === folder) throw error
        await makeFolder(dirname(folder))
        await mkdir(folder)
    }
}
