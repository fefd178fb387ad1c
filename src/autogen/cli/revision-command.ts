import { AutogenError } from "../core/errors.js"
import { createCommand } from "./create-command.js"
import { generateCommand, type GenerateCommandOptions } from "./generate-command.js"
import type { CommandContext } from "./run-command.js"

type RevisionCommandOptions = GenerateCommandOptions & {
    readonly message?: string
    readonly autogenerate?: boolean
}

/** `typeorm-autogen revision`: `create`, or with `--autogenerate` `generate`, as Alembic's users type it. */
export async function revisionCommand(options: RevisionCommandOptions, context: CommandContext): Promise<number> {
    const { message, autogenerate = false } = options
    if (autogenerate) return generateCommand(options, context, message)
    if (message !== undefined) return createCommand(options, context, message)
    throw new AutogenError({
        code: "USAGE",
        message: "an empty migration needs a name",
        next: 'write `revision -m "add floor"`, or `revision --autogenerate` for what the entities have and the database has not',
    })
}
