import { stories } from "./support/story.js"

const article = (more = ""): string => `import { Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Article {
    @PrimaryGeneratedColumn() id!: number
    @Column() title!: string
    ${more}
}
void Index
`

const byHand = (up: string, down = ""): string => `import type { MigrationInterface, QueryRunner } from "typeorm"
export class ByHand1900000000000 implements MigrationInterface {
    async up(q: QueryRunner): Promise<void> { ${up} }
    async down(q: QueryRunner): Promise<void> { ${down} }
}
`

const handMade = byHand(
    `await q.query("CREATE INDEX article_fts ON article USING gin (to_tsvector('english', title))")
     await q.query("CREATE TABLE outbox (id bigserial PRIMARY KEY, body jsonb NOT NULL)")
     await q.query("ALTER TABLE article ADD COLUMN searched int")
     await q.query("ALTER TABLE article ADD CONSTRAINT long CHECK (length(title) > 0)")
     await q.query("CREATE MATERIALIZED VIEW titles AS SELECT title FROM article")`,
    `await q.query("DROP MATERIALIZED VIEW titles"); await q.query("DROP TABLE outbox"); await q.query("DROP INDEX article_fts")
     await q.query("ALTER TABLE article DROP COLUMN searched, DROP CONSTRAINT long")`,
)

/** As TypeORM 1.x writes it. */
const typeOrmMade = `import { MigrationInterface, QueryRunner } from "typeorm";
export class First1700000000000 implements MigrationInterface {
    name = 'First1700000000000'
    public async up(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(\`CREATE TABLE "article" ("id" SERIAL NOT NULL, "title" character varying NOT NULL, CONSTRAINT "PK_40808690eb7b915046558c0f81b" PRIMARY KEY ("id"))\`);
        await queryRunner.query(\`CREATE INDEX "IDX_3c28437db9b5137136e1f6d609" ON "article" ("title") \`);
        await queryRunner.query(\`CREATE INDEX "by_hand" ON "article" ("title", "id") \`);
        await queryRunner.query(\`ALTER TABLE "article" ADD "note" text\`);
    }
    public async down(queryRunner: QueryRunner): Promise<void> {
        await queryRunner.query(\`DROP TABLE "article"\`);
    }
}
`

const room = (values: string): string => `import { Column, Entity, PrimaryGeneratedColumn } from "typeorm"
@Entity() export class Room {
    @PrimaryGeneratedColumn() id!: number
    @Column({ type: "enum", enum: ${values} }) kind!: string
}
`

