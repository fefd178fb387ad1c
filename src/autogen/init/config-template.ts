import { extname } from "node:path"
import { moduleFormatOf, type ModuleFormat } from "../load/nearest-file.js"

/** What a configuration is written from. */
export interface ConfigTemplate {
    readonly language: "typescript" | "javascript"
    readonly format: ModuleFormat
    /** Globs relative to the project. */
    readonly entities: string
    readonly migrations: string
}

/** The text of a new configuration. TypeScript is written with `import` in both formats; the compiler makes of it what fits. */
export function configTemplate({ language, format, entities, migrations }: ConfigTemplate): string {
    const options = `{
    ...connectionFromEnvironment(),
    entities: [${JSON.stringify(entities)}],
    migrations: [${JSON.stringify(migrations)}],
    migrationsTransactionMode: "each",
}`
    if (language === "typescript") {
        return `import { DataSource } from "typeorm"
import { connectionFromEnvironment, type AutogenOptions } from "typeorm-autogen"

export const autogen = {} satisfies AutogenOptions

export default new DataSource(${options})
`
    }
    const comment = '/** @type {import("typeorm-autogen").AutogenOptions} */'
    if (format === "module") {
        return `import { DataSource } from "typeorm"
import { connectionFromEnvironment } from "typeorm-autogen"

${comment}
export const autogen = {}

export default new DataSource(${options})
`
    }
    return `const { DataSource } = require("typeorm")
const { connectionFromEnvironment } = require("typeorm-autogen")

${comment}
exports.autogen = {}

exports.default = new DataSource(${options})
`
}

/** The line that gives an existing configuration options. */
export function optionsLine(file: string, content: string, migrationsFolder: string | undefined): string {
    const options = migrationsFolder === undefined ? "{}" : `{ migrationsFolder: ${JSON.stringify(migrationsFolder)} }`
    if (/^\.[cm]?ts$/.test(extname(file))) {
        return `export const autogen = ${options} satisfies import("typeorm-autogen").AutogenOptions`
    }
    const isModule = moduleFormatOf(file) === "module" || /^export\s/m.test(content)
    return isModule ? `export const autogen = ${options}` : `exports.autogen = ${options}`
}
