import * as typeorm from "typeorm"
import { describe, test } from "vitest"
import { sharedVersions } from "../support/servers.js"
import { byHand } from "./cases/by-hand.js"
import { changes } from "./cases/changes.js"
import { declaredRenames } from "./cases/declared-renames.js"
import { dependents } from "./cases/dependents.js"
import { enumRenames } from "./cases/enum-renames.js"
import { enumMappings, enumValues } from "./cases/enum-values.js"
import { junctions } from "./cases/junctions.js"
import { missedChanges } from "./cases/missed-changes.js"
import { recreated } from "./cases/recreated.js"
import { renames } from "./cases/renames.js"
import { swaps } from "./cases/swaps.js"
import { checkChange } from "./support/check-case.js"
import { serverGround } from "./support/place.js"

describe.each(sharedVersions().map((version) => ({ version })))("changes in PostgreSQL $version", ({ version }) => {
    const ground = serverGround(version)
    const possible = [
        ...missedChanges,
        ...changes,
        ...byHand,
        ...dependents,
        ...renames,
        ...declaredRenames,
        ...swaps,
        ...enumRenames,
        ...enumValues,
        ...enumMappings,
        ...recreated,
        ...junctions,
    ].filter(({ since }) => since === undefined || since <= version)

    test.for(possible)("$name", (example) => checkChange(typeorm, ground, example, "fingerprint"))
})
