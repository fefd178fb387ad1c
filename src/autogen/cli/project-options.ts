import { databaseLine } from "../commands/database-place.js"
import type { ProjectOptions } from "../commands/opened-project.js"
import type { Output } from "./output.js"
import { paints } from "./paints.js"
import type { GlobalOptions } from "./run-command.js"

/** Which project the command line names; the command's opening line says which database it works on. */
export function projectOptions(options: GlobalOptions, output: Output): ProjectOptions {
    const { config, dataSource } = options
    // An export's name is no path: who writes --data-source for TypeORM's --dataSource means the file.
    const isFile = config === undefined && dataSource !== undefined && /\.[cm]?[jt]s$/.test(dataSource)
    const named = isFile ? { config: dataSource } : { config, dataSource }
    return {
        ...(named.config === undefined ? {} : { config: named.config }),
        ...(named.dataSource === undefined ? {} : { dataSource: named.dataSource }),
        onDatabase: (place) => output.err(paints.dim(databaseLine(place, process.cwd(), options.against))),
    }
}
