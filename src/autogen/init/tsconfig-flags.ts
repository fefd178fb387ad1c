import { existsSync } from "node:fs"
import { join, relative } from "node:path"
import { AutogenError } from "../core/errors.js"
import { decoratorFlags, type DecoratorFlag } from "../load/decorator-flags.js"
import { insertIntoObject, valueRange } from "./edit-json.js"
import { readIfThere } from "./project-files.js"

/** What there is to do about the tsconfig.json of a project. */
export interface TsconfigStep {
    readonly path: string
    readonly action: "created" | "changed" | "kept"
    readonly note?: string
    readonly content?: string
}

/** A tsconfig.json for a project that has none. */
const NEW = (format: "module" | "commonjs"): string => `{
    "compilerOptions": {
        "target": "ES2022",
        "module": "${format === "module" ? "nodenext" : "node16"}",
        "strict": true,
        "esModuleInterop": true,
        "skipLibCheck": true,
        "experimentalDecorators": true,
        "emitDecoratorMetadata": true
    },
    "include": ["src", "*.ts"]
}
`

/**
 * TypeORM's entities need two flags of the compiler. Says which of them are missing, or sets them where that is wanted: in the file that
 * governs the sources, with its comments and its form. Undefined where there is nothing to say.
 */
export function tsconfigFlags(
    root: string,
    format: "module" | "commonjs",
    isWanted: boolean,
): TsconfigStep | undefined {
    const own = join(root, "tsconfig.json")
    if (!existsSync(own) && isWanted) return { path: "tsconfig.json", action: "created", content: NEW(format) }
    const { file, missing } = decoratorFlags(join(root, "src", "entity.ts"))
    if (file === undefined) return undefined
    const path = relative(root, file).replaceAll("\\", "/")
    if (missing.length === 0) return isWanted ? { path, action: "kept", note: "has the decorators' flags" } : undefined
    const names = missing.map((flag) => `"${flag}": true`).join(", ")
    const lacks = `${path} lacks ${names}, which entities need`
    if (path.startsWith("..")) return { path, action: "kept", note: lacks }
    if (!isWanted) return { path, action: "kept", note: `${lacks}: \`npx typeorm-autogen init --tsconfig\` writes it` }
    return { path, action: "changed", note: `set ${names}`, content: withFlags(file, missing) }
}

function withFlags(file: string, missing: readonly DecoratorFlag[]): string {
    let text = readIfThere(file) ?? "{}"
    for (const flag of missing) {
        const options = valueRange(text, ["compilerOptions"])
        const value = options === undefined ? undefined : valueRange(text, ["compilerOptions", flag])
        const changed =
            value !== undefined
                ? text.slice(0, value.start) + "true" + text.slice(value.end)
                : options === undefined
                  ? insertIntoObject(text, [], "compilerOptions", "{}")
                  : insertIntoObject(text, ["compilerOptions"], flag, "true")
        if (changed === undefined) throw unreadable(file)
        text =
            options === undefined ? (insertIntoObject(changed, ["compilerOptions"], flag, "true") ?? changed) : changed
    }
    return text
}

function unreadable(file: string): AutogenError {
    return new AutogenError({
        code: "USAGE",
        message: `${file} is not an object with "compilerOptions"`,
        next: 'correct it, then set "experimentalDecorators": true and "emitDecoratorMetadata": true',
        fields: { file },
    })
}
