import { tableOf, viewOf, type ExactCase } from "../support/case.js"

/** Views, beside the tables that they read. */
export const viewCases: readonly ExactCase[] = [
    {
        name: "views whose texts end as statements do",
        declare: (orm) => ({
            entities: [
                tableOf(orm, "sample", {}),
                viewOf(orm, "plain", { expression: " SELECT id FROM sample;\n" }),
                viewOf(orm, "spaced", { expression: "SELECT id FROM sample ;" }),
                viewOf(orm, "stored", { expression: "SELECT id FROM sample;", materialized: true }),
                viewOf(orm, "printed", { expression: " SELECT id\n   FROM sample;" }),
            ],
        }),
    },
]
