import { accessSync, constants, existsSync, readFileSync, statSync } from "node:fs"
import { dirname } from "node:path"
import { AutogenError, messageOf } from "../core/errors.js"

/** Whether there is a folder of that path. */
export function isFolder(path: string): boolean {
    return existsSync(path) && statSync(path).isDirectory()
}

/** A file's text, or undefined if there is none. */
export function readIfThere(file: string): string | undefined {
    try {
        return readFileSync(file, "utf8")
    } catch (error) {
        const { code } = error as NodeJS.ErrnoException
        if (code === "ENOENT" || code === "ENOTDIR") return undefined
        throw unwritable(file, messageOf(error))
    }
}

/** Throws if a file could not be written or created, together with the folders it needs. */
export function requireWritable(file: string): void {
    let existing = file
    while (!existsSync(existing)) existing = dirname(existing)
    if (existing === file && isFolder(file)) throw unwritable(file, "it is a folder")
    if (existing !== file && !isFolder(existing)) throw unwritable(file, `"${existing}" is a file, not a folder`)
    try {
        accessSync(existing, constants.W_OK)
    } catch {
        throw unwritable(file, `there is no permission to write "${existing}"`)
    }
}

function unwritable(file: string, why: string): AutogenError {
    return new AutogenError({
        code: "FILE_UNWRITABLE",
        message: `"${file}" cannot be written: ${why}`,
        next: "remove what is there or set the permissions, then run the command again; nothing was changed",
        fields: { file },
    })
}
