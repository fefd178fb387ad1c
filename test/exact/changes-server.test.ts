import * as typeorm from "typeorm"
import { describe, test } from "vitest"
import { sharedVersions } from "../support/servers.js"
import { allChanges } from "./cases/all-changes.js"
import { checkChange } from "./support/check-case.js"
import { serverGround } from "./support/place.js"

describe.each(sharedVersions().map((version) => ({ version })))("changes in PostgreSQL $version", ({ version }) => {
    const ground = serverGround(version)
    const possible = allChanges.filter(({ since }) => since === undefined || since <= version)

    test.for(possible)("$name", (example) => checkChange(typeorm, ground, example, "fingerprint"))
})
