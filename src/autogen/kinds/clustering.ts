import { sameData } from "../core/equality.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type Operation } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { alterTableOperations } from "../operations/alter-table.js"
import { attachmentsQuery, readAttachment } from "./catalog/attachments-query.js"
import { markedKey, readMarkedIndex, relocateMarked, type MarkedIndex } from "./catalog/marked-index.js"
import { nameArgument } from "../operations/table-name.js"

// The index by which CLUSTER orders a table or a materialized view. In place: everything. It goes with the index, and is put back on
// the one that takes its place. Entities cannot say it.
// https://www.postgresql.org/docs/current/sql-cluster.html

export interface ClusteringDefinition {
    readonly on: "table" | "view"
    readonly index: MarkedIndex
}

type Clustering = SchemaObject<ClusteringDefinition>

function clusteringObject(path: readonly string[], definition: ClusteringDefinition): Clustering {
    return {
        kind: "clustering",
        key: objectKey("clustering", path),
        path,
        definition,
        parent: objectKey(definition.on, path),
        requires: [markedKey(path, definition.index)],
    }
}

function clusterOn(path: readonly string[], index: string | null): readonly Operation[] {
    return [operation(alterTableOperations, "alterTable", nameArgument(path), { clusterOn: index })]
}

export const clusteringKind: ObjectKind<ClusteringDefinition> = {
    name: "clustering",
    label: "clustering",
    role: "member",
    make: clusteringObject,
    attributes: { on: "ignore", index: (from, to) => (sameData(from.index, to.index) ? null : "alter") },
    create: ({ path, definition }) => clusterOn(path, definition.index.name),
    drop: ({ path }) => clusterOn(path, null),
    alter: (_from, { path, definition }) => clusterOn(path, definition.index.name),
    catalog: {
        readers: [
            {
                query: attachmentsQuery,
                read(row) {
                    const found = readAttachment(row, "clustering")
                    const index = found && readMarkedIndex(found.detail)
                    return index ? clusteringObject(found.path, { on: found.onView ? "view" : "table", index }) : null
                },
            },
        ],
    },
    declared: {
        canBeDeclared: () => false,
    },
    report: {
        omitFromReport: true,
        describe: ({ definition: { index } }) => `on ${index.name}`,
    },
    naming: {
        relocate: (definition, relocation, path) => ({
            ...definition,
            index: relocateMarked(definition.index, relocation, path),
        }),
    },
}
