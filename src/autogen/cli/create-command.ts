import { relative } from "node:path"
import pc from "picocolors"
import { create, type CreateOptions } from "../commands/create-migration.js"
import { neededName } from "./migration-name.js"
import { placeOptions, type PlaceOptions } from "./place-options.js"
import { projectOptions } from "./project-options.js"
import type { CommandContext, GlobalOptions } from "./run-command.js"

/** `typeorm-autogen create [name]` */
export async function createCommand(
    options: GlobalOptions & PlaceOptions & Pick<CreateOptions, "style"> & { readonly message?: string },
    { output, signal }: CommandContext,
    argument?: string,
): Promise<number> {
    const name = neededName(options, argument)
    const { style } = options
    const { migration, file, source } = await create({
        ...projectOptions(options, output),
        ...placeOptions(options),
        signal,
        name,
        ...(style === undefined ? {} : { style }),
    })
    if (options.json) output.out(JSON.stringify({ version: 1, migration, file, source }, null, 2))
    else output.out(`${pc.green("written")} ${relative(process.cwd(), file)}`)
    return 0
}
