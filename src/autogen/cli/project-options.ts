import { databaseLine } from "../database-place.js"
import type { ProjectOptions } from "../project.js"
import type { Output } from "./output.js"
import { paints } from "./paints.js"
import type { GlobalOptions } from "./run-command.js"

/** Which project the command line names; the command's opening line says which database it works on. */
export function projectOptions(options: GlobalOptions, output: Output): ProjectOptions {
    return {
        ...(options.config === undefined ? {} : { config: options.config }),
        ...(options.dataSource === undefined ? {} : { dataSource: options.dataSource }),
        onDatabase: (place) => output.err(paints.dim(databaseLine(place, process.cwd(), options.against))),
    }
}
