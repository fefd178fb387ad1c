-- everything of tables with names over 63 bytes changes

-- Up

-- requireNoNulls inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), ["äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä"]
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createTableComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" IS 'b';

-- dropView inSchema("public", "view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr")
DROP VIEW "public"."view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";
-- TypeORM's own record
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" DROP CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_.room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" ALTER COLUMN "room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TYPE bigint;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP CONSTRAINT "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP CONSTRAINT "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" DROP DEFAULT;

-- alterEnum
ALTER TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" RENAME TO "autogen_old_f61b04d5_enum_a_that_is_much_longer_than_the_sixty_";
CREATE TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" AS ENUM ('b', 'a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" USING "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"::text::"public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post";
DROP TYPE "public"."autogen_old_f61b04d5_enum_a_that_is_much_longer_than_the_sixty_";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" SET DEFAULT 'a';

-- dropColumn inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP COLUMN "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre";
-- TypeORM's own record
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "column_that_is_much_longer_than_the_sixty_three_bytes_that_post" TYPE character varying(40);

-- batchAlterTable inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), [alterColumn("id", { type: bigint(), from: { type: integer() } }), alterColumn("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä", { type: bigint(), nullable: false, from: { type: integer(), nullable: true } }), addColumn(column("sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre", text(), { generatedAs: "\"column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names\" || 'y'" })), addCheck("CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg", "length(\"column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names\") < 90")]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä": fails if a value is NULL. Safer: backfill the null values first
-- hazard blocks-reads on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä": ACCESS EXCLUSIVE while every row is checked for NULL. Safer: validate a CHECK (… IS NOT NULL) first; `online` does
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä": ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
-- hazard may-fail-on-data on check public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "id" TYPE bigint, ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" TYPE bigint, ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" SET NOT NULL, ADD COLUMN "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre" text GENERATED ALWAYS AS ("column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names" || 'y') STORED, ADD CONSTRAINT "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" CHECK (length("column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names") < 90);
-- TypeORM's own record
DO …;

-- alterSequence
ALTER SEQUENCE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_tha_id_seq" AS bigint;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_."FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_."FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" ADD CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" FOREIGN KEY ("room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr") REFERENCES "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("id") ON DELETE SET NULL;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" SET DEFAULT '3';

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" IS 'd';

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "column_that_is_much_longer_than_the_sixty_three_bytes_that_post" SET DEFAULT 'b';

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ADD CONSTRAINT "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" UNIQUE ("column_that_is_much_longer_than_the_sixty_three_bytes_that_post", "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä");

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ON "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("column_that_is_much_longer_than_the_sixty_three_bytes_that_post") WHERE "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü" > 2;

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_" ON "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä", "column_that_is_much_longer_than_the_sixty_three_bytes_that_post");

-- createView inSchema("public", "view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"), "SELECT \"id\", \"column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names\" AS \"code\", \"äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü\" AS \"size\" FROM \"table_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names\""
CREATE VIEW "public"."view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" AS SELECT "id", "column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names" AS "code", "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü" AS "size" FROM "table_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names";
-- TypeORM's own record
DO …;

-- Down

-- requireValues inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr", ["a", "b"]
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireFits inSchema("public", "beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_"), "room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr", integer(), { from: bigint() }
-- hazard scans-table on table public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireFits inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä", integer(), { from: bigint() }
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireFits inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "column_that_is_much_longer_than_the_sixty_three_bytes_that_post", varchar(36), { from: varchar(40) }
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireFits inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "id", integer(), { from: bigint() }
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createTableComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" IS 'a';

-- dropView inSchema("public", "view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr")
DROP VIEW "public"."view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";
-- TypeORM's own record
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" DROP CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_.room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_.room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" ALTER COLUMN "room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TYPE integer;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP CONSTRAINT "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP CONSTRAINT "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" DROP DEFAULT;

-- alterEnum
ALTER TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" RENAME TO "autogen_old_f61b04d5_enum_a_that_is_much_longer_than_the_sixty_";
CREATE TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" AS ENUM ('a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: fails if a row has a removed value. Safer: map these rows: --map 'public.enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post.c:<value that stays>'
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" USING "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"::text::"public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post";
DROP TYPE "public"."autogen_old_f61b04d5_enum_a_that_is_much_longer_than_the_sixty_";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" SET DEFAULT 'a';

-- dropColumn inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP COLUMN "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre";
-- TypeORM's own record
DO …;

