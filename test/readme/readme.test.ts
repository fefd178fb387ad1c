import "reflect-metadata"
import { spawnSync } from "node:child_process"
import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { format } from "prettier"
import { Column, DataSource, Entity, PrimaryGeneratedColumn } from "typeorm"
import { beforeAll, describe, expect, it } from "vitest"
import { openEmbeddedPostgres } from "../../src/autogen/rehearse/embedded-postgres.js"
import { newDatabase, type Environment } from "../cli/databases.js"
import { floor, makeProject, room, type Project } from "../cli/project.js"
import { rest } from "../support/sampled.js"
import { blocks, page, repository, timeless } from "./pages.js"

/** What the compiler says of these files of the project, under the house's strict settings, or some of them changed. */
function compiled(files: readonly string[]): string {
    const paths = {
        "typeorm-autogen": [join(repository, "src/autogen/index.ts")],
        "typeorm-autogen/op": [join(repository, "src/autogen/op/index.ts")],
        "typeorm-autogen/declare": [join(repository, "src/autogen/declare/renamed-from.ts")],
    }
    const typeRoots = [join(repository, "node_modules/@types")]
    const settings = {
        extends: join(repository, "tsconfig.json"),
        compilerOptions: { noEmit: true, rootDir: "/", paths, typeRoots },
        files,
    }
    project.write("tsconfig.readme.json", JSON.stringify(settings))
    const tsc = join(repository, "node_modules/typescript/bin/tsc")
    return spawnSync(process.execPath, [tsc, "-p", "tsconfig.readme.json", "--pretty", "false"], {
        cwd: project.root,
        encoding: "utf8",
    }).stdout
}

let project: Project
let environment: Environment

/** Room before its change: migrated, with a row. */
beforeAll(async () => {
    const [config = ""] = blocks("ts", "docs/configuration.md")
    project = await makeProject({ files: { "ormconfig.ts": config } })
    const place = await newDatabase()
    environment = { DATABASE_URL: place.database.url }
    const generated = await project.run(["generate", "--no-rehearse"], environment)
    expect(generated, generated.all).toMatchObject({ code: 0 })
    expect(await project.run(["upgrade"], environment)).toMatchObject({ code: 0 })
    project.write("src/entities/room.ts", room(64, floor))
})

describe("README.md's opening", () => {
    it("is what the command says and writes", async () => {
        const [console = ""] = blocks("console", "README.md")
        const [command, ...output] = console.trimEnd().split("\n")
        expect(command).toBe('$ npx typeorm-autogen generate "widen code and add floor"')
        const said = await project.run(["generate", "widen code and add floor"], environment)
        expect(said, said.all).toMatchObject({ code: 0 })
        expect(timeless(`${said.err}${said.out}`.trimEnd())).toBe(timeless(output.join("\n")))
        const name = project.migrations().at(-1) ?? ""
        const house = JSON.parse(readFileSync(join(repository, ".prettierrc.json"), "utf8"))
        const text = await format(project.read(`src/migrations/${name}`), { ...house, parser: "typescript" })
        expect(timeless(blocks("ts", "README.md")[0] ?? "")).toBe(timeless(text))
        expect(await project.run(["upgrade"], environment)).toMatchObject({ code: 0 })
        expect(await project.run(["check"], environment)).toMatchObject({ code: 0 })
        expect(await project.run(["downgrade"], environment)).toMatchObject({ code: 0 })
        rmSync(project.path(`src/migrations/${name}`))
    })

    it("says truly what TypeORM's schema builder would do", async () => {
        const postgres = await openEmbeddedPostgres()
        const log = async (entity: typeof Before | typeof After, synchronize: boolean): Promise<readonly string[]> => {
            const extra = { stream: postgres.stream, ssl: false }
            const options = {
                type: "postgres",
                host: "embedded",
                username: "postgres",
                database: "postgres",
                extra,
            } as const
            const dataSource = await new DataSource({ ...options, entities: [entity], synchronize }).initialize()
            const { upQueries } = await dataSource.driver.createSchemaBuilder().log()
            await dataSource.destroy()
            return upQueries.map(({ query }) => query)
        }
        await log(Before, true)
        const [sql = ""] = blocks("sql", "README.md", "Why")
        expect(await log(After, false)).toEqual(sql.trimEnd().split("\n"))
        await postgres.close()
    })
})

