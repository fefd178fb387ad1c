import pc from "picocolors"
import { AutogenError } from "../core/errors.js"
import type { Diagnostic } from "../core/diagnostic.js"
import { printable } from "../core/printable.js"
import { parseHazardKinds } from "../commands/refuse-hazards.js"
import type { TenantOutcome } from "../commands/tenants/run-tenants.js"
import { currentTenants, downgradeTenants, upgradeTenants } from "../commands/tenants/tenants.js"
import type { TransactionMode } from "../revisions/run-together.js"
import { lines, printDiagnostics, type Output } from "./output.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"
import { nameList, tenantsOptions } from "./tenants-options.js"
import { wholeNumber } from "./whole-number.js"

/** The options of a command that runs for tenants. */
export interface TenantsCommandOptions extends GlobalOptions {
    readonly fake?: boolean
    readonly embedded?: boolean
    readonly lockTimeout?: string
    readonly steps?: string
    readonly sql?: boolean
    readonly checkHeads?: boolean
    readonly allow?: readonly string[]
    readonly transaction?: TransactionMode
    readonly acceptChanged?: boolean
}

/** What one line says of a tenant that is done. */
type Done = TenantOutcome & {
    readonly executed?: readonly string[]
    readonly reverted?: readonly string[]
    readonly pending?: readonly string[]
    readonly heads?: readonly string[]
    readonly diagnostics?: readonly Diagnostic[]
}

interface Reported {
    readonly tenants: readonly Done[]
    readonly notRun: readonly string[]
}

/** `upgrade`, `downgrade` and `current` with `--tenants` or `--tenant`. */
export async function tenantsCommand(
    command: string,
    options: TenantsCommandOptions,
    context: CommandContext,
    to?: string,
): Promise<number> {
    expectSense(command, options, to)
    const { output, signal } = context
    const { fake = false, embedded = false, lockTimeout, steps, allow, transaction } = options
    const common = {
        ...projectOptions(options, output),
        ...tenantsOptions(options),
        ...(to === undefined ? {} : { to }),
        ...(transaction === undefined ? {} : { transaction }),
        ...(steps === undefined ? {} : { steps: wholeNumber("--steps", steps, 1) }),
        ...(allow === undefined ? {} : { allow: parseHazardKinds(allow) }),
        ...(lockTimeout === undefined ? {} : { lockTimeout: wholeNumber("--lock-timeout", lockTimeout, 0) }),
        acceptsChanged: options.acceptChanged ?? false,
        fake,
        embedded,
        signal,
        onTenant: (outcome: Done) => {
            if (!options.json) printTenant(output, command, outcome)
        },
    }
    if (command === "current") {
        const result = await currentTenants(common)
        const code = report(output, command, options, result)
        const behind = result.tenants.some(({ isAtHead }) => !isAtHead)
        return options.checkHeads && behind ? 1 : code
    }
    const result = command === "upgrade" ? await upgradeTenants(common) : await downgradeTenants(common)
    return report(output, command, options, result)
}

/** One line on standard error as soon as a tenant has something to tell. */
function printTenant(output: Output, command: string, outcome: Done): void {
    const name = lines(outcome.tenant)
    const time = pc.dim(`(${outcome.milliseconds} ms)`)
    if (outcome.error !== null) output.err(`${pc.red("failed")} ${name} ${time}`)
    else if (command === "current") output.out(`${name} ${currentText(outcome)}`)
    else {
        const names = outcome.executed ?? outcome.reverted ?? []
        if (names.length > 0) output.err(`${pc.green("done")} ${name}: ${names.map(printable).join(", ")} ${time}`)
    }
}

function currentText({ heads = [], pending = [] }: Done): string {
    const at = heads.length === 0 ? "base" : heads.map(printable).join(", ")
    return pending.length === 0 ? `${at} (head)` : `${at}, ${pc.yellow(`${pending.length} pending`)}`
}

/** The report at the end, and the exit code. */
function report(output: Output, command: string, { json = false }: GlobalOptions, result: Reported): number {
    const { tenants, notRun } = result
    const failed = tenants.filter(({ error }) => error !== null)
    const code = failed.length > 0 || notRun.length > 0 ? 1 : 0
    if (json) {
        output.out(JSON.stringify({ version: 1, ...result }, null, 2))
        return code
    }
    const { length } = tenants
    for (const { tenant, diagnostics = [] } of tenants) {
        const about = diagnostics.map((one) => ({ ...one, message: `${tenant}: ${one.message}` }))
        printDiagnostics(output, about)
    }
    for (const { tenant, error } of failed) {
        if (error === null) continue
        output.err(`${pc.red(pc.bold("error"))} ${pc.bold(lines(tenant))} ${error.code} ${lines(error.message)}`)
        if (error.next !== null) output.err(`${pc.dim("next ")} ${lines(error.next)}`)
    }
    const idle = tenants.filter((one) => one.error === null && isIdle(one)).length
    const changed = length - failed.length - idle
    const what = { upgrade: "upgraded", downgrade: "reverted", current: "asked" }[command] ?? "done"
    const rest = command === "upgrade" ? "up to date" : "unchanged"
    const parts = [
        command === "current" ? `${length - failed.length} ${what}` : `${changed} ${what}, ${idle} ${rest}`,
        ...listed(
            "failed",
            failed.map(({ tenant }) => tenant),
        ),
        ...listed("not run", notRun),
    ]
    const say = command === "current" ? output.err : output.out
    say(`${code === 0 ? pc.green("done") : pc.red("stopped")} ${length + notRun.length} tenants: ${parts.join("; ")}`)
    if (code !== 0 && command === "upgrade")
        output.err(
            `${pc.dim("next ")} correct what failed, and run it again: it takes up those that have pending migrations`,
        )
    return code
}

function isIdle({ executed = [], reverted = [] }: Done): boolean {
    return executed.length + reverted.length === 0
}

function listed(what: string, names: readonly string[]): readonly string[] {
    return names.length === 0 ? [] : [`${names.length} ${what}: ${lines(nameList(names))}`]
}

function expectSense(command: string, { all, sql, steps }: TenantsCommandOptions, to: string | undefined): void {
    if (all) throw usage("--all and --tenants contradict each other", "pick the DataSource with --data-source")
    if (sql)
        throw usage(
            "--sql prints the script of one schema",
            "leave --tenants out; set `schema` in a DataSource for the tenant",
        )
    if (command === "downgrade" && to === undefined && steps === undefined)
        throw usage(
            "`downgrade --tenants` needs to know how far to go back",
            "say it, for example `downgrade --tenants --steps 1`",
        )
}

function usage(message: string, next: string): AutogenError {
    return new AutogenError({ code: "USAGE", message, next })
}
