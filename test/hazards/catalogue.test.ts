import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { authorization } from "../../src/autogen/core/hazards/authorization.js"
import { dataLoss } from "../../src/autogen/core/hazards/data-loss.js"
import { dependents } from "../../src/autogen/core/hazards/dependents.js"
import { failures } from "../../src/autogen/core/hazards/failures.js"
import { locks, rowReads } from "../../src/autogen/core/hazards/locks.js"
import { objectKey } from "../../src/autogen/core/object-key.js"
import { hazardKinds, rowsRead, type HazardText } from "../../src/autogen/core/statement.js"
import { repository, sourceFiles } from "../house/source-files.js"

const table = objectKey("table", ["public", "room"])

/** Every text of the catalogue, those that take values with short ones. */
const texts: readonly (readonly [string, HazardText])[] = Object.entries({
    ...prefixed("authorization", authorization),
    ...prefixed("dataLoss", {
        ...dataLoss,
        noCast: dataLoss.noCast("room.code", "text", "uuid"),
        valuesMerged: dataLoss.valuesMerged([["sad", "happy"]]),
        declaredLossy: dataLoss.declaredLossy("it reads rows"),
    }),
    ...prefixed("failures", { ...failures, valuesRemoved: failures.valuesRemoved(["--map mood.sad:happy"]) }),
    ...prefixed("locks", locks),
    ...prefixed("dependents", {
        droppedAlong: dependents.droppedAlong("view app.v"),
        refused: dependents.refused("view app.v", "retyped"),
        attributesDropped: dependents.attributesDropped("owner"),
        attributesRecreated: dependents.attributesRecreated("owner"),
        attributesCreated: dependents.attributesCreated("owner"),
        foreignCode: dependents.foreignCode("rule r", "f()", '"mallory"'),
    }),
    ...Object.fromEntries(
        (["SHARE UPDATE EXCLUSIVE", "SHARE ROW EXCLUSIVE", "ACCESS EXCLUSIVE"] as const).flatMap((lock) =>
            Object.entries(rowReads).map(([name, read]) => [`rowReads.${name} ${lock}`, rowsRead(lock, table, read)]),
        ),
    ),
})

function prefixed<T extends object>(subject: string, list: T): Record<string, T[keyof T]> {
    return Object.fromEntries(Object.entries(list).map(([name, text]) => [`${subject}.${name}`, text]))
}

describe("the catalogue of hazards", () => {
    it.each(texts)("has a text that fits one line: %s", (_, { kind, reason, safer }) => {
        expect(`${kind}: ${reason}`.length).toBeLessThanOrEqual(100)
        expect(reason).toMatch(/^(?!Postgres)[^\n]*[^.\s]$/)
        expect(safer).toMatch(/^[a-z][^\n]*[^.\s]$/)
    })

    it("has every kind, and docs/hazards.md a section for each", () => {
        expect(new Set(texts.map(([, { kind }]) => kind))).toEqual(new Set(hazardKinds))
        const page = readFileSync(join(repository, "docs/hazards.md"), "utf8")
        const sections = [...page.matchAll(/^### (.+)$/gm)].map(([, title]) => title)
        expect(sections.toSorted()).toEqual(hazardKinds.toSorted())
    })

    it("is where every text of a hazard stands", () => {
        const kinds = hazardKinds.join("|")
        const own = new RegExp(`kind: "(?:${kinds})"|safer: ["\`]`)
        const others = sourceFiles("src").filter(
            ({ path, tree }) => !path.startsWith("src/autogen/core/hazards/") && own.test(tree.text),
        )
        expect(others.map(({ path }) => path)).toEqual([])
    })
})
