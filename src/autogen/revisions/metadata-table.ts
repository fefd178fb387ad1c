import type { QueryRunner } from "typeorm"
import { AutogenError, messageOf } from "../core/errors.js"
import { grantFor, isDenied } from "./missing-right.js"
import type { Session } from "./session.js"

/** The part of TypeORM's schema builder that its own runner uses. */
interface MetadataBuilder {
    createMetadataTableIfNecessary?(queryRunner: QueryRunner): Promise<void>
}

const SCHEMA_EXISTS = "SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = $1"

/**
 * Makes the table `typeorm_metadata` where TypeORM's own runner would: migrations that TypeORM generated write into it when
 * there are views or generated columns. Ours never do, but both may stand in one project.
 *
 * @example
 * ```ts
 * await prepareMetadataTable(session)
 * ```
 */
export async function prepareMetadataTable(session: Session): Promise<void> {
    const builder = session.dataSource.driver.createSchemaBuilder() as MetadataBuilder
    if (builder.createMetadataTableIfNecessary === undefined) return
    // The first migration may be the one that creates the schema; TypeORM would fail here.
    const isSchemaThere = (await session.query(SCHEMA_EXISTS, [session.defaultSchema])).length > 0
    if (!isSchemaThere) return
    try {
        await builder.createMetadataTableIfNecessary(session.queryRunner)
    } catch (cause) {
        if (!isDenied(cause)) throw cause
        throw new AutogenError({
            code: "PERMISSION_DENIED",
            message: `The role may not make TypeORM's table of generated columns and views: ${messageOf(cause)}. No migration was run.`,
            next: grantFor(messageOf(cause)),
            cause,
        })
    }
}
