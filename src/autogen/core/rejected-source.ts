import { AutogenError, messageOf } from "./errors.js"

/** TypeORM has found a mistake in the entities while it built their metadata. */
export function entitiesRejected(cause: unknown): AutogenError {
    return new AutogenError({
        code: "ENTITIES_INVALID",
        message: `TypeORM rejects the entities: ${messageOf(cause)}`,
        next: "correct the entity that the message names",
        cause,
    })
}

/** Only PostgreSQL is supported. `file`: where the DataSource is, if that is known. */
export function driverUnsupported(type: string, file?: string): AutogenError {
    const where = file === undefined ? "" : ` of ${file}`
    return new AutogenError({
        code: "DRIVER_UNSUPPORTED",
        message: `the DataSource${where} is of type "${type}"; only "postgres" is supported`,
        next: `use a DataSource of type "postgres", or keep to TypeORM's own migrations for "${type}"`,
        fields: file === undefined ? { type } : { file, type },
    })
}
