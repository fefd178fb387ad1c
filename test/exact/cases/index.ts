import type { ExactCase } from "../support/case.js"
import { columnCases } from "./columns.js"
import { constraintCases } from "./constraints.js"
import { defaultCases, falseDefaultCases } from "./defaults.js"
import { enumCases } from "./enums.js"
import { relationCases } from "./relations.js"
import { shapeCases } from "./shapes.js"
import { typeCases } from "./types.js"

/** All that TypeORM can declare about tables. */
export const exactCases: readonly ExactCase[] = [
    ...typeCases,
    ...defaultCases,
    ...enumCases,
    ...columnCases,
    ...constraintCases,
    ...relationCases,
    ...shapeCases,
    ...falseDefaultCases,
]
