import type { OperationArguments, SqlContext } from "../core/operation.js"
import type { Statement } from "../core/statement.js"
import { schemaOperations } from "./schema.js"
import { extensionOperations } from "./extension.js"
import { enumOperations } from "./enum.js"
import { domainOperations } from "./domain.js"
import { tableOperations } from "./table.js"
import { alterTableOperations } from "./alter-table.js"
import { columnOperations } from "./column.js"
import { batchAlterTableOperations } from "./batch-alter-table.js"
import { sequenceOperations } from "./sequence.js"
import { commentOperations } from "./comment.js"
import { constraintOperations } from "./constraint.js"
import { indexOperations } from "./table-index.js"
import { viewOperations } from "./view.js"
import { triggerOperations } from "./trigger.js"
import { ruleOperations } from "./rule.js"
import { rowSecurityOperations } from "./row-security.js"
import { policyOperations } from "./policy.js"
import { privilegeOperations } from "./privilege.js"
import { preconditionOperations } from "./precondition.js"
import { backfillOperations } from "./backfill.js"
import { refusalOperations } from "./refusal.js"
import { existenceQuestions } from "./existence.js"

/** Every operation that a migration file may call, by its name. */
export const operationCompilers = {
    ...schemaOperations,
    ...extensionOperations,
    ...enumOperations,
    ...domainOperations,
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

/** The names of the operations. */
export type OperationName = keyof typeof operationCompilers

/** The arguments of an operation. */
export type ArgumentsOf<K extends OperationName> = OperationArguments<(typeof operationCompilers)[K]>

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
