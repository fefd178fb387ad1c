import {
    chmodSync,
    existsSync,
    mkdirSync,
    readFileSync,
    readdirSync,
    statSync,
    symlinkSync,
    truncateSync,
    writeFileSync,
} from "node:fs"
import { join } from "node:path"
import type { PGlite } from "@electric-sql/pglite"
import { afterEach, describe, expect, it } from "vitest"
import { unpack } from "../../src/autogen/rehearse/embedded-archive.js"
import { freshImage } from "../../src/autogen/rehearse/embedded-image.js"
import { openEmbeddedPostgres } from "../../src/autogen/rehearse/embedded-postgres.js"
import { temporaryFolder } from "./children.js"

const { XDG_CACHE_HOME, TMPDIR } = process.env

afterEach(() => {
    restore("XDG_CACHE_HOME", XDG_CACHE_HOME)
    restore("TMPDIR", TMPDIR)
})

function restore(name: string, value: string | undefined): void {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
}

/** A maker whose initdb is quick: the image is that of a folder with two files. */
function counting(): { readonly maker: Parameters<typeof freshImage>[0]; readonly made: () => number } {
    let made = 0
    class Quick {
        static create({ dataDir }: { dataDir: string }): Promise<{ close: () => Promise<void> }> {
            made++
            mkdirSync(join(dataDir, "base"))
            writeFileSync(join(dataDir, "PG_VERSION"), "18\n")
            writeFileSync(join(dataDir, "base", "1"), "x".repeat(1000))
            return Promise.resolve({ close: () => Promise.resolve() })
        }
    }
    return { maker: { PGlite: Quick as unknown as typeof PGlite, version: "0", startParams: [] }, made: () => made }
}

function useCache(): string {
    const cache = temporaryFolder()
    process.env["XDG_CACHE_HOME"] = cache
    process.env["TMPDIR"] = temporaryFolder()
    return join(cache, "typeorm-autogen")
}

describe("the image of a fresh database", () => {
    it("is made once, and again when it is damaged", async () => {
        const folder = useCache()
        const { maker, made } = counting()
        const image = await freshImage(maker)
        expect([...unpack(image)].map(({ path, data }) => [path, data.length])).toEqual([
            ["PG_VERSION", 3],
            ["base", 0],
            ["base/1", 1000],
        ])
        expect((await freshImage(maker)).equals(image)).toBe(true)
        expect(made()).toBe(1)
        expect(statSync(folder).mode & 0o777).toBe(0o700)
        const file = join(folder, readdirSync(folder)[0] ?? "")
        for (const damage of [() => truncateSync(file, 700), () => flip(file), () => writeFileSync(file, "")]) {
            const before = made()
            damage()
            expect((await freshImage(maker)).equals(image)).toBe(true)
            expect(made()).toBe(before + 1)
            await freshImage(maker)
            expect(made()).toBe(before + 1)
        }
    })

    it("is not read from a folder that others may write to", async () => {
        const folder = useCache()
        const { maker, made } = counting()
        await freshImage(maker)
        chmodSync(folder, 0o777)
        await freshImage(maker)
        expect(made()).toBe(2)
        // The second went to the temporary folder instead.
        await freshImage(maker)
        expect(made()).toBe(2)
    })

    it("is not written through a link, and needs no cache at all", async () => {
        const folder = useCache()
        const elsewhere = temporaryFolder()
        symlinkSync(elsewhere, folder)
        writeFileSync(
            join(process.env["TMPDIR"] ?? "", `typeorm-autogen-${process.getuid?.() ?? "user"}`),
            "in the way",
        )
        const { maker, made } = counting()
        await freshImage(maker)
        await freshImage(maker)
        expect(made()).toBe(2)
        expect(readdirSync(elsewhere)).toEqual([])
    })
})

describe("a folder", () => {
    it("is shared in one process, opened from wherever it is named, and ignored by git", async () => {
        const parent = temporaryFolder()
        const dataDir = join(parent, "data")
        const [one, two] = await Promise.all([
            openEmbeddedPostgres({ dataDir }),
            openEmbeddedPostgres({ dataDir: join(parent, "x", "..", "data") }),
        ])
        await one.exec("CREATE TABLE shared (id integer)")
        await one.close()
        expect(await two.query("SELECT * FROM shared")).toEqual([])
        await two.close()
        expect(readFileSync(join(dataDir, ".gitignore"), "utf8")).toMatch(/^\*$/m)
        expect(readdirSync(dataDir).some((name) => name.startsWith("lock-"))).toBe(false)
    })

    it("with extensions opens with them", async () => {
        const dataDir = join(temporaryFolder(), "data")
        const first = await openEmbeddedPostgres({ dataDir })
        await first.exec("CREATE EXTENSION citext; CREATE TABLE word (text citext); INSERT INTO word VALUES ('A')")
        await first.close()
        const second = await openEmbeddedPostgres({ dataDir })
        expect(await second.query("SELECT text FROM word WHERE text = 'a'")).toEqual([{ text: "A" }])
        await second.close()
    })

    it("of something else is left alone", async () => {
        const dataDir = temporaryFolder()
        writeFileSync(join(dataDir, "thesis.txt"), "")
        await expect(openEmbeddedPostgres({ dataDir })).rejects.toMatchObject({ code: "EMBEDDED_FAILED" })
        expect(readdirSync(dataDir)).toEqual(["thesis.txt"])
    })

    it("that is damaged says so, and is given back", async () => {
        const dataDir = join(temporaryFolder(), "data")
        await (await openEmbeddedPostgres({ dataDir })).close()
        writeFileSync(join(dataDir, "global", "pg_control"), "damaged")
        const exitCode = process.exitCode
        await expect(openEmbeddedPostgres({ dataDir })).rejects.toMatchObject({
            code: "EMBEDDED_FAILED",
            message: expect.stringContaining(dataDir) as string,
        })
        expect(process.exitCode).toBe(exitCode)
        expect(readdirSync(dataDir).some((name) => name.startsWith("lock-"))).toBe(false)
        expect(existsSync(join(dataDir, "PG_VERSION"))).toBe(true)
    })
})

function flip(file: string): void {
    const content = readFileSync(file)
    content[900] = (content[900] ?? 0) ^ 1
    writeFileSync(file, content)
}
