import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { attachmentsQuery, readAttachment } from "./catalog/attachments-query.js"
import { booleanOf } from "./catalog/catalog-rows.js"
import { nameArgument } from "../operations/table-name.js"
import { rowSecurityOperations } from "../operations/row-security.js"

// Row level security, where it is on. In place: both of its switches. Entities cannot declare it.
// https://www.postgresql.org/docs/current/ddl-rowsecurity.html

export interface RowSecurityDefinition {
    readonly enabled: boolean
    /** Also for the table's owner. */
    readonly forced: boolean
}

type RowSecurity = SchemaObject<RowSecurityDefinition>

function rowSecurityObject(path: readonly string[], definition: RowSecurityDefinition): RowSecurity {
    return {
        kind: "row-security",
        key: objectKey("row-security", path),
        path,
        definition,
        parent: objectKey("table", path),
        requires: [],
    }
}

const OFF: RowSecurityDefinition = { enabled: false, forced: false }

function change({ path }: RowSecurity, from: RowSecurityDefinition, to: RowSecurityDefinition) {
    return [
        operation(rowSecurityOperations, "setRowSecurity", nameArgument(path), {
            ...(from.enabled === to.enabled ? {} : { enabled: to.enabled }),
            ...(from.forced === to.forced ? {} : { forced: to.forced }),
        }),
    ]
}

export const rowSecurityKind: ObjectKind<RowSecurityDefinition> = {
    name: "row-security",
    label: "row level security",
    role: "member",
    make: rowSecurityObject,
    attributes: { enabled: "alter", forced: "alter" },
    create: (object) => change(object, OFF, object.definition),
    drop: (object) => change(object, object.definition, OFF),
    alter: (from, to) => change(to, from.definition, to.definition),
    catalog: {
        readers: [
            {
                query: attachmentsQuery,
                read(row) {
                    const found = readAttachment(row, "row-security")
                    if (!found) return null
                    const { path, detail } = found
                    return rowSecurityObject(path, {
                        enabled: booleanOf(detail, "enabled"),
                        forced: booleanOf(detail, "forced"),
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
        describe: ({ definition: { enabled, forced } }) =>
            [enabled ? "enabled" : "disabled", forced ? "forced" : ""].filter(Boolean).join(", "),
    },
}
