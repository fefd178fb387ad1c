import pc from "picocolors"
import { formatDriftJson } from "../check/format-drift-json.js"
import { formatDriftText } from "../check/format-drift-text.js"
import { checkTenants, type CheckedTenants, type CheckTenantsResult } from "../commands/tenants/check-tenants.js"
import { AutogenError } from "../core/errors.js"
import { lines, printDiagnostics, type Output } from "./output.js"
import { paints } from "./paints.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"
import { nameList, tenantsOptions } from "./tenants-options.js"

/** The exit code that tells a difference from an error. */
const DIFFERENCES = 2

/** `check --tenants`, `check --tenant` */
export async function checkTenantsCommand(
    options: GlobalOptions & { readonly strict?: boolean },
    { output, signal }: CommandContext,
): Promise<number> {
    const { strict, against, format } = options
    if (options.all) throw usage("--all and --tenants contradict each other", "pick the DataSource with --data-source")
    if (against === "history")
        throw usage("--against history asks no tenant", "leave --tenants out, or compare with the database")
    if (format !== undefined && format !== "text" && format !== "json")
        throw usage(`a check of tenants has no format ${format}`, "take --format text or json")
    const result = await checkTenants({
        ...projectOptions(options, output),
        ...tenantsOptions(options),
        ...(strict === undefined ? {} : { strict }),
        signal,
    })
    if (options.json || format === "json") output.out(jsonOf(result))
    else print(output, result)
    if (result.groups.some(({ error }) => error !== null)) return 1
    return result.inSync ? 0 : DIFFERENCES
}

/** One report for each group of tenants that it is true of. */
function jsonOf({ inSync, groups }: CheckTenantsResult): string {
    const reports = groups.map(({ tenants, result, error }) => ({
        tenants,
        inSync: result?.inSync ?? false,
        error,
        report:
            result === null
                ? null
                : (JSON.parse(formatDriftJson({ ...result.report, pending: result.pending })) as unknown),
    }))
    return JSON.stringify({ version: 1, inSync, groups: reports }, null, 2)
}

function print(output: Output, { groups }: CheckTenantsResult): void {
    const inSync = groups.filter(({ result }) => result?.inSync)
    const others = groups.filter(({ result }) => !result?.inSync)
    for (const group of others) printGroup(output, group)
    const count = (list: readonly CheckedTenants[]): number => list.flatMap(({ tenants }) => tenants).length
    const failed = others.filter(({ error }) => error !== null)
    const differing = others.filter(({ error }) => error === null)
    const parts = [
        `${count(inSync)} of ${count(groups)} tenants are what the entities declare`,
        ...(differing.length === 0 ? [] : [`${count(differing)} differ`]),
        ...(failed.length === 0 ? [] : [`${count(failed)} could not be checked`]),
    ]
    const compared = pc.dim(`(${groups.length} compared, each for all that are the same)`)
    output.out(`${others.length === 0 ? pc.green("in sync") : pc.red("differs")} ${parts.join("; ")} ${compared}`)
}

/** Names of objects are those of the first tenant. */
function printGroup(output: Output, { tenants, result, error }: CheckedTenants): void {
    output.out(`${pc.bold(lines(nameList(tenants)))}${tenants.length > 1 ? ` (${tenants.length} tenants)` : ""}`)
    if (error !== null) output.err(`${pc.red(pc.bold("error"))} ${error.code} ${lines(error.message)}`)
    if (error?.next) output.err(`${pc.dim("next ")} ${lines(error.next)}`)
    if (result === null) return
    const { drifts, problems, diagnostics } = result.report
    printDiagnostics(
        output,
        diagnostics.filter((diagnostic) => !problems.includes(diagnostic)),
        result.plan,
    )
    for (const { message } of problems) output.out(`${pc.red("problem")} ${lines(message)}`)
    if (result.pending.length > 0) output.out(`${pc.yellow("pending")} ${lines(result.pending.join(", "))}`)
    if (drifts.length > 0) output.out(formatDriftText(drifts, paints))
}

function usage(message: string, next: string): AutogenError {
    return new AutogenError({ code: "USAGE", message, next })
}
