import { AutogenError } from "../core/errors.js"
import { printable } from "../core/printable.js"
import { dataSourceNames } from "../load/load-config.js"
import { lines, printError, type Output } from "./output.js"
import { paints } from "./paints.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

/** A command, as it runs for one DataSource. */
export interface EachCommand<O extends GlobalOptions> {
    readonly command: string
    readonly options: O
    /** What follows the command on the command line. */
    readonly argument: string | undefined
    run(options: O, context: CommandContext): Promise<number>
}

/** What came of one DataSource. */
interface Ended {
    readonly name: string
    readonly code: number
    /** What it wrote to standard output. */
    readonly out: string
}

/**
 * Runs a command for all DataSources of a configuration, one after the other (`--all`). What changes a database stops at the first one that
 * fails, unless it shall go on; what only reads takes them all. Ends with 1 where one ended so, else with 2 where one did.
 */
export async function eachDataSource<O extends GlobalOptions>(
    each: EachCommand<O>,
    context: CommandContext,
): Promise<number> {
    const { options, command } = each
    const { output } = context
    const { config, dataSource } = projectOptions(options, output)
    expectTarget(each, dataSource)
    const names = await dataSourceNames(config === undefined ? {} : { config })
    const isChange = command === "upgrade" || command === "downgrade"
    const goesOn = !isChange || options.continueOnFailure === true
    const isJson = writesJson(options)
    const ended: Ended[] = []
    for (const name of names) {
        if (context.signal.aborted || (ended.some(({ code }) => code === 1) && !goesOn)) break
        if (!isJson) output.err(`${paints.bold("data source")} ${printable(name)}`)
        ended.push(await runOne(each, context, { ...(config === undefined ? {} : { config }), dataSource: name }))
    }
    const left = names.slice(ended.length)
    if (isJson) output.out(jsonOf(ended, left))
    report(output, ended, left)
    return ended.some(({ code }) => code === 1) || left.length > 0 ? 1 : Math.max(0, ...ended.map(({ code }) => code))
}

async function runOne<O extends GlobalOptions>(
    { options, run }: EachCommand<O>,
    context: CommandContext,
    place: Pick<GlobalOptions, "config"> & { readonly dataSource: string },
): Promise<Ended> {
    const name = place.dataSource
    const isJson = writesJson(options)
    const written: string[] = []
    const output: Output = {
        err: (text) => context.output.err(text),
        get width() {
            return context.output.width
        },
        out: (text) => (isJson ? void written.push(text) : context.output.out(text)),
    }
    try {
        const code = await run({ ...options, ...place }, { ...context, output })
        return { name, code, out: written.join("\n") }
    } catch (error) {
        printError(output, error, { debug: options.debug ?? false, json: isJson })
        return { name, code: 1, out: written.join("\n") }
    }
}

function writesJson({ json, format }: GlobalOptions): boolean {
    return json === true || format === "json"
}

/** The result of each, under its name; of those that were left, that they were. */
function jsonOf(ended: readonly Ended[], left: readonly string[]): string {
    const dataSources = [
        ...ended.map(({ name, out }) => ({ dataSource: name, ...(JSON.parse(out) as object) })),
        ...left.map((name) => ({ dataSource: name, notRun: true })),
    ]
    return JSON.stringify({ version: 1, dataSources }, null, 2)
}

function report(output: Output, ended: readonly Ended[], left: readonly string[]): void {
    const failed = ended.filter(({ code }) => code === 1).map(({ name }) => name)
    const differing = ended.filter(({ code }) => code === 2).map(({ name }) => name)
    const all = ended.length + left.length
    const parts = [
        `${ended.length - failed.length - differing.length} of ${all} data sources ${paints.added("done")}`,
        ...listed("with differences", differing),
        ...listed("failed", failed),
        ...listed("not run", left),
    ]
    output.err(parts.join("; "))
}

function listed(what: string, names: readonly string[]): readonly string[] {
    return names.length === 0 ? [] : [`${what}: ${lines(names.join(", "))}`]
}

function expectTarget(
    { command, argument, options }: EachCommand<GlobalOptions>,
    dataSource: string | undefined,
): void {
    const { steps, sql } = options as GlobalOptions & { readonly steps?: string; readonly sql?: boolean }
    if (dataSource !== undefined) throw usage("--all and --data-source contradict each other", "leave one of them out")
    if (sql) throw usage("--sql prints the script of one DataSource", "pick it with --data-source, not --all")
    if (command === "downgrade" && argument === undefined && steps === undefined)
        throw usage(
            "`downgrade --all` needs to know how far to go back",
            "say it, for example `downgrade base --all` or `downgrade --all -- -1`",
        )
}

function usage(message: string, next: string): AutogenError {
    return new AutogenError({ code: "USAGE", message, next })
}
