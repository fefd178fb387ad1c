import type { ChangeCase } from "../support/case.js"
import { byHand } from "./by-hand.js"
import { changes } from "./changes.js"
import { declaredRenames } from "./declared-renames.js"
import { dependents } from "./dependents.js"
import { enumRenames } from "./enum-renames.js"
import { enumMappings, enumValues } from "./enum-values.js"
import { junctions } from "./junctions.js"
import { missedChanges } from "./missed-changes.js"
import { recreated } from "./recreated.js"
import { renames } from "./renames.js"
import { swaps } from "./swaps.js"

/** Every change that is tried on servers. */
export const allChanges: readonly ChangeCase[] = [
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
]