-- batchAlterTable inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), [alterColumn("id", { type: integer(), from: { type: bigint() } }), alterColumn("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä", { type: integer(), nullable: true, from: { type: bigint(), nullable: false } }), alterColumn("column_that_is_much_longer_than_the_sixty_three_bytes_that_post", { type: varchar(36), from: { type: varchar(40) } }), addColumn(column("sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre", text(), { generatedAs: "((column_that_is_much_longer_than_the_sixty_three_bytes_that_post)::text || 'x'::text)" })), addCheck("CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg", "((column_that_is_much_longer_than_the_sixty_three_bytes_that_post)::text <> 'x'::text)")]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.id: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä": ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä": fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.column_that_is_much_longer_than_the_sixty_three_bytes_that_post: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.column_that_is_much_longer_than_the_sixty_three_bytes_that_post: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
-- hazard may-fail-on-data on check public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "id" TYPE integer, ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" TYPE integer, ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" DROP NOT NULL, ALTER COLUMN "column_that_is_much_longer_than_the_sixty_three_bytes_that_post" TYPE character varying(36), ADD COLUMN "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre" text GENERATED ALWAYS AS (((column_that_is_much_longer_than_the_sixty_three_bytes_that_post)::text || 'x'::text)) STORED, ADD CONSTRAINT "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" CHECK (((column_that_is_much_longer_than_the_sixty_three_bytes_that_post)::text <> 'x'::text));
-- TypeORM's own record
DO …;

-- alterSequence
ALTER SEQUENCE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_tha_id_seq" AS integer;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_."FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_."FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" ADD CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" FOREIGN KEY ("room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr") REFERENCES "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("id") ON DELETE CASCADE;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" SET DEFAULT 3;

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" IS 'c';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_" ON "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä");

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "column_that_is_much_longer_than_the_sixty_three_bytes_that_post" SET DEFAULT 'a';

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ADD CONSTRAINT "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" UNIQUE ("column_that_is_much_longer_than_the_sixty_three_bytes_that_post", "id");

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ON "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("column_that_is_much_longer_than_the_sixty_three_bytes_that_post") WHERE ("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" > 1);

-- createView inSchema("public", "view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"), "SELECT id,\n    column_that_is_much_longer_than_the_sixty_three_bytes_that_post AS code\n   FROM public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"
CREATE VIEW "public"."view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" AS SELECT id,
    column_that_is_much_longer_than_the_sixty_three_bytes_that_post AS code
   FROM public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg;
-- TypeORM's own record
DO …;

-- == Online ==

-- Up, step 1 of 3

-- requireNoNulls inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), ["äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä"]
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createTableComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" IS 'b';

-- dropView inSchema("public", "view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr")
DROP VIEW "public"."view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";
-- TypeORM's own record
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" DROP CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_.room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" ALTER COLUMN "room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TYPE bigint;

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- dropIndex
-- lock ACCESS EXCLUSIVE
DROP INDEX "public"."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP CONSTRAINT "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP CONSTRAINT "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" DROP DEFAULT;

-- alterEnum
ALTER TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" RENAME TO "autogen_old_f61b04d5_enum_a_that_is_much_longer_than_the_sixty_";
CREATE TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" AS ENUM ('b', 'a', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" USING "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"::text::"public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post";
DROP TYPE "public"."autogen_old_f61b04d5_enum_a_that_is_much_longer_than_the_sixty_";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" SET DEFAULT 'a';

-- dropColumn inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP COLUMN "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre";
-- TypeORM's own record
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "column_that_is_much_longer_than_the_sixty_three_bytes_that_post" TYPE character varying(40);

-- batchAlterTable inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), [alterColumn("id", { type: bigint(), from: { type: integer() } }), alterColumn("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä", { type: bigint(), from: { type: integer() } }), addColumn(column("sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre", text(), { generatedAs: "\"column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names\" || 'y'" }))]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä": ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "id" TYPE bigint, ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" TYPE bigint, ADD COLUMN "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre" text GENERATED ALWAYS AS ("column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names" || 'y') STORED;
-- TypeORM's own record
DO …;

-- alterSequence
ALTER SEQUENCE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_tha_id_seq" AS bigint;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" ADD CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" FOREIGN KEY ("room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr") REFERENCES "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("id") ON DELETE SET NULL NOT VALID;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" SET DEFAULT '3';

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" IS 'd';

-- createCheckConstraint "autogen_not_null_3", inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "(\"äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä\" IS NOT NULL)", { notValid: true, ifNotExists: true }
-- lock ACCESS EXCLUSIVE
DO …;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "column_that_is_much_longer_than_the_sixty_three_bytes_that_post" SET DEFAULT 'b';

-- createCheckConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ADD CONSTRAINT "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" CHECK (length("column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names") < 90) NOT VALID;

-- createView inSchema("public", "view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"), "SELECT \"id\", \"column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names\" AS \"code\", \"äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü\" AS \"size\" FROM \"table_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names\""
CREATE VIEW "public"."view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" AS SELECT "id", "column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names" AS "code", "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü" AS "size" FROM "table_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names";
-- TypeORM's own record
DO …;

-- Up, step 2 of 3

