import { Command, Option } from "commander"
import { packageVersion } from "../load/package-version.js"
import type { Output } from "./output.js"
import { addOtherCommands, addOtherOptions, DataSourceFileOption, misuse } from "./other-tools.js"
import { collect, withAll, withDecisions, withProject, withTenants, type MakeAction } from "./command-options.js"
import { addRevisionCommands, withPlace } from "./revision-commands.js"
import { MESSAGE } from "./migration-name.js"
import { runCommand, type CommandContext } from "./run-command.js"

/**
 * Makes the command line. Each command is loaded when it is called, and its exit code handed to `finish`.
 */
export function makeProgram(output: Output, finish: (code: number) => void): Command {
    const program = new Command("typeorm-autogen")
        .description("Migrations for TypeORM and PostgreSQL, generated from the entities, that lose nothing.")
        .version(packageVersion(), "-V, --version")
        .showHelpAfterError("(typeorm-autogen --help tells what there is)")
        .configureOutput({
            writeOut: (text) => output.out(text.trimEnd()),
            writeErr: (text) => output.err(text.trimEnd()),
        })
    const action = makeAction(output, finish)
    const against = new Option("--against <what>", "what the entities are compared with")
        .choices(["database", "history"])
        .default("database")
    const style = new Option("--style <style>", "typed operations, or plain SQL").choices(["operations", "sql"])

    addInit(program, action)
    withPlace(withDecisions(withProject(program.command("generate"))))
        .description("compare the entities with the database and write what is missing as a migration")
        .argument("[name]", 'what the migration does, such as "add floor"; default: named after the changes')
        .option(...MESSAGE)
        .addOption(style)
        .addOption(against)
        .option("--dry-run", "print the migration, write nothing")
        .option("--no-input", "ask nothing, even at a terminal")
        .option(
            "--online",
            'no strong lock while rows are read; the default where migrationsTransactionMode is "each" or "none"',
        )
        .option("--no-online", "change tables in one migration, in the plain forms that lock them while rows are read")
        .option("--no-preconditions", "do not read the rows first that a step could fail on")
        .option("--no-rehearse", "do not prove the migration in the embedded Postgres first")
        .option("--verbose", "list the hazards of down as well, each with the safer way")
        .option("--json", "print the result as JSON")
        .action(
            action(async (options, context, name) =>
                (await import("./generate-command.js")).generateCommand(options, context, name),
            ),
        )
    withPlace(withProject(program.command("create")))
        .description("write an empty migration")
        .argument("[name]", 'what the migration does, such as "backfill codes"')
        .option(...MESSAGE)
        .addOption(style)
        .option("--json", "print the result as JSON")
        .action(
            action(async (options, context, name) =>
                (await import("./create-command.js")).createCommand(options, context, name),
            ),
        )
    addChecks(program, action, against)
    addRunners(program, action)
    addRevisionCommands(program, action)
    for (const command of program.commands) {
        command.allowExcessArguments()
        addOtherOptions(command)
    }
    addOtherCommands(program, async (error) => finish(await runCommand(output, {}, () => Promise.reject(error))))
    return program
}

function format(): Option {
    const text = "how the report is written (default: github where GITHUB_ACTIONS is true, else text)"
    return new Option("--format <format>", text).choices(["text", "json", "markdown", "github"])
}

function transactionOption(): Option {
    const text = "all migrations in one transaction, each in its own (the default), or none"
    return new Option("-t, --transaction <mode>", text).choices(["all", "each", "none"])
}

/** What makes an action of a command of ours: a call that is none is refused, and the exit code is handed to `finish`. */
function makeAction(output: Output, finish: (code: number) => void): MakeAction {
    return (run, patience) =>
        async function (this: Command, ...parameters: readonly unknown[]): Promise<void> {
            const options = this.opts<Parameters<typeof run>[0]>()
            const [argument] = parameters
            const name = typeof argument === "string" ? argument : undefined
            const words = [...this.args]
            const wrong = misuse(this)
            const once = (own: typeof options, context: CommandContext): Promise<number> =>
                run(own, context, name, words)
            const all = async (context: CommandContext): Promise<number> => {
                if (wrong !== undefined) throw wrong
                if (options.tenants || options.tenant) {
                    if (this.name() === "check")
                        return (await import("./check-tenants-command.js")).checkTenantsCommand(options, context)
                    const { tenantsCommand } = await import("./tenants-command.js")
                    return tenantsCommand(this.name(), options, context, name)
                }
                if (!options.all) return once(options, context)
                const { eachDataSource } = await import("./each-data-source.js")
                return eachDataSource({ command: this.name(), options, argument: name, run: once }, context)
            }
            finish(await runCommand(output, options, all, patience))
        }
}

