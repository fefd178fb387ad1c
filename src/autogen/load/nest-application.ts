import { createRequire } from "node:module"
import { isDataSourceLike, type DataSourceLike } from "../core/data-source-like.js"
import { AutogenError, messageOf } from "../core/errors.js"

// NestJS applications have their DataSource in TypeOrmModule, whose entities are known only once all modules are loaded
// (`autoLoadEntities`). So the application's context is made, without listening and without connecting, and the DataSource is taken from it.
// Nothing of NestJS is imported by us: what is asked of it is its public face.

/** What we ask of an application context. */
export interface ApplicationContext {
    get(token: unknown, options?: { readonly strict: boolean }): unknown
    close(): Promise<void>
}

type Class = abstract new (...parameters: never[]) => object

/** TypeORM's class, of the project's copy, with what it does when it connects. */
interface DataSourceClass {
    readonly prototype: { initialize: (this: object) => Promise<object> }
}

/** Whether a value is an application or application context of NestJS. */
export function isApplicationContext(value: unknown): value is ApplicationContext {
    if (typeof value !== "object" || value === null) return false
    const candidate = value as Readonly<Record<string, unknown>>
    return ["get", "close", "resolve", "select"].every((method) => typeof candidate[method] === "function")
}

/** Whether a value is a module of NestJS: a class with `@Module({ imports: … })`, or what `register()` and its like yield. */
export function isNestModule(value: unknown): boolean {
    if (typeof value === "object" && value !== null)
        return isNestModule((value as { readonly module?: unknown }).module)
    if (typeof value !== "function") return false
    const { hasMetadata } = Reflect as { readonly hasMetadata?: (key: string, target: object) => boolean }
    return hasMetadata?.("imports", value) ?? false
}

/** Whether a module of NestJS imports another one. */
export function importsModule(module: unknown, other: unknown): boolean {
    if (typeof module !== "function" || module === other) return false
    const { getMetadata } = Reflect as { readonly getMetadata?: (key: string, target: object) => unknown }
    const imports = getMetadata?.("imports", module)
    return Array.isArray(imports) && imports.includes(other)
}

/**
 * Runs a function, and what it starts of NestJS, without any DataSource of the project connecting; gives what it yields, and the
 * DataSources that would have been connected.
 */
export async function withoutConnecting<T>(
    file: string,
    run: () => T | Promise<T>,
): Promise<{
    readonly value: T | undefined
    readonly error: unknown
    readonly dataSources: readonly DataSourceLike[]
}> {
    const dataSources: DataSourceLike[] = []
    const { prototype } = dataSourceClass(file)
    const { initialize } = prototype
    prototype.initialize = function (this: object) {
        if (isDataSourceLike(this) && !dataSources.includes(this)) dataSources.push(this)
        return Promise.resolve(this)
    }
    try {
        return { value: await run(), error: undefined, dataSources }
    } catch (error) {
        return { value: undefined, error, dataSources }
    } finally {
        prototype.initialize = initialize
    }
}

/** The DataSource of a module: of the application context that it makes. */
export async function dataSourceOfModule(file: string, module: unknown): Promise<DataSourceLike> {
    const { NestFactory } = requireFrom(file, "@nestjs/core") as {
        readonly NestFactory: {
            createApplicationContext(module: unknown, options: object): Promise<ApplicationContext>
        }
    }
    const made = await withoutConnecting(file, () =>
        NestFactory.createApplicationContext(module, { logger: false, abortOnError: false }),
    )
    if (made.value !== undefined) return dataSourceOfContext(file, made.value)
    return onlyOne(file, made)
}

/** Where the context could not be made to its end, a hook asked the database for example, the one DataSource that it began. */
export function onlyOne(
    file: string,
    { dataSources, error }: { readonly dataSources: readonly DataSourceLike[]; readonly error: unknown },
): DataSourceLike {
    const [first, ...others] = dataSources
    if (first !== undefined && others.length === 0) return first
    if (first === undefined && error !== undefined) throw error instanceof Error ? error : new Error(messageOf(error))
    throw new AutogenError({
        code: first === undefined ? "CONFIG_NO_DATA_SOURCE" : "CONFIG_SEVERAL_DATA_SOURCES",
        message: `the application of ${file} has ${dataSources.length === 0 ? "no DataSource" : `${dataSources.length} DataSources`}${error === undefined ? "" : `; it says: ${messageOf(error)}`}`,
        next: "export a function that returns the one DataSource: `export default async () => (await NestFactory.createApplicationContext(AppModule)).get(DataSource)`",
        fields: { file },
    })
}

/** The DataSource of an application context, which is closed: it was made for its DataSource only. */
export async function dataSourceOfContext(file: string, context: ApplicationContext): Promise<DataSourceLike> {
    try {
        const found = context.get(dataSourceClass(file), { strict: false })
        if (isDataSourceLike(found)) return found
        throw new TypeError("what it has as DataSource is none")
    } catch (cause) {
        throw new AutogenError({
            code: "CONFIG_NO_DATA_SOURCE",
            message: `the application of ${file} has no DataSource: ${messageOf(cause).split("\n")[0] ?? ""}`,
            next: 'import TypeOrmModule.forRoot or forRootAsync in it, or export a function that returns the DataSource: `app.get(getDataSourceToken("name"))`',
            fields: { file },
            cause,
        })
    } finally {
        await context.close().catch(() => undefined)
    }
}

/** Whether the project has NestJS. */
export function hasNest(file: string): boolean {
    try {
        createRequire(file).resolve("@nestjs/core")
        return true
    } catch {
        return false
    }
}

/** The project's own class DataSource, so that what is made of it is what its entities and migrations know. */
export function dataSourceClass(file: string): DataSourceClass & (new (options: object) => object) {
    const { DataSource } = requireFrom(file, "typeorm") as { readonly DataSource: Class }
    return DataSource as unknown as DataSourceClass & (new (options: object) => object)
}

function requireFrom(file: string, name: string): object {
    return createRequire(file)(name) as object
}
