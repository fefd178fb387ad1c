import type { ObjectKind } from "../core/object-kind.js"
import type { OperationArguments } from "../core/operation.js"
import type { Statement } from "../core/statement.js"
import type { SqlContext } from "../core/operation.js"
import { checkKind } from "./check.js"
import { clusteringKind } from "./clustering.js"
import { columnSettingsKind } from "./column-settings.js"
import { columnKind } from "./column.js"
import { commentKind, commentOperations } from "./comment.js"
import { defaultKind } from "./default.js"
import { enumKind } from "./enum.js"
import { exclusionKind } from "./exclusion.js"
import { extensionKind, extensionOperations } from "./extension.js"
import { foreignKeyKind } from "./foreign-key.js"
import { policyKind, policyOperations } from "./policy.js"
import { primaryKeyKind } from "./primary-key.js"
import { privilegeKind } from "./privilege.js"
import { rowSecurityKind, rowSecurityOperations } from "./row-security.js"
import { replicaIdentityKind } from "./replica-identity.js"
import { ruleKind, ruleOperations } from "./rule.js"
import { schemaKind, schemaOperations } from "./schema.js"
import { sequenceKind, sequenceOperations } from "./sequence.js"
import { alterTableOperations } from "./shared/alter-table-operations.js"
import { batchAlterTableOperations, alterTablePart, type AlterTablePart } from "./shared/batch-alter-table.js"
import { columnOperations } from "./shared/column-operations.js"
import { enumOperations } from "./shared/enum-operations.js"
import { constraintOperations } from "./shared/constraint-operations.js"
import { backfillOperations } from "./shared/backfill-operations.js"
import { existenceQuestions } from "./shared/existence.js"
import { indexOperations } from "./shared/index-operations.js"
import { preconditionOperations } from "./shared/precondition-operations.js"
import { privilegeOperations } from "./shared/privilege-operations.js"
import { refusalOperations } from "./shared/refusal-operations.js"
import { triggerOperations } from "./shared/trigger-operations.js"
import { indexKind } from "./table-index.js"
import { tableKind, tableOperations } from "./table.js"
import { triggerKind } from "./trigger.js"
import { uniqueKind } from "./unique.js"
import { viewKind, viewOperations } from "./view.js"

/** Every kind by the plural by which options speak of it, in the order in which objects are created where nothing else orders them. */
const registry = {
    schemas: schemaKind,
    extensions: extensionKind,
    enums: enumKind,
    tables: tableKind,
    columns: columnKind,
    sequences: sequenceKind,
    defaults: defaultKind,
    columnSettings: columnSettingsKind,
    comments: commentKind,
    primaryKeys: primaryKeyKind,
    uniques: uniqueKind,
    checks: checkKind,
    exclusions: exclusionKind,
    indexes: indexKind,
    foreignKeys: foreignKeyKind,
    views: viewKind,
    replicaIdentities: replicaIdentityKind,
    clusterings: clusteringKind,
    triggers: triggerKind,
    rules: ruleKind,
    rowSecurity: rowSecurityKind,
    policies: policyKind,
    privileges: privilegeKind,
}

/** The plurals of the kinds, such as `tables` and `foreignKeys`. */
export type KindPlural = keyof typeof registry

/** Every kind, in the order in which objects are created where nothing else orders them. */
export const kinds: readonly ObjectKind<object>[] = Object.values(registry)

/** The name of each kind, by its plural. */
export const kindsByPlural: ReadonlyMap<KindPlural, string> = new Map(
    Object.entries(registry).map(([plural, kind]) => [plural as KindPlural, kind.name]),
)

/** Every operation that a migration file may call, by its name. */
export const operationCompilers = {
    ...schemaOperations,
    ...extensionOperations,
    ...enumOperations,
    ...tableOperations,
    ...alterTableOperations,
    ...columnOperations,
    ...batchAlterTableOperations,
    ...sequenceOperations,
    ...commentOperations,
    ...constraintOperations,
    ...indexOperations,
    ...viewOperations,
    ...triggerOperations,
    ...ruleOperations,
    ...rowSecurityOperations,
    ...policyOperations,
    ...privilegeOperations,
    ...preconditionOperations,
    ...backfillOperations,
    ...refusalOperations,
} as const

export { alterTablePart, batchAlterTableOperations }
export type { AlterTablePart }

/** The names of the operations. */
export type OperationName = keyof typeof operationCompilers

/** The arguments of an operation. */
export type ArgumentsOf<K extends OperationName> = OperationArguments<(typeof operationCompilers)[K]>

const RANKS: ReadonlyMap<string, number> = new Map(kinds.map((kind, index) => [kind.name, index]))

const KINDS_BY_NAME: ReadonlyMap<string, ObjectKind<object>> = new Map(kinds.map((kind) => [kind.name, kind]))

/** The kind of a name. Throws where there is none: objects only come from kinds. */
export function kindOf(name: string): ObjectKind<object> {
    const kind = KINDS_BY_NAME.get(name)
    if (!kind) throw new TypeError(`there is no kind "${name}"`)
    return kind
}

/** Where a kind stands in the order of creation. */
export function kindRank(name: string): number {
    return RANKS.get(name) ?? -1
}

/** Turns a planned operation into SQL. Throws a TypeError for a name that is no operation. */
export function compileOperation(context: SqlContext, name: string, args: readonly unknown[]): readonly Statement[] {
    const compilers: Readonly<Record<string, (context: SqlContext, ...args: never[]) => readonly Statement[]>> = {
        ...operationCompilers,
        ...existenceQuestions,
    }
    const compiler = Object.hasOwn(compilers, name) ? compilers[name] : undefined
    if (!compiler) throw new TypeError(`there is no operation "${name}"`)
    return compiler(context, ...(args as never[]))
}
