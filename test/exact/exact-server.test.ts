import * as typeorm from "typeorm"
import { describe, test } from "vitest"
import { sharedVersions } from "../support/servers.js"
import { exactCases } from "./cases/index.js"
import { checkBooks } from "./support/check-books.js"
import { checkCase } from "./support/check-case.js"
import { serverGround } from "./support/place.js"
import { sampled } from "../support/sampled.js"

/** A dump of a server's database takes half a second: these have a bit of everything. */
const dumped: readonly string[] = ["numbers", "enums", "unique constraints", "indexes", "several schemas"]

describe.each(sharedVersions().map((version) => ({ version })))("in PostgreSQL $version", ({ version }) => {
    const ground = serverGround(version)
    const possible = exactCases.filter(({ since }) => since === undefined || since <= version)

    sampled(possible)("$name", (example) =>
        checkCase(typeorm, ground, example, dumped.includes(example.name) ? "dump" : "fingerprint"),
    )

    test("false difference: a generated column in a database of another name, and all else that typeorm_metadata may say", () =>
        checkBooks(typeorm, ground))
})
