import { filterObjects } from "../compare/filter-objects.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { messageOf } from "../core/errors.js"
import { inspect } from "../inspect/inspect.js"
import { kindOf } from "../kinds/index.js"
import { hindrance } from "../planning/keep-unmanaged.js"
import { readEntities } from "../read/read-entities.js"
import type { Session } from "../revisions/session.js"
import { comparisonOptions } from "../schema/comparison-options.js"
import type { Project } from "./opened-project.js"

/**
 * What no entity declares and makes writing by the entities fail, such as a NOT NULL column without a default. Nothing is compared: what
 * differs is the work of a check. Never fails: what keeps it from looking is a diagnostic.
 */
export async function undeclaredHindrances(
    { dataSource, options }: Pick<Project, "dataSource" | "options">,
    session: Session,
): Promise<readonly Diagnostic[]> {
    if (dataSource.entityMetadatas.length === 0) return []
    try {
        const { defaultSchema } = session
        const declared = await readEntities(dataSource, { defaultSchema })
        const schemas = [...new Set([...declared.objects.values()].map(({ path }) => path[0] ?? ""))].sort()
        const current = await inspect(session, { schemas, defaultSchema, unread: false })
        const filtered = filterObjects(current.objects, declared.objects, comparisonOptions(options), () => false)
        const objects = [...current.objects.values()]
        return objects
            .filter(({ kind, key, parent }) => {
                const isLooked = kindOf(kind).report?.undeclared !== undefined && !filtered.excluded.has(key)
                return isLooked && parent !== null && declared.objects.has(parent) && !declared.objects.has(key)
            })
            .flatMap((object) => hindrance(object, objects) ?? [])
    } catch (error) {
        const message = `whether undeclared columns break INSERTs is unknown: ${messageOf(error)}`
        return [{ severity: "info", code: "not-compared", object: null, message }]
    }
}
