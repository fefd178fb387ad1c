import type { Command } from "commander"
import { DataSourceFileOption } from "./other-tools.js"
import type { CommandContext, GlobalOptions, Patience } from "./run-command.js"

/** What makes an action of a command. `words`: all arguments. */
export type MakeAction = <O extends GlobalOptions>(
    run: (options: O, context: CommandContext, argument?: string, words?: readonly string[]) => Promise<number>,
    patience?: Patience,
) => (this: Command, ...parameters: readonly unknown[]) => Promise<void>

/** What every command of a project takes. */
export function withProject(command: Command): Command {
    return command
        .option(
            "-c, --config <file>",
            "the module that exports the DataSource (default: what `init` found, ormconfig.ts and its usual neighbours)",
        )
        .addOption(new DataSourceFileOption())
        .option("--data-source <export>", "which export to take where the module has several DataSources")
        .option("--debug", "print stack traces, and what each pass of the planner changes")
}

/** What a command takes that can run over all DataSources of a configuration, and for tenants. */
export function withAll(command: Command, isChange: boolean): Command {
    command.option("--all", "run over all DataSources of the module, one after the other")
    return isChange
        ? command.option("--continue-on-failure", "with --all or --tenants: go on to the others where one has failed")
        : command
}

/** What a command takes that can run for the tenants that the configuration names. */
export function withTenants(command: Command, isChange: boolean): Command {
    command
        .option("--tenants", "run for all tenants of the configuration, each with a history of its own")
        .option("--tenant <name>", "run for this tenant only; may be repeated", collect)
        .option("--concurrency <count>", "with --tenants: how many at a time (default: 4)")
    return isChange
        ? command
              .option(
                  "--canary <tenant>",
                  "the tenant that goes first, alone; where it fails no other runs (default: the first)",
              )
              .option("--no-canary", "no tenant goes first")
        : command
}

/** What only people know: what a name has become, what goes although it is somebody else's, what values become. */
export function withDecisions(command: Command): Command {
    return command
        .option("--rename <old:new>", "what has been renamed: room.code:reference; may be repeated", collect)
        .option("--rename-all", "take all renames that look likely: after a change of the naming strategy")
        .option(
            "--drop <object>",
            "what is dropped although no migration created it: index:public.room.by_hand; may be repeated",
            collect,
        )
        .option("--map <type.old:new>", "what rows get whose enum value goes: mood.sad:happy; may be repeated", collect)
        .option("--allow <hazards>", "accept these hazards, such as deletes-data; may be repeated", collect)
        .option(
            "--using <conversion>",
            "how values become another type, as 'room.code:code::uuid'; may be repeated",
            collect,
        )
        .option("--using-down <conversion>", "the same for down: 'room.code:code::text'; may be repeated", collect)
        .option(
            "--backfill <column=sql>",
            "what rows get in a column that is, or becomes, NOT NULL: \"room.code='none'\"; may be repeated",
            collect,
        )
        .option(
            "--recreate <column>",
            "a column whose type changes is recreated, without its values; may be repeated",
            collect,
        )
}

/** An option that may be given several times. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
    return [...before, value]
}
