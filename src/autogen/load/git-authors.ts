import { execFile } from "node:child_process"

/** Who brought a file into the repository. */
export interface FileAuthor {
    readonly author: string
    /** As ISO 8601 says it. */
    readonly date: string
}

/** A repository that answers later than this is not waited for. */
const PATIENCE = 5_000

/**
 * Who added the files of some folders, by path relative to `folder`. Empty where there is no repository, and no git.
 *
 * @example
 * ```ts
 * const authors = await gitAuthors("/app", ["src/migrations"])
 * authors.get("src/migrations/1763817600000-add-floor.ts")?.author // "Ada Lovelace"
 * ```
 */
export async function gitAuthors(folder: string, paths: readonly string[]): Promise<ReadonlyMap<string, FileAuthor>> {
    const text = await git(folder, [
        "log",
        "--diff-filter=AR",
        "--name-only",
        "--relative",
        "--format=%x00%an%x00%aI%x00",
        "--",
        ...(paths.length > 0 ? paths : ["."]),
    ])
    const parts = text.split("\0")
    const authors = new Map<string, FileAuthor>()
    // The latest comes first, so that who added a file before it was moved back counts.
    for (let at = 1; at + 2 < parts.length; at += 3) {
        const [author = "", date = "", files = ""] = parts.slice(at, at + 3)
        for (const file of files.split("\n")) if (file !== "") authors.set(file, { author, date })
    }
    return authors
}

/** What git says; nothing where it fails, as it does outside of a repository. */
function git(folder: string, args: readonly string[]): Promise<string> {
    const quiet = ["-c", "core.quotePath=false", "-c", "log.showSignature=false", "-c", "core.fsmonitor=false"]
    const env = { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_PAGER: "cat" }
    return new Promise((resolve) => {
        execFile(
            "git",
            [...quiet, ...args],
            { cwd: folder, env, timeout: PATIENCE, maxBuffer: 64 * 2 ** 20, windowsHide: true },
            (error, stdout) => resolve(error ? "" : stdout),
        )
    })
}
