import { Option, type Command } from "commander"
import { AutogenError } from "../core/errors.js"

// What users of Alembic, of TypeORM's command line and of similar tools type from habit. It is not done in silence, and not just
// unknown: each is answered with what there is.

/** The option that TypeORM's users name their file with. Beside `--data-source`, which names an export. */
export class DataSourceFileOption extends Option {
    constructor() {
        super("-d, --dataSource <file>", "the same as --config, as TypeORM's users know it")
    }

    override attributeName(): string {
        return "config"
    }
}

/** Commands of others, each with what there is instead. */
const COMMANDS: Readonly<Record<string, string>> = {
    head: "`heads` tells what no other migration follows",
    log: "`history` lists the migrations",
    list: "`history` lists the migrations, `history -i` also which of them have run",
    autogenerate: 'write `generate "message"`, or `revision --autogenerate -m "message"`',
    "init-db": "`upgrade` makes the tables, `ensure-version` only the table of migrations",
    ensure_version: "`ensure-version` makes the table of migrations",
    list_templates: "`init` wires a project; there is one template",
    redo: "write `downgrade -1`, then `upgrade`",
    reset: "`downgrade base` reverts all migrations",
    status: "`current` tells where the database stands, `check` whether it is what the entities say",
    diff: "`check` reports every difference, `generate --dry-run` prints the migration for it",
    migrate: "`generate` writes a migration, `upgrade` runs what is pending",
    run: "`upgrade` runs the pending migrations",
    up: "`upgrade` runs the pending migrations",
    down: "`downgrade` reverts the last migration",
    revert: "`downgrade` reverts the last migration",
    rollback: "`downgrade` reverts the last migration",
    "migration:run": "`upgrade` runs the pending migrations",
    "migration:revert": "`downgrade` reverts the last migration",
    "migration:show": "`history -i` lists the migrations, and which of them have run",
    "migration:generate": 'write `generate "name"`; the folder is known from the DataSource\'s `migrations`',
    "migration:create": 'write `create "name"`; the folder is known from the DataSource\'s `migrations`',
    "migration:check": "`check` reports every difference",
    "schema:sync": "`generate` writes the migration, `upgrade` runs it: nothing is synchronised without one",
    "schema:log": "`generate --dry-run` prints the migration, `generate --dry-run --style sql` as plain SQL",
    "schema:drop": "nothing drops a whole schema: `downgrade base` reverts all migrations",
    "entity:create": "an entity is a class of yours: write it, then `generate`",
    "subscriber:create": "a subscriber is a class of yours: TypeORM's command line makes one",
    query: "use psql, or TypeORM's command line",
    "cache:clear": "use TypeORM's command line",
    version: "write `--version`",
}

/** Adds the commands of others, hidden, each answered with what there is. */
export function addOtherCommands(program: Command, refuse: (error: AutogenError) => Promise<void>): void {
    for (const [name, answer] of Object.entries(COMMANDS)) {
        program
            .command(name, { hidden: true })
            .helpOption(false)
            .allowUnknownOption()
            .allowExcessArguments()
            .action(() => refuse(usage(`there is no command "${name}"${meant(answer)}`, answer)))
    }
}

/** The command that an answer names first. */
function meant(answer: string): string {
    const command = /`([^`]+)`/.exec(answer)?.[1]
    return command === undefined ? "" : `; did you mean \`${command}\`?`
}

/** Options of others that would otherwise be just unknown: each with what to write. */
const OPTIONS: readonly {
    readonly flags: string
    readonly of: readonly string[]
    readonly next: (value: unknown, command: string) => string
}[] = [
    {
        flags: "-m, --message [text]",
        of: ["upgrade", "downgrade", "current", "check"],
        next: () => "only `generate`, `create` and `revision` take a message",
    },
    {
        flags: "-n, --name [text]",
        of: ["generate", "create"],
        next: (value, command) =>
            `the name is an argument: \`${command} ${JSON.stringify(typeof value === "string" ? value : "add floor")}\``,
    },
    {
        flags: "--autogenerate",
        of: ["generate", "create"],
        next: () =>
            '`generate` always compares; `create` writes an empty migration; `revision --autogenerate -m "message"` is `generate`',
    },
    {
        flags: "--sql",
        of: ["generate", "create", "revision"],
        next: () => "`generate --dry-run --style sql` prints a migration as plain SQL",
    },
    {
        flags: "-p, --pretty",
        of: ["generate"],
        next: () => "what is written is formatted as the project's Prettier has it",
    },
    {
        flags: "-o, --outputJs",
        of: ["generate", "create"],
        next: () => "JavaScript is written in a project without TypeScript",
    },
    {
        flags: "--ch, --check",
        of: ["generate"],
        next: () => "`check` reports every difference, and ends with 2 where there is one",
    },
    { flags: "--dr, --dryrun", of: ["generate"], next: () => "write `--dry-run`" },
]

/** Lets a command know the options of others, hidden, so that {@link misuse} can answer them. */
export function addOtherOptions(command: Command): void {
    for (const { flags, of } of OPTIONS) {
        if (of.includes(command.name())) command.addOption(new OtherOption(flags))
    }
}

/** Is kept under a name that no option of ours has. */
class OtherOption extends Option {
    constructor(flags: string) {
        super(flags)
        this.hideHelp()
    }

    override attributeName(): string {
        return `other ${this.flags}`
    }
}

/** What is wrong with a call, beyond what the commands see themselves: options of others, and too many words. */
export function misuse(command: Command): AutogenError | undefined {
    const name = command.name()
    const values = command.opts<Readonly<Record<string, unknown>>>()
    for (const { flags, next } of OPTIONS) {
        const value = values[`other ${flags}`]
        if (value !== undefined) return usage(`\`${name}\` has no ${flags.replace(/ [<[].*/, "")}`, next(value, name))
    }
    return tooMany(command)
}

function tooMany(called: Command): AutogenError | undefined {
    const { args, registeredArguments, parent } = called
    const command = called.name()
    const [first = ""] = args
    if (args.length <= registeredArguments.length || registeredArguments.some(({ variadic }) => variadic))
        return undefined
    const rest = args.slice(1).join(" ")
    if (registeredArguments.length === 0)
        return usage(`\`${command}\` takes no argument, and got ${quoted(args)}`, "leave it out")
    if (command !== "generate" && command !== "create") {
        return usage(`\`${command}\` takes one argument, and got ${quoted(args)}`, `write \`${command} ${first}\``)
    }
    const isCommand = parent?.commands.some((each) => each.name() === first) ?? false
    const whole = `\`${command} ${JSON.stringify(args.join(" "))}\``
    return usage(
        `\`${command}\` takes one name, and got ${quoted(args)}`,
        isCommand
            ? `write \`${first} ${JSON.stringify(rest)}\`, or quote the name: ${whole}`
            : `quote the name: ${whole}`,
    )
}

function quoted(words: readonly string[]): string {
    return words.map((word) => JSON.stringify(word)).join(", ")
}

function usage(message: string, next: string): AutogenError {
    return new AutogenError({ code: "USAGE", message, next })
}
