import { sameData } from "../core/equality.js"
import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type Operation } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { attachmentsQuery, readAttachment } from "./catalog/attachments-query.js"
import { textOf } from "./catalog/catalog-rows.js"
import { markedKey, readMarkedIndex, relocateMarked, type MarkedIndex } from "./catalog/marked-index.js"
import { nameArgument } from "../operations/table-name.js"
import { alterTableOperations, type ReplicaIdentity } from "../operations/alter-table.js"

// What tells the rows of a table apart in logical replication, where that is not its primary key. In place: everything. It goes with
// the index that it names, and is put back on the one that takes its place. Entities cannot say it.
// https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-REPLICA-IDENTITY

export interface ReplicaIdentityDefinition {
    /** The unique index, or the whole row, or nothing. */
    readonly identity: MarkedIndex | "full" | "nothing"
}

type Identity = SchemaObject<ReplicaIdentityDefinition>

function identityObject(path: readonly string[], definition: ReplicaIdentityDefinition): Identity {
    const { identity } = definition
    return {
        kind: "replica-identity",
        key: objectKey("replica-identity", path),
        path,
        definition,
        parent: objectKey("table", path),
        requires: typeof identity === "string" ? [] : [markedKey(path, identity)],
    }
}

function setIdentity(path: readonly string[], replicaIdentity: ReplicaIdentity): readonly Operation[] {
    return [operation(alterTableOperations, "alterTable", nameArgument(path), { replicaIdentity })]
}

function argumentOf({ identity }: ReplicaIdentityDefinition): ReplicaIdentity {
    return typeof identity === "string" ? identity : { index: identity.name }
}

export const replicaIdentityKind: ObjectKind<ReplicaIdentityDefinition> = {
    name: "replica-identity",
    label: "replica identity",
    role: "member",
    make: identityObject,
    attributes: { identity: (from, to) => (sameData(from.identity, to.identity) ? null : "alter") },
    create: ({ path, definition }) => setIdentity(path, argumentOf(definition)),
    drop: ({ path }) => setIdentity(path, "default"),
    alter: (_from, { path, definition }) => setIdentity(path, argumentOf(definition)),
    catalog: {
        readers: [
            {
                query: attachmentsQuery,
                read(row) {
                    const found = readAttachment(row, "replica-identity")
                    if (!found) return null
                    const { path, detail } = found
                    const index = readMarkedIndex(detail)
                    // Where its index has been dropped there is nothing.
                    return identityObject(path, {
                        identity: index ?? (textOf(detail, "identity") === "f" ? "full" : "nothing"),
                    })
                },
            },
        ],
    },
    declared: {
        canBeDeclared: () => false,
    },
    report: {
        omitFromReport: true,
        describe: ({ definition: { identity } }) =>
            typeof identity === "string" ? identity : `index ${identity.name}`,
    },
    naming: {
        relocate: ({ identity }, relocation, path) => ({
            identity: typeof identity === "string" ? identity : relocateMarked(identity, relocation, path),
        }),
    },
}
