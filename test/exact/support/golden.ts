import type { Operations, Plan, PlannedOperation } from "../../../src/autogen/core/plan.js"
import type { Hazard, Statement } from "../../../src/autogen/core/statement.js"
import type { ChangeCase } from "./case.js"

/** The server that goldens are of. What differs on others is seen by the other oracles. */
export const GOLDEN_VERSION = 16

/** A plan in its plain forms, and in those that keep tables usable. */
export interface BothPlans {
    readonly plain: Plan
    readonly online: Plan
}

/** The file that holds what is planned for a case, below `golden/`. */
export function goldenFile(folder: string, { name }: Pick<ChangeCase, "name">): string {
    const slug = name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, "-")
        .replaceAll(/^-|-$/g, "")
    return `${folder}/${slug}.sql`
}

/** What is planned for a case, as SQL to be read; the online plan only where it is another. */
export function goldenText({ name }: Pick<ChangeCase, "name">, { plain, online }: BothPlans): string {
    const [atOnce, inSteps] = [planLines(plain), planLines(online)]
    const isSame = atOnce.join("\n") === inSteps.join("\n")
    const other = isSame ? ["-- Online: the same"] : ["-- == Online ==", ...inSteps]
    return `${[`-- ${name}`, ...atOnce, ...other].join("\n\n")}\n`
}

function planLines({ steps }: Plan): readonly string[] {
    const part = (index: number): string => (steps.length === 1 ? "" : `, step ${index + 1} of ${steps.length}`)
    const up = steps.flatMap((step, index) => [`-- Up${part(index)}`, ...operationTexts(step.up)])
    const down = steps.map((step, index) => [`-- Down${part(index)}`, ...operationTexts(step.down)])
    return [...up, ...down.reverse().flat()]
}

function operationTexts(operations: Operations): readonly string[] {
    return operations.length === 0 ? ["-- nothing"] : operations.map(operationText)
}

function operationText({ operation, statements }: PlannedOperation): string {
    const args = statements.some(isBlock) ? ` ${operation.args.map(argumentText).join(", ")}` : ""
    return [`-- ${operation.name}${args}`, ...statements.flatMap(statementLines)].join("\n")
}

function statementLines(statement: Statement): readonly string[] {
    const { sql, transaction, lock, hazards, bookkeeping } = statement
    return [
        ...(transaction === "outside" ? ["-- outside of the transaction"] : []),
        ...(lock === null || lock === "ACCESS SHARE" ? [] : [`-- lock ${lock}`]),
        ...(bookkeeping ? ["-- TypeORM's own record"] : []),
        ...hazards.map(hazardLine),
        `${isBlock(statement) ? "DO …" : sql};`,
    ]
}

function hazardLine({ kind, object, reason, safer }: Hazard): string {
    const [what = "", ...name] = object.split(":")
    const advice = safer === undefined ? "" : `. Safer: ${safer}`
    return `-- hazard ${kind} on ${what} ${name.join(":")}: ${reason}${advice}`
}

/** A DO block is what its operation makes of its arguments, which tell the reader more. Its text has tests of its own. */
function isBlock({ sql }: Statement): boolean {
    return sql.startsWith("DO ")
}

/** An argument of an operation; `inSchema("public", "room")` and types as they are written in a migration. */
function argumentText(value: unknown): string {
    if (Array.isArray(value)) return `[${value.map(argumentText).join(", ")}]`
    if (typeof value !== "object" || value === null) return JSON.stringify(value)
    if ("call" in value && "args" in value && Array.isArray(value.args))
        return `${String(value.call)}(${value.args.map(argumentText).join(", ")})`
    const entries = Object.entries(value).map(([name, inner]) => `${name}: ${argumentText(inner)}`)
    return `{ ${entries.join(", ")} }`
}
