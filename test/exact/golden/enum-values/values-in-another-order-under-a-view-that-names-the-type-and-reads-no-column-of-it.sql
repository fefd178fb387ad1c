-- values in another order, under a view that names the type and reads no column of it

-- Up

-- dropView inSchema("public", "plain")
DROP VIEW "public"."plain";
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "second")
DROP VIEW "public"."second";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('c', 'b', 'a');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createView inSchema("public", "plain"), "SELECT \"id\", ARRAY['c', 'a']::\"kind\"[] AS \"kinds\" FROM \"sample\""
CREATE VIEW "public"."plain" AS SELECT "id", ARRAY['c', 'a']::"kind"[] AS "kinds" FROM "sample";
-- TypeORM's own record
DO …;

-- createView inSchema("public", "second"), "SELECT 1 AS \"id\" WHERE 'a'::\"kind\" < 'c'::text::\"kind\""
CREATE VIEW "public"."second" AS SELECT 1 AS "id" WHERE 'a'::"kind" < 'c'::text::"kind";
-- TypeORM's own record
DO …;

-- Down

-- dropView inSchema("public", "plain")
DROP VIEW "public"."plain";
-- TypeORM's own record
DO …;

-- dropView inSchema("public", "second")
DROP VIEW "public"."second";
-- TypeORM's own record
DO …;

-- alterEnum
ALTER TYPE "public"."kind" RENAME TO "autogen_old_kind";
CREATE TYPE "public"."kind" AS ENUM ('a', 'b', 'c');
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.kind: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."sample" ALTER COLUMN "kind" TYPE "public"."kind" USING "kind"::text::"public"."kind";
DROP TYPE "public"."autogen_old_kind";

-- createView inSchema("public", "plain"), "SELECT id,\n    ARRAY['c'::public.kind, 'a'::public.kind] AS kinds\n   FROM public.sample"
CREATE VIEW "public"."plain" AS SELECT id,
    ARRAY['c'::public.kind, 'a'::public.kind] AS kinds
   FROM public.sample;
-- TypeORM's own record
DO …;

-- createView inSchema("public", "second"), "SELECT 1 AS id\n  WHERE ('a'::public.kind < ('c'::text)::public.kind)"
CREATE VIEW "public"."second" AS SELECT 1 AS id
  WHERE ('a'::public.kind < ('c'::text)::public.kind);
-- TypeORM's own record
DO …;

-- Online: the same
