import { setImmediate as nextTurn } from "node:timers/promises"
import type { PlannedDataSource } from "../core/data-source-like.js"
import type { DatabaseSchema } from "../core/database-schema.js"
import { AutogenError } from "../core/errors.js"
import type { Queryable } from "../core/queryable.js"
import { sharedParts } from "../core/shared-parts.js"
import { userOptions } from "../core/user-options.js"
import { inspectSharing, listSchemas } from "../inspect/inspect.js"
import { findEntities, type DeclaredSchema } from "../read/read-entities.js"

/** What the entities declare, and what the database has in the schemas that they are likely to be in. */
export interface BothSides {
    readonly declared: DeclaredSchema
    readonly early: DatabaseSchema
    /** The schemas that were looked at. */
    readonly likely: readonly string[]
    /** Those among them that only the options name. */
    readonly found: readonly string[]
}

/**
 * Reads the entities while the server looks: the queries are those of an inspection. Nothing is left running where one fails, and what
 * the entities say counts first.
 */
export async function readBothSides(
    dataSource: PlannedDataSource,
    queryable: Queryable,
    isIncluded: ((schema: string) => boolean) | null,
): Promise<BothSides> {
    const { schema } = userOptions(dataSource)
    const share = sharedParts()
    let begun: (Pick<BothSides, "likely" | "found"> & { readonly reading: Promise<DeclaredSchema> }) | undefined
    const schemas = async (defaultSchema: string): Promise<readonly string[]> => {
        const entities = await findEntities(dataSource, { defaultSchema })
        const found = isIncluded ? (await listSchemas(queryable)).filter(isIncluded) : []
        const likely = [...new Set([defaultSchema, ...entities.schemas, ...found])].sort()
        // Once the first query is on its way.
        const reading = nextTurn().then(() => entities.read(share))
        reading.catch(() => undefined)
        begun = { likely, found, reading }
        return likely
    }
    const looking = inspectSharing(
        queryable,
        { schemas, ...(schema === undefined ? {} : { defaultSchema: schema }) },
        share,
    )
    const [looked] = await Promise.allSettled([looking])
    if (!begun) throw looked.status === "rejected" ? looked.reason : notBegun()
    const declared = await begun.reading
    if (looked.status === "rejected") throw looked.reason
    return { declared, early: looked.value, likely: begun.likely, found: begun.found }
}

function notBegun(): AutogenError {
    return new AutogenError({ code: "INTERNAL", message: "the inspection did not ask which schemas to read" })
}
