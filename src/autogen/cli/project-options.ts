import type { ProjectOptions } from "../project.js"
import type { GlobalOptions } from "./run-command.js"

/** Which project the command line names. */
export function projectOptions(options: GlobalOptions): ProjectOptions {
    return {
        ...(options.config === undefined ? {} : { config: options.config }),
        ...(options.dataSource === undefined ? {} : { dataSource: options.dataSource }),
    }
}
