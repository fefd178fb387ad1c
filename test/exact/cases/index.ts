import type { ExactCase } from "../support/case.js"
import { columnCases } from "./columns.js"
import { constraintCases } from "./constraints.js"
import { defaultCases, falseDefaultCases } from "./defaults.js"
import { enumCases } from "./enums.js"
import { relationCases } from "./relations.js"
import { shapeCases } from "./shapes.js"
import { typeCases } from "./types.js"
import { viewCases } from "./views.js"

/** All that TypeORM can declare. */
export const exactCases: readonly ExactCase[] = [
    ...typeCases,
    ...defaultCases,
    ...enumCases,
    ...columnCases,
    ...constraintCases,
    ...relationCases,
    ...shapeCases,
    ...viewCases,
    ...falseDefaultCases,
]

/** The names of those that TypeORM 0.3 is tested with too. */
export const olderCases: readonly string[] = [
    "numbers",
    "texts",
    "times",
    "defaults: texts",
    "defaults: functions",
    "enums",
    "comments",
    "serials",
    "identities",
    "generated columns",
    "generated uuids",
    "primary keys",
    "checks",
    "foreign keys: composite, to itself, in a circle",
    "one-to-one",
    "many-to-many",
    "closure table",
    "class inheritance",
    "nested set",
    "materialized path",
    "single-table inheritance",
    "embedded entities",
    "a naming strategy with a prefix and a schema",
    "EntitySchema",
    "views",
    "views by query builders, and the schema option",
    "views whose texts end as statements do",
]
