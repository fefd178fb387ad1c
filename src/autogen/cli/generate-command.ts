import { relative } from "node:path"
import pc from "picocolors"
import { formatDriftText } from "../check/format-drift-text.js"
import type { AutogenError } from "../core/errors.js"
import { hazardsOf, isEmptyPlan, statementsOf } from "../core/plan.js"
import { generate, type GenerateOptions, type GenerateResult } from "../commands/generate.js"
import { hazardsRefused, parseHazardKinds } from "../commands/refuse-hazards.js"
import { parseBackfills } from "../planning/backfills.js"
import { parseConversions, parseUsingDown } from "../planning/user-conversions.js"
import { askBackfill } from "./ask-backfill.js"
import { askRename } from "./ask-rename.js"
import { isInteractive } from "./ask.js"
import { printDiagnostics, type Output } from "./output.js"
import { paints } from "./paints.js"
import { saidName } from "./migration-name.js"
import { placeOptions, type PlaceOptions } from "./place-options.js"
import { printDown, printHazards } from "./print-hazards.js"
import { passOptions } from "./print-pass.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

export type GenerateCommandOptions = GlobalOptions &
    PlaceOptions &
    Pick<GenerateOptions, "style" | "dryRun" | "against" | "rehearse" | "online" | "preconditions"> & {
        readonly allow?: readonly string[]
        readonly using?: readonly string[]
        readonly recreate?: readonly string[]
        readonly usingDown?: readonly string[]
        readonly backfill?: readonly string[]
        readonly rename?: readonly string[]
        readonly renameAll?: boolean
        readonly drop?: readonly string[]
        readonly map?: readonly string[]
        readonly input?: boolean
        readonly verbose?: boolean
        readonly message?: string
    }

/** `typeorm-autogen generate [name]` */
export async function generateCommand(
    options: GenerateCommandOptions,
    { output, signal }: CommandContext,
    argument?: string,
): Promise<number> {
    const name = saidName(options, argument)
    const {
        style,
        dryRun,
        against,
        rehearse,
        online,
        allow,
        using,
        recreate,
        preconditions,
        rename,
        renameAll,
        drop,
        map,
        input,
    } = options
    const asks = !options.json && input !== false && isInteractive()
    const result = await generate({
        ...projectOptions(options, output),
        ...passOptions(options, output),
        ...placeOptions(options),
        signal,
        ...(name === undefined ? {} : { name }),
        ...(style === undefined ? {} : { style }),
        ...(dryRun === undefined ? {} : { dryRun }),
        ...(against === undefined ? {} : { against }),
        ...(rehearse === undefined ? {} : { rehearse }),
        ...(online === undefined ? {} : { online }),
        // The default is the project's to say.
        ...(preconditions === false ? { preconditions } : {}),
        ...(allow === undefined ? {} : { allow: parseHazardKinds(allow) }),
        using: parseConversions(using ?? [], recreate ?? []),
        usingDown: parseUsingDown(options.usingDown ?? []),
        backfill: parseBackfills(options.backfill ?? []),
        ...(rename === undefined ? {} : { renames: rename }),
        ...(renameAll ? { renameAll } : {}),
        ...(drop === undefined ? {} : { drop }),
        ...(map === undefined ? {} : { map }),
        ...(asks ? { confirmRename: askRename(output, signal), askBackfill: askBackfill(output, signal) } : {}),
    })
    if (options.json) output.out(JSON.stringify(resultAsJson(result), null, 2))
    else printResult(output, result, options.verbose ?? false)
    return 0
}

function printResult(output: Output, result: GenerateResult, verbose: boolean): void {
    const { plan, file, source, written, proof } = result
    if (isEmptyPlan(plan)) {
        printDiagnostics(output, result.diagnostics, plan)
        output.out(`${pc.green("in sync")} no difference between the entities and the database: nothing to write`)
        return
    }
    output.err(formatDriftText(result.drifts, paints))
    printHazards(output, "hazards of up", hazardsOf(plan.up))
    if (verbose) printHazards(output, "hazards of down", hazardsOf(plan.down))
    else printDown(output, hazardsOf(plan.down), plan.desired.server.defaultSchema)
    printDiagnostics(output, result.diagnostics, plan)
    if (proof?.proven)
        output.err(
            `${pc.green("proven")} up and down in the embedded Postgres, ${(proof.milliseconds / 1000).toFixed(1)} s`,
        )
    if (result.refused.length > 0) printRefusal(output, hazardsRefused(result.refused, plan.renameCandidates))
    if (!written) output.out(source?.trimEnd() ?? "")
    else output.out(`${pc.green("written")} ${relative(process.cwd(), file ?? "")}`)
}

function printRefusal(output: Output, { code, next }: AutogenError): void {
    output.err(`${pc.yellow("warning")} this is printed, but without --dry-run it would be refused: ${code}`)
    if (next !== undefined) output.err(`${pc.dim("next ")} ${next}`)
}

/** The stable shape of `--json`. */
function resultAsJson(result: GenerateResult): object {
    const { plan, migration, migrations, file, source, written, proof, diagnostics, refused } = result
    return {
        version: 1,
        inSync: isEmptyPlan(plan),
        migration,
        migrations,
        file,
        written,
        proven: proof?.proven ?? false,
        changes: result.drifts,
        up: statementsOf(plan.up),
        down: statementsOf(plan.down),
        source,
        diagnostics,
        refused,
        renameCandidates: plan.renameCandidates,
    }
}