@Entity("room")
class Before {
    @PrimaryGeneratedColumn()
    id!: number

    @Column("varchar", { length: 36 })
    code!: string
}

@Entity("room")
class After {
    @PrimaryGeneratedColumn()
    id!: number

    @Column("varchar", { length: 64 })
    code!: string

    @Column("integer", { nullable: true })
    floor!: number | null
}

describe("docs/library.md's examples", rest, () => {
    const examples = blocks("ts", "docs/library.md")
    const names = examples.map((_, index) => `example-${index + 1}.ts`)
    beforeAll(() => {
        for (const [index, text] of examples.entries()) project.write(names[index] ?? "", text)
    })

    it("compile under the house's strict settings", () => {
        expect(compiled([...names, "ormconfig.ts"])).toBe("")
    })

    it.each(names)("%s runs, and prints what stands behind its console.log", async (name) => {
        const text = project.read(name)
        const promised = [...text.matchAll(/console\.log\(.*\) \/\/ (.*)$/gm)].map((found) => found[1])
        const { code, out, all } = await project.node(["--import", "@oxc-node/core/register", name], environment)
        expect(code, all).toBe(0)
        expect(out.split("\n")).toEqual(expect.arrayContaining(promised))
        expect(out).not.toBe("")
    })
})

describe("the commands", () => {
    /** What is behind the common options. */
    const common = ["--config", "--data-source", "--dataSource", "--debug", "--help"]
    const sections = new Map(
        page("docs/commands.md")
            .split(/^## /m)
            .slice(1)
            .map((section) => [/^[\w-]+/.exec(section)?.[0] ?? "", section]),
    )

    it("are those of --help, in README.md and docs/commands.md, with their options and arguments", async () => {
        const help = (await project.run(["--help"])).out
        const names = [...help.matchAll(/^ {2}([\w-]+) /gm)]
            .map((found) => found[1] ?? "")
            .filter((name) => name !== "help")
        const [section = ""] = page("README.md").split("\n## Commands\n").slice(1)
        const rows = [...section.matchAll(/^\| `([\w-]+)(?: [[<]\w+[\]>])?` +\|/gm)].map((found) => found[1])
        expect(rows.toSorted()).toEqual(names.toSorted())
        expect([...sections.keys()].toSorted()).toEqual(names.toSorted())
        for (const name of names) {
            const { out } = await project.run([name, "--help"])
            const options = [...out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map((found) => found[1] ?? "")
            const told = [...(sections.get(name) ?? "").matchAll(/^\| `(--[\w-]+)` +\|/gm)].map((found) => found[1])
            expect(told.toSorted(), name).toEqual(options.filter((option) => !common.includes(option)).toSorted())
            const argument = /^Usage: typeorm-autogen [\w-]+ \[options\](?: (.+))?$/m.exec(out)?.[1]
            const heading = (sections.get(name) ?? "")
                .split("\n")[0]
                ?.replaceAll(/&lt;|&gt;/g, (sign) => (sign === "&lt;" ? "<" : ">"))
            expect(heading).toBe(argument === undefined ? name : `${name} ${argument}`)
        }
    })
})

describe("the pages' configurations", rest, () => {
    it("compile", () => {
        // Each is a module of its own beside docs/configuration.md's file, with what it leaves out put before it.
        const files = ["docs/configuration.md", "docs/backfill.md", "docs/extensions-and-replay.md", "docs/poolers.md"]
        const texts = files
            .flatMap((file) => blocks("ts", file))
            .filter((text) => text.includes("export const autogen"))
        const names = texts.map((_, index) => `configuration-${index}.ts`)
        for (const [index, text] of texts.entries()) {
            const has = /import .*AutogenOptions/.test(text)
            project.write(
                names[index] ?? "",
                has ? text : `import type { AutogenOptions } from "typeorm-autogen"\n${text}`,
            )
        }
        expect(names.length).toBeGreaterThan(3)
        expect(compiled(names)).toBe("")
    })
})
