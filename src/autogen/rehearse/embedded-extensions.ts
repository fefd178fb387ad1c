import { readFileSync, readdirSync } from "node:fs"
import { join } from "node:path"
import { gunzipSync } from "node:zlib"
import type { PGlite } from "@electric-sql/pglite"
import { unpack } from "./embedded-archive.js"

/**
 * Puts the files of every extension that ships with PGlite where Postgres looks for them, so that CREATE EXTENSION works and
 * an extension that was created before loads. PGlite's own way, naming extensions at the start, compiles all of them and costs
 * up to half a second each time; copied files are compiled by Postgres when it first loads one.
 *
 * @example
 * ```ts
 * installExtensions(pglite, "node_modules/@electric-sql/pglite/dist")
 * ```
 */
export function installExtensions(pglite: PGlite, distribution: string): void {
    for (const name of readdirSync(distribution)) {
        if (!name.endsWith(".tar.gz")) continue
        for (const { path, kind, data } of unpack(gunzipSync(readFileSync(join(distribution, name))))) {
            if (kind === "file") pglite.copyToFS(`/pglite/${path}`, data)
        }
    }
}