stories("whose object is it", [
    {
        about: "what a handwritten migration made stays, through renames of the table, until somebody says --drop",
        files: { "src/entities/article.ts": article() },
        steps: [
            { run: ["generate", "articles"], exit: 0 },
            { newest: /generated: true/ },
            { run: ["upgrade"], exit: 0 },
            { write: { "src/migrations/1900000000000-by-hand.ts": handMade } },
            { run: ["upgrade"], exit: 0 },
            {
                run: ["check"],
                exit: 0,
                says: [
                    /article_fts.*created by hand in .*1900000000000/,
                    /outbox.*created by hand/,
                    /searched.*created by hand/,
                ],
            },
            { run: ["check", "--against", "history"], exit: 0, says: /outbox.*created by hand/ },
            { write: { "src/entities/article.ts": article(`@Column({ nullable: true }) subtitle?: string`) } },
            { run: ["generate", "subtitle"], exit: 0 },
            { newest: /addColumn/, not: /async up[\s\S]*(dropIndex|dropTable|dropColumn|dropC)[\s\S]*async down/ },
            { run: ["upgrade"], exit: 0 },
            {
                write: {
                    "src/entities/article.ts": article(`@Column({ nullable: true }) subtitle?: string`).replace(
                        "@Entity()",
                        '@Entity("text")',
                    ),
                },
            },
            { run: ["generate", "text", "--rename", "article:text"], exit: 0 },
            { newest: /renameTable/, not: /async up[\s\S]*(dropIndex|dropTable|dropColumn|dropC)[\s\S]*async down/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0, says: /article_fts.*created by hand/ },
            { write: { "src/entities/article.ts": article().replace("@Entity()", '@Entity("text")') } },
            { run: ["generate", "less", "--drop", "text.article_fts", "--allow", "deletes-data"], exit: 0 },
            { newest: /dropIndex\("article_fts"[\s\S]*async down/, not: /dropTable[\s\S]*async down|"searched"/ },
            { newest: /dropColumn\("text", "subtitle"/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0, saysNot: /article_fts/ },
            { run: ["generate", "x", "--drop", "nothing"], exit: 1, says: /DROP_INVALID/ },
            { run: ["generate", "x", "--drop", "text"], exit: 1, says: /DROP_INVALID.*Article/ },
        ],
    },
    {
        about: "of a raw-SQL history TypeORM's own objects are dropped, those with other names stay",
        files: { "src/migrations/1700000000000-first.ts": typeOrmMade, "src/entities/article.ts": article() },
        steps: [
            { typeorm: ["migration:run", "-d", "ormconfig.ts"], exit: 0 },
            {
                run: ["check"],
                exit: 2,
                says: [/- index .*IDX_3c28437/, /- column .*note/, /by_hand.*created by hand in .*1700000000000/],
            },
            { run: ["generate", "less", "--allow", "deletes-data"], exit: 0 },
            { newest: /dropColumn\("article", "note"[\s\S]*async down/, not: /by_hand/ },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
            { run: ["check", "--against", "history"], exit: 0 },
            { run: ["downgrade"], exit: 0 },
            { sql: "SELECT count(note)::int FROM article", gives: [[0]] },
            { write: { "src/entities/article.ts": article().replaceAll("PrimaryGeneratedColumn", "PrimaryColumn") } },
            { run: ["check"], exit: 2, says: [/- default .*article\.id/, /- sequence .*article_id_seq/] },
        ],
    },
    {
        about: "an index and a primary key that somebody else made keep their names and their places",
        files: {
            "src/entities/y.ts": `import { Entity, Column, PrimaryGeneratedColumn, Index } from "typeorm"
@Entity() @Index("taken", ["m"]) export class Y { @PrimaryGeneratedColumn() id!: number; @Column({ type: "int", nullable: true }) m!: number | null }
@Entity() export class Link { @PrimaryGeneratedColumn() id!: number; @Column() a!: number; @Column() b!: number }
`,
        },
        steps: [
            { sql: "CREATE TABLE x (id serial PRIMARY KEY, n int)" },
            { sql: "CREATE TABLE y (id serial PRIMARY KEY, m int)" },
            { sql: "CREATE INDEX taken ON x (n)" },
            { sql: "CREATE INDEX other ON y (m)" },
            { sql: "CREATE TABLE link (a int, b int, id serial NOT NULL, CONSTRAINT link_pk PRIMARY KEY (a, b))" },
            { run: ["check"], exit: 2, says: [/other.*keeps its name.*taken/, /PK_.*cannot be created.*link_pk/] },
            {
                run: ["generate", "x", "--allow", "deletes-data"],
                exit: 1,
                says: [/NAME_TAKEN/, /link_pk/, /--drop primary-key:public\.link\.link_pk/],
            },
            { run: ["generate", "x", "--drop", "primary-key:public.link.link_pk"], exit: 0 },
            { newest: /dropConstraint\("link_pk"/, not: /taken/ },
            { run: ["upgrade"], exit: 0 },
            { sql: "SELECT count(*)::int FROM pg_indexes WHERE indexname IN ('taken', 'other')", gives: [[2]] },
            { write: { "src/migrations": null } },
            { sql: "DROP INDEX other" },
            { sql: "DROP TABLE migrations" },
            { run: ["check"], exit: 2, says: /index:public\.y\.taken.*cannot be created.*index:public\.x\.taken/ },
            { run: ["generate", "y"], exit: 1, says: [/NAME_TAKEN/, /--drop index:public\.x\.taken/] },
        ],
    },
    {
        about: "a default by hand on a value that goes is refused where the change is planned, with what there is to do",
        files: {
            "src/entities/room.ts": room('["old", "new"]'),
        },
        steps: [
            { run: ["generate", "rooms"], exit: 0 },
            { run: ["upgrade"], exit: 0 },
            { sql: "ALTER TABLE room ALTER kind SET DEFAULT 'old'" },
            { write: { "src/entities/room.ts": room('["new"]') } },
            {
                run: ["generate", "fewer", "--map", "room_kind_enum.old:new", "--no-rehearse"],
                exit: 1,
                says: /MAP_INVALID "default:public\.room\.kind", which no entity declares, is the value "old", which is removed from "enum:public\.room_kind_enum"\nnext.*--drop 'default:public\.room\.kind'/,
            },
            {
                run: ["generate", "fewer", "--map", "room_kind_enum.old:new", "--drop", "default:public.room.kind"],
                exit: 0,
            },
            { run: ["upgrade"], exit: 0 },
            { run: ["check"], exit: 0 },
        ],
    },
])
