import { AutogenError, messageOf } from "../core/errors.js"
import { userOptions } from "../core/user-options.js"
import { metadataTableSql, needsMetadataTable } from "../operations/typeorm-metadata.js"
import { grantFor, isDenied } from "./missing-right.js"
import type { Session } from "./session.js"
import { isTrustedTable } from "./trusted-table.js"
import { ownOperator as is } from "../core/own-operator.js"

const SCHEMA_EXISTS = `SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname ${is("=")} $1`

/**
 * Makes the table `typeorm_metadata` where TypeORM's own runner would: migrations that TypeORM generated write into it when
 * there are views or generated columns. Ours never do, but both may stand in one project. TypeORM itself is not asked to: its questions
 * about what there is can be answered by operators of others.
 *
 * Throws `HISTORY_UNTRUSTED` where what is there must not be written to, and `PERMISSION_DENIED`.
 *
 * @example
 * ```ts
 * await prepareMetadataTable(session)
 * ```
 */
export async function prepareMetadataTable(session: Session): Promise<void> {
    // The first migration may be the one that creates the schema.
    const isSchemaThere = (await session.query(SCHEMA_EXISTS, [session.defaultSchema])).length > 0
    if (!isSchemaThere) return
    const metadataTable = userOptions(session.dataSource).metadataTableName || "typeorm_metadata"
    const isThere = await isTrustedTable(session, { schema: session.defaultSchema, name: metadataTable }, "write")
    if (isThere || !needsMetadataTable(session.dataSource.entityMetadatas)) return
    try {
        await session.query(metadataTableSql({ defaultSchema: session.defaultSchema, metadataTable }))
    } catch (cause) {
        if (!isDenied(cause)) throw cause
        throw new AutogenError({
            code: "PERMISSION_DENIED",
            message: `the role may not create TypeORM's table of generated columns and views: ${messageOf(cause)}; no migration was run`,
            next: grantFor(messageOf(cause)),
            cause,
        })
    }
}
