import type { ExactCase } from "../support/case.js"

/** What TypeORM 0.3 cannot say, by the name of the case: it has no such option, so that there is nothing to be exact about. */
export const notInOlder: Readonly<Record<string, string>> = {
    "index methods": "@Index has no `type` before 1.0",
    "an index gets another method": "@Index has no `type` before 1.0",
    "the deferrability of an exclusion": "@Exclusion has no options before 1.0",
}

/** What TypeORM 0.3 gets wrong beside what 1.x does, by the name of the case. */
export const olderFaults: Readonly<Record<string, Partial<ExactCase>>> = {
    "defaults: objects and arrays": { typeormFails: "it does not escape quotes in a default that is an object" },
    "comments with backslashes, and on tables": { typeormFails: "it does not escape quotes in comments" },
    "an enum's default by a function": {
        typeormFails: "it takes the function's source for the default, unescaped",
        typeormSeesDifferences: "it takes the function's source for the default",
    },
    "a column called with quotes": {
        typeormFails: "it does not escape quotes in names",
        typeormSeesDifferences: "it does not escape quotes in names",
    },
    "extensions option": {
        typeormStoresOtherwise: {
            why: "it has no such option before 1.0",
            changes: ["create extension:citext", "create extension:pg_trgm"],
        },
    },
}
