import { AutogenError } from "../core/errors.js"

/**
 * Loads ts-morph when the first migration is written: it brings a whole TypeScript compiler, which takes over a second to load
 * and which an application that only runs migrations need not install.
 */
export async function loadTsMorph(): Promise<typeof import("ts-morph")> {
    let loaded: typeof import("ts-morph") & { readonly default?: typeof import("ts-morph") }
    try {
        loaded = await import("ts-morph")
    } catch (cause) {
        throw new AutogenError({
            code: "OPTIONAL_DEPENDENCY_MISSING",
            message: "ts-morph, which writes the migration files, cannot be loaded",
            next: "install it: npm install --save-dev ts-morph",
            fields: { package: "ts-morph" },
            cause,
        })
    }
    // It is CommonJS: some loaders find its names, others give all of it as the default export.
    return "Project" in loaded ? loaded : (loaded as { readonly default: typeof import("ts-morph") }).default
}
