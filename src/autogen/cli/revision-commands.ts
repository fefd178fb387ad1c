import type { Command } from "commander"
import { Option } from "commander"
import { collect, withAll, withDecisions, withTenants, withProject, type MakeAction } from "./command-options.js"

const TARGETS = "a revision, head, heads, base, label@head, REV+1"
const JSON_OPTION = ["--json", "print the result as JSON"] as const
const VERBOSE = ["-v, --verbose", "with file, author, date and neighbours of each"] as const

/** Where a new revision stands in the history. */
export function withPlace(command: Command): Command {
    return command
        .option("--head <target>", "the revision that it follows: a head, label@head, base; default: the head")
        .option("--splice", "it may follow a revision that is no head, and begins a branch there")
        .option("--branch-label <label>", "a name for the branch that it begins; may be repeated", collect)
        .option("--depends-on <target>", "a revision that must have run before it; may be repeated", collect)
        .option("--rev-id <timestamp>", "its timestamp, 13 digits; default: the clock's")
}

/** Adds what tells of revisions and places them, as Alembic's users know it. */
export function addRevisionCommands(program: Command, action: MakeAction): void {
    addTelling(program, action)
    addMarking(program, action)
    withPlace(withDecisions(withProject(program.command("revision"))))
        .description("write a migration: an empty one, or with --autogenerate what `generate` finds")
        .option("-m, --message <text>", 'what it does, such as "add floor"')
        .option("--autogenerate", "compare the entities with the database")
        .addOption(new Option("--style <style>", "typed operations, or plain SQL").choices(["operations", "sql"]))
        .option("--no-rehearse", "do not prove the migration in the embedded Postgres first")
        .option("--no-input", "ask nothing, even at a terminal")
        .option("--verbose", "list the hazards of down as well, each with the safer way")
        .option(...JSON_OPTION)
        .action(
            action(async (options, context) =>
                (await import("./revision-command.js")).revisionCommand(options, context),
            ),
        )
    withProject(program.command("merge"))
        .description("join heads with a migration that does nothing, once both orders are proven to be the same")
        .argument("[revisions...]", "the heads to join; default: all")
        .option("-m, --message <text>", "what the merge is called")
        .option("--branch-label <label>", "a name for what follows; may be repeated", collect)
        .option("--rev-id <timestamp>", "its timestamp, 13 digits; default: the clock's")
        .option("--splice", "revisions that are no heads may be joined")
        .option("--force", "write it although the branches conflict, or nothing could be proven")
        .option(...JSON_OPTION)
        .action(
            action(async (options, context, _, words) =>
                (await import("./merge-command.js")).mergeCommand(options, context, words ?? []),
            ),
        )
    withProject(program.command("rebase"))
        .description("put one's own migrations behind another head: new parents, later timestamps; instead of a merge")
        .argument("<revision>", "the head of one's own branch, which no database has executed")
        .option("--onto <target>", "what it shall follow; default: the other head")
        .option("--force", "do it although the order decides what the schema is, or nothing could be proven")
        .option(...JSON_OPTION)
        .action(
            action(async (options, context, revision) =>
                (await import("./rebase-command.js")).rebaseCommand(options, context, revision ?? ""),
            ),
        )
    addSquash(program, action)
    withProject(program.command("edit"))
        .description("open a migration's file in the editor that VISUAL or EDITOR names")
        .argument("[revision]", TARGETS, "head")
        .option("--json", "print the file's path as JSON, open nothing")
        .action(
            action(async (options, context, revision) =>
                (await import("./edit-command.js")).editCommand(options, context, revision ?? "head"),
            ),
        )
}

function addTelling(program: Command, action: MakeAction): void {
    withProject(program.command("history"))
        .description("list the migrations, the latest first, with their branches; asks no database without -i")
        .option("-r, --rev-range <a:b>", "from one target to another, both included: a:b, a:, :b, -3:current")
        .option("-i, --indicate-current", "ask the database which of them have run")
        .option(...VERBOSE)
        .option(...JSON_OPTION)
        .action(
            action(async (options, context) => (await import("./history-command.js")).historyCommand(options, context)),
        )
    withProject(program.command("heads"))
        .description("tell which migrations no other one follows; asks no database")
        .option("--resolve-dependencies", "leave out those that another head depends on")
        .option(...VERBOSE)
        .option(...JSON_OPTION)
        .action(
            action(async (options, context) => (await import("./history-command.js")).headsCommand(options, context)),
        )
    withProject(program.command("branches"))
        .description("tell which migrations several others follow; asks no database")
        .option(...VERBOSE)
        .option(...JSON_OPTION)
        .action(
            action(async (options, context) =>
                (await import("./history-command.js")).branchesCommand(options, context),
            ),
        )
    withProject(program.command("show"))
        .description("tell what a migration is and does: its operations, the SQL up and down, the hazards")
        .argument("[revision]", TARGETS, "head")
        .option(...JSON_OPTION)
        .action(
            action(async (options, context, revision) =>
                (await import("./show-command.js")).showCommand(options, context, revision ?? "head"),
            ),
        )
    withTenants(withAll(withProject(program.command("current")), false), false)
        .description("tell where the database stands")
        .option("--check-heads", "end with 1 where that is not the head, or not all heads")
        .option(...VERBOSE)
        .option(...JSON_OPTION)
        .action(
            action(async (options, context) => (await import("./current-command.js")).currentCommand(options, context)),
        )
}

function addMarking(program: Command, action: MakeAction): void {
    const embedded = [
        "--embedded",
        "the embedded Postgres is meant, also where NODE_ENV is production and in a CI",
    ] as const
    withProject(program.command("stamp"))
        .description("write where the database stands, run nothing")
        .argument("<revisions...>", TARGETS)
        .option("--sql", "print it as a script for psql, ask no database; with a range, a:b")
        .option("--purge", "remove all rows first, also those of migrations that the code lacks")
        .option(...embedded)
        .option(...JSON_OPTION)
        .action(
            action(
                async (options, context, _, words) =>
                    (await import("./stamp-command.js")).stampCommand(options, context, words ?? []),
                "long",
            ),
        )
    withProject(program.command("ensure-version"))
        .description("make TypeORM's table of migrations where there is none")
        .option(...embedded)
        .option(...JSON_OPTION)
        .action(
            action(async (options, context) =>
                (await import("./stamp-command.js")).ensureVersionCommand(options, context),
            ),
        )
}

function addSquash(program: Command, action: MakeAction): void {
    withProject(program.command("squash"))
        .description("write one migration that stands for a range of others, proven to leave the same catalog")
        .argument("[range]", "a:b, those after a and up to b; :b from the first; with --remove: the squash")
        .option("-m, --message <name>", "what it is called")
        .option("--dry-run", "print the migration, write nothing")
        .option("--remove", "remove the files that it stands for")
        .option(...JSON_OPTION)
        .action(
            action(async (options, context, range) =>
                (await import("./squash-command.js")).squashCommand(options, context, range),
            ),
        )
}