function addInit(program: Command, action: MakeAction): void {
    program
        .command("init")
        .description("wire a project: configuration, npm scripts, migrations folder; never overwrites")
        .argument("[folder]", "the folder of the project's package.json; default: this one")
        .option("-c, --config <file>", "the file of the project's DataSource; default: looked for")
        .addOption(new DataSourceFileOption())
        .option("--migrations-folder <folder>", "where migration files shall be")
        .addOption(new Option("--ci <name>", "also write a workflow that checks each pull request").choices(["github"]))
        .option("--tsconfig", "set the decorators' flags in tsconfig.json")
        .option("--debug", "print stack traces")
        .action(
            action(async (options, context, folder) =>
                (await import("./init-command.js")).initCommand(options, context, folder),
            ),
        )
}

function addChecks(program: Command, action: MakeAction, against: Option): void {
    withTenants(withAll(withProject(program.command("check")), false), false)
        .description(
            "do the entities match the database (or, --against history, the migrations)? exit 0 clean, 2 differences, 1 an error",
        )
        .addOption(against)
        .addOption(format())
        .option("--strict", "not clean either: anything unmanaged, not modelled or not compared")
        .option("--verbose", "list what is not modelled, and so neither compared nor changed")
        .option("--json", "print the report as JSON: the same as --format json")
        .action(action(async (options, context) => (await import("./check-command.js")).checkCommand(options, context)))
    withAll(withProject(program.command("drift")), false)
        .description(
            "does the live database match the migrations? needs no entities; exit 0 clean, 2 differences, 1 an error",
        )
        .addOption(format())
        .option("--strict", "not clean either: anything not modelled or not compared")
        .option("--json", "print the report as JSON: the same as --format json")
        .action(action(async (options, context) => (await import("./drift-command.js")).driftCommand(options, context)))
}

function addRunners(program: Command, action: MakeAction): void {
    withTenants(withAll(withProject(program.command("upgrade")), true), true)
        .description("run the pending migrations")
        .argument("[to]", "how far: a revision, head (the default), heads, label@head, +2, REV+1")
        .option("--sql", "print it as a script for psql, ask no database; with a range, a:b")
        .option("--fake", "write the history only, run nothing")
        .option("--accept-changed", "take executed migrations whose operations have changed as they are now")
        .addOption(transactionOption())
        .option("--embedded", "the embedded Postgres is meant, also where NODE_ENV is production and in a CI")
        .option(
            "--lock-timeout <ms>",
            "how long to wait for a lock before trying again later; 0: for ever (default: 5000)",
        )
        .option("--json", "print the result as JSON")
        .action(
            action(
                async (options, context, to) =>
                    (await import("./upgrade-command.js")).upgradeCommand(options, context, to),
                "long",
            ),
        )
    withTenants(withAll(withProject(program.command("downgrade")), true), true)
        .description("revert the last migration, with all its steps")
        .argument("[to]", "the revision to go back to, which stays; -2, REV-1, label@base, base (all)")
        .option("--steps <count>", "how many changes to revert, each with all its steps")
        .option(
            "--allow <hazards>",
            "what may be lost without a question, such as deletes-data; may be repeated",
            collect,
        )
        .option("--no-input", "ask nothing, even at a terminal")
        .option("--sql", "print it as a script for psql, ask no database; with a range, a:b")
        .option("--fake", "write the history only, run nothing")
        .addOption(transactionOption())
        .option("--embedded", "the embedded Postgres is meant, also where NODE_ENV is production and in a CI")
        .option(
            "--lock-timeout <ms>",
            "how long to wait for a lock before trying again later; 0: for ever (default: 5000)",
        )
        .option("--json", "print the result as JSON")
        .action(
            action(
                async (options, context, to) =>
                    (await import("./downgrade-command.js")).downgradeCommand(options, context, to),
                "long",
            ),
        )
}
