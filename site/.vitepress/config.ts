import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { dirname, join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import type { Plugin } from "vite"
import { defineConfig } from "vitepress"

// The pages are those of the repository, copied to site/pages; TypeDoc writes those of the API beside them. A dead link fails the build.

const repository = "https://github.com/typeorm-autogen/typeorm-autogen"

const link = (text: string, path: string): { text: string; link: string } => ({ text, link: path })
const guide = (text: string, name: string): { text: string; link: string } => link(text, `/docs/${name}`)

const root = fileURLToPath(new URL("../../", import.meta.url))
const pages = fileURLToPath(new URL("../pages/", import.meta.url))

/** A page of the repository is copied to the same place below the site; README.md is its front page. */
function copyPage(path: string): void {
    const target = join(pages, path === "README.md" ? "index.md" : path)
    mkdirSync(dirname(target), { recursive: true })
    // Links to the front page are links to its folder there.
    writeFileSync(target, readFileSync(join(root, path), "utf8").replaceAll("(../README.md)", "(../index.md)"))
}

rmSync(join(pages, "docs"), { recursive: true, force: true })
const isPage = (path: string): boolean => /^(docs\/)?[\w-]+\.md$/.test(path)
for (const name of [...readdirSync(root), ...readdirSync(join(root, "docs")).map((page) => `docs/${page}`)]) {
    if (isPage(name)) copyPage(name)
}

/** While the site is served, a page that changes is copied again. */
const copiesAgain: Plugin = {
    name: "copies-again",
    configureServer({ watcher }) {
        watcher.add([root, join(root, "docs")].map((folder) => join(folder, "*.md")))
        watcher.on("change", (file) => {
            const path = relative(root, file).replaceAll("\\", "/")
            if (isPage(path)) copyPage(path)
        })
    },
}

export default defineConfig({
    title: "typeorm-autogen",
    description: "Alembic's autogenerate for TypeORM and PostgreSQL",
    lang: "en",
    base: process.env["DOCS_BASE"] ?? "/",
    srcDir: "pages",
    outDir: "dist",
    cacheDir: "cache",
    cleanUrls: true,
    vite: { plugins: [copiesAgain] },
    markdown: {
        config: (md) => {
            // A file of the repository that is no page.
            md.core.ruler.push("license", ({ tokens }) => {
                for (const token of tokens.flatMap(({ children }) => children ?? [])) {
                    if (token.attrGet("href") === "LICENSE") token.attrSet("href", `${repository}/blob/main/LICENSE`)
                }
            })
        },
    },
    themeConfig: {
        search: { provider: "local" },
        outline: [2, 3],
        socialLinks: [{ icon: "github", link: repository }],
        nav: [
            guide("Guide", "getting-started"),
            guide("Hazards", "hazards"),
            link("API", "/api/"),
            link("Coverage", "/COVERAGE"),
            link("Changes", "/CHANGELOG"),
        ],
        sidebar: [
            {
                text: "Begin",
                items: [
                    link("Overview", "/"),
                    guide("Getting started", "getting-started"),
                    guide("Existing projects", "existing-projects"),
                    guide("Alembic's tutorial", "alembic"),
                    guide("NestJS", "nestjs"),
                    guide("Jest", "jest"),
                ],
            },
            {
                text: "Look up",
                items: [
                    guide("Configuration", "configuration"),
                    guide("Commands", "commands"),
                    guide("Migration files", "migration-files"),
                    guide("As a library", "library"),
                    link("API", "/api/"),
                    guide("Coverage", "coverage"),
                    guide("Glossary", "glossary"),
                ],
            },
            {
                text: "Change a schema",
                items: [
                    guide("Renames", "renames"),
                    guide("Hazards", "hazards"),
                    guide("Which changes are safe", "safety"),
                    guide("Online changes", "online-changes"),
                    guide("Backfill", "backfill"),
                ],
            },
            {
                text: "What counts",
                items: [
                    guide("What entities mean", "entities"),
                    guide("Whose object is it", "ownership"),
                    guide("What is not modelled", "not-modelled"),
                    guide("Extensions, schemas, replay", "extensions-and-replay"),
                ],
            },
            {
                text: "Run",
                items: [
                    guide("In CI", "ci"),
                    guide("Production", "production"),
                    guide("Poolers", "poolers"),
                    guide("Many databases", "many-databases"),
                    guide("Security", "security"),
                    guide("Performance", "performance"),
                    guide("Cache and progress", "cache-and-progress"),
                ],
            },
            {
                text: "Build it",
                items: [
                    guide("Architecture", "architecture"),
                    link("Contributing", "/CONTRIBUTING"),
                    link("Changes", "/CHANGELOG"),
                    link("Reporting a weakness", "/SECURITY"),
                ],
            },
        ],
    },
})
