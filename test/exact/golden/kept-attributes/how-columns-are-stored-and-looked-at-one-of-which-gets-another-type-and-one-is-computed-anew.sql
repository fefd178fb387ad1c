-- how columns are stored and looked at, one of which gets another type and one is computed anew

-- Up

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET STATISTICS -1, ALTER COLUMN "value" SET STORAGE EXTENDED, ALTER COLUMN "value" RESET (n_distinct);

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE character varying;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET STATISTICS 77, ALTER COLUMN "value" SET STORAGE EXTERNAL, ALTER COLUMN "value" SET (n_distinct=-0.5);

-- dropColumn inSchema("public", "sample"), "made", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "made";
-- TypeORM's own record
DO …;

-- addColumn inSchema("public", "sample"), column("made", integer(), { nullable: false, generatedAs: "\"id\" + 2" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.made: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ADD COLUMN "made" integer GENERATED ALWAYS AS ("id" + 2) STORED NOT NULL;
-- TypeORM's own record
DO …;

-- alterColumn
-- lock SHARE UPDATE EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "made" SET STATISTICS 5;

-- Down

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET STATISTICS -1, ALTER COLUMN "value" SET STORAGE EXTENDED, ALTER COLUMN "value" RESET (n_distinct);

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" TYPE text;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "value" SET STATISTICS 77, ALTER COLUMN "value" SET STORAGE EXTERNAL, ALTER COLUMN "value" SET (n_distinct=-0.5);

-- dropColumn inSchema("public", "sample"), "made", { generated: true }
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."sample" DROP COLUMN "made";
-- TypeORM's own record
DO …;

-- addColumn inSchema("public", "sample"), column("made", integer(), { nullable: false, generatedAs: "(id + 1)" })
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.sample.made: ACCESS EXCLUSIVE while every row is rewritten, each with a value of its own. Safer: add the column without a default, set the default, backfill in batches
ALTER TABLE "public"."sample" ADD COLUMN "made" integer GENERATED ALWAYS AS ((id + 1)) STORED NOT NULL;
-- TypeORM's own record
DO …;

-- alterColumn
-- lock SHARE UPDATE EXCLUSIVE
ALTER TABLE "public"."sample" ALTER COLUMN "made" SET STATISTICS 5;

-- Online: the same
