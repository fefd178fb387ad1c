import { dirname, resolve } from "node:path"
import { databasePlace } from "./database-place.js"
import { isDataSourceLike } from "../core/data-source-like.js"
import { AutogenError } from "../core/errors.js"
import { driverUnsupported, entitiesRejected } from "../core/rejected-source.js"
import { importInOrder } from "../load/import-in-order.js"
import { loadConfig, type LoadedConfig } from "../load/load-config.js"
import { declarationLines, entityFiles, migrationFiles, onlyFile } from "../load/entity-files.js"
import { projectFolder } from "../load/migrations-folder.js"
import { loadError } from "../load/load-error.js"
import { buildMetadata } from "../core/build-metadata.js"
import { unexplained } from "../revisions/circumstances.js"
import { withPlaces, type PlacedProject } from "./revisions/migration-places.js"
import { knownMigrations } from "../revisions/migration-files.js"
import type { AnyDataSource } from "../revisions/any-data-source.js"
import { openSession, type Session } from "../revisions/session.js"
import type { Project, ProjectOptions } from "./opened-project.js"

/**
 * Loads a project's configuration, entities and migrations. Throws what {@link loadConfig} throws, `ENTITIES_INVALID` and `MIGRATION_INVALID`. Where the
 * entities are `optional`, those that do not load are left out, all of them.
 */
export async function openProject(
    options: ProjectOptions,
    { entities = "required" }: { readonly entities?: "required" | "optional" } = {},
): Promise<Project> {
    const loaded = await loadConfig(options)
    return opened(loaded, options, () =>
        buildInOrder(loaded).catch((error: unknown) => {
            if (entities === "required") throw error
            return buildMetadata(loaded.dataSource, { entities: false })
        }),
    )
}

/**
 * Takes an application's own DataSource as a project: no configuration is looked for. One that is connected stays so; one that is not is
 * as it was afterwards.
 */
export async function openGiven(
    dataSource: AnyDataSource,
    options: Omit<ProjectOptions, "config" | "dataSource">,
): Promise<Project> {
    const file = resolve(options.cwd ?? ".", "package.json")
    if (!isDataSourceLike(dataSource)) {
        throw new AutogenError({
            code: "CONFIG_NO_DATA_SOURCE",
            message: "what is given as `dataSource` is no DataSource of TypeORM",
            next: "give the DataSource, new DataSource({ … }), or the name of the configuration's export",
        })
    }
    const { type } = dataSource.options
    if (type !== "postgres") throw driverUnsupported(type)
    const loaded = { dataSource, file, options: {}, migrationsFolder: dirname(file) }
    return opened(loaded, options, () => buildMetadata(dataSource))
}

async function opened(
    loaded: LoadedConfig,
    { onDatabase = () => undefined }: Pick<ProjectOptions, "onDatabase">,
    build: () => Promise<void>,
): Promise<Project> {
    onDatabase(databasePlace(loaded.file, loaded.dataSource.options))
    try {
        await build()
    } catch (error) {
        throw entityError(error, loaded.file)
    }
    const folder = projectFolder(loaded.file)
    const migrationFilesOf = migrationFiles(folder)
    const project = {
        ...loaded,
        folder,
        onDatabase,
        fileOf: entityFiles(folder),
        migrationFileOf: onlyFile(migrationFilesOf),
        migrationFilesOf,
        lineOf: declarationLines(folder),
    }
    try {
        // What is wrong with the files is said before anything is connected, or waited for.
        knownMigrations(loaded.dataSource)
    } catch (error) {
        throw await withPlaces(project, error)
    }
    return project
}

/** Builds the metadata of files that are loaded one after the other before. */
async function buildInOrder({ dataSource, file }: LoadedConfig): Promise<void> {
    if (!dataSource.isInitialized) await importInOrder(dataSource, file)
    await buildMetadata(dataSource)
}

/** TypeORM imports the files of its globs only now: their errors are the loader's; all others are about the entities. */
function entityError(error: unknown, file: string): AutogenError {
    const explained = loadError(error, file)
    const aboutEntities =
        error instanceof Error &&
        /MetadataError|EntityMetadata|MissingPrimaryColumn|DataTypeNotSupported|CircularRelations|MissingDeleteDateColumn|TypeORMError|ColumnTypeUndefined/.test(
            `${error.name} ${error.constructor.name}`,
        )
    if (!aboutEntities) return explained
    return entitiesRejected(error)
}

/**
 * Runs something with one connection to the database of a project that is open, without any of TypeORM's own side effects, and closes it.
 * `directUrl`: where to connect to instead of where the DataSource says.
 */
export async function withSession<T>(
    project: Pick<Project, "dataSource" | "file" | "onDatabase"> & Partial<PlacedProject>,
    run: (session: Session) => Promise<T>,
    directUrl?: string,
): Promise<T> {
    const { dataSource, file, onDatabase } = project
    const session = await openSession(dataSource, { isBuilt: true, directUrl: directUrl || undefined })
    try {
        const options = directUrl ? { ...dataSource.options, url: directUrl } : dataSource.options
        const place = databasePlace(file, options, session.defaultSchema)
        if (directUrl || place.schema !== databasePlace(file, options).schema) onDatabase(place)
        return await run(session)
    } catch (error) {
        throw await withPlaces(project, unexplained(error, dataSource.options))
    } finally {
        await session.close()
    }
}
