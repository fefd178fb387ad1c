import { existsSync, readFileSync } from "node:fs"
import { dirname, join } from "node:path"

/** How our commands are called in a project. */
export interface ProjectCommands {
    readonly generate: string
    readonly create: string
    readonly upgrade: string
    /** What runs a program of the project's packages: "npx". */
    readonly program: string
}

export type PackageManagerName = "npm" | "pnpm" | "yarn" | "bun"

interface PackageManager {
    readonly name: PackageManagerName
    readonly lockFiles: readonly string[]
    readonly script: string
    readonly program: string
}

const managers: readonly PackageManager[] = [
    { name: "pnpm", lockFiles: ["pnpm-lock.yaml"], script: "pnpm run", program: "pnpm exec" },
    { name: "yarn", lockFiles: ["yarn.lock"], script: "yarn run", program: "yarn run" },
    { name: "bun", lockFiles: ["bun.lock", "bun.lockb"], script: "bun run", program: "bunx" },
]
const npm: PackageManager = { name: "npm", lockFiles: ["package-lock.json"], script: "npm run", program: "npx" }

/**
 * How people call our commands in a project: by the script of its package.json that does, with the package manager whose lock file is
 * there, else by the program itself.
 *
 * @example
 * ```ts
 * projectCommands("/app").generate // "npm run migration:generate"
 * ```
 */
export function projectCommands(folder: string): ProjectCommands {
    const scripts = scriptsOf(folder)
    const { script, program } = managerOf(folder)
    const call = (command: string, argument = ""): string => {
        const calls = new RegExp(`\\bautogen\\b[^&|;]*\\s${command}\\s*$`)
        const name = Object.keys(scripts).find((each) => calls.test(String(scripts[each])))
        if (name === undefined) return `${program} typeorm-autogen ${command}${argument && ` ${argument}`}`
        return `${script} ${name}${argument && `${script === npm.script ? " --" : ""} ${argument}`}`
    }
    return { generate: call("generate"), create: call("create", "<name>"), upgrade: call("upgrade"), program }
}

/** The package manager of a project, by the lock file that is nearest above it; npm where there is none. */
export function packageManager(folder: string): PackageManagerName {
    return managerOf(folder).name
}

/** The names of a package manager's lock file. */
export function lockFiles(name: PackageManagerName): readonly string[] {
    return [...managers, npm].find((each) => each.name === name)?.lockFiles ?? []
}

function scriptsOf(folder: string): Readonly<Record<string, unknown>> {
    try {
        const content = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { readonly scripts?: unknown }
        const { scripts } = content
        return typeof scripts === "object" && scripts !== null ? { ...scripts } : {}
    } catch {
        return {}
    }
}

/** The lock file of a workspace lies above its packages. */
function managerOf(folder: string): PackageManager {
    for (let at = folder; ; at = dirname(at)) {
        const found = [...managers, npm].find(({ lockFiles }) => lockFiles.some((name) => existsSync(join(at, name))))
        if (found) return found
        if (dirname(at) === at) return npm
    }
}
