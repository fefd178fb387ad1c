import { readdirSync, readFileSync, type Dirent } from "node:fs"
import { join, relative } from "node:path"
import { addTo } from "../core/groups.js"

/** Folders that hold no sources of the project. */
const SKIPPED = new Set(["node_modules", "dist", "build", "out", "coverage"])

/** More files than this are not read: a report must not wait for a whole disk. */
const LIMIT = 20_000

const SOURCE = /(?<!\.d)\.[cm]?[jt]s$/

/**
 * Tells which file of a project declares a class, relative to the project's folder: for reports. Classes do not know their files,
 * so the sources are searched, once and only when somebody asks. Undefined where none or several declare it.
 *
 * @example
 * ```ts
 * const fileOf = entityFiles(process.cwd())
 * fileOf("Room") // "src/entities/room.ts"
 * ```
 */
export function entityFiles(folder: string): (className: string) => string | undefined {
    let index: ReadonlyMap<string, readonly string[]> | undefined
    return (className) => {
        index ??= indexClasses(folder)
        const files = index.get(className) ?? []
        return files.length === 1 ? files[0] : undefined
    }
}

function indexClasses(folder: string): ReadonlyMap<string, readonly string[]> {
    const index = new Map<string, string[]>()
    for (const file of sourceFiles(folder)) {
        const text = readFileSync(file, "utf8")
        // An entity is a decorated class, or named by an EntitySchema.
        if (!/@(?:\w+\.)?(?:Child)?Entity\b|@ViewEntity\b|EntitySchema\b/.test(text)) continue
        const names = [...text.matchAll(/\bclass\s+([\p{L}_$][\p{L}\p{N}_$]*)|\bname:\s*["'`]([^"'`]+)["'`]/gu)]
        for (const name of new Set(names.map((match) => match[1] ?? match[2] ?? ""))) {
            addTo(index, name, relative(folder, file).replaceAll("\\", "/"))
        }
    }
    return index
}

function sourceFiles(folder: string): readonly string[] {
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
