import { existsSync, readdirSync, readFileSync, statSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { describe, expect, it } from "vitest"
import { anchorsOf, linksOf } from "./links.js"
import { repository } from "./source-files.js"

// The same that `npm run docs` does, in a blink and without VitePress.

const top = readdirSync(repository).filter((name) => name.endsWith(".md"))
const guides = readdirSync(join(repository, "docs")).filter((name) => name.endsWith(".md"))
const pages = [...top, ...guides.map((name) => `docs/${name}`)]
const read = (path: string): string => readFileSync(join(repository, path), "utf8")

describe("the pages", () => {
    it.each(pages)("%s links to what is there", (page) => {
        const dead = linksOf(read(page)).filter(({ target }) => {
            const [path = "", anchor] = target.split("#")
            const file = path === "" ? page : relative(repository, join(repository, dirname(page), path))
            if (!existsSync(join(repository, file))) return true
            if (anchor === undefined) return false
            return statSync(join(repository, file)).isDirectory() || !anchorsOf(read(file)).has(anchor)
        })
        expect(dead.map(({ line, target }) => `${page}:${line} ${target}`)).toEqual([])
    })

    it("are all found from README.md", () => {
        const found = new Set(["README.md"])
        for (const page of found) {
            for (const { target } of page.endsWith(".md") ? linksOf(read(page)) : []) {
                const [path = ""] = target.split("#")
                if (path !== "") found.add(relative(repository, join(repository, dirname(page), path)))
            }
        }
        expect(pages.filter((page) => !found.has(page))).toEqual([])
    })
})

describe("the reading of links", () => {
    it("sees links, not code", () => {
        const text = "see [a](b.md) and [c](d.md#e), [f](https://g.h)\n```ts\na[0](b)\n```\n`x[0](y)`\n[r]: s.md"
        expect(linksOf(text)).toEqual([
            { target: "b.md", line: 1 },
            { target: "d.md#e", line: 1 },
            { target: "s.md", line: 6 },
        ])
    })

    it("makes anchors as GitHub does", () => {
        const text =
            '# A\n## What `generate` refuses\n## init [folder]\n## A\n```sh\n# no heading\n```\n<a id="own"></a>'
        expect([...anchorsOf(text)]).toEqual(["a", "what-generate-refuses", "init-folder", "a-1", "own"])
    })
})
