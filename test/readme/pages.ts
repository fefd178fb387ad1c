import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

/** The repository's folder. */
export const repository = fileURLToPath(new URL("../../", import.meta.url))

/** The text of a page, named by its path in the repository. */
export function page(path: string): string {
    return readFileSync(join(repository, path), "utf8")
}

/** A fenced block of a page. */
export interface Block {
    readonly language: string
    readonly text: string
}

/** The fenced blocks of a page, in order; of one section where a heading is named. */
export function blocksOf(path: string, heading = ""): readonly Block[] {
    const text = page(path)
    const from = heading === "" ? 0 : text.indexOf(`\n## ${heading}\n`)
    if (from < 0) throw new Error(`${path} has no section "${heading}"`)
    const end = heading === "" ? -1 : text.indexOf("\n## ", from + 1)
    const section = text.slice(from, end < 0 ? undefined : end)
    return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = "", block = ""]) => ({
        language,
        text: block,
    }))
}

/** The texts of a page's blocks in one language. */
export function blocks(language: string, path: string, heading = ""): readonly string[] {
    return blocksOf(path, heading)
        .filter((block) => block.language === language)
        .map(({ text }) => text)
}

/** What varies from run to run, replaced: times, dates and durations; without the lines for people who wait for more than a second. */
export function timeless(text: string): string {
    return text
        .replaceAll(
            /^(?:starting the|reading the entities|replaying the|rehearsing the|the embedded Postgres is kept in) .*\n/gm,
            "",
        )
        .replaceAll(/\d{13}/g, "<time>")
        .replaceAll(/\d{4}-\d\d-\d\d(?:T[\d:.]+Z)?/g, "<date>")
        .replaceAll(/\d+\.\d s$/gm, "<seconds>")
        .replace(/^database \S+ on \S+,/, "database … on …,")
}
