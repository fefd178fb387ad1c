import { readFileSync } from "node:fs"
import { join, relative } from "node:path"
import { addTo } from "../core/groups.js"
import { declarationLine } from "./declaration-line.js"
import { sourceFiles } from "./source-files.js"

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
    // An entity is a decorated class, or named by an EntitySchema.
    return onlyFile(classFiles(folder, /@(?:\w+\.)?(?:Child)?Entity\b|@ViewEntity\b|EntitySchema\b/))
}

/** The files of a project that declare a migration's class, searched once: several where a name has been given twice. */
export function migrationFiles(folder: string): (className: string) => readonly string[] {
    return classFiles(folder, /\bMigrationInterface\b|\bqueryRunner\b/)
}

/** Undefined where none or several declare the class. */
export function onlyFile(filesOf: (className: string) => readonly string[]): (className: string) => string | undefined {
    return (className) => {
        const files = filesOf(className)
        return files.length === 1 ? files[0] : undefined
    }
}

function classFiles(folder: string, mark: RegExp): (className: string) => readonly string[] {
    let index: ReadonlyMap<string, readonly string[]> | undefined
    return (className) => {
        index ??= indexClasses(folder, mark)
        return index.get(className) ?? []
    }
}

function indexClasses(folder: string, mark: RegExp): ReadonlyMap<string, readonly string[]> {
    const index = new Map<string, string[]>()
    for (const file of sourceFiles(folder)) {
        const text = readFileSync(file, "utf8")
        if (!mark.test(text)) continue
        const names = [...text.matchAll(/\bclass\s+([\p{L}_$][\p{L}\p{N}_$]*)|\bname:\s*["'`]([^"'`]+)["'`]/gu)]
        for (const name of new Set(names.map((match) => match[1] ?? match[2] ?? ""))) {
            addTo(index, name, relative(folder, file).replaceAll("\\", "/"))
        }
    }
    return index
}

/** Tells the line of a file of a project (relative to its folder) in which a class or its property is declared. See declarationLine. */
export function declarationLines(
    folder: string,
): (file: string, className: string, property?: string | null) => number | undefined {
    return (file, className, property) => {
        try {
            return declarationLine(readFileSync(join(folder, file), "utf8"), className, property)
        } catch {
            return undefined
        }
    }
}
