-- two columns change names, with types, indexes, defaults and a check

-- Up

-- renameColumn inSchema("public", "pair"), "a", "a_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "a" TO "a_tmp";
DO …;

-- renameColumn inSchema("public", "pair"), "b", "a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b" TO "a";
DO …;

-- renameColumn inSchema("public", "pair"), "a_tmp", "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "a_tmp" TO "b";
DO …;

-- renameIndex
ALTER INDEX "public"."IDX_e3d29eb77354111adc53439834" RENAME TO "IDX_e3d29eb77354111adc53439834_tmp";

-- renameIndex
ALTER INDEX "public"."IDX_03f0a82a401fb950991076afc0" RENAME TO "IDX_e3d29eb77354111adc53439834";

-- renameIndex
ALTER INDEX "public"."IDX_e3d29eb77354111adc53439834_tmp" RENAME TO "IDX_03f0a82a401fb950991076afc0";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" ALTER COLUMN "b" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.pair.b: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
ALTER TABLE "public"."pair" ALTER COLUMN "b" TYPE bigint;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" ALTER COLUMN "b" SET DEFAULT '1';

-- Down

-- requireFits inSchema("public", "pair"), "b", integer(), { from: bigint() }
-- hazard scans-table on table public.pair: every row is read; reads and writes continue. Safer: run it off-peak, or check the rows beforehand and generate with `--no-preconditions`
DO …;

-- renameColumn inSchema("public", "pair"), "b", "b_tmp"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b" TO "b_tmp";
DO …;

-- renameColumn inSchema("public", "pair"), "a", "b"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "a" TO "b";
DO …;

-- renameColumn inSchema("public", "pair"), "b_tmp", "a"
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" RENAME COLUMN "b_tmp" TO "a";
DO …;

-- renameIndex
ALTER INDEX "public"."IDX_e3d29eb77354111adc53439834" RENAME TO "IDX_e3d29eb77354111adc53439834_tmp";

-- renameIndex
ALTER INDEX "public"."IDX_03f0a82a401fb950991076afc0" RENAME TO "IDX_e3d29eb77354111adc53439834";

-- renameIndex
ALTER INDEX "public"."IDX_e3d29eb77354111adc53439834_tmp" RENAME TO "IDX_03f0a82a401fb950991076afc0";

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" ALTER COLUMN "a" DROP DEFAULT;

-- alterColumn
-- lock ACCESS EXCLUSIVE
-- hazard rewrites-table on column public.pair.a: ACCESS EXCLUSIVE while every row is rewritten. Safer: add a column, backfill in batches, swap names
-- hazard may-fail-on-data on column public.pair.a: fails if a value does not fit; nothing is truncated. Safer: check the rows before you deploy
ALTER TABLE "public"."pair" ALTER COLUMN "a" TYPE integer;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" ALTER COLUMN "a" SET DEFAULT 1;

-- Online: the same
