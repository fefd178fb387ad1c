/** A link of a page: its target as written, and the line that it stands in. */
export interface Link {
    readonly target: string
    readonly line: number
}

/** The lines of a page outside of its fenced blocks and, in them, outside of code; with empty lines in the place of the blocks. */
function proseOf(text: string): readonly string[] {
    let fence = ""
    return text.split("\n").map((line) => {
        const [, mark = ""] = /^ *(```+|~~~+)/.exec(line) ?? []
        if (fence === "" && mark !== "") fence = mark
        else if (fence !== "" && line.trim() === fence) fence = ""
        else if (fence === "")
            return line.replaceAll(/(`+)(?:(?!\1).)+\1(?!`)/g, (code) => code.replaceAll(/[[\]()]/g, " "))
        return ""
    })
}

/** The links of a page that lead to a place of the repository, inline and by reference. */
export function linksOf(text: string): readonly Link[] {
    return proseOf(text).flatMap((line, index) =>
        [...line.matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)|^\[[^\]]+\]: (\S+)/g)]
            .map((found) => ({ target: found[1] ?? found[2] ?? "", line: index + 1 }))
            .filter(({ target }) => !/^[a-z][a-z+.-]*:/i.test(target)),
    )
}

/** The anchors of a page, as GitHub and VitePress make them of its headings, and those that it sets by itself. */
export function anchorsOf(text: string): ReadonlySet<string> {
    const anchors = new Set<string>()
    const lines = text.split("\n")
    for (const [index, prose] of proseOf(text).entries()) {
        const heading = /^#{1,6} /.test(prose) ? /^#{1,6} (.*?)(?: #+)?$/.exec(lines[index] ?? "")?.[1] : undefined
        if (heading !== undefined) anchors.add(numbered(slugOf(heading), anchors))
        for (const [, id = ""] of prose.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id)
    }
    return anchors
}

/** `## What `generate` refuses` to `what-generate-refuses`. */
function slugOf(heading: string): string {
    return heading
        .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
        .replaceAll(/&lt;|&gt;/g, "")
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}_\- ]/gu, "")
        .trim()
        .replaceAll(" ", "-")
}

function numbered(slug: string, taken: ReadonlySet<string>): string {
    for (let number = 0; ; number++) {
        const name = number === 0 ? slug : `${slug}-${number}`
        if (!taken.has(name)) return name
    }
}
