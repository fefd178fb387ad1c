import { existsSync, readFileSync } from "node:fs"
import { dirname, extname, join } from "node:path"

/** How Node runs a file: as an ES module or as CommonJS. */
export type ModuleFormat = "module" | "commonjs"

/** The nearest file called `name` in `folder` or a folder above it. */
export function nearestFile(folder: string, name: string): string | undefined {
    for (let current = folder; ; current = dirname(current)) {
        const file = join(current, name)
        if (existsSync(file)) return file
        if (current === dirname(current)) return undefined
    }
}

/** The format Node gives a file: by its extension, else by the "type" of the nearest package.json. TypeORM decides likewise. */
export function moduleFormatOf(file: string): ModuleFormat {
    const extension = extname(file)
    if (extension === ".mjs" || extension === ".mts") return "module"
    if (extension === ".cjs" || extension === ".cts") return "commonjs"
    const packageFile = nearestFile(dirname(file), "package.json")
    if (packageFile === undefined) return "commonjs"
    try {
        const content: unknown = JSON.parse(readFileSync(packageFile, "utf8"))
        return (content as { readonly type?: unknown } | null)?.type === "module" ? "module" : "commonjs"
    } catch {
        return "commonjs" // an unreadable package.json is Node's to complain about
    }
}
