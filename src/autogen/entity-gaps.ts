import type { Diagnostic } from "./core/diagnostic.js"
import { AutogenError } from "./core/errors.js"
import { emptyEntityGlobs } from "./load/empty-globs.js"
import type { Project } from "./project.js"

/** A warning for each glob of the entities that matches no file: the entities meant by it are missing, and their tables look undeclared. */
export function entityGaps({ dataSource, file }: Pick<Project, "dataSource" | "file">): readonly Diagnostic[] {
    return emptyEntityGlobs(dataSource, file).map((glob) => ({
        severity: "warning",
        code: "entities-glob-empty",
        object: null,
        message: `the entities' glob "${glob}" matches no file (relative globs begin at ${process.cwd()}): entities may be missing; correct or remove it`,
    }))
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
                  ? `what "entities" of the DataSource in ${file} names holds no entity`
                  : `the DataSource in ${file} names no entities`,
        next: isSaid
            ? 'write an entity there (@Entity() export class …), or correct "entities" in the DataSource\'s options'
            : 'set "entities" in the DataSource\'s options: classes, or globs such as ["src/**/*.entity.ts"]',
        fields: { file, globs: empty },
    })
}
