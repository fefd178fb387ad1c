import type { EntityMetadata } from "typeorm"
import type { DeclaredTable } from "../core/declared-table.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { truncateName } from "../core/names.js"
import type { ObjectKey } from "../core/object-key.js"
import type { SchemaObject } from "../core/schema-object.js"
import { contradictions } from "./contradictions.js"

/** A table that both entities and what these imply describe: an entity that is also the table of a many-to-many relation. */
export interface SharedByImplied {
    /** What is written comes first; of what is implied there is only what the written entities leave open. */
    readonly table: DeclaredTable
    readonly written: DeclaredTable
    readonly implied: DeclaredTable
}

/** Splits a table's descriptions in those that somebody wrote and those that TypeORM implies; null where there is only one sort. */
export function writtenOverImplied(
    table: DeclaredTable,
    isImplied: (entity: EntityMetadata) => boolean,
): SharedByImplied | null {
    const written = table.entities.filter((entity) => !isImplied(entity))
    const implied = table.entities.filter(isImplied)
    if (written.length === 0 || implied.length === 0) return null
    return {
        table: { name: table.name, entities: [...written, ...implied.map((entity) => leftOpen(entity, written))] },
        written: { name: table.name, entities: written },
        implied: { name: table.name, entities: implied },
    }
}

/**
 * An implied description without what the written entities say: their columns, with all that stands in these; the primary key; keys
 * and indexes over the same columns, whatever they are called.
 */
function leftOpen(implied: EntityMetadata, written: readonly EntityMetadata[]): EntityMetadata {
    const said = <T>(list: (entity: EntityMetadata) => readonly T[], text: (item: T) => string): Set<string> =>
        new Set(written.flatMap((entity) => list(entity).map(text)))
    const open = <T>(list: (entity: EntityMetadata) => readonly T[], text: (item: T) => string): T[] => {
        const known = said(list, text)
        return list(implied).filter((item) => !known.has(text(item)))
    }
    const over = ({ columns }: { readonly columns: EntityMetadata["columns"] }): string =>
        JSON.stringify(columns.map(({ databaseName }) => truncateName(databaseName)))
    const hasKey = written.some(({ primaryColumns }) => primaryColumns.length > 0)
    const columns = open(
        (entity) => entity.columns,
        ({ databaseName }) => truncateName(databaseName),
    )
    return Object.assign(Object.create(implied) as EntityMetadata, {
        columns: hasKey ? columns.map(asPlainColumn) : columns,
        foreignKeys: open((entity) => entity.foreignKeys, over),
        indices: open((entity) => entity.indices, over),
        uniques: open((entity) => entity.uniques, over),
    })
}

/** A column that the written entities do not have is none of their key. */
function asPlainColumn(column: EntityMetadata["columns"][number]): EntityMetadata["columns"][number] {
    return Object.assign(Object.create(column) as typeof column, { isPrimary: false })
}

/** What an implied description says otherwise than the written entities, as one warning; none where they agree. */
export function impliedOtherwise(
    shared: SharedByImplied,
    [written, implied]: readonly [readonly SchemaObject[], readonly SchemaObject[]],
    describe: (entity: EntityMetadata) => string,
    key: ObjectKey,
): readonly Diagnostic[] {
    const known = new Map(written.map((object) => [object.key, object]))
    const differences = implied.flatMap((object) => {
        const said = known.get(object.key)
        return said ? contradictions(said, object).map((text) => `"${object.key}": ${text}`) : []
    })
    if (differences.length === 0) return []
    const who = shared.written.entities.map((entity) => entity.name).join(" and ")
    const others = shared.implied.entities.map(describe).join(" and ")
    return [
        {
            severity: "warning",
            code: "entities-contradict",
            object: key,
            message: `"${key}" is the table of ${who} and ${others}, and the two differ: ${differences.join("; ")}; what ${who} says counts`,
        },
    ]
}

/** What a table is implied by, for people. */
export function impliedBy(entity: EntityMetadata, entities: readonly EntityMetadata[]): string {
    for (const other of entities) {
        const relation = other.ownRelations.find(
            ({ junctionEntityMetadata, isOwning }) =>
                isOwning && junctionEntityMetadata?.tablePath === entity.tablePath,
        )
        if (relation) return `the join table of ${other.name}.${relation.propertyPath}`
        if (other.closureJunctionTable?.tablePath === entity.tablePath) return `the closure table of ${other.name}`
    }
    return `the table of the ${entity.name}`
}
