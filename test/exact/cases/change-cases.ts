import type { ChangeCase } from "../support/case.js"
import { added } from "./added.js"
import { byHand } from "./by-hand.js"
import { keptAttributes } from "./kept-attributes.js"
import { changes } from "./changes.js"
import { declaredRenames } from "./declared-renames.js"
import { dependents } from "./dependents.js"
import { enumRenames } from "./enum-renames.js"
import { enumMappings, enumValues } from "./enum-values.js"
import { junctions } from "./junctions.js"
import { longNames } from "./long-names.js"
import { missedChanges } from "./missed-changes.js"
import { recreated } from "./recreated.js"
import { renames } from "./renames.js"
import { swaps } from "./swaps.js"
import { uniqueness } from "./uniqueness.js"

/** All changes, by the name of the file that they stand in: the folder of their goldens. */
export const changeCases: Readonly<Record<string, readonly ChangeCase[]>> = {
    "missed-changes": missedChanges,
    changes,
    added,
    "by-hand": byHand,
    "kept-attributes": keptAttributes,
    dependents,
    renames,
    "declared-renames": declaredRenames,
    swaps,
    "enum-renames": enumRenames,
    "enum-values": [...enumValues, ...enumMappings],
    recreated,
    uniqueness,
    junctions,
    "long-names": longNames,
}

/** The same in one list. */
export const allChanges: readonly ChangeCase[] = Object.values(changeCases).flat()
