import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { AutogenError, messageOf } from "../core/errors.js"
import type { ModuleFormat } from "../load/nearest-file.js"
import { isFolder, readIfThere } from "./project-files.js"

/** A project's package.json, and what follows from it. */
export interface ProjectPackage {
    readonly text: string
    readonly content: Readonly<Record<string, unknown>>
    readonly format: ModuleFormat
    readonly usesTypeScript: boolean
}

/** The package.json of a folder. */
export function readPackage(root: string): ProjectPackage {
    const file = join(root, "package.json")
    const text = readIfThere(file)
    if (text === undefined) {
        throw usage(
            `there is no package.json in ${root}`,
            "run `npm init`, or change to the folder of the project",
            file,
        )
    }
    let content: unknown
    try {
        content = JSON.parse(text.replace(/^\ufeff/, ""))
    } catch (error) {
        throw usage(`${file} is not JSON: ${messageOf(error)}`, "correct it and run the command again", file)
    }
    if (typeof content !== "object" || content === null || Array.isArray(content)) {
        throw usage(`${file} is not a JSON object`, "correct it and run the command again", file)
    }
    const fields = content as Readonly<Record<string, unknown>>
    const dependencies = [fields["dependencies"], fields["devDependencies"]]
    const hasCompiler = dependencies.some((list) => typeof list === "object" && list !== null && "typescript" in list)
    return {
        text,
        content: fields,
        format: fields["type"] === "module" ? "module" : "commonjs",
        usesTypeScript: hasCompiler || existsSync(join(root, "tsconfig.json")),
    }
}

/** Where the project has its entities, as a glob: files called *.entity, else a folder of the usual names, else `src/entities`. */
export function entitiesGlob(root: string, extension: "ts" | "js"): string {
    if (hasEntityFiles(join(root, "src"), `.entity.${extension}`)) return `src/**/*.entity.${extension}`
    const folder = ["src/entities", "src/entity", "entities", "entity"].find((name) => existsSync(join(root, name)))
    return `${folder ?? "src/entities"}/*.${extension}`
}

function hasEntityFiles(folder: string, ending: string): boolean {
    if (!isFolder(folder)) return false
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
    return entries.some((entry) => entry.isFile() && entry.name.endsWith(ending))
}

function usage(message: string, next: string, file: string): AutogenError {
    return new AutogenError({ code: "USAGE", message, next, fields: { file } })
}
