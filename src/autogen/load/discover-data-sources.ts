import { existsSync, readFileSync } from "node:fs"
import { dirname, relative, resolve } from "node:path"
import { sourceFiles } from "./source-files.js"

/** A file that looks as if it gave a DataSource. */
export interface DiscoveredDataSource {
    /** Absolute. */
    readonly file: string
    /** What the file has: a DataSource, the options of one, or the root module of a NestJS application. */
    readonly has: "data source" | "options" | "module"
}

interface Source {
    readonly file: string
    readonly text: string
}

/** A DataSource of another database is nothing for us. */
const OTHER_DATABASE =
    /\btype:\s*["'](?:mysql|mariadb|sqlite|better-sqlite3|sqljs|mssql|oracle|mongodb|cockroachdb|spanner|sap|expo|capacitor|cordova|react-native|nativescript|aurora-mysql)["']/

const OPTIONS_TYPE = String.raw`(?:\w+\.)?(?:DataSourceOptions|PostgresConnectionOptions|PostgresDataSourceOptions|TypeOrmModuleOptions)\b`
const ANNOTATED = new RegExp(String.raw`:\s*${OPTIONS_TYPE}|\b(?:as|satisfies)\s+${OPTIONS_TYPE}`)
const PLAIN_OPTIONS =
    /(?:export\s+default|module\.exports\s*=|export\s+const\s+\w+\s*=)\s*(?:\(\)\s*=>\s*\()?\s*\{[^{}]*\btype:\s*["']postgres["']/

const RANKS = ["data source", "options", "module"] as const

/**
 * The files of a project that export a DataSource, by what is written in them; else those that export the options of one; else the
 * root module of a NestJS application that imports TypeOrmModule. Nothing is loaded.
 *
 * @example
 * ```ts
 * discoverDataSources(process.cwd()) // [{ file: "/app/src/database/data-source.ts", has: "data source" }]
 * ```
 */
export function discoverDataSources(root: string): readonly DiscoveredDataSource[] {
    const sources = sourceFiles(root)
        .filter((file) => !isForTests(relative(root, file).replaceAll("\\", "/")))
        .map((file) => ({ file, text: withoutComments(readFileSync(file, "utf8")) }))
    const found = sources.flatMap((source): readonly DiscoveredDataSource[] => {
        const has = kindOf(source)
        return has === undefined ? [] : [{ file: source.file, has }]
    })
    const modules = rootModules(sources).map((file) => ({ file, has: "module" }) as const)
    const all = [...found, ...modules]
    const best = RANKS.find((rank) => all.some(({ has }) => has === rank))
    return all.filter(({ has }) => has === best)
}

function isForTests(path: string): boolean {
    return /(^|\/)(tests?|__tests__|__mocks__|e2e|spec|fixtures|examples?)\/|\.(spec|test|e2e-spec|mock)\.[cm]?[jt]s$/i.test(
        path,
    )
}

function withoutComments(text: string): string {
    return text.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/[^\n]*/g, "")
}

function kindOf({ text }: Source): DiscoveredDataSource["has"] | undefined {
    if (
        !/["'](?:typeorm(?:["'/])|@nestjs\/typeorm)/.test(text) &&
        !/\btype:\s*["'](?:postgres|aurora-postgres)["']/.test(text)
    )
        return undefined
    if (!/\bexport\b|\bmodule\.exports\b|\bexports\.\w+\s*=/.test(text)) return undefined
    if (OTHER_DATABASE.test(text) && !/\bpostgres\b/.test(text)) return undefined
    if (/\bnew\s+(?:\w+\.)?DataSource\s*\(/.test(text) && exportsDataSource(text)) return "data source"
    if (/\bclass\b/.test(text) || !(ANNOTATED.test(text) || PLAIN_OPTIONS.test(text))) return undefined
    return exportsOptions(text) ? "options" : undefined
}

/** Whether what is made with `new DataSource` is exported, itself or by a function; a script that makes one for itself exports nothing of it. */
function exportsDataSource(text: string): boolean {
    const made = [
        ...text.matchAll(
            /\b(?:const|let|var)\s+(\w+)(?:\s*:[^=\n]+)?\s*=\s*(?:await\s+)?new\s+(?:\w+\.)?DataSource\b/g,
        ),
    ]
    const names = made.map(([, name = ""]) => name)
    return (
        /(?:export\s+default|module\.exports\s*=|exports\.\w+\s*=|export\s+(?:const|let|var)\s+\w+[^=\n]*=|export\s*=)\s*(?:await\s+)?new\s+(?:\w+\.)?DataSource\b/.test(
            text,
        ) ||
        names.some((name) => isExported(text, name)) ||
        // A function that gives one.
        /export\s+(?:default\s+)?(?:async\s+)?function\b|export\s+(?:default|const\s+\w+\s*(?::[^=]+)?=)\s*(?:async\s*)?(?:\([^)]*\)|\w+)\s*(?::[^=]+)?=>/.test(
            text,
        )
    )
}

function isExported(text: string, name: string): boolean {
    const word = `${name}\\b`
    return new RegExp(
        `export\\s+(?:const|let|var)\\s+${word}|export\\s+default\\s+${word}|export\\s*\\{[^}]*\\b${word}|module\\.exports\\s*=\\s*(?:${word}|\\{[^}]*\\b${word})|exports\\.\\w+\\s*=\\s*${word}|export\\s*=\\s*${word}`,
    ).test(text)
}

function exportsOptions(text: string): boolean {
    return /export\s+(?:default|const|let|var|async|function|\{)|\bmodule\.exports\b|\bexports\.\w+/.test(text)
}

/** The modules that NestFactory starts, where any module imports TypeOrmModule for the root. */
function rootModules(sources: readonly Source[]): readonly string[] {
    if (!sources.some(({ text }) => /\bTypeOrmModule\s*\.\s*forRoot(?:Async)?\b/.test(text))) return []
    const files = sources.flatMap(({ file, text }) =>
        [...text.matchAll(/\bNestFactory\s*\.\s*create\w*\s*(?:<[^>(]*>)?\s*\(\s*(\w+)/g)].flatMap(([, name = ""]) => {
            const from = new RegExp(`import\\s*\\{[^}]*\\b${name}\\b[^}]*\\}\\s*from\\s*["']([^"']+)["']`).exec(
                text,
            )?.[1]
            const found = from === undefined ? undefined : fileOf(dirname(file), from)
            return found === undefined ? [] : [found]
        }),
    )
    return [...new Set(files)]
}

function fileOf(folder: string, specifier: string): string | undefined {
    if (!specifier.startsWith(".")) return undefined
    const path = resolve(folder, specifier)
    const stem = path.replace(/\.([cm]?)js$/, ".$1ts")
    return [path, stem, `${path}.ts`, `${path}.js`, `${path}/index.ts`, `${path}/index.js`].find(
        (file) => /\.[cm]?[jt]s$/.test(file) && existsSync(file),
    )
}