-- requireUnique inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), ["column_that_is_much_longer_than_the_sixty_three_bytes_that_post", "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä"]
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireReferences inSchema("public", "beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_"), ["room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"], inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), ["id"]
-- hazard scans-table on table public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- validateCheck "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg", inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "length(\"column_that_is_much_longer_than_the_sixty_three_bytes_that_postgres_keeps_of_names\") < 90"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": every row is checked; reads and writes continue. Safer: run it off-peak
DO …;

-- validateCheck "autogen_not_null_3", inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "(\"äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä\" IS NOT NULL)"
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on check public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.autogen_not_null_3: fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard scans-table on check public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.autogen_not_null_3: every row is checked; reads and writes continue. Safer: run it off-peak
DO …;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ON "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("column_that_is_much_longer_than_the_sixty_three_bytes_that_post") WHERE "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöüäöü" > 2;

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard scans-table on index public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE INDEX CONCURRENTLY "IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_" ON "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä", "column_that_is_much_longer_than_the_sixty_three_bytes_that_post");

-- createIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_ef864f35_UQ_a_that_is_much_longer_than_the_sixty_th";
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on index public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."autogen_new_ef864f35_UQ_a_that_is_much_longer_than_the_sixty_th": fails on duplicates. Safer: check the rows before you deploy
-- hazard scans-table on index public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."autogen_new_ef864f35_UQ_a_that_is_much_longer_than_the_sixty_th": the index is built from every row; reads and writes continue. Safer: end long transactions first; the build waits for them
CREATE UNIQUE INDEX CONCURRENTLY "autogen_new_ef864f35_UQ_a_that_is_much_longer_than_the_sixty_th" ON "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("column_that_is_much_longer_than_the_sixty_three_bytes_that_post", "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä");

-- validateConstraint
-- lock SHARE UPDATE EXCLUSIVE
-- hazard may-fail-on-data on constraint public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_."FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": fails if a row violates the constraint. Safer: check the rows before you deploy
-- hazard scans-table on constraint public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_."FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": every row is checked; reads and writes continue. Safer: run it off-peak
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" VALIDATE CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- Up, step 3 of 3

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" SET NOT NULL;

-- createUniqueConstraint "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr", inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), ["column_that_is_much_longer_than_the_sixty_three_bytes_that_post", "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä"], { usingIndex: "autogen_new_ef864f35_UQ_a_that_is_much_longer_than_the_sixty_th", orBuild: true }
DO …;
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ADD CONSTRAINT "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" UNIQUE USING INDEX "autogen_new_ef864f35_UQ_a_that_is_much_longer_than_the_sixty_th";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP CONSTRAINT IF EXISTS "autogen_not_null_3";

-- Down, step 3 of 3

-- createCheckConstraint "autogen_not_null_3", inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "(\"äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä\" IS NOT NULL)", { notValid: true, ifNotExists: true }
-- lock ACCESS EXCLUSIVE
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP CONSTRAINT "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" DROP NOT NULL;

-- Down, step 2 of 3

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_";

-- dropIndex
-- outside of the transaction
-- lock SHARE UPDATE EXCLUSIVE
DROP INDEX CONCURRENTLY IF EXISTS "public"."autogen_new_ef864f35_UQ_a_that_is_much_longer_than_the_sixty_th";

-- Down, step 1 of 3

-- requireValues inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr", ["a", "b"]
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireFits inSchema("public", "beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_"), "room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr", integer(), { from: bigint() }
-- hazard scans-table on table public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireFits inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä", integer(), { from: bigint() }
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireFits inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "column_that_is_much_longer_than_the_sixty_three_bytes_that_post", varchar(36), { from: varchar(40) }
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- requireFits inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "id", integer(), { from: bigint() }
-- hazard scans-table on table public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- createTableComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" IS 'a';

-- dropView inSchema("public", "view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr")
DROP VIEW "public"."view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";
-- TypeORM's own record
DO …;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" DROP CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr";

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_.room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_.room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" ALTER COLUMN "room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TYPE integer;

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP CONSTRAINT IF EXISTS "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg";

-- dropConstraint
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP CONSTRAINT IF EXISTS "autogen_not_null_3";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" DROP DEFAULT;

-- alterEnum
ALTER TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" RENAME TO "autogen_old_f61b04d5_enum_a_that_is_much_longer_than_the_sixty_";
CREATE TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" AS ENUM ('a', 'b');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: ACCESS EXCLUSIVE while every row is rewritten. Safer: leave the values in the type, update their rows in batches, and forbid them by a CHECK
-- hazard may-fail-on-data on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr: fails if a row has a removed value. Safer: map these rows: --map 'public.enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post.c:<value that stays>'
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" TYPE "public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post" USING "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"::text::"public"."enum_a_that_is_much_longer_than_the_sixty_three_bytes_that_post";
DROP TYPE "public"."autogen_old_f61b04d5_enum_a_that_is_much_longer_than_the_sixty_";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "kind_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" SET DEFAULT 'a';

