import { expect } from "vitest"
import { stories, type Files } from "./support/story.js"

// Somebody edits a migration that has been executed: what it does counts, not how it is written.

const entity: Files = {
    "src/entities/room.ts": `import { Column, Entity, PrimaryColumn } from "typeorm"
@Entity()
export class Room {
    @PrimaryColumn({ primaryKeyConstraintName: "room_pk" })
    id!: number
    @Column("int")
    floor!: number
}
`,
}

const FILE = "src/migrations/1700000000001-first.ts"

const ofSql = (body: string): Files => ({
    [FILE]: `import type { MigrationInterface, QueryRunner } from "typeorm"

export class First1700000000001 implements MigrationInterface {
${body}
    public async down(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query("DROP TABLE room")
    }
}
`,
})

const SQL = ofSql(`    public async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(\`CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, floor int NOT NULL)\`)
    }`)

const SAME_SQL = ofSql(`    // Rooms have a floor.
    async up(queryRunner: QueryRunner): Promise<void> {
        // Each one.
        await queryRunner.query(
            "create table ROOM (\\n  id int constraint room_pk primary key, -- by hand\\n  floor int not null\\n);",
        );
    }`)

const OTHER_SQL = ofSql(`    public async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(\`CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, floor bigint NOT NULL)\`)
    }`)

const ofOperations = (type: string, more = ""): Files => ({
    [FILE]: `import type { MigrationInterface, QueryRunner } from "typeorm"
import { bigint, column, integer, operations } from "typeorm-autogen/op"

export class First1700000000001 implements MigrationInterface {
    async up(queryRunner: QueryRunner): Promise<void> {
        const op = operations(queryRunner)
        ${more}
        await op.createTable("room", [
            column("id", integer(), { nullable: false }), column("floor", ${type}, { nullable: false }),
        ], { primaryKey: { name: "room_pk", columns: ["id"] } })
    }
    async down(queryRunner: QueryRunner): Promise<void> {
        const op = operations(queryRunner)
        await op.dropTable("room")
    }
}
`,
})

const READS = ofSql(`    public async up(queryRunner: QueryRunner): Promise<void> {
        const rows = await queryRunner.query("SELECT 1 AS one")
        console.error("asked " + rows[0].one)
        await queryRunner.query("CREATE TABLE room (id int CONSTRAINT room_pk PRIMARY KEY, floor int NOT NULL)")
    }`)

const CHANGED = /MIGRATION_CHANGED|the operations of (?:the|an executed) migration/

stories("an executed migration that is edited", [
    {
        about: "comments, formatting, keywords: nothing; another type: check reports it, upgrade stops until it is accepted",
        quick: true,
        files: { ...entity, ...SQL },
        steps: [
            { run: ["upgrade"], exit: 0 },
            { write: SAME_SQL },
            { run: ["check"], exit: 0, saysNot: CHANGED },
            { run: ["upgrade"], exit: 0, says: /nothing is pending/ },
            { write: OTHER_SQL },
            {
                run: ["check", "--json"],
                exit: 2,
                json: (value) =>
                    expect(value).toMatchObject({
                        inSync: false,
                        problems: [
                            { code: "migration-changed", message: expect.stringContaining("First1700000000001") },
                        ],
                    }),
            },
            {
                run: ["upgrade"],
                exit: 1,
                says: /error MIGRATION_CHANGED the operations of an executed migration have changed since they were run on this database: "First1700000000001"; nothing was run[^]*--accept-changed/,
            },
            { run: ["upgrade", "--accept-changed"], exit: 0, says: /accepted First1700000000001/ },
            { run: ["upgrade"], exit: 0, saysNot: /accepted/ },
            { run: ["check"], exit: 0, saysNot: CHANGED },
        ],
    },
    {
        about: "operations, whose arguments count and whose layout does not; down may be mended",
        files: { ...entity, ...ofOperations("integer()") },
        steps: [
            { run: ["upgrade"], exit: 0 },
            { write: ofOperations("integer()", "// A table of rooms.") },
            { run: ["upgrade"], exit: 0, says: /nothing is pending/ },
            { write: ofOperations("bigint()") },
            { run: ["drift"], exit: 2, says: CHANGED },
            { run: ["upgrade"], exit: 1, says: CHANGED },
            { write: ofOperations("integer()", 'await op.execute("SELECT 1")') },
            { run: ["upgrade"], exit: 1, says: CHANGED },
            { write: ofOperations("integer()") },
            { run: ["downgrade", "--allow", "deletes-data"], exit: 0 },
            { write: ofOperations("bigint()") },
            { run: ["upgrade"], exit: 0, saysNot: CHANGED },
        ],
    },
    {
        about: "what TypeORM's runner has executed, what reads rows, and a database of former times: nothing is claimed",
        files: { ...entity, ...READS },
        steps: [
            { run: ["upgrade"], exit: 0, says: /asked 1/ },
            { run: ["check"], exit: 0, saysNot: /asked|migration-changed/ },
            { write: OTHER_SQL },
            { run: ["check"], exit: 0, saysNot: CHANGED },
            { run: ["downgrade", "--allow", "deletes-data"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            // Reverted and executed again by TypeORM's runner, in another text.
            { typeorm: ["migration:revert", "-d", "ormconfig.ts"], exit: 0 },
            { write: SQL },
            { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 },
            { run: ["check"], exit: 0, saysNot: CHANGED },
            { run: ["upgrade"], exit: 0, says: /nothing is pending/ },
            { run: ["upgrade", "--fake"], exit: 0 },
        ],
    },
])
