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
-- hazard rewrites-table on column public.pair.b: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
ALTER TABLE "public"."pair" ALTER COLUMN "b" TYPE bigint;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" ALTER COLUMN "b" SET DEFAULT '1';

-- Down

-- requireFits inSchema("public", "pair"), "b", integer(), { from: bigint() }
-- hazard scans-table on table public.pair: every row is read before anything is changed; others can read and write meanwhile. Safer: choose a quiet hour, or ask before you deploy and say `preconditions: false`
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
-- hazard rewrites-table on column public.pair.a: the type changes in every row: the table and its indexes are written again under an exclusive lock. Safer: add a column of the new type, fill it in batches, and let it take the name over
-- hazard may-fail-on-data on column public.pair.a: a value that the new type cannot hold makes the change fail; none is cut off in silence. Safer: look for such rows before you deploy
ALTER TABLE "public"."pair" ALTER COLUMN "a" TYPE integer;

-- alterColumn
-- lock ACCESS EXCLUSIVE
ALTER TABLE "public"."pair" ALTER COLUMN "a" SET DEFAULT 1;

-- Online: the same
