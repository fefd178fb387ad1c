import type { MigrationInterface, QueryRunner } from "typeorm"
import { column, operations, primaryKey, serial, varchar, type RevisionInfo } from "typeorm-autogen/op"

/** Create room */
export class CreateRoom1763800000000 implements MigrationInterface {
    static readonly revision = { revises: [], generated: true, reversible: "lossy" } satisfies RevisionInfo
    readonly name = "CreateRoom1763800000000"

    async up(queryRunner: QueryRunner): Promise<void> {
        const op = operations(queryRunner)
        await op.createTable("room", [
            column("id", serial(), { nullable: false }),
            column("code", varchar(36), { nullable: false }),
            primaryKey("PK_c6d46db005d623e691b2fbcba23", ["id"]),
        ])
    }

    async down(queryRunner: QueryRunner): Promise<void> {
        // deletes-data: room
        const op = operations(queryRunner)
        await op.dropTable("room")
    }
}
