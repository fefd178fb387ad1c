import { databaseSchema, type DatabaseSchema } from "../core/database-schema.js"
import type { SchemaObject } from "../core/schema-object.js"
import { isSamePath } from "../schema/rename-paths.js"
import type { RenameSpec } from "../schema/rename-spec.js"

/** What a rename takes: of a schema by itself, or of something that is in one where that is said. */
export function originOf({ kind, from }: Pick<RenameSpec, "kind" | "from">): readonly string[] {
    return kind === "schema" || from.length > 1 ? from : []
}

/** Reads these schemas, and those that something comes from by a rename that is still to be done. */
export async function inspectWithOrigins(
    look: (schemas: readonly string[]) => Promise<DatabaseSchema>,
    schemas: readonly string[],
    origins: readonly (readonly string[])[],
): Promise<DatabaseSchema> {
    const others = origins.filter(([schema]) => schema !== undefined && !schemas.includes(schema))
    const all = [...new Set([...schemas, ...others.map(([schema = ""]) => schema)])].sort()
    const inspected = await look(all)
    if (others.length === 0) return inspected
    const objects = [...inspected.objects.values()]
    const needed = others.filter((path) => objects.some((object) => isSamePath(object.path, path)))
    const looked = new Set([...schemas, ...needed.map(([schema = ""]) => schema)])
    const isLooked = ({ path, parent }: SchemaObject): boolean =>
        (path.length === 1 && parent === null && !all.includes(path[0] ?? "")) || looked.has(path[0] ?? "")
    return { ...inspected, ...databaseSchema(objects.filter(isLooked), inspected.server) }
}
