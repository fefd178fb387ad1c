import { createRequire } from "node:module"
import { AutogenError } from "../core/errors.js"

/**
 * Loads ts-morph when the first migration is written: it brings a whole TypeScript compiler, which takes over a second to load
 * and which an application that only runs migrations need not install.
 */
export async function loadTsMorph(): Promise<typeof import("ts-morph")> {
    try {
        // Required, not imported: it is CommonJS, of megabytes, which an import would read once more to find out what it exports.
        return createRequire(import.meta.url)("ts-morph") as typeof import("ts-morph")
    } catch (cause) {
        throw new AutogenError({
            code: "OPTIONAL_DEPENDENCY_MISSING",
            message: "ts-morph, which writes the migration files, cannot be loaded",
            next: "install it: npm install --save-dev ts-morph",
            fields: { package: "ts-morph" },
            cause,
        })
    }
}
