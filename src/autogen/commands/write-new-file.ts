import { rm, writeFile } from "node:fs/promises"
import { dirname } from "node:path"
import { AutogenError, isError, messageOf } from "../core/errors.js"
import { makeFolder } from "../core/make-folder.js"

/** Writes a file that must not exist yet; never half of it. */
export async function writeNewFile(file: string, text: string, signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) {
        throw new AutogenError({
            code: "INTERRUPTED",
            message: `interrupted before "${file}" was written: nothing was written`,
            next: "run it again",
            fields: { file },
        })
    }
    try {
        await makeFolder(dirname(file))
    } catch (cause) {
        // EEXIST as well: a file is where the folder should be.
        throw unwritable(file, cause)
    }
    try {
        await writeFile(file, text, { flag: "wx" })
    } catch (cause) {
        if (isError(cause) && "code" in cause && cause.code === "EEXIST") {
            throw new AutogenError({
                code: "FILE_EXISTS",
                message: `"${file}" exists already`,
                next: "choose another name, or remove the file",
                fields: { file },
                cause,
            })
        }
        await rm(file, { force: true }).catch(() => undefined)
        throw unwritable(file, cause)
    }
}

function unwritable(file: string, cause: unknown): AutogenError {
    return new AutogenError({
        code: "FILE_UNWRITABLE",
        message: `"${file}" cannot be written: ${messageOf(cause)}`,
        next: "check the folder's permissions, or set migrationsFolder",
        fields: { file },
        cause,
    })
}
