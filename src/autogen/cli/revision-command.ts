import { createCommand } from "./create-command.js"
import { generateCommand, type GenerateCommandOptions } from "./generate-command.js"
import { neededName } from "./migration-name.js"
import type { CommandContext } from "./run-command.js"

type RevisionCommandOptions = GenerateCommandOptions & {
    readonly autogenerate?: boolean
}

/** `typeorm-autogen revision`: `create`, or with `--autogenerate` `generate`, as Alembic's users type it. */
export async function revisionCommand(options: RevisionCommandOptions, context: CommandContext): Promise<number> {
    if (options.autogenerate) return generateCommand(options, context)
    const next =
        'write `revision -m "add floor"`, or `revision --autogenerate` for what the entities have and the database has not'
    return createCommand(options, context, neededName(options, undefined, next))
}
