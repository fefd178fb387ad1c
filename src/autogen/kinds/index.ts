import { registerKinds } from "../core/kind-facts.js"
import type { ObjectKind, ObjectRole } from "../core/object-kind.js"
import type { SchemaObject } from "../core/schema-object.js"
import { checkKind } from "./check.js"
import { clusteringKind } from "./clustering.js"
import { columnSettingsKind } from "./column-settings.js"
import { columnKind } from "./column/column.js"
import { commentKind } from "./comment.js"
import { defaultKind } from "./default/default.js"
import { domainKind } from "./domain.js"
import { enumKind } from "./enum.js"
import { exclusionKind } from "./exclusion.js"
import { extensionKind } from "./extension.js"
import { foreignKeyKind } from "./foreign-key.js"
import { policyKind } from "./policy.js"
import { primaryKeyKind } from "./primary-key.js"
import { privilegeKind } from "./privilege.js"
import { rowSecurityKind } from "./row-security.js"
import { replicaIdentityKind } from "./replica-identity.js"
import { ruleKind } from "./rule.js"
import { schemaKind } from "./schema.js"
import { sequenceKind } from "./sequence.js"
import { indexKind } from "./table-index/table-index.js"
import { tableKind } from "./table.js"
import { triggerKind } from "./trigger.js"
import { uniqueKind } from "./unique.js"
import { viewKind } from "./view.js"
/** Every kind by the plural by which options speak of it, in the order in which objects are created where nothing else orders them. */
const registry = {
    schemas: schemaKind,
    extensions: extensionKind,
    enums: enumKind,
    domains: domainKind,
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
registerKinds(kinds)

const RANKS: ReadonlyMap<string, number> = new Map(kinds.map((kind, index) => [kind.name, index]))

const KINDS_BY_NAME: ReadonlyMap<string, ObjectKind<object>> = new Map(kinds.map((kind) => [kind.name, kind]))

/** The kind of a name. Throws where there is none: objects only come from kinds. */
export function kindOf(name: string): ObjectKind<object> {
    const kind = KINDS_BY_NAME.get(name)
    if (!kind) throw new TypeError(`there is no kind "${name}"`)
    return kind
}

/** Where an object stands, see {@link ObjectKind.role}. */
export function roleOf({ kind }: SchemaObject): ObjectRole {
    return kindOf(kind).role
}

/** Where a kind stands in the order of creation. */
export function kindRank(name: string): number {
    return RANKS.get(name) ?? -1
}
