import { isDataSourceLike, type DataSourceLike } from "../core/data-source-like.js"
import { AutogenError } from "../core/errors.js"
import { driverUnsupported } from "../core/rejected-source.js"
import { addTo } from "../core/groups.js"
import { nearMatch } from "../core/near-match.js"
import {
    dataSourceClass,
    dataSourceOfContext,
    dataSourceOfModule,
    hasNest,
    importsModule,
    isApplicationContext,
    isNestModule,
    onlyOne,
    withoutConnecting,
} from "./nest-application.js"

/** The exports of a module by name; `module.exports = dataSource` has the one name "default". */
export type ModuleExports = Readonly<Record<string, unknown>>

interface Found {
    readonly names: readonly string[]
    readonly dataSource: DataSourceLike
}

/**
 * The one DataSource of a configuration. It is an export, or what an exported promise yields, or what the default export yields when
 * it is a function; else it is made of exported options, or it is the one of an exported module of a NestJS application. Other functions
 * are not called, as nobody knows what they do, except the one chosen by `name`, or one whose name says that it makes a DataSource.
 */
export async function findDataSource(file: string, exports: ModuleExports, name?: string): Promise<DataSourceLike> {
    if (name !== undefined) return chosen(file, exports, name)
    const found = await foundIn(file, exports)
    const [first, ...others] = found
    if (first === undefined) throw none(file, exports)
    if (others.length > 0) throw several(file, found)
    return first.dataSource
}

/** The names of all DataSources of a configuration, in the order of its exports; a DataSource with two names has the one that is not "default". */
export async function dataSourceNamesOf(file: string, exports: ModuleExports): Promise<readonly string[]> {
    const found = await foundIn(file, exports)
    if (found.length === 0) throw none(file, exports)
    return found.map(nameOf)
}

async function foundIn(file: string, exports: ModuleExports): Promise<readonly Found[]> {
    const entries = await settled(exports)
    const steps: readonly ((value: unknown, name: string) => boolean)[] = [
        isDataSourceLike,
        (value) => isApplicationContext(value),
        isFactory,
        // Only now, as a file that has a DataSource often exports its options, too.
        (value) => looksLikeOptions(value),
        // Of modules in one file, those that no other one imports.
        (value) => isNestModule(value) && !entries.some(([, other]) => importsModule(other, value)),
    ]
    for (const accept of steps) {
        const found = await collect(file, entries, accept)
        if (found.length > 0) return found
    }
    return []
}

function nameOf({ names }: Found): string {
    return names.find((name) => name !== "default") ?? "default"
}

async function chosen(file: string, exports: ModuleExports, name: string): Promise<DataSourceLike> {
    const value = Object.hasOwn(exports, name) ? await sourceOf(file, await exports[name]) : undefined
    if (value !== undefined) return value
    const names = Object.keys(exports)
    const near = nearMatch(name, names)
    throw new AutogenError({
        code: "CONFIG_NO_DATA_SOURCE",
        message: Object.hasOwn(exports, name)
            ? `the export "${name}" of ${file} is not a DataSource`
            : `${file} has no export "${name}"`,
        next: near === undefined || near === name ? `it exports ${list(names)}` : `did you mean "${near}"?`,
        fields: { file, exports: names },
    })
}

type Entries = readonly (readonly [name: string, value: unknown])[]

/** The exports with what their promises yield. */
async function settled(exports: ModuleExports): Promise<Entries> {
    const entries: [string, unknown][] = []
    for (const [name, value] of Object.entries(exports)) entries.push([name, await value])
    return entries
}

/** The DataSources among the exports, each once, in the order of the exports, with every name it has. */
async function collect(
    file: string,
    entries: Entries,
    accept: (value: unknown, name: string) => boolean,
): Promise<readonly Found[]> {
    const names = new Map<unknown, string[]>()
    for (const [name, value] of entries) if (accept(value, name)) addTo(names, value, name)
    const found = new Map<DataSourceLike, string[]>()
    for (const [value, itsNames] of names) {
        const dataSource = await sourceOf(file, value)
        if (dataSource !== undefined) for (const name of itsNames) addTo(found, dataSource, name)
    }
    return [...found].map(([dataSource, itsNames]) => ({ dataSource, names: itsNames }))
}

/** The DataSource that a value is, has, makes or describes. */
async function sourceOf(file: string, value: unknown): Promise<DataSourceLike | undefined> {
    if (isDataSourceLike(value)) return value
    if (isApplicationContext(value)) return dataSourceOfContext(file, value)
    if (isNestModule(value)) return dataSourceOfModule(file, value)
    if (looksLikeOptions(value)) return madeOf(file, value)
    if (typeof value !== "function" || isClass(value)) return undefined
    const make = value as () => unknown
    if (!hasNest(file)) return sourceOf(file, unlessFunction(await make()))
    // It may make an application, whose TypeOrmModule connects, and synchronises where it is told to.
    const made = await withoutConnecting(file, make)
    if (made.error === undefined) return sourceOf(file, unlessFunction(made.value))
    return onlyOne(file, made)
}

/** A function that gives a function is none of ours, but one may give a class: a module of NestJS. */
function unlessFunction(value: unknown): unknown {
    return typeof value === "function" && !isNestModule(value) ? undefined : value
}

function madeOf(file: string, options: { readonly type: string }): DataSourceLike {
    if (options.type !== "postgres") throw driverUnsupported(options.type, file)
    const made = new (dataSourceClass(file))(options)
    if (isDataSourceLike(made)) return made
    throw new TypeError("the project's TypeORM has no class DataSource")
}

function isFactory(value: unknown, name: string): boolean {
    if (typeof value !== "function" || isClass(value) || value.length > 0) return false
    return name === "default" || /data_?source|type_?orm|orm_?config/i.test(name)
}

function isClass(value: object): boolean {
    return /^class\b/.test(Function.prototype.toString.call(value))
}

function none(file: string, exports: ModuleExports): AutogenError {
    const names = Object.keys(exports)
    const what = names.length === 0 ? "it exports nothing" : `it exports ${list(names)}`
    return new AutogenError({
        code: "CONFIG_NO_DATA_SOURCE",
        message: `${file} exports no DataSource; ${what}`,
        next: 'write `export default new DataSource({ type: "postgres", … })`, or name another file with `--config`',
        fields: { file, exports: names },
    })
}

/** TypeORM's drivers, so that not everything that has a type is taken for options. */
const DRIVERS = new Set(
    "postgres aurora-postgres cockroachdb mysql mariadb aurora-mysql sqlite better-sqlite3 sqljs mssql oracle mongodb spanner sap expo".split(
        " ",
    ),
)

function looksLikeOptions(value: unknown): value is { readonly type: string } {
    if (typeof value !== "object" || value === null) return false
    const { type } = value as { readonly type?: unknown }
    return typeof type === "string" && DRIVERS.has(type)
}

function several(file: string, found: readonly Found[]): AutogenError {
    const names = found.map(nameOf)
    return new AutogenError({
        code: "CONFIG_SEVERAL_DATA_SOURCES",
        message: `${file} exports ${found.length} different DataSources: ${list(names)}`,
        next: `choose one by the name of its export, for example \`--data-source ${names[0]}\` (\`dataSource: "${names[0]}"\` in code); upgrade, downgrade, current, check and drift take all of them with \`--all\``,
        fields: { file, names },
    })
}

function list(names: readonly string[]): string {
    return names.length === 0 ? "nothing" : names.map((name) => `"${name}"`).join(", ")
}
