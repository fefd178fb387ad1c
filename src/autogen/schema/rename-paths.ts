import type { DatabaseSchema } from "../core/database-schema.js"
import { objectKey, type ObjectKey } from "../core/object-key.js"
import type { Rename } from "../core/rename.js"

/** The way back of renames. */
export function invertedRenames(renames: readonly Rename[]): readonly Rename[] {
    return renames.map(({ kind, from, to, values }) => ({
        kind,
        from: to,
        to: from,
        ...(values ? { values: values.map((value) => ({ from: value.to, to: value.from })) } : {}),
    }))
}

/** Where objects go, by the keys that they have. */
export type Moves = ReadonlyMap<ObjectKey, readonly string[]>

/** Where renames take objects. Of two renames of one object the first counts. */
export function movesOf(renames: readonly Pick<Rename, "kind" | "from" | "to">[]): Moves {
    return new Map(renames.map(({ kind, from, to }) => [objectKey(kind, from), to] as const).reverse())
}

/** Where an object of a schema goes by renames: by its own, else along with what its path begins with. */
export function renamedPath(
    schema: DatabaseSchema,
    kind: string,
    path: readonly string[],
    moves: Moves,
): readonly string[] {
    const own = moves.get(objectKey(kind, path))
    if (own) return own
    const parentKey = schema.objects.get(objectKey(kind, path))?.parent ?? null
    const parent = parentKey === null ? undefined : schema.objects.get(parentKey)
    if (!parent || parent.path.length >= path.length || !isSamePath(parent.path, path.slice(0, parent.path.length)))
        return path
    return [...renamedPath(schema, parent.kind, parent.path, moves), ...path.slice(parent.path.length)]
}

/** Whether people who write these names mean this path: names may begin anywhere in it; a schema that is left out is the default one. */
export function isMeant(names: readonly string[], path: readonly string[], { server }: DatabaseSchema): boolean {
    if (!isSamePath(names, path.slice(path.length - names.length))) return false
    return names.length === path.length || path[0] === server.defaultSchema
}

/** Whether two paths are the same. */
export function isSamePath(a: readonly string[], b: readonly string[]): boolean {
    return a.length === b.length && a.every((part, index) => part === b[index])
}