-- dropColumn inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" DROP COLUMN "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre";
-- TypeORM's own record
DO …;

-- batchAlterTable inSchema("public", "table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"), [alterColumn("id", { type: integer(), from: { type: bigint() } }), alterColumn("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä", { type: integer(), from: { type: bigint() } }), alterColumn("column_that_is_much_longer_than_the_sixty_three_bytes_that_post", { type: varchar(36), from: { type: varchar(40) } }), addColumn(column("sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre", text(), { generatedAs: "((column_that_is_much_longer_than_the_sixty_three_bytes_that_post)::text || 'x'::text)" })), addCheck("CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg", "((column_that_is_much_longer_than_the_sixty_three_bytes_that_post)::text <> 'x'::text)")]
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.id: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.id: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä": ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä": fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.column_that_is_much_longer_than_the_sixty_three_bytes_that_post: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.column_that_is_much_longer_than_the_sixty_three_bytes_that_post: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
-- hazard rewrites-table on column public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg.sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
-- hazard may-fail-on-data on check public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": fails if a row violates the condition. Safer: check the rows before you deploy
-- hazard blocks-reads on check public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": ACCESS EXCLUSIVE while every row is checked. Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "id" TYPE integer, ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" TYPE integer, ALTER COLUMN "column_that_is_much_longer_than_the_sixty_three_bytes_that_post" TYPE character varying(36), ADD COLUMN "sum_that_is_much_longer_than_the_sixty_three_bytes_that_postgre" text GENERATED ALWAYS AS (((column_that_is_much_longer_than_the_sixty_three_bytes_that_post)::text || 'x'::text)) STORED, ADD CONSTRAINT "CHK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" CHECK (((column_that_is_much_longer_than_the_sixty_three_bytes_that_post)::text <> 'x'::text));
-- TypeORM's own record
DO …;

-- alterSequence
ALTER SEQUENCE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_tha_id_seq" AS integer;

-- createForeignKey
-- lock SHARE ROW EXCLUSIVE
-- hazard may-fail-on-data on foreign-key public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_."FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": fails if a row has no match in the referenced table. Safer: check the rows before you deploy
-- hazard blocks-reads on foreign-key public.beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_."FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": ACCESS EXCLUSIVE while every row is looked up (locked by an earlier statement). Safer: add it NOT VALID and validate it afterwards; `online` does
ALTER TABLE "public"."beds_table_that_is_much_longer_than_the_sixty_three_bytes_that_" ADD CONSTRAINT "FK_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" FOREIGN KEY ("room_that_is_much_longer_than_the_sixty_three_bytes_that_postgr") REFERENCES "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("id") ON DELETE CASCADE;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" SET DEFAULT 3;

-- createColumnComment
-- lock SHARE UPDATE EXCLUSIVE
COMMENT ON COLUMN "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"."äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" IS 'c';

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_more_a_that_is_much_longer_than_the_sixty_three_bytes_that_" ON "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä");

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ALTER COLUMN "column_that_is_much_longer_than_the_sixty_three_bytes_that_post" SET DEFAULT 'a';

-- createUniqueConstraint
-- lock ACCESS EXCLUSIVE
-- hazard may-fail-on-data on unique public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": fails on duplicates. Safer: check the rows before you deploy
-- hazard blocks-reads on unique public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr": ACCESS EXCLUSIVE while an index is built from every row. Safer: build a unique index CONCURRENTLY and attach it
ALTER TABLE "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ADD CONSTRAINT "UQ_a_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" UNIQUE ("column_that_is_much_longer_than_the_sixty_three_bytes_that_post", "id");

-- createIndex
-- lock SHARE
-- hazard blocks-reads on index public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg."IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg": ACCESS EXCLUSIVE while the index is built from every row (locked by an earlier statement). Safer: build it CONCURRENTLY, outside a transaction
CREATE INDEX "IDX_a_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ON "public"."table_that_is_much_longer_than_the_sixty_three_bytes_that_postg" ("column_that_is_much_longer_than_the_sixty_three_bytes_that_post") WHERE ("äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüä" > 1);

-- createView inSchema("public", "view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr"), "SELECT id,\n    column_that_is_much_longer_than_the_sixty_three_bytes_that_post AS code\n   FROM public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg"
CREATE VIEW "public"."view_that_is_much_longer_than_the_sixty_three_bytes_that_postgr" AS SELECT id,
    column_that_is_much_longer_than_the_sixty_three_bytes_that_post AS code
   FROM public.table_that_is_much_longer_than_the_sixty_three_bytes_that_postg;
-- TypeORM's own record
DO …;
