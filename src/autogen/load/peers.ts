import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname } from "node:path"
import { AutogenError } from "../core/errors.js"
import { nearestFile } from "./nearest-file.js"

/** The oldest version of each package that works beside this one. As `peerDependencies` of package.json, which a test compares. */
export const OLDEST: Readonly<Record<string, string>> = {
    pg: "8.11.0",
    "reflect-metadata": "0.1.14",
    typeorm: "0.3.20",
}

/**
 * Throws `PEER_TOO_OLD` where the project has an older version of a package than works: npm installs it with no more than a warning, and
 * what fails then has nothing to do with the cause. One that is not installed is left to whoever imports it.
 *
 * @example
 * ```ts
 * expectPeers("/app/ormconfig.ts")
 * ```
 */
export function expectPeers(config: string): void {
    for (const [name, oldest] of Object.entries(OLDEST)) {
        const version = installedVersion(name, config)
        if (version === undefined || !isOlder(version, oldest)) continue
        throw new AutogenError({
            code: "PEER_TOO_OLD",
            message: `${name} ${version} is installed; typeorm-autogen works with ${name} ${oldest} and later`,
            next: `run \`npm install ${name}@latest\``,
            fields: { package: name, version, oldest },
        })
    }
}

/** The version of the copy that a file imports. */
export function installedVersion(name: string, from: string): string | undefined {
    try {
        const entry = createRequire(from).resolve(name)
        let file = nearestFile(dirname(entry), "package.json")
        while (file !== undefined) {
            const found = JSON.parse(readFileSync(file, "utf8")) as {
                readonly name?: unknown
                readonly version?: unknown
            }
            if (found.name === name) return typeof found.version === "string" ? found.version : undefined
            const above = dirname(dirname(file))
            file = above === dirname(file) ? undefined : nearestFile(above, "package.json")
        }
        return undefined
    } catch {
        return undefined
    }
}

function isOlder(version: string, oldest: string): boolean {
    const numbers = (text: string): readonly number[] => (text.split("-")[0] ?? "").split(".").map(Number)
    const [left, right] = [numbers(version), numbers(oldest)]
    if (left.some(Number.isNaN)) return false
    const at = right.findIndex((number, index) => number !== (left[index] ?? 0))
    return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0)
}
