import { isDataSourceLike, type DataSourceLike } from "../core/data-source-like.js"
import { AutogenError } from "../core/errors.js"
import { addTo } from "../core/groups.js"
import { nearMatch } from "./near-match.js"

/** The exports of a module by name; `module.exports = dataSource` has the one name "default". */
export type ModuleExports = Readonly<Record<string, unknown>>

interface Found {
    readonly names: readonly string[]
    readonly dataSource: DataSourceLike
}

/**
 * The one DataSource of a configuration. It is an export, or what an exported promise yields, or what the default export yields when
 * it is a function. Other functions are not called, as nobody knows what they do, except the one chosen by `name`, or one
 * whose name says that it makes a DataSource.
 */
export async function findDataSource(file: string, exports: ModuleExports, name?: string): Promise<DataSourceLike> {
    if (name !== undefined) return chosen(file, exports, name)
    const plain = await collect(exports, (value) => typeof value !== "function")
    const found = plain.length > 0 ? plain : await collect(exports, isFactory)
    const [first, ...others] = found
    if (first === undefined) throw none(file, exports)
    if (others.length > 0) throw several(file, found)
    return first.dataSource
}

async function chosen(file: string, exports: ModuleExports, name: string): Promise<DataSourceLike> {
    const value = Object.hasOwn(exports, name) ? await yielded(exports[name]) : undefined
    if (isDataSourceLike(value)) return value
    const names = Object.keys(exports)
    const near = nearMatch(name, names)
    throw new AutogenError({
        code: "CONFIG_NO_DATA_SOURCE",
        message: Object.hasOwn(exports, name)
            ? `The export "${name}" of ${file} is not a DataSource.`
            : `${file} has no export "${name}".`,
        next: near === undefined || near === name ? `It exports ${list(names)}.` : `Did you mean "${near}"?`,
        fields: { file, exports: names },
    })
}

/** The DataSources among the exports, each once, in the order of the exports, with every name it has. */
async function collect(
    exports: ModuleExports,
    accept: (value: unknown, name: string) => boolean,
): Promise<readonly Found[]> {
    const names = new Map<DataSourceLike, string[]>()
    for (const [name, value] of Object.entries(exports)) {
        if (!accept(value, name)) continue
        const result = await yielded(value)
        if (isDataSourceLike(result)) addTo(names, result, name)
    }
    return [...names].map(([dataSource, itsNames]) => ({ dataSource, names: itsNames }))
}

async function yielded(value: unknown): Promise<unknown> {
    if (typeof value !== "function" || isClass(value)) return value
    return (value as () => unknown)()
}

function isFactory(value: unknown, name: string): boolean {
    if (typeof value !== "function" || isClass(value) || value.length > 0) return false
    return name === "default" || /data_?source/i.test(name)
}

function isClass(value: object): boolean {
    return /^class\b/.test(Function.prototype.toString.call(value))
}

function none(file: string, exports: ModuleExports): AutogenError {
    const names = Object.keys(exports)
    const optionsOnly = Object.values(exports).some(looksLikeOptions)
    const what = names.length === 0 ? "It exports nothing." : `It exports ${list(names)}.`
    return new AutogenError({
        code: "CONFIG_NO_DATA_SOURCE",
        message: `${file} exports no DataSource. ${what}`,
        next: optionsOnly
            ? "It exports the options of one: write `export default new DataSource(options)`."
            : 'Write `export default new DataSource({ type: "postgres", … })`, or name another file with `--config`.',
        fields: { file, exports: names },
    })
}

function looksLikeOptions(value: unknown): boolean {
    return (
        typeof value === "object" && value !== null && typeof (value as { readonly type?: unknown }).type === "string"
    )
}

function several(file: string, found: readonly Found[]): AutogenError {
    const names = found.map((each) => each.names.find((name) => name !== "default") ?? "default")
    return new AutogenError({
        code: "CONFIG_SEVERAL_DATA_SOURCES",
        message: `${file} exports ${found.length} different DataSources: ${list(names)}.`,
        next: `Choose one by the name of its export, for example \`--data-source ${names[0]}\` (\`dataSource: "${names[0]}"\` in code).`,
        fields: { file, names },
    })
}

function list(names: readonly string[]): string {
    return names.length === 0 ? "nothing" : names.map((name) => `"${name}"`).join(", ")
}
