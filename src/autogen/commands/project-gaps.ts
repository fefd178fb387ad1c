import type { Diagnostic } from "../core/diagnostic.js"
import { AutogenError } from "../core/errors.js"
import { emptyEntityGlobs } from "../load/empty-globs.js"
import { uncompiledMigrations } from "../load/migrations-folder.js"
import type { Project } from "./opened-project.js"

/**
 * What of a project's files does not count: globs of the entities that match no file, so that entities may be missing and their tables look
 * undeclared; migrations that are not compiled yet.
 */
export function projectGaps(project: Pick<Project, "dataSource" | "file" | "migrationsFolder">): readonly Diagnostic[] {
    const globs = emptyEntityGlobs(project.dataSource, project.file).map((glob): Diagnostic => ({
        severity: "warning",
        code: "entities-glob-empty",
        object: null,
        message: `the entities' glob "${glob}" matches no file (relative globs begin at ${process.cwd()}): entities may be missing; correct or remove it`,
    }))
    const uncompiled = uncompiledMigrations(project).map((name): Diagnostic => ({
        severity: "warning",
        code: "migration-not-compiled",
        object: null,
        message: `${name} is not compiled, so that it does not run: build the project`,
    }))
    return [...globs, ...uncompiled]
}

/** Throws `MIGRATIONS_NOT_COMPILED` where a migration's file is not compiled yet: what it does would be planned a second time. */
export function expectCompiled(project: Pick<Project, "dataSource" | "file" | "migrationsFolder">): void {
    const files = uncompiledMigrations(project)
    if (files.length === 0) return
    throw new AutogenError({
        code: "MIGRATIONS_NOT_COMPILED",
        message: `${files.join(", ")} ${files.length === 1 ? "is" : "are"} not compiled, and the DataSource's "migrations" lead to what is`,
        next: "build the project and run the command again",
        fields: { files },
    })
}

/**
 * Throws `ENTITIES_NOT_FOUND` where a DataSource has no entity at all: every table would look undeclared, and an empty project like one in
 * sync.
 */
export function expectEntities({ dataSource, file }: Pick<Project, "dataSource" | "file">): void {
    if (dataSource.entityMetadatas.length > 0) return
    const empty = emptyEntityGlobs(dataSource, file)
    const { entities } = dataSource.options
    const isSaid = entities !== undefined && Object.keys(entities).length > 0
    throw new AutogenError({
        code: "ENTITIES_NOT_FOUND",
        message:
            empty.length > 0
                ? `no file matches the entities' ${empty.length === 1 ? "glob" : "globs"} ${empty.map((glob) => JSON.stringify(glob)).join(", ")} (relative globs begin at ${process.cwd()})`
                : isSaid
                  ? `what "entities" of the DataSource in ${file} names has no entity`
                  : `the DataSource in ${file} names no entities`,
        next: isSaid
            ? 'write an entity there (@Entity() export class …), or correct "entities" in the DataSource\'s options'
            : 'set "entities" in the DataSource\'s options: classes, or globs such as ["src/**/*.entity.ts"]',
        fields: { file, globs: empty },
    })
}
