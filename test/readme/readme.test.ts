import "reflect-metadata"
import { spawnSync } from "node:child_process"
import { readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { format } from "prettier"
import { Column, DataSource, Entity, PrimaryGeneratedColumn } from "typeorm"
import { beforeAll, describe, expect, it } from "vitest"
import { openEmbeddedPostgres } from "../../src/autogen/rehearse/embedded-postgres.js"
import { newDatabase, type Environment } from "../cli/databases.js"
import { floor, makeProject, room, type Project } from "../cli/project.js"

const repository = fileURLToPath(new URL("../../", import.meta.url))
const readme = readFileSync(join(repository, "README.md"), "utf8")

/** The code blocks of a language, in the section of this heading, or all. */
function blocks(language: string, heading = ""): readonly string[] {
    const from = heading === "" ? 0 : readme.indexOf(`\n## ${heading}\n`)
    if (from < 0) throw new Error(`README.md has no section "${heading}"`)
    const end = heading === "" ? -1 : readme.indexOf("\n## ", from + 1)
    const section = readme.slice(from, end < 0 ? undefined : end)
    return [...section.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
        .filter((found) => found[1] === language)
        .map((found) => found[2] ?? "")
}

/** What varies from run to run, replaced: times of day and durations; without the lines for people who wait for more than a second. */
function timeless(text: string): string {
    return text
        .replaceAll(/^(?:starting the|reading the entities|replaying the|rehearsing the) .*\n/gm, "")
        .replaceAll(/\d{13}/g, "<time>")
        .replaceAll(/\d+\.\d s$/gm, "<seconds>")
        .replace(/^database \S+ on \S+,/, "database … on …,")
}

let project: Project
let environment: Environment

/** Room before its change: migrated, with a row. */
beforeAll(async () => {
    const [config = ""] = blocks("ts", "Configuration")
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
        const [console = ""] = blocks("console")
        const [command, ...output] = console.trimEnd().split("\n")
        expect(command).toBe('$ npx typeorm-autogen generate "widen code and add floor"')
        const said = await project.run(["generate", "widen code and add floor"], environment)
        expect(said, said.all).toMatchObject({ code: 0 })
        expect(timeless(`${said.err}${said.out}`.trimEnd())).toBe(timeless(output.join("\n")))
        const name = project.migrations().at(-1) ?? ""
        const house = JSON.parse(readFileSync(join(repository, ".prettierrc.json"), "utf8"))
        const text = await format(project.read(`src/migrations/${name}`), { ...house, parser: "typescript" })
        expect(timeless(blocks("ts")[0] ?? "")).toBe(timeless(text))
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
        const [sql = ""] = blocks("sql", "Why")
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

describe("README.md's examples of library use", () => {
    const examples = blocks("ts", "As a library")
    const names = examples.map((_, index) => `example-${index + 1}.ts`)
    beforeAll(() => {
        for (const [index, text] of examples.entries()) project.write(names[index] ?? "", text)
    })

    it("compile under the house's strict settings", () => {
        const paths = { "typeorm-autogen": [join(repository, "src/autogen/index.ts")] }
        const compilerOptions = {
            noEmit: true,
            rootDir: "/",
            paths,
            typeRoots: [join(repository, "node_modules/@types")],
        }
        const settings = {
            extends: join(repository, "tsconfig.json"),
            compilerOptions,
            files: [...names, "ormconfig.ts"],
        }
        project.write("tsconfig.readme.json", JSON.stringify(settings))
        const tsc = join(repository, "node_modules/typescript/bin/tsc")
        const { stdout } = spawnSync(process.execPath, [tsc, "-p", "tsconfig.readme.json", "--pretty", "false"], {
            cwd: project.root,
            encoding: "utf8",
        })
        expect(stdout).toBe("")
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

describe("README.md's commands", () => {
    it("are those of --help, with their options", async () => {
        const rows = readme.split("\n").filter((line) => /^\| `\w+( [[<]\w+[\]>])?` +\|/.test(line))
        const table = new Map(
            rows.map((row) => [
                /`(\w+)/.exec(row)?.[1] ?? "",
                [...row.matchAll(/`(--[\w-]+)`/g)].map((found) => found[1]),
            ]),
        )
        const help = (await project.run(["--help"])).out
        const commands = [...help.matchAll(/^ {2}(\w+) /gm)]
            .map((found) => found[1] ?? "")
            .filter((name) => name !== "help")
        for (const command of commands) {
            const common = ["--config", "--data-source", "--dataSource", "--debug", "--help"]
            const { out } = await project.run([command, "--help"])
            const options = [...out.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)]
                .map((found) => found[1])
                .filter((option) => !common.includes(option ?? ""))
            expect(table.get(command)?.toSorted(), command).toEqual(options.toSorted())
        }
    })
})
