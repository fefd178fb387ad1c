import { objectKey } from "../core/object-key.js"
import type { ObjectKind } from "../core/object-kind.js"
import { operation, type SqlContext } from "../core/operation.js"
import type { SchemaObject } from "../core/schema-object.js"
import { statement, type Statement } from "../core/statement.js"
import { attachmentsQuery, readAttachment } from "./shared/attachments-query.js"
import { booleanOf } from "./shared/catalog-rows.js"
import { nameArgument, resolveKey, resolveSql, type TableName } from "./shared/table-name.js"

// Row level security, where it is on. In place: both of its switches. Entities cannot declare it.
// https://www.postgresql.org/docs/current/ddl-rowsecurity.html

export interface RowSecurityDefinition {
    readonly enabled: boolean
    /** Also for the table's owner. */
    readonly forced: boolean
}

/** The operations on row level security. */
export const rowSecurityOperations = {
    /** ALTER TABLE … ENABLE or DISABLE, FORCE or NO FORCE ROW LEVEL SECURITY. What is not said stays as it is. */
    setRowSecurity(
        context: SqlContext,
        table: TableName,
        options: { readonly enabled?: boolean; readonly forced?: boolean },
    ): readonly Statement[] {
        const { enabled, forced } = options
        const actions = [
            enabled === undefined ? "" : `${enabled ? "ENABLE" : "DISABLE"} ROW LEVEL SECURITY`,
            forced === undefined ? "" : `${forced ? "FORCE" : "NO FORCE"} ROW LEVEL SECURITY`,
        ].filter(Boolean)
        if (actions.length === 0) return []
        const object = resolveKey(context, "row-security", table)
        const [reason, safer] =
            enabled === false || forced === false
                ? ([
                      "the policies of the table no longer hold for everybody for whom they held",
                      "first take the rights on the table from those who may not see every row",
                  ] as const)
                : ([
                      "rows that no policy lets through can no longer be read or written",
                      "have the policies ready, and read and write as each role that uses the table (SET ROLE) before you deploy",
                  ] as const)
        return [
            statement(`ALTER TABLE ${resolveSql(context, table)} ${actions.join(", ")}`, {
                lock: "ACCESS EXCLUSIVE",
                hazards: [{ kind: "changes-authorization", object, reason, safer }],
            }),
        ]
    },
} as const

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
    make: rowSecurityObject,
    catalog: [
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
    declarable: () => false,
    quiet: true,
    attributes: { enabled: "alter", forced: "alter" },
    create: (object) => change(object, OFF, object.definition),
    drop: (object) => change(object, object.definition, OFF),
    alter: (from, to) => change(to, from.definition, to.definition),
    describe: ({ definition: { enabled, forced } }) =>
        [enabled ? "enabled" : "disabled", forced ? "forced" : ""].filter(Boolean).join(", "),
}
