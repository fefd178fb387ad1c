import { beforeAll, describe, expect, it } from "vitest"
import { objectKey } from "../../src/autogen/core/object-key.js"
import { parseAutogenOptions } from "../../src/autogen/load/autogen-options.js"
import { hazardsRefused, parseHazardKinds, refusedHazards } from "../../src/autogen/commands/refuse-hazards.js"
import { statement, type HazardKind } from "../../src/autogen/core/statement.js"
import { newDatabase, type Environment } from "../cli/databases.js"
import { makeProject, ormconfig, type Project } from "../cli/project.js"
import { rest } from "../support/sampled.js"

const withoutSize = `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"

@Entity()
export class Room {
    @PrimaryGeneratedColumn()
    id!: number

    @Column({ length: 36 })
    code!: string
}
`

describe("generate, where a column would go", () => {
    let project: Project
    let environment: Environment
    beforeAll(async () => {
        project = await makeProject()
        environment = (await newDatabase()).environment
        const generated = await project.run(["generate", "--no-rehearse"], environment)
        expect(generated, generated.all).toMatchObject({ code: 0 })
        expect(await project.run(["upgrade"], environment)).toMatchObject({ code: 0 })
        project.write("src/entities/room.ts", withoutSize)
    })

    it("refuses, names the object and the flag, and writes nothing", async () => {
        const before = project.snapshot()
        const said = await project.run(["generate"], environment)
        expect(said).toMatchObject({ code: 1, out: "" })
        expect(said.err).toContain("error HAZARD_REFUSED nothing was written")
        expect(said.err).toContain('  deletes-data "column:public.room.size": all values of the column are deleted')
        expect(said.err).toContain("next  if that is meant: --allow deletes-data")
        expect(project.snapshot()).toEqual(before)
    })

    it("says so as JSON", rest, async () => {
        const { code, out } = await project.run(["generate", "--json"], environment)
        expect(code).toBe(1)
        expect(JSON.parse(out)).toMatchObject({
            error: {
                code: "HAZARD_REFUSED",
                hazards: [{ kind: "deletes-data", object: "column:public.room.size" }],
            },
        })
    })

    it("prints the source with --dry-run nevertheless", rest, async () => {
        const said = await project.run(["generate", "--dry-run", "--no-rehearse"], environment)
        expect(said).toMatchObject({ code: 0 })
        expect(said.out).toContain('op.dropColumn("room", "size")')
        expect(said.err).toContain("warning this is printed, but without --dry-run it would be refused: HAZARD_REFUSED")
        expect(said.err).toContain("--allow deletes-data")
    })

    it("refuses a hazard that is none, with a near one", async () => {
        const { code, err } = await project.run(["generate", "--allow", "delete-data"], environment)
        expect(code).toBe(1)
        expect(err).toContain('error USAGE there is no hazard "delete-data"')
        expect(err).toContain('did you mean "deletes-data"?')
    })

    it("writes it where it is allowed; goes back without a word", async () => {
        const args = ["generate", "--no-rehearse", "--allow", "rewrites-table,deletes-data", "--allow", "no-cast"]
        const said = await project.run(args, environment)
        expect(said, said.all).toMatchObject({ code: 0 })
        const upgraded = await project.run(["upgrade"], environment)
        expect(upgraded, upgraded.all).toMatchObject({ code: 0 })
    })

    it("takes the project's own permission", rest, async () => {
        project.write("src/entities/room.ts", withoutSize.replace(/\n {4}@Column.*\n.*code.*\n/, ""))
        const allowing = ormconfig().replace("migrationsFolder:", 'allow: ["deletes-data"], migrationsFolder:')
        project.write("ormconfig.ts", allowing)
        const said = await project.run(["generate", "--no-rehearse"], environment)
        expect(said, said.all).toMatchObject({ code: 0 })
    })
})

describe("names of hazards", () => {
    it("come one by one or with commas", () => {
        expect(parseHazardKinds(["deletes-data, no-cast", "scans-table"])).toEqual([
            "deletes-data",
            "no-cast",
            "scans-table",
        ])
        expect(parseHazardKinds([])).toEqual([])
    })

    it.each(["", "DELETES-DATA", "deletes-data;", "all", "__proto__"])("refuse %j", (name) => {
        expect(() => parseHazardKinds([name])).toThrow(expect.objectContaining({ code: "USAGE" }))
    })

    it.each([
        [true, "write a list"],
        ["deletes-data", "write a list"],
        [["deletes-dat"], 'did you mean "deletes-data"?'],
        [[null], "has null"],
        [[undefined], "each one of"],
    ])("refuse %j in a configuration", (allow, words) => {
        const parse = (): unknown => parseAutogenOptions({ allow })
        expect(parse).toThrow(expect.objectContaining({ code: "CONFIG_INVALID" }))
        try {
            parse()
        } catch (error) {
            expect(String((error as { next?: string }).next)).toContain(words)
        }
    })
})

describe("what is refused", () => {
    const up = (...kinds: readonly HazardKind[]) => ({
        up: [
            {
                operation: { name: "execute", args: [] },
                objects: [],
                statements: kinds.map((kind) =>
                    statement("SELECT 1", {
                        hazards: [{ kind, object: objectKey("table", ["public", kind]), reason: "why", safer: "wait" }],
                    }),
                ),
            },
        ],
    })

    it("is what costs data, as long as nobody has allowed it", () => {
        const plan = up("deletes-data", "rewrites-table", "may-fail-on-data", "no-cast", "blocks-reads")
        const kinds = (allowed: readonly HazardKind[]) => refusedHazards(plan, allowed).map(({ kind }) => kind)
        expect(kinds([])).toEqual(["deletes-data", "no-cast"])
        expect(kinds(["no-cast"])).toEqual(["deletes-data"])
        expect(kinds(["no-cast", "deletes-data"])).toEqual([])
    })

    it("is told with every object, one flag for all, and every choice once", () => {
        const error = hazardsRefused([
            { kind: "no-cast", object: objectKey("column", ["public", "a", "b"]), reason: "why", safer: "do this" },
            { kind: "no-cast", object: objectKey("column", ["public", "a", "c"]), reason: "why", safer: "do this" },
            { kind: "deletes-data", object: objectKey("table", ["public", "d"]), reason: "gone", safer: "do this" },
        ])
        expect(error.message.split("\n").slice(1)).toEqual([
            '  no-cast "column:public.a.b": why',
            '  no-cast "column:public.a.c": why',
            '  deletes-data "table:public.d": gone',
        ])
        expect(error.next).toBe("if that is meant: --allow deletes-data,no-cast\n  or do this")
    })
})
