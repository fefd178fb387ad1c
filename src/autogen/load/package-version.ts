import { createRequire } from "node:module"

/**
 * The package's version, as its package.json says, from sources and from the built package alike.
 *
 * @example
 * ```ts
 * packageVersion() // "0.1.0"
 * ```
 */
export function packageVersion(): string {
    const require = createRequire(import.meta.url)
    for (const place of ["../../package.json", "../../../package.json", "../package.json"]) {
        try {
            const found = require(place) as { readonly name?: string; readonly version?: string }
            if (found.name === "typeorm-autogen" && found.version !== undefined) return found.version
        } catch {
            // Not there: another place has it.
        }
    }
    return "unknown"
}
