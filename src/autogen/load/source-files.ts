import { readdirSync, type Dirent } from "node:fs"
import { join } from "node:path"

/** Folders that hold no sources of the project. */
const SKIPPED = new Set(["node_modules", "dist", "build", "out", "coverage"])

/** More files than this are not read: a report must not wait for a whole disk. */
const LIMIT = 20_000

const SOURCE = /(?<!\.d)\.[cm]?[jt]s$/

/** The source files of a project, sorted, without what is compiled or installed. */
export function sourceFiles(folder: string): readonly string[] {
    const files: string[] = []
    const folders = [folder]
    for (let next = folders.pop(); next !== undefined && files.length < LIMIT; next = folders.pop()) {
        for (const entry of entriesOf(next)) {
            const path = join(next, entry.name)
            if (entry.isDirectory() && !SKIPPED.has(entry.name) && !entry.name.startsWith(".")) folders.push(path)
            else if (entry.isFile() && SOURCE.test(entry.name)) files.push(path)
        }
    }
    return files.sort()
}

function entriesOf(folder: string): readonly Dirent[] {
    try {
        return readdirSync(folder, { withFileTypes: true })
    } catch {
        return []
    }
}
